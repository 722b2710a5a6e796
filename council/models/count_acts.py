# SPDX-License-Identifier: EUPL-1.2
"""What was decided around the count of polling places: recounts, pooled boxes, places left out, doubtful papers.

Rows are only added: the database refuses anything else. None of them names a person, and none has a key or an order
that leads to an elector.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, one_of
from council.domain.doubtful import Outcome
from council.domain.grounds import RejectionGround


class RecountOrder(Model):
    """The papers of some places are counted once more: who ordered it, when and why."""

    __tablename__ = "recount_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    places: Mapped[list[Any]] = mapped_column(sa.JSON)
    ordered_by: Mapped[str] = mapped_column(sa.String(200))
    ordered_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("ordered_by <> '' AND reason <> ''", name="ordered_with_reason"),
    )


class PooledBox(Model):
    """The box of a small place is emptied into that of another before either is counted."""

    __tablename__ = "pooled_box"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    box: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place"),
        sa.CheckConstraint("place <> box", name="another_place"),
        sa.CheckConstraint("reason <> ''", name="with_reason"),
    )


class OmittedPlace(Model):
    """A place that never reported: the result may be declared without it, on somebody's recorded decision."""

    __tablename__ = "omitted_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    decided_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place"),
        sa.CheckConstraint("decided_by <> '' AND reason <> ''", name="decided_with_reason"),
    )


class DoubtfulPaper(Model):
    """One paper the board judged: what it looks like in words, the question, the decision. There is no picture."""

    __tablename__ = "doubtful_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]
    replaces: Mapped[int | None]
    description: Mapped[str] = mapped_column(sa.Text)
    question: Mapped[str] = mapped_column(sa.Text)
    outcome: Mapped[str] = mapped_column(sa.String(20))
    ground: Mapped[str | None] = mapped_column(sa.String(30))
    counted_for: Mapped[str] = mapped_column(sa.String(200), default="")
    reason: Mapped[str] = mapped_column(sa.Text)
    in_favour: Mapped[int]
    against: Mapped[int]
    board: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place", "number"),
        one_of("outcome", Outcome, "outcome"),
        one_of("ground", RejectionGround, "ground"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("(outcome = 'rejected') = (ground IS NOT NULL)", name="rejected_on_a_ground"),
        sa.CheckConstraint("(outcome = 'valid') = (counted_for <> '')", name="valid_for_something"),
        sa.CheckConstraint("reason <> '' AND board <> ''", name="decided_with_reason"),
        sa.CheckConstraint("in_favour > against AND against >= 0", name="carried"),
    )
