# SPDX-License-Identifier: EUPL-1.2
"""Verification of an election's ballot papers: every place's figures, what does not fit, and what was said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from council.domain.election import LocalText
from council.domain.polling import Figures, PlaceState, total
from council.domain.verification import Difference, Surroundings, differences
from council.models.count_acts import OmittedPlace, PooledBox, RecountOrder
from council.models.election import Election
from council.queries.count_acts import pooled_boxes, recounts_of
from council.queries.electors import electors_by_place
from council.queries.polling import PlaceCount, among, place_counts
from council.queries.roll import marked


@dataclass(frozen=True, slots=True)
class VerifiedPlace:
    """One place: the figures that hold, where they do not fit, and the explanations of those who entered them."""

    count: PlaceCount
    differences: tuple[Difference, ...]
    explanations: tuple[str, ...]

    @property
    def name(self) -> LocalText:
        return self.count.place.name

    @property
    def figures(self) -> Figures | None:
        return self.count.figures

    @property
    def state(self) -> PlaceState:
        return self.count.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """All places and all together. ``names`` are those of every place of the statute, by key."""

    places: tuple[VerifiedPlace, ...]
    total: Figures | None
    omitted: tuple[OmittedPlace, ...]
    pooled: Sequence[PooledBox]
    recounts: Sequence[RecountOrder]
    names: dict[str, LocalText]

    @property
    def balances(self) -> bool:
        """True when every place is settled and whatever does not fit is explained in writing."""
        settled = all(each.figures is not None or each.state is PlaceState.LEFT_OUT for each in self.places)
        return settled and all(each.explanations or not each.differences for each in self.places)


def verification_of(election: Election) -> Verification:
    """The state of the verification now; figures of unconfirmed places stay covered."""
    places = place_counts(election)
    electors, roll = electors_by_place(election), marked(election)
    known = [each.figures for each in places if each.figures is not None]
    return Verification(
        places=tuple(_verified(each, among(each, places, electors, roll)) for each in places),
        total=total(known) if known else None,
        omitted=tuple(each.omission for each in places if each.omission and each.state is PlaceState.LEFT_OUT),
        pooled=pooled_boxes(election),
        recounts=recounts_of(election),
        names={each.key: each.name for place in places for each in place.members},
    )


def _verified(place: PlaceCount, around: Surroundings) -> VerifiedPlace:
    figures = place.figures
    if figures is None:
        return VerifiedPlace(place, (), ())
    said = dict.fromkeys(each.reason for each in place.now if each.reason)
    return VerifiedPlace(place, differences(figures, around), tuple(said))
