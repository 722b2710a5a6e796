# SPDX-License-Identifier: EUPL-1.2
"""What a record comes to, in one small form for every kind of count: seats of lists, persons elected, substitutes.

It is what an election authority publishes beside the record; a replay derives it again and compares every byte.
"""

from dataclasses import dataclass

from council.tally.codec import omitted
from council.tally.districts import DistrictRecord
from council.tally.kinds import AnyRecord
from council.tally.persons.record import PersonRecord
from council.tally.record import CountRecord
from council.tally.stv.record import RankedRecord
from council.tally.stv.vacancy import VacancyRecord
from council.tally.unvoted import UnvotedRecord

OUTCOME_SCHEMA = "talka-outcome/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeList:
    """The votes and seats of one list."""

    number: int
    name: str
    votes: int
    seats: int
    vacant: int = omitted(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePerson:
    """Somebody elected or in line. ``number`` is the place on the list where there is one, else the candidate's."""

    number: int
    name: str
    list: int | None = omitted(None)
    votes: str = omitted("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result. Substitutes are groups: the next in line first, equals together."""

    schema: str
    record: str
    record_schema: str
    state: str
    seats: int
    vacant: int
    lists: tuple[OutcomeList, ...]
    elected: tuple[OutcomePerson, ...]
    substitutes: tuple[tuple[OutcomePerson, ...], ...]


def outcome_of(record: AnyRecord) -> Outcome:
    """The result that a record of any kind contains."""
    if isinstance(record, CountRecord):
        lists, elected, substitutes = _of_lists(record)
    elif isinstance(record, PersonRecord):
        lists, elected, substitutes = _of_persons(record)
    elif isinstance(record, DistrictRecord):
        lists = tuple(OutcomeList(number=e.number, name=e.name, votes=e.votes, seats=e.seats) for e in record.totals)
        elected, substitutes = (), ()
    elif isinstance(record, UnvotedRecord):
        lists, elected, substitutes = (), (), ()
    else:
        lists, elected, substitutes = (), _elected(record), _in_line(record)
    return Outcome(
        schema=OUTCOME_SCHEMA,
        record=record.fingerprint,
        record_schema=record.schema,
        state=record.state.value,
        seats=_seats(record, lists),
        vacant=0 if isinstance(record, DistrictRecord | VacancyRecord) else record.vacant,
        lists=lists,
        elected=elected,
        substitutes=substitutes,
    )


_Parts = tuple[tuple[OutcomeList, ...], tuple[OutcomePerson, ...], tuple[tuple[OutcomePerson, ...], ...]]


def _seats(record: AnyRecord, lists: tuple[OutcomeList, ...]) -> int:
    if isinstance(record, DistrictRecord):
        return sum(each.seats for each in lists)
    return 1 if isinstance(record, VacancyRecord) else record.seats


def _of_lists(record: CountRecord) -> _Parts:
    lists, elected, substitutes = [], [], []
    for each in record.results:
        lists.append(
            OutcomeList(number=each.number, name=each.name, votes=each.votes, seats=each.seats, vacant=each.vacant)
        )
        elected += [OutcomePerson(number=one.position, name=one.name, list=each.number) for one in each.elected]
        substitutes += [
            (OutcomePerson(number=one.position, name=one.name, list=each.number),) for one in each.substitutes
        ]
    return tuple(lists), tuple(elected), tuple(substitutes)


def _of_persons(record: PersonRecord) -> _Parts:
    lists = tuple(
        OutcomeList(number=each.number, name=each.name, votes=each.votes, seats=each.seats, vacant=each.vacant)
        for each in record.lists
    )
    people = {
        each.number: OutcomePerson(number=each.number, name=each.name, list=each.list, votes=str(each.votes))
        for each in record.results
    }
    return (
        lists,
        tuple(people[each.number] for each in record.elected),
        tuple((people[each.number],) for each in record.substitutes),
    )


def _elected(record: RankedRecord | VacancyRecord) -> tuple[OutcomePerson, ...]:
    return tuple(OutcomePerson(number=each.number, name=each.name, votes=each.votes) for each in record.elected)


def _in_line(record: RankedRecord | VacancyRecord) -> tuple[tuple[OutcomePerson, ...], ...]:
    if isinstance(record, VacancyRecord):
        return ()
    return tuple(
        tuple(OutcomePerson(number=number, name=record.profile.name(number)) for number in group)
        for group in record.substitutes
    )
