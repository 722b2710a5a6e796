# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a council show: its members on a day, and who would follow on a vacant seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core import clock
from core.access import current_actor
from core.clock import ZONE
from core.domain.actor import Role
from council.domain.chamber import Seat, SeatState
from council.models.election import Election
from council.permissions import holds
from council.queries.chamber import Chamber, Member, Term, chamber_of
from council.queries.minutes import minutes_of
from council.queries.succession import succession
from council.tally.persons.vacancies import VacancyState


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The members on ``day``, those who were members before it, and the seats that nobody has."""

    election: Election | None = None
    chamber: Chamber | None = None
    day: dt.date | None = None
    chosen: bool = False
    members: tuple[Term, ...] = ()
    former: tuple[Term, ...] = ()
    offered: tuple[Member, ...] = ()
    empty: int = 0
    elections: tuple[Election, ...] = ()
    may_keep: bool = False

    @property
    def begun(self) -> bool:
        """True when the term has begun by this day."""
        return bool(self.chamber and self.day and self.chamber.begins <= self.day)


@dataclass(frozen=True, slots=True)
class FillPage:
    """A vacant seat, who left it, and who follows; ``lots`` are equals with their numbers, ``follows`` one person."""

    chamber: Chamber
    seat: Seat
    left: Member
    follows: Member | None
    lots: tuple[tuple[str, str], ...]
    clause: str
    possible: bool


def asked_day(typed: str) -> dt.date | None:
    """The day asked for in the address; anything unusable is today."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def members_page(elections: Sequence[Election], election: Election | None, asked: dt.date | None) -> MembersPage:
    """The council of one election, or of the one whose term runs on the day."""
    day = asked or clock.today()
    chambers = {each.id: chamber_of(each) for each in ([election] if election else elections[:3])}
    chamber = chambers.get(election.id) if election else _running([each for each in chambers.values() if each], day)
    if chamber is None:
        return MembersPage(election=election, elections=tuple(elections))
    terms = chamber.terms(day)
    return MembersPage(
        election=chamber.election,
        chamber=chamber,
        day=day,
        chosen=asked is not None,
        members=tuple(term for term in terms if term.holds(max(day, chamber.begins))),
        former=tuple(term for term in terms if term.until <= day),
        offered=tuple(chamber.people[held.person] for _seat, held in chamber.waiting(day)),
        empty=sum(seat.state(day) in (SeatState.VACANT, SeatState.UNFILLED) for seat in chamber.seats),
        elections=tuple(elections),
        may_keep=holds(current_actor(), chamber.election.public_id, Role.RETURNING_OFFICER, Role.OFFICER),
    )


def _running(chambers: Sequence[Chamber], day: dt.date) -> Chamber | None:
    begun = (each for each in chambers if each.begins <= day)
    return next(begun, None) or next(iter(chambers), None)


def fill_page(chamber: Chamber, seat: Seat) -> FillPage:
    """Who would follow now."""
    vacant = seat.state(clock.today()) is SeatState.VACANT
    last = seat.last
    left = chamber.people[last.person] if last else Member("", "")
    if not vacant:
        return FillPage(chamber, seat, left, None, (), "", possible=False)
    found, keys = succession(chamber, seat)
    lots = tuple((str(number), chamber.people[keys[number]].name) for number in found.lots_between)
    waits = found.state is VacancyState.LOTS_NEEDED
    follows = None if found.successor is None else chamber.people[keys[found.successor]]
    return FillPage(chamber, seat, left, follows, lots if waits else (), found.clause, possible=True)


def newest_minutes(election: Election) -> dict[str, Any]:
    """What the form of the minutes starts from."""
    row = minutes_of(election)
    if row is None:
        return {}
    return {
        "held_at": row.held_at,
        "begun_at": row.begun_at.astimezone(ZONE).replace(tzinfo=None),
        "ended_at": row.ended_at.astimezone(ZONE).replace(tzinfo=None),
        "present": row.present,
        "incidents": row.incidents,
    }
