# SPDX-License-Identifier: EUPL-1.2
"""Declared results. The first is the declaration, every later one a recorded correction; none ever changes."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Model, UtcDateTime
from council.domain.declaration import DeclaredResult
from council.models.count import SeatCount
from council.tally import from_json


class Declaration(Model):
    """One declared result of an election, with everything its paper shows."""

    __tablename__ = "declaration"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    seat_count_id: Mapped[int] = mapped_column(sa.ForeignKey("seat_count.id"), index=True)
    result_text: Mapped[str] = mapped_column(sa.Text)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    seat_count: Mapped[SeatCount] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("number = 1 OR reason <> ''", name="corrected_with_reason"),
    )

    @property
    def result(self) -> DeclaredResult:
        return from_json(DeclaredResult, self.result_text)
