# SPDX-License-Identifier: EUPL-1.2
"""What was entered at the polling places of an election, folded into the state of each place.

A box that was emptied into another is counted with it: such places are one line here, under the key of the place
where they are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db, once_per_reading
from council.domain.election import LocalText
from council.domain.places import ElectionPlace, PlaceKind
from council.domain.polling import Entry, Figures, PlaceState, confirmed, place_state
from council.domain.statute import PollingPlace
from council.domain.verification import Surroundings
from council.models.count_acts import OmittedPlace
from council.models.election import Election
from council.models.polling import CountEntry
from council.queries.ballot_people import keyed
from council.queries.count_acts import omitted_places, pooled_boxes, recounts_of
from council.queries.electors import electors_by_place
from council.queries.judged import Judge, Judged, judge_of
from council.queries.papers import BatchCount, batches_of
from council.queries.places import places_of
from council.queries.roll import marked

Key = str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """One place, or several counted together, with everything written down about it.

    ``members`` are all places in the box, the one it is counted at first. ``round`` is the count that holds or is
    awaited: 1, and one more for each recount ordered for it. ``batches`` are its papers where they are entered one
    by one, judged by ``judge``.
    """

    place: PollingPlace
    members: tuple[ElectionPlace, ...]
    entries: tuple[CountEntry, ...]
    round: int = 1
    omission: OmittedPlace | None = None
    batches: tuple[BatchCount, ...] = ()
    judge: Judge | None = None

    @property
    def facts(self) -> list[Entry]:
        """The entries as the domain judges them."""
        return [each.entry for each in self.entries]

    @property
    def sheet_state(self) -> PlaceState:
        """How far the count sheet has come."""
        return place_state(self.facts, round=self.round, left_out=self.omission is not None)

    @property
    def sheet(self) -> Figures | None:
        """The figures of the sheet that hold, once it is confirmed."""
        return confirmed(self.facts, round=self.round)

    @property
    def state(self) -> PlaceState:
        """How far the place has come: where papers are entered, every paper in the box has to be confirmed too."""
        state = self.sheet_state
        if self.judge is None or state is not PlaceState.CONFIRMED:
            return state
        return PlaceState.PAPERS_AWAITED if self.lines is None else PlaceState.CONFIRMED

    @property
    def lines(self) -> tuple[str, ...] | None:
        """Every paper in the box, once all batches are confirmed and are as many papers as the sheet says."""
        kept = [each.lines for each in self.batches]
        known = tuple(line for lines in kept if lines is not None for line in lines)
        whole = None not in kept and self.sheet is not None and len(known) == self.sheet.found
        return known if whole else None

    @property
    def judged(self) -> Judged | None:
        """What the papers came to, once they are all confirmed."""
        return self.judge.judge(self.lines) if self.judge is not None and self.lines is not None else None

    @property
    def figures(self) -> Figures | None:
        """The figures that hold, once the place is confirmed."""
        if self.judge is None or self.sheet is None:
            return self.sheet
        judged = self.judged
        return judged.complete(self.sheet) if judged is not None else None

    @property
    def now(self) -> tuple[CountEntry, ...]:
        """The entries of the count that holds or is awaited."""
        return tuple(each for each in self.entries if each.round == self.round)

    @property
    def earlier(self) -> tuple[CountEntry, ...]:
        """The entries of the counts before the last recount."""
        return tuple(each for each in self.entries if each.round < self.round)

    @property
    def version(self) -> int:
        """How many entries there are: what a form must have seen to add the next."""
        return len(self.entries)


@once_per_reading
def place_counts(election: Election) -> tuple[PlaceCount, ...]:
    """Every polling place, in the order of the statute; pooled boxes once. A page that only reads asks once."""
    asked = sa.select(CountEntry).where(CountEntry.election_id == election.id).order_by(CountEntry.number)
    entries = db.session.scalars(asked).all()
    pooled = {row.place: row.box for row in pooled_boxes(election)}
    omitted = {row.place: row for row in omitted_places(election)}
    rounds = Counter(key for row in recounts_of(election) for key in row.places)
    places = places_of(election)
    judge = judge_of(election) if keyed(election) else None
    batches = batches_of(election) if judge else ()
    return tuple(
        PlaceCount(
            place=_together(members),
            members=members,
            entries=tuple(row for row in entries if row.place == place.key),
            round=1 + rounds[place.key],
            omission=omitted.get(place.key),
            batches=tuple(
                each for each in batches if each.batch.place == place.key and each.batch.round == 1 + rounds[place.key]
            ),
            judge=judge,
        )
        for place in places
        if place.key not in pooled
        for members in [(place, *(each for each in places if pooled.get(each.key) == place.key))]
    )


def _together(members: Sequence[PollingPlace]) -> PollingPlace:
    """Places counted together as one, under the key of the first."""
    if len(members) == 1:
        return members[0]
    name = LocalText(*(" + ".join(each.name.read(lang)[0] for each in members) for lang in ("en", "lt", "ar")))
    return PollingPlace(members[0].key, name, tuple(area for each in members for area in each.areas))


def place_count(election: Election, key: Key) -> PlaceCount | None:
    return next((each for each in place_counts(election) if each.place.key == key), None)


def confirmed_figures(places: Sequence[PlaceCount]) -> dict[Key, Figures] | None:
    """The figures of every place that reports, or None while one of them is not confirmed."""
    reporting = [each for each in places if each.state is not PlaceState.LEFT_OUT]
    figures = {each.place.key: each.figures for each in reporting}
    known = {key: value for key, value in figures.items() if value is not None}
    return known if known and len(known) == len(figures) else None


def place_names(places: Sequence[PlaceCount]) -> dict[Key, LocalText]:
    return {each.place.key: each.place.name for each in places}


def electors_of(place: PlaceCount, electors: Mapping[Key, int]) -> int | None:
    """The electors of a place in the closed register, those of pooled boxes together; None where it does not say.

    Whoever votes by post or at a mobile place is an elector of another place.
    """
    at_home = [each for each in place.members if each.kind is PlaceKind.FIXED]
    known = [electors[each.key] for each in at_home if each.key in electors]
    return sum(known) if len(known) == len(at_home) else None


def surroundings(election: Election, place: PlaceCount) -> Surroundings:
    """What the sheet of this place is compared with: register, roll, and turnout at the other confirmed places."""
    return among(place, place_counts(election), electors_by_place(election), marked(election))


def among(
    place: PlaceCount, places: Sequence[PlaceCount], electors: Mapping[Key, int], roll: Mapping[Key, int]
) -> Surroundings:
    """The same where the places and the electors of the register are known already."""
    others = [
        each.sheet
        for each in places
        if each.place.key != place.place.key and each.sheet is not None and each.sheet.electors
    ]
    found, known = sum(each.found for each in others), sum(each.electors or 0 for each in others)
    return Surroundings(
        electors=electors_of(place, electors),
        marked=sum(roll.get(each.key, 0) for each in place.members) or None,
        turnout=found * 100 // known if known else None,
        keyed=place.judge is not None,
    )


def secrecy_minimum(election: Election) -> int:
    """A box with fewer papers is counted together with another, so that nobody's vote can be read off its figures."""
    return election.statute.parameters.secrecy_minimum
