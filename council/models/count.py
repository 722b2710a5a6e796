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
from council.tally.kinds import read_record
from council.tally.persons.record import PersonRecord
from council.tally.stv.record import RankedRecord
from council.tally.unvoted import UnvotedRecord

SeatRecord = CountRecord | PersonRecord | RankedRecord | UnvotedRecord
"""The kinds of record that an election here comes to."""


class SeatCount(Model):
    """One allocation of an election's seats. ``inputs`` is the hash of counts and rule without drawn lots.

    ``lists_text`` is the record of the seats of lists, where persons then take them by votes of their own.
    """

    __tablename__ = "seat_count"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20))
    inputs: Mapped[str] = mapped_column(sa.String(64))
    record_text: Mapped[str] = mapped_column(sa.Text)
    lists_text: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        one_of("state", CountState, "state"),
        sa.CheckConstraint("number > 0", name="number"),
    )

    @property
    def record(self) -> SeatRecord:
        """The record, of the kind the rule of the statute leads to."""
        record = read_record(self.record_text)
        assert isinstance(record, SeatRecord)
        return record

    @property
    def lists(self) -> CountRecord | None:
        """How votes became seats of lists: the record itself, or the step before persons take those seats."""
        record = read_record(self.lists_text or self.record_text)
        return record if isinstance(record, CountRecord) else None


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
