# SPDX-License-Identifier: EUPL-1.2
"""Decisions that gave steps of an election another time. They are only added: the database refuses anything else."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, one_of
from council.domain.timetable import Opening, Step


class TimetableException(Model):
    """One step that may be taken at another time: until when, on whose decision and why."""

    __tablename__ = "timetable_exception"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    once: Mapped[str] = mapped_column(sa.String(40))
    step: Mapped[str] = mapped_column(sa.String(30))
    begins_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("once", "step"),
        one_of("step", Step, "step"),
        sa.CheckConstraint("decided_by <> '' AND reason <> ''", name="decided_with_reason"),
        sa.CheckConstraint("begins_on IS NULL OR ends_on IS NULL OR begins_on <= ends_on", name="in_order"),
    )

    @property
    def opening(self) -> Opening:
        """The decision as the domain reckons with it."""
        return Opening(Step(self.step), self.begins_on, self.ends_on)
