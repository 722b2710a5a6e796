# SPDX-License-Identifier: EUPL-1.2
"""What happened to the seats of a council, and who was present at a count. Rows are only added.

A person is named as in the declaration: number of the list and place on it, or number of the person.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, one_of
from council.domain.chamber import Happening, SeatEvent


class SeatFact(Model):
    """One thing that happened to one seat. ``step_text`` is the working by which somebody was called."""

    __tablename__ = "seat_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    seat: Mapped[int]
    event: Mapped[str] = mapped_column(sa.String(20))
    person: Mapped[str] = mapped_column(sa.String(40), default="")
    happened_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    step_text: Mapped[str] = mapped_column(sa.Text, default="")
    lots_text: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        one_of("event", SeatEvent, "event"),
        sa.CheckConstraint("number > 0 AND seat > 0", name="numbers"),
        sa.CheckConstraint("event = 'unfilled' OR person <> ''", name="about_somebody"),
    )

    @property
    def happening(self) -> Happening:
        return Happening(self.seat, SeatEvent(self.event), self.person, self.happened_on)


class CountMinutes(Model):
    """The circumstances of a count, as its minutes say them; the newest version counts, the others stay."""

    __tablename__ = "count_minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    held_at: Mapped[str] = mapped_column(sa.String(200))
    begun_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    present: Mapped[str] = mapped_column(sa.Text)
    incidents: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("ended_at >= begun_at", name="ended_after_it_began"),
        sa.CheckConstraint("present <> ''", name="somebody_present"),
    )
