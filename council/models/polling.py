# SPDX-License-Identifier: EUPL-1.2
"""What was written down at each polling place. Entries are only added: the database refuses anything else."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, one_of
from council.domain.polling import Entry, EntryKind, Figures
from council.tally import from_json, to_json


class CountEntry(Model):
    """One entry of one place's figures; ``number`` counts the entries of the place from 1.

    ``round`` is 1 for the first count and one more for each recount that names the place.
    """

    __tablename__ = "count_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    kind: Mapped[str] = mapped_column(sa.String(20))
    figures_text: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place", "number"),
        one_of("kind", EntryKind, "kind"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("kind <> 'decision' OR reason <> ''", name="decided_with_reason"),
    )

    @property
    def figures(self) -> Figures:
        return from_json(Figures, self.figures_text)

    @figures.setter
    def figures(self, value: Figures) -> None:
        self.figures_text = to_json(value)

    @property
    def entry(self) -> Entry:
        """The entry as the domain judges it."""
        return Entry(EntryKind(self.kind), self.figures, self.round)
