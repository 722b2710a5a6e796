# SPDX-License-Identifier: EUPL-1.2
"""What pages show of polling places: hours in words, changes that are announced, and how polling stands at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core import clock
from core.access import current_actor
from council.domain.disclosure import shown_counts
from council.domain.election import ElectionState, reached
from council.domain.places import ElectionPlace, place_by_key
from council.domain.turnout import ReportKind
from council.hours_words import HoursLine, hours_line
from council.models.election import Election
from council.models.places import PlaceVersion, PollReport
from council.permissions import READERS, holds, runs
from council.queries.places import changes_of, places_of, reports_of
from council.queries.roll import conflicts_of, marked, prints_of
from council.services.places import silent_places


@dataclass(frozen=True, slots=True)
class StopLine:
    address: str
    hours: HoursLine


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place as residents see it."""

    place: ElectionPlace
    hours: tuple[HoursLine, ...]
    stops: tuple[StopLine, ...]
    serves: tuple[ElectionPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A place that changed after it was published."""

    place: ElectionPlace
    version: PlaceVersion


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """``asked`` is the area somebody looks for, ``answer`` the place it belongs to."""

    election: Election
    places: tuple[ShownPlace, ...]
    changes: tuple[Change, ...]
    areas: tuple[str, ...]
    asked: str = ""
    answer: ShownPlace | None = None


def places_page(election: Election, asked: str = "") -> PlacesPage:
    every = places_of(election)
    shown = {place.key: shown_place(place, every) for place in every}
    known = {place.key: place for place in every}
    areas = sorted(area for place in every for area in place.areas)
    found = next((place for place in every if asked and asked in place.areas), None)
    return PlacesPage(
        election=election,
        places=tuple(shown.values()),
        changes=tuple(Change(known[row.key], row) for row in changes_of(election) if row.key in known),
        areas=tuple(areas),
        asked=asked if found else "",
        answer=shown[found.key] if found else None,
    )


def shown_place(place: ElectionPlace, every: tuple[ElectionPlace, ...] = ()) -> ShownPlace:
    details = place.details
    return ShownPlace(
        place=place,
        hours=tuple(hours_line(span) for span in details.hours),
        stops=tuple(StopLine(stop.address, hours_line(stop.span)) for stop in details.stops),
        serves=tuple(found for key in details.serves if (found := place_by_key(every, key))),
    )


@dataclass(frozen=True, slots=True)
class PollRow:
    """One place on polling day; ``marks`` is None where few are hidden from those who only watch."""

    place: ElectionPlace
    marks: int | None
    report: PollReport | None
    printed: int
    open_now: bool

    @property
    def now(self) -> ReportKind | None:
        return ReportKind(self.report.kind) if self.report else None


@dataclass(frozen=True, slots=True)
class PollingPage:
    election: Election
    rows: tuple[PollRow, ...]
    conflicts: int
    silent: tuple[ElectionPlace, ...]
    may_run: bool
    may_mark: bool
    polling: bool
    closed_register: bool


def polling_page(election: Election) -> PollingPage:
    actor = current_actor()
    reads = runs(actor, election.public_id) or holds(actor, election.public_id, *READERS)
    places, told, prints = places_of(election), reports_of(election), prints_of(election)
    counts = marked(election)
    every = {place.key: counts.get(place.key, 0) for place in places}
    shown: Mapping[str, int | None] = every if reads else shown_counts(every)
    now = clock.now()
    return PollingPage(
        election=election,
        rows=tuple(
            PollRow(
                place=place,
                marks=shown[place.key],
                report=next(reversed(told.get(place.key, [])), None),
                printed=len(prints.get(place.key, ())),
                open_now=place.open_at(now),
            )
            for place in places
        ),
        conflicts=len(conflicts_of(election)),
        silent=silent_places(election) if reached(election.now, ElectionState.POLLING) else (),
        may_run=runs(actor, election.public_id),
        may_mark=reads,
        polling=election.now is ElectionState.POLLING,
        closed_register=reached(election.now, ElectionState.REGISTER_CLOSED),
    )


def reports_open_to(kind: ReportKind | None, may_run: bool) -> tuple[ReportKind, ...]:
    """What can be reported next, the usual thing first."""
    if kind in (ReportKind.CLOSED, ReportKind.SILENT):
        return (ReportKind.REOPENED,) if may_run else ()
    usual = {None: (ReportKind.OPENED,), ReportKind.OFFLINE: (ReportKind.ONLINE, ReportKind.CLOSED)}
    found = usual.get(kind, (ReportKind.CLOSED, ReportKind.OFFLINE))
    return (*found, ReportKind.SILENT) if may_run else found
