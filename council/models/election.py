# SPDX-License-Identifier: EUPL-1.2
"""Elections and the facts that moved them on. ``state`` is the newest fact, kept for asking quickly."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.election import Calendar, ElectionEvent, ElectionState, LocalText, scope_of
from council.domain.eligibility import StatuteTerms
from council.domain.timetable import Days, Edge, Step
from council.models.statute import StatuteVersion


class Election(Identified, Model):
    """One election of the Intercultural Council under one adopted version of the statute."""

    __tablename__ = "election"

    title_texts: Mapped[dict[str, Any]] = mapped_column("title", sa.JSON)
    statute_id: Mapped[int] = mapped_column(sa.ForeignKey("statute_version.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(30), default=ElectionState.DRAFT.value)
    register_closes_on: Mapped[dt.date]
    nominations_close_on: Mapped[dt.date]
    polling_day: Mapped[dt.date]
    declare_by: Mapped[dt.date]
    qualifying_date: Mapped[dt.date]
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    statute: Mapped[StatuteVersion] = relationship(lazy="joined", innerjoin=True)
    facts: Mapped[list[ElectionFact]] = relationship(back_populates="election", order_by="ElectionFact.id")

    __table_args__ = (
        one_of("state", ElectionState, "state"),
        sa.CheckConstraint("register_closes_on <= nominations_close_on", name="register_first"),
        sa.CheckConstraint("nominations_close_on <= polling_day", name="nominations_before_polling"),
        sa.CheckConstraint("polling_day <= declare_by", name="declared_after_polling"),
        sa.CheckConstraint("qualifying_date <= polling_day", name="qualifying_before_polling"),
    )

    @property
    def now(self) -> ElectionState:
        """The state as a member of its enum."""
        return ElectionState(self.state)

    @property
    def title(self) -> LocalText:
        return LocalText(**self.title_texts)

    @property
    def scope(self) -> str:
        """The scope of the roles of this election."""
        return scope_of(self.public_id)

    @property
    def calendar(self) -> Calendar:
        return Calendar(
            register_closes_on=self.register_closes_on,
            nominations_close_on=self.nominations_close_on,
            polling_day=self.polling_day,
            declare_by=self.declare_by,
        )

    @property
    def fixed_days(self) -> Days:
        """The days that were fixed for this election; the statute tells the others."""
        return {
            (Step.REGISTER_CLOSING, Edge.BEGINS): self.register_closes_on,
            (Step.NOMINATIONS, Edge.ENDS): self.nominations_close_on,
            (Step.QUALIFYING, Edge.BEGINS): self.qualifying_date,
            (Step.QUALIFYING, Edge.ENDS): self.qualifying_date,
            (Step.POLLING, Edge.BEGINS): self.polling_day,
            (Step.POLLING, Edge.ENDS): self.polling_day,
            (Step.DECLARATION, Edge.ENDS): self.declare_by,
        }

    @property
    def terms(self) -> StatuteTerms:
        """Who may vote at this election."""
        return self.statute.parameters.terms(self.polling_day, self.qualifying_date)


class ElectionFact(Model):
    """One move of an election: what, when, by whom, on whose decision."""

    __tablename__ = "election_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    event: Mapped[str] = mapped_column(sa.String(30))
    state: Mapped[str] = mapped_column(sa.String(30))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    decided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    decided_on: Mapped[dt.date | None]
    reference: Mapped[str] = mapped_column(sa.String(200), default="")

    election: Mapped[Election] = relationship(back_populates="facts")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "event"),
        one_of("event", ElectionEvent, "event"),
        one_of("state", ElectionState, "state"),
    )
