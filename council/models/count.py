# SPDX-License-Identifier: EUPL-1.2
"""Seat allocations: each the canonical text of a count record, kept for good, and what was shown early."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Model, UtcDateTime, one_of
from council.domain.declaration import DeclaredResult
from council.tally import CountRecord, CountState, from_json


class SeatCount(Model):
    """One allocation of an election's seats. ``inputs`` is the hash of counts and rule without drawn lots."""

    __tablename__ = "seat_count"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20))
    inputs: Mapped[str] = mapped_column(sa.String(64))
    record_text: Mapped[str] = mapped_column(sa.Text)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        one_of("state", CountState, "state"),
        sa.CheckConstraint("number > 0", name="number"),
    )

    @property
    def record(self) -> CountRecord:
        return from_json(CountRecord, self.record_text)


class ProvisionalResult(Model):
    """A seat allocation that the returning officer showed to everybody before declaring it."""

    __tablename__ = "provisional_result"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    seat_count_id: Mapped[int] = mapped_column(sa.ForeignKey("seat_count.id"), index=True)
    result_text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    seat_count: Mapped[SeatCount] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (sa.UniqueConstraint("election_id", "seat_count_id"),)

    @property
    def result(self) -> DeclaredResult:
        return from_json(DeclaredResult, self.result_text)
