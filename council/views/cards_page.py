# SPDX-License-Identifier: EUPL-1.2
"""What the pages of polling cards show: numbers, runs, places, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from core import clock
from core.access import current_actor
from core.i18n import current_language
from core.pages import Link
from council.card_messages import Wording, wording
from council.domain.cards import NoticeKind
from council.domain.election import ElectionState, LocalText, reached
from council.domain.timetable import Step, Timing, Window
from council.models.cards import CardNotice, CardRun
from council.models.election import Election
from council.permissions import runs
from council.queries import cards as queries
from council.queries.cards import CardNumbers
from council.queries.notices import ReachCount, reach_of
from council.queries.places import places_of, versions_of
from council.queries.timetable import window_of
from council.views.blueprint import local
from council.views.place_page import Change


@dataclass(frozen=True, slots=True)
class PlaceCards:
    """One polling place: electors, cards that count, electors without one."""

    name: LocalText
    electors: int
    standing: int
    missing: int
    ended_href: str


@dataclass(frozen=True, slots=True)
class CardsPage:
    election: Election
    numbers: CardNumbers
    places: tuple[PlaceCards, ...]
    runs: tuple[CardRun, ...]
    window: Window
    may_run: bool
    next: Link | None
    changed: tuple[Change, ...] = ()

    @property
    def closed(self) -> bool:
        return reached(self.election.now, ElectionState.REGISTER_CLOSED)

    @property
    def may_print(self) -> bool:
        return self.may_run and self.closed and not reached(self.election.now, ElectionState.COUNTING)

    @property
    def in_time(self) -> bool:
        return self.window.timing(clock.today()) is Timing.IN_TIME


@dataclass(frozen=True, slots=True)
class RunPage:
    election: Election
    run: CardRun
    places: dict[str, LocalText]
    handed_on: int
    may_run: bool

    @property
    def left(self) -> int:
        """Cards of this run of which nobody wrote down that they left the house."""
        return self.run.cards - self.handed_on


def cards_page(election: Election) -> CardsPage:
    numbers, may_run = queries.numbers_of(election), runs(current_actor(), election.public_id)
    found = queries.runs_of(election)
    return CardsPage(
        election=election,
        numbers=numbers,
        places=_places(election),
        runs=tuple(found),
        window=window_of(election, Step.CARDS),
        may_run=may_run,
        next=_next(election, numbers) if may_run else None,
        changed=_changed(election),
    )


def run_page(election: Election, run: CardRun) -> RunPage:
    return RunPage(
        election=election,
        run=run,
        places={place.key: place.name for place in election.statute.parameters.places},
        handed_on=sum(each.cards for each in run.dispatches),
        may_run=runs(current_actor(), election.public_id),
    )


def place_choices(election: Election) -> list[tuple[str, str]]:
    return [(place.key, local(place.name)) for place in election.statute.parameters.places]


def _places(election: Election) -> tuple[PlaceCards, ...]:
    electors, standing = queries.electors_now(election), queries.standing_by_place(election)
    missing = queries.missing_by_place(election)
    return tuple(
        PlaceCards(
            name=place.name,
            electors=electors.get(place.key, 0),
            standing=standing.get(place.key, 0),
            missing=missing.get(place.key, 0),
            ended_href=url_for("council.print_ended_cards", public_id=election.public_id, place=place.key),
        )
        for place in election.statute.parameters.places
    )


def _changed(election: Election) -> tuple[Change, ...]:
    """The newest word about each place of which some cards do not know yet."""
    printed, newest = queries.oldest_by_place(election), {row.key: row for row in versions_of(election)}
    return tuple(
        Change(place, newest[place.key])
        for place in places_of(election)
        if place.key in newest and place.key in printed and newest[place.key].at > printed[place.key]
    )


def _next(election: Election, numbers: CardNumbers) -> Link | None:
    """What waits to be done, the most pressing thing only."""
    public_id = election.public_id
    if not reached(election.now, ElectionState.REGISTER_CLOSED):
        return None
    if numbers.missing and not reached(election.now, ElectionState.COUNTING):
        return Link(_("Print the cards that are missing"), url_for("council.print_cards", public_id=public_id))
    if numbers.waiting:
        return Link(_("See to the cards that came back"), url_for("council.list_returned_cards", public_id=public_id))
    return None


@dataclass(frozen=True, slots=True)
class MessagesPage:
    election: Election
    reach: ReachCount
    sendings: tuple[CardNotice, ...]
    may_send: bool
    sample: Wording
    reminder: Wording


def messages_page(election: Election) -> MessagesPage:
    place = places_of(election)[0]
    open_now = reached(election.now, ElectionState.REGISTER_CLOSED)
    return MessagesPage(
        election=election,
        reach=reach_of(election),
        sendings=tuple(queries.notices_of(election)),
        may_send=open_now and not reached(election.now, ElectionState.COUNTING),
        sample=wording(election, place, current_language(), NoticeKind.CARD),
        reminder=wording(election, place, current_language(), NoticeKind.REMINDER),
    )
