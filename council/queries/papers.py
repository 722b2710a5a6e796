# SPDX-License-Identifier: EUPL-1.2
"""Batches of ballot papers entered one by one: how far each has come, and all papers of a place that hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from council.domain.paper_batch import Part, batch_state, differing_papers, lines_of, settled_lines
from council.domain.polling import EntryKind, PlaceState
from council.models.election import Election
from council.models.papers import PaperBatch


@dataclass(frozen=True, slots=True)
class BatchCount:
    """One batch with everything written down about it."""

    batch: PaperBatch

    @property
    def facts(self) -> list[Part]:
        return [each.part for each in self.batch.parts]

    @property
    def state(self) -> PlaceState:
        return batch_state(self.batch.papers, self.facts)

    @property
    def lines(self) -> tuple[str, ...] | None:
        """The papers as they hold, once the batch is confirmed."""
        return settled_lines(self.batch.papers, self.facts)

    @property
    def differing(self) -> tuple[tuple[int, str, str], ...]:
        """The papers two people read differently: place in the pile, and both readings, when both are whole."""
        if self.state is not PlaceState.DISAGREEING:
            return ()
        first, second = (lines_of(self.facts, kind) for kind in (EntryKind.FIRST, EntryKind.SECOND))
        return tuple((place, first[place - 1], second[place - 1]) for place in differing_papers(self.facts))

    @property
    def version(self) -> int:
        return len(self.batch.parts)

    def kind_for(self, actor_id: str) -> EntryKind | None:
        """Which of the two entries is this person's; None for a third person."""
        writers = list(dict.fromkeys(each.actor_id for each in self.batch.parts))
        kinds = (EntryKind.FIRST, EntryKind.SECOND)
        if actor_id in writers[:2]:
            return kinds[writers.index(actor_id)]
        return kinds[len(writers)] if len(writers) < 2 else None

    def own_lines(self, actor_id: str) -> tuple[str, ...]:
        """What this person has kept of the batch so far; never anybody else's."""
        return tuple(line for each in self.batch.parts if each.actor_id == actor_id for line in each.lines)


def batches_of(election: Election) -> Sequence[BatchCount]:
    """Every batch of the election, by place, count and number."""
    rows = db.session.scalars(
        sa.select(PaperBatch)
        .where(PaperBatch.election_id == election.id)
        .order_by(PaperBatch.place, PaperBatch.round, PaperBatch.number)
    )
    return [BatchCount(row) for row in rows]


def place_batches(election: Election, place: str, round: int) -> list[BatchCount]:
    """The batches of one place in one count."""
    return [each for each in batches_of(election) if each.batch.place == place and each.batch.round == round]
