# SPDX-License-Identifier: EUPL-1.2
"""Decisions around the count of an election: recounts, pooled boxes, places left out, doubtful papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db, once_per_reading
from council.domain.doubtful import Outcome
from council.models.count_acts import DoubtfulPaper, OmittedPlace, PooledBox, RecountOrder
from council.models.election import Election


@once_per_reading
def recounts_of(election: Election) -> Sequence[RecountOrder]:
    """Every ordered recount, in the order of the orders."""
    rows = sa.select(RecountOrder).where(RecountOrder.election_id == election.id).order_by(RecountOrder.id)
    return db.session.scalars(rows).all()


@once_per_reading
def pooled_boxes(election: Election) -> Sequence[PooledBox]:
    rows = sa.select(PooledBox).where(PooledBox.election_id == election.id).order_by(PooledBox.id)
    return db.session.scalars(rows).all()


@once_per_reading
def omitted_places(election: Election) -> Sequence[OmittedPlace]:
    """Places of which somebody decided that the result may be declared without them."""
    rows = sa.select(OmittedPlace).where(OmittedPlace.election_id == election.id).order_by(OmittedPlace.id)
    return db.session.scalars(rows).all()


@dataclass(frozen=True, slots=True)
class Judged:
    """A doubtful paper with whether a later decision has replaced this one."""

    paper: DoubtfulPaper
    replaced_by: int | None

    @property
    def rejected(self) -> bool:
        return self.paper.outcome == Outcome.REJECTED.value


def doubtful_papers(election: Election, place: str) -> tuple[Judged, ...]:
    """The doubtful papers of one place, by number."""
    rows = db.session.scalars(
        sa.select(DoubtfulPaper)
        .where(DoubtfulPaper.election_id == election.id, DoubtfulPaper.place == place)
        .order_by(DoubtfulPaper.number)
    ).all()
    later = {row.replaces: row.number for row in rows if row.replaces is not None}
    return tuple(Judged(row, later.get(row.number)) for row in rows)
