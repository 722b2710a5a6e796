# SPDX-License-Identifier: EUPL-1.2
"""Contributions in their writers' words, their translations, and the decisions of moderators.

Nothing here names the writer: what is owed to the writer lives in the follow-up, reached by ``input_id``.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from forums.domain.moderation import ContributionState, Ground, Outcome, Suspicion
from forums.domain.words import Origin, Told
from forums.models.topics import Question, Topic


class Contribution(Identified, Model):
    """What a resident wrote to a prepared question. ``state`` is a cache of the newest decision."""

    __tablename__ = "forum_contribution"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_topic.id"))
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_question.id"), index=True)
    lang: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text)
    written_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(sa.String(20), default=ContributionState.HELD.value)
    suspicion: Mapped[str] = mapped_column(sa.String(20), default=Suspicion.NONE.value)
    input_id: Mapped[str] = mapped_column(sa.String(40), unique=True)
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    topic: Mapped[Topic] = relationship(lazy="raise")
    question: Mapped[Question] = relationship(lazy="raise")
    translations: Mapped[list[Translation]] = relationship(order_by="Translation.id", lazy="raise")
    decisions: Mapped[list[Decision]] = relationship(order_by="Decision.number", lazy="raise")

    __table_args__ = (
        sa.Index(None, "topic_id", "state"),
        sa.Index(None, "state", "created_at"),
        one_of("state", ContributionState, "state"),
        one_of("suspicion", Suspicion, "suspicion"),
    )

    def told(self) -> tuple[Told, ...]:
        """The original and, for each language, its newest translation."""
        newest = {t.lang: Told(t.lang, t.text, Origin.HUMAN) for t in self.translations}
        return (Told(self.lang, self.text, Origin.ORIGINAL), *newest.values())


class Translation(Model):
    """A translation by a person. A correction is a further row; the newest of a language is shown."""

    __tablename__ = "forum_translation"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_contribution.id"), index=True)
    lang: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    role: Mapped[str] = mapped_column(sa.String(30))


class Decision(Model):
    """One moderation decision. Never changed: another view of the same contribution is a further decision."""

    __tablename__ = "forum_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_contribution.id"), index=True)
    number: Mapped[int]
    outcome: Mapped[str] = mapped_column(sa.String(20))
    ground: Mapped[str | None] = mapped_column(sa.String(20))
    explanation: Mapped[str] = mapped_column(sa.Text, default="")
    explanation_lang: Mapped[str] = mapped_column(sa.String(12), default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    role: Mapped[str] = mapped_column(sa.String(30))

    __table_args__ = (
        sa.UniqueConstraint("contribution_id", "number", name="uq_forum_decision_number"),
        one_of("outcome", Outcome, "outcome"),
        one_of("ground", Ground, "ground"),
        sa.CheckConstraint("(outcome = 'reject') = (ground IS NOT NULL)", name="rejected_on_ground"),
    )
