# SPDX-License-Identifier: EUPL-1.2
"""Short ways to write down people, groups and rule sheets for counts of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from council.tally.choices import BallotType, Formula
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats, OrderKind, PersonOrder
from council.tally.persons.count import count_persons
from council.tally.persons.profile import Candidate, PersonList, PersonProfile, Trait
from council.tally.persons.record import PersonRecord
from council.tally.rules import RuleSheet
from council.tally.ties import Draw


def person(number: int, votes: int, **groups: str) -> Candidate:
    """Somebody without a list; keywords are groups, such as region="north"."""
    traits = tuple(Trait(kind, group) for kind, group in groups.items())
    return Candidate(number=number, name=f"Person {number}", votes=votes, traits=traits)


def people(*votes: int) -> tuple[Candidate, ...]:
    """People numbered from 1 with these votes and no groups."""
    return tuple(person(number, each) for number, each in enumerate(votes, start=1))


def regions(**members: Sequence[int]) -> tuple[Candidate, ...]:
    """People numbered through, region by region, with these votes."""
    pairs = [(region, votes) for region, group in members.items() for votes in group]
    return tuple(person(number, votes, region=region) for number, (region, votes) in enumerate(pairs, start=1))


def lists(
    votes: Mapping[int, Sequence[int]], seats: Mapping[int, int] | None = None, extra: Mapping[int, int] | None = None
) -> PersonProfile:
    """Lists with the personal votes of their people: person 102 is the second of list 1."""
    items = tuple(
        PersonList(
            number=number,
            name=f"List {number}",
            votes=sum(each) + (extra or {}).get(number, 0),
            seats=(seats or {}).get(number, 0),
        )
        for number, each in votes.items()
    )
    persons = tuple(
        Candidate(number=100 * number + place, name=f"P{number}-{place}", votes=each, list=number, position=place)
        for number, group in votes.items()
        for place, each in enumerate(group, start=1)
    )
    return PersonProfile(candidates=persons, lists=items)


def condition(kind: ConditionKind, trait: str = "region", number: int = 0, **groups: int) -> Condition:
    """A condition; keywords are groups with their seats."""
    named = tuple(GroupSeats(group, seats) for group, seats in groups.items())
    return Condition(kind=kind, trait=trait, groups=named, number=number)


def sheet(seats: int, kind: OrderKind = OrderKind.BY_VOTES, **choices: object) -> RuleSheet:
    """A rule sheet for persons; `order` replaces the plain order of this kind."""
    order = choices.pop("order", PersonOrder(kind=kind))
    choices.setdefault("formula", Formula.PLURALITY)
    return RuleSheet(seats=seats, ballot=BallotType.PERSONS, persons=order, **choices)  # type: ignore[arg-type] # free


def seated(candidates: Sequence[Candidate], rule: RuleSheet, *draws: Sequence[int]) -> PersonRecord:
    """Count people without lists."""
    lots = [Draw(tuple(order)) for order in draws]
    return count_persons(PersonProfile(candidates=tuple(candidates)), rule, lots)


def numbers(record: PersonRecord) -> list[int]:
    """Who sits, in the order of the seats."""
    return [each.number for each in record.elected]
