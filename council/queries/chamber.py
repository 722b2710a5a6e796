# SPDX-License-Identifier: EUPL-1.2
"""The council that an election brought about: its seats on a day, who sits, since when and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.clock import ZONE
from core.db import db
from council.domain.chamber import AnswerTerms, Happening, Holding, Offer, Seat, SeatEvent, SeatState, seats_of
from council.domain.declaration import DeclaredResult
from council.domain.election import LocalText
from council.domain.working_days import working_days
from council.models.chamber import SeatFact
from council.models.declaration import Declaration
from council.models.election import Election
from council.queries.terms import term_of


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who stood: the name in its own script where it is known, and the list or group."""

    key: str
    name: str
    original: str = ""
    lang: str = ""
    list_name: LocalText | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time as a member: from the first day to the one on which it is over, at the latest with the term."""

    seat: int
    member: Member
    since: dt.date
    until: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class Chamber:
    """The seats of one election with everybody who was offered one. ``version`` is how many facts there are.

    ``ends`` is the first day after the term.
    """

    election: Election
    seats: tuple[Seat, ...]
    people: Mapping[str, Member]
    begins: dt.date
    ends: dt.date
    version: int

    def seat(self, number: int) -> Seat | None:
        return next((each for each in self.seats if each.number == number), None)

    def terms(self, day: dt.date) -> tuple[Term, ...]:
        """Everybody who was or is a member by that day, in the order of the seats; no one sits past the term."""
        found = []
        for seat in self.seats:
            for each in seat.holdings:
                since = each.since(self.begins, day)
                if since is not None:
                    until = min(each.ended_on or self.ends, self.ends)
                    found.append(Term(seat.number, self.people[each.person], since, until))
        return tuple(found)

    def waiting(self, day: dt.date) -> tuple[tuple[Seat, Holding], ...]:
        """Seats that are offered and not answered yet."""
        pairs = ((seat, seat.holding) for seat in self.seats if seat.state(day) is SeatState.OFFERED)
        return tuple((seat, held) for seat, held in pairs if held is not None)

    def vacant(self, day: dt.date) -> tuple[Seat, ...]:
        """Seats for which a substitute has to be called."""
        return tuple(seat for seat in self.seats if seat.state(day) is SeatState.VACANT)


def seat_facts(election: Election) -> list[SeatFact]:
    """Everything that happened to the seats, in its order."""
    return list(
        db.session.scalars(sa.select(SeatFact).where(SeatFact.election_id == election.id).order_by(SeatFact.number))
    )


def chamber_of(election: Election) -> Chamber | None:
    """The council of a declared election; None before that."""
    declared = list(
        db.session.scalars(
            sa.select(Declaration).where(Declaration.election_id == election.id).order_by(Declaration.number)
        )
    )
    if not declared:
        return None
    facts, results = seat_facts(election), [row.result for row in declared]
    people: dict[str, Member] = {}
    story: list[tuple[dt.datetime, int, Offer | Happening]] = []
    for row, result in zip(declared, results, strict=True):
        people |= people_of(result)
        offer = Offer(row.at.astimezone(ZONE).date(), elected_keys(result), result.seats)
        story.append((row.at, 0, offer))
    story += [(fact.at, fact.number, fact.happening) for fact in facts]
    told = [each for _at, _number, each in sorted(story, key=lambda item: item[:2])]
    term = term_of(election)
    return Chamber(
        election=election,
        seats=seats_of(told, answer_terms(election, told)),
        people=people,
        begins=term.begins,
        ends=term.ends + dt.timedelta(days=1),
        version=len(facts),
    )


def answer_terms(election: Election, story: Sequence[Offer | Happening]) -> AnswerTerms:
    """The last day for an answer to each offer: working days of the statute."""
    terms = election.statute.parameters
    calendar = working_days(terms.timetable.country)
    days = {each.on for each in story if isinstance(each, Offer) or each.event is SeatEvent.CALLED}
    return AnswerTerms(tuple((day, calendar.plus(day, terms.acceptance_days)) for day in sorted(days)))


def elected_keys(result: DeclaredResult) -> tuple[str, ...]:
    """Those elected, in the order of the lists or of the seats."""
    if result.candidates:
        return tuple(person_key(each.list, each.number) for each in result.elected)
    return tuple(person_key(one.number, each.position) for one in result.lists for each in one.elected)


def people_of(result: DeclaredResult) -> dict[str, Member]:
    """Everybody who was elected or may follow."""
    lists = {one.number: one.name for one in result.lists}
    found = {
        key: Member(key, each.name, each.original, each.lang, lists.get(each.list or 0), each.group)
        for each in result.candidates
        for key in (person_key(each.list, each.number),)
    }
    if found:
        return found
    return {
        key: Member(key, each.name, each.original, each.lang, one.name)
        for one in result.lists
        for each in (*one.elected, *one.substitutes)
        for key in (person_key(one.number, each.position),)
    }


def person_key(number: int | None, place: int) -> str:
    """How a person is named in facts: the list and the place on it, or the number of the person alone."""
    return f"{number}-{place}" if number else str(place)
