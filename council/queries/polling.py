# SPDX-License-Identifier: EUPL-1.2
"""What was entered at the polling places of an election, folded into the state of each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from council.domain.polling import Figures, PlaceState, confirmed, place_state
from council.domain.statute import PollingPlace
from council.models.election import Election
from council.models.polling import CountEntry


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """One polling place with everything written down about it."""

    place: PollingPlace
    entries: tuple[CountEntry, ...]

    @property
    def state(self) -> PlaceState:
        return place_state([each.entry for each in self.entries])

    @property
    def figures(self) -> Figures | None:
        """The figures that hold, once the place is confirmed."""
        return confirmed([each.entry for each in self.entries])

    @property
    def version(self) -> int:
        """How many entries there are: what a form must have seen to add the next."""
        return len(self.entries)


def place_counts(election: Election) -> tuple[PlaceCount, ...]:
    """Every polling place of the statute, in its order."""
    rows = db.session.scalars(
        sa.select(CountEntry).where(CountEntry.election_id == election.id).order_by(CountEntry.number)
    ).all()
    return tuple(
        PlaceCount(place, tuple(row for row in rows if row.place == place.key))
        for place in election.statute.parameters.places
    )


def place_count(election: Election, key: str) -> PlaceCount | None:
    return next((each for each in place_counts(election) if each.place.key == key), None)


def confirmed_figures(places: Sequence[PlaceCount]) -> dict[str, Figures] | None:
    """The figures of every place, or None while one is not confirmed."""
    figures = {each.place.key: each.figures for each in places}
    known = {key: value for key, value in figures.items() if value is not None}
    return known if len(known) == len(figures) else None
