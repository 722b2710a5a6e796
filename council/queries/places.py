# SPDX-License-Identifier: EUPL-1.2
"""The polling places of one election: those of the statute, with what the election says about each."""

from __future__ import annotations

from council.domain.places import ElectionPlace, place_by_key
from council.models.election import Election


def places_of(election: Election) -> tuple[ElectionPlace, ...]:
    """Every place at which papers are counted, those of the statute first and in its order."""
    return tuple(ElectionPlace(place.key, place.name, place.areas) for place in election.statute.parameters.places)


def place_of(election: Election, key: str) -> ElectionPlace | None:
    return place_by_key(places_of(election), key)
