# SPDX-License-Identifier: EUPL-1.2
"""The people of a published case: with or without lists, named or known only by their place on the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.profile import MOST_PERSONS, Candidate, PersonList, Trait

TRAITS = ("region", "origin", "nationality", "country", "continent", "area", "group", "gender", "sex")


def people_without_lists(data: object, *, counted: bool = True) -> tuple[Candidate, ...]:
    """Everybody who stands, numbered in the order of the file; without `counted` their votes are on marked papers."""
    return tuple(
        _person(_with_votes(item, counted), number=number, place=number, on_list=None)
        for number, item in enumerate(_rows(data, "candidates"), 1)
    )


def people_of_lists(
    data: object, *, seats: Sequence[Any] | None = None, counted: bool = True
) -> tuple[tuple[PersonList, ...], tuple[Candidate, ...]]:
    """The lists, with their seats where those are known, and their people numbered through in the order of the file."""
    lists: list[PersonList] = []
    people: list[Candidate] = []
    for index, item in enumerate(_rows(data, "lists")):
        number = index + 1
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="list", number=number)
        item = _with_votes(item, counted)
        if item.get("votes") is None:
            raise TallyError(TallyErrorCode.VOTES_MISSING, number=number, name=item["name"])
        won = 0 if seats is None else seats[index]
        if won is None:
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="official_seats", number=number)
        number = item.get("number", number)
        lists.append(PersonList(number=number, name=item["name"], votes=item["votes"], seats=won))
        for place, person in enumerate(_members(item, number), start=1):
            people.append(_person(_with_votes(person, counted), number=len(people) + 1, place=place, on_list=number))
    return tuple(lists), tuple(people)


def _with_votes(item: Any, counted: bool) -> Any:
    """The same row; votes that are still on marked papers begin at none."""
    return item if counted or not isinstance(item, dict) else {**item, "votes": 0}


def _rows(data: object, what: str) -> list[Any]:
    if not isinstance(data, list) or not data or len(data) > MOST_PERSONS:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what=what)
    return data


def _members(item: Mapping[str, Any], number: int) -> list[Any]:
    """The people of a list; where only votes in list order are known, the place stands for the name."""
    votes = item.get("candidate_votes_in_list_order")
    if isinstance(votes, list) and "candidates" not in item:
        return [{"name": str(place), "votes": each} for place, each in enumerate(votes, start=1)]
    if "candidates" not in item:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="candidates", number=number)
    return _rows(item["candidates"], "candidates")


def _person(item: object, *, number: int, place: int, on_list: int | None) -> Candidate:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="candidate", number=number)
    if item.get("votes") is None:
        raise TallyError(TallyErrorCode.VOTES_MISSING, number=number, name=item["name"])
    traits = tuple(Trait(kind, group) for kind in TRAITS for group in _groups(item.get(kind), number))
    return Candidate(
        number=number,
        name=item["name"],
        votes=item["votes"],
        list=on_list,
        position=item.get("position", place),
        traits=traits,
        plus=item.get("plus", 0),
        minus=item.get("minus", 0),
        withdrawn=item.get("withdrawn") is True,
    )


def _groups(value: object, number: int) -> tuple[str, ...]:
    """One group, several, or none."""
    if value is None or value == "":
        return ()
    groups = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in groups):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="group", number=number)
    return tuple(groups)
