# SPDX-License-Identifier: EUPL-1.2
"""Outreach before an election: the plan, its events with counts, who covers what; and people who are interested.

No table here names an elector. What interested people wrote is deleted some time after nominations close.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.outreach import MeetingState, OutreachTask, Reach, Wish
from council.models.election import Election


class OutreachPlan(Identified, Model):
    """One line of the plan: what for, which community, in which language, how many people."""

    __tablename__ = "outreach_plan"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    task: Mapped[str] = mapped_column(sa.String(20))
    community: Mapped[str] = mapped_column(sa.String(200))
    lang: Mapped[str] = mapped_column(sa.String(12))
    people: Mapped[int]
    way: Mapped[str] = mapped_column(sa.String(200), default="")
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    events: Mapped[list[OutreachEvent]] = relationship(
        back_populates="plan", order_by="OutreachEvent.held_on, OutreachEvent.id", lazy="raise"
    )

    __table_args__ = (one_of("task", OutreachTask, "task"), sa.CheckConstraint("people > 0", name="people"))

    @property
    def purpose(self) -> OutreachTask:
        return OutreachTask(self.task)

    @property
    def reach(self) -> Reach:
        return Reach(self.people, sum(event.reached or 0 for event in self.events))

    @property
    def taken_place(self) -> bool:
        """True when something of it happened, with a count."""
        return any(event.reached is not None for event in self.events)


class OutreachEvent(Identified, Model):
    """One event of the plan. ``reached`` is how many came, counted afterwards; nobody is named."""

    __tablename__ = "outreach_event"

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("outreach_plan.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    held_on: Mapped[dt.date]
    hours: Mapped[str] = mapped_column(sa.String(40), default="")
    place: Mapped[str] = mapped_column(sa.String(200))
    public: Mapped[bool]
    reached: Mapped[int | None]
    counted_by: Mapped[str] = mapped_column(sa.String(40), default="")
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    plan: Mapped[OutreachPlan] = relationship(back_populates="events", lazy="raise")

    __table_args__ = (
        sa.CheckConstraint("reached IS NULL OR (reached >= 0 AND counted_by <> '')", name="counted_by_somebody"),
    )


class OutreachShare(Identified, Model):
    """What one volunteer covers: a community, an area, stairwells by their address; never a person."""

    __tablename__ = "outreach_share"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    volunteer: Mapped[str] = mapped_column(sa.String(200))
    area: Mapped[str] = mapped_column(sa.String(200))
    stairwells: Mapped[str] = mapped_column(sa.Text, default="")
    lang: Mapped[str] = mapped_column(sa.String(12))
    done_on: Mapped[dt.date | None]
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)


class CandidacyInterest(Identified, Model):
    """Somebody who would like to stand, form a list or help. Others see it, without name, only if ``may_be_found``."""

    __tablename__ = "candidacy_interest"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    wish: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200))
    contact: Mapped[str] = mapped_column(sa.String(200))
    lang: Mapped[str] = mapped_column(sa.String(12))
    about: Mapped[str] = mapped_column(sa.Text, default="")
    may_be_found: Mapped[bool]
    consented_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    election: Mapped[Election] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        one_of("wish", Wish, "wish"),
        sa.CheckConstraint("may_be_found = (consented_at IS NOT NULL)", name="found_with_consent"),
    )

    @property
    def wanted(self) -> Wish:
        return Wish(self.wish)


class InterestMeeting(Identified, Model):
    """One interested person asked to meet another; asking is the first consent, agreeing the second."""

    __tablename__ = "interest_meeting"

    from_id: Mapped[int] = mapped_column(sa.ForeignKey("candidacy_interest.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("candidacy_interest.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(sa.String(20), default=MeetingState.ASKED.value)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    asking: Mapped[CandidacyInterest] = relationship(foreign_keys=[from_id], lazy="raise")
    asked: Mapped[CandidacyInterest] = relationship(foreign_keys=[to_id], lazy="raise")

    __table_args__ = (
        one_of("state", MeetingState, "state"),
        sa.UniqueConstraint("from_id", "to_id"),
        sa.CheckConstraint("from_id <> to_id", name="two_people"),
    )

    @property
    def now(self) -> MeetingState:
        return MeetingState(self.state)
