# SPDX-License-Identifier: EUPL-1.2
"""Tables of the follow-up. Facts are only ever added; the later columns of ``Input`` are a cache of them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.followup.domain.life import FactKind, NewFact, Outcome, Source, Standing, State, Words
from core import clock
from core.db import Identified, Model, UtcDateTime, one_of


class Input(Identified, Model):
    """What a resident gave the municipality and what is owed an answer."""

    __tablename__ = "input"

    source: Mapped[str] = mapped_column(sa.String(20))
    source_ref: Mapped[str] = mapped_column(sa.String(40))
    original: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    received_on: Mapped[dt.date]
    title: Mapped[str] = mapped_column(sa.String(200), default="")

    state: Mapped[str] = mapped_column(sa.String(20), default=State.HEARD.value, index=True)
    public: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str] = mapped_column(sa.String(200), default="")
    due_on: Mapped[dt.date | None] = mapped_column(index=True)
    outcome: Mapped[str | None] = mapped_column(sa.String(20))
    answered_on: Mapped[dt.date | None] = mapped_column(index=True)

    facts: Mapped[list[InputFact]] = relationship(order_by="InputFact.number", lazy="raise", back_populates="about")

    __table_args__ = (
        sa.UniqueConstraint("source", "source_ref", name="uq_input_source_ref"),
        one_of("source", Source, "source"),
        one_of("state", State, "state"),
        one_of("outcome", Outcome, "outcome"),
        sa.CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name="answer_whole"),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'not_used', 'done') OR outcome IS NOT NULL", name="closed_with_answer"
        ),
    )

    def standing(self) -> Standing:
        return Standing(
            state=State(self.state),
            heard_on=self.received_on,
            public=self.public,
            body=self.body,
            due_on=self.due_on,
            outcome=Outcome(self.outcome) if self.outcome else None,
            answered_on=self.answered_on,
        )

    def stand(self, standing: Standing) -> None:
        """Take over what the facts say."""
        self.state, self.public, self.body = standing.state.value, standing.public, standing.body
        self.due_on, self.answered_on = standing.due_on, standing.answered_on
        self.outcome = standing.outcome.value if standing.outcome else None


class InputFact(Model):
    """One thing that happened to an input."""

    __tablename__ = "input_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    input_id: Mapped[int] = mapped_column(sa.ForeignKey("input.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    happened_on: Mapped[dt.date]
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    role: Mapped[str] = mapped_column(sa.String(30))
    body: Mapped[str] = mapped_column(sa.String(200), default="")
    text: Mapped[str] = mapped_column(sa.Text, default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    outcome: Mapped[str | None] = mapped_column(sa.String(20))
    lang: Mapped[str] = mapped_column(sa.String(12))
    due_on: Mapped[dt.date | None]

    about: Mapped[Input] = relationship(back_populates="facts", lazy="raise")
    texts: Mapped[list[InputFactText]] = relationship(order_by="InputFactText.lang", lazy="raise")

    __table_args__ = (
        sa.UniqueConstraint("input_id", "number", name="uq_input_fact_number"),
        one_of("kind", FactKind, "kind"),
        one_of("outcome", Outcome, "outcome"),
        sa.CheckConstraint(
            "kind <> 'answered' OR (outcome IS NOT NULL AND reason <> '')", name="answer_has_outcome_and_reason"
        ),
    )

    def as_noted(self) -> NewFact:
        """The fact as a value, its words in other languages included."""
        return NewFact(
            kind=FactKind(self.kind),
            on=self.happened_on,
            body=self.body,
            text=self.text,
            reason=self.reason,
            outcome=Outcome(self.outcome) if self.outcome else None,
            lang=self.lang,
            due_on=self.due_on,
            texts={t.lang: Words(t.text, t.reason, t.body) for t in self.texts},
        )


class InputFactText(Model):
    """The words of a fact in one more language."""

    __tablename__ = "input_fact_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(sa.ForeignKey("input_fact.id"), index=True)
    lang: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    body: Mapped[str] = mapped_column(sa.String(200), default="")

    __table_args__ = (sa.UniqueConstraint("fact_id", "lang", name="uq_input_fact_text_lang"),)
