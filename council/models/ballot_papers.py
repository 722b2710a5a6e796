# SPDX-License-Identifier: EUPL-1.2
"""Orders of ballot papers: what was to be printed, in which orders of names, how many for each polling place.

An order never changes; a later one says why it became necessary. Nothing here knows a paper that was handed out.
"""

from __future__ import annotations

import datetime as dt
import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Identified, Model, UtcDateTime
from council.domain.ballot_paper import PaperOrder
from council.tally import from_json, to_json


class PaperOrderRow(Identified, Model):
    """One print order. ``contents_text`` is canonical text: languages, variants, quantities."""

    __tablename__ = "paper_order"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    number: Mapped[int]
    contents_text: Mapped[str] = mapped_column(sa.Text)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("number = 1 OR reason <> ''", name="later_has_a_reason"),
    )

    @property
    def order(self) -> PaperOrder:
        return from_json(PaperOrder, self.contents_text)

    def fix(self, order: PaperOrder) -> None:
        """Write the order as canonical text with its hash."""
        self.contents_text = to_json(order)
        self.fingerprint = hashlib.sha256(self.contents_text.encode()).hexdigest()
