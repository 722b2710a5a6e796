# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers entered one by one, in batches. Rows are only added: the database refuses anything else.

A batch belongs to a place and a count and to nothing else: no key, order or moment of it leads to an elector.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Model, UtcDateTime, one_of
from council.domain.paper_batch import MOST_IN_BATCH, Part
from council.domain.polling import EntryKind


class PaperBatch(Model):
    """So many papers of one place, taken from the pile as they lie. ``round`` as with the entries of a place."""

    __tablename__ = "paper_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    round: Mapped[int]
    number: Mapped[int]
    papers: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    parts: Mapped[list[PaperPart]] = relationship(order_by="PaperPart.number", lazy="selectin")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place", "round", "number"),
        sa.CheckConstraint("round > 0 AND number > 0", name="number"),
        sa.CheckConstraint(f"papers BETWEEN 1 AND {MOST_IN_BATCH}", name="size"),
    )


class PaperPart(Model):
    """Papers one person kept at once; a decision holds the whole batch."""

    __tablename__ = "paper_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_batch.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    lines: Mapped[list[Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("batch_id", "number"),
        one_of("kind", EntryKind, "kind"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("kind <> 'decision' OR reason <> ''", name="decided_with_reason"),
    )

    @property
    def part(self) -> Part:
        """The part as the domain judges it."""
        return Part(EntryKind(self.kind), tuple(self.lines))
