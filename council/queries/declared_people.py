# SPDX-License-Identifier: EUPL-1.2
"""Lists and persons of an allocation as a declaration names them, whatever kind of record it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.domain.declaration import DeclaredCandidate, DeclaredList, DeclaredPerson, ResultKind
from council.domain.polling import Figures
from council.models.count import SeatCount
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList
from council.queries.ballot_people import BallotPerson, ballot_people, keyed
from council.queries.nomination import numbered_lists
from council.tally import BallotType, CountRecord
from council.tally.display import shown
from council.tally.persons.record import ListOutcome, PersonRecord, PersonResult
from council.tally.stv.record import RankedRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands in an election: the lists, and the persons where they are voted for themselves."""

    lists: Sequence[CandidateList]
    people: tuple[BallotPerson, ...]
    ranked: bool = False

    @property
    def kind(self) -> ResultKind:
        if self.ranked:
            return ResultKind.RANKED
        return ResultKind.PERSONS if self.people else ResultKind.LISTS

    @property
    def rivals(self) -> tuple[str, ...]:
        """The keys under which a count sheet has their votes, in the order of their numbers."""
        if self.people:
            return tuple(str(each.number) for each in self.people)
        return tuple(each.public_id for each in self.lists)


def standing_of(election: Election) -> Standing:
    lists = numbered_lists(election)
    people = ballot_people(election, lists) if keyed(election) else ()
    return Standing(lists, people, ranked=election.statute.rule_kind is BallotType.RANKED)


def declared_lists(standing: Standing, seats: SeatCount) -> tuple[DeclaredList, ...]:
    """What each list came to; none where persons stand for themselves alone."""
    record = seats.record
    if isinstance(record, CountRecord):
        return tuple(_closed(one, record) for one in standing.lists)
    if isinstance(record, PersonRecord):
        by_number = {one.number: one for one in standing.lists}
        return tuple(_open(by_number[each.number], each, record, standing) for each in record.lists)
    if standing.people:
        return ()
    return tuple(_without_votes(one) for one in standing.lists)


def declared_candidates(standing: Standing, seats: SeatCount, every: Figures) -> tuple[DeclaredCandidate, ...]:
    """Every person on the paper, with votes (first preferences where papers rank), seat and place in line."""
    record = seats.record
    groups: dict[int, str] = {}
    won: dict[int, int | None] = {}
    follows: dict[int, int | None] = {}
    if isinstance(record, PersonRecord):
        won = {each.number: each.seat for each in record.results}
        follows = {each.number: each.substitute for each in record.results}
        groups = {each.number: ", ".join(trait.group for trait in each.traits) for each in record.profile.candidates}
    elif isinstance(record, RankedRecord):
        won = {each.number: seat for seat, each in enumerate(record.elected, start=1)}
        follows = {number: place for place, group in enumerate(record.substitutes, start=1) for number in group}
    return tuple(
        DeclaredCandidate(
            number=each.number,
            name=each.person.name,
            original=each.person.original_name,
            lang=each.person.original_lang,
            list=each.on_list.number if isinstance(record, PersonRecord) and record.lists else None,
            group=groups.get(each.number, ""),
            votes=every.of(str(each.number)),
            seat=won.get(each.number),
            substitute=follows.get(each.number),
        )
        for each in standing.people
    )


def _person(person: Candidate) -> DeclaredPerson:
    return DeclaredPerson(person.position, person.name, person.original_name, person.original_lang)


def _closed(one: CandidateList, record: CountRecord) -> DeclaredList:
    result = next(each for each in record.results if each.number == one.number)
    people = tuple(_person(person) for person in one.standing)
    return DeclaredList(
        number=result.number,
        name=one.name,
        votes=result.votes,
        share=result.vote_share_shown,
        admitted=result.admitted,
        seats=result.seats,
        vacant=result.vacant,
        elected=people[: result.seats],
        substitutes=people[result.seats :],
    )


def _open(one: CandidateList, found: ListOutcome, record: PersonRecord, standing: Standing) -> DeclaredList:
    rows = {each.number: each.person for each in standing.people}
    mine = [each for each in record.results if each.list == found.number]
    votes = sum(each.votes for each in record.lists)
    admitted = next(each.admitted for each in record.profile.lists if each.number == found.number)
    return DeclaredList(
        number=found.number,
        name=one.name,
        votes=found.votes,
        share=shown(Fraction(100 * found.votes, votes), 2) if votes else "0",
        admitted=admitted,
        seats=found.seats,
        vacant=found.vacant,
        elected=tuple(_person(rows[each.number]) for each in sorted(mine, key=_seat) if each.seat),
        substitutes=tuple(_person(rows[each.number]) for each in sorted(mine, key=_in_line) if each.substitute),
    )


def _seat(each: PersonResult) -> int:
    return each.seat or 0


def _in_line(each: PersonResult) -> int:
    return each.substitute or 0


def _without_votes(one: CandidateList) -> DeclaredList:
    return DeclaredList(
        number=one.number or 0,
        name=one.name,
        votes=0,
        share="0",
        admitted=False,
        seats=0,
        vacant=0,
        elected=(),
        substitutes=tuple(_person(person) for person in one.standing),
    )
