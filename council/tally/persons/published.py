# SPDX-License-Identifier: EUPL-1.2
"""A published election of persons counted, and every official field held against ours, one by one.

Where lots were drawn and the file does not say how, the published result says who won them; the record then names
it as the source of the draw. Numbers that people with equal votes share are compared as a set.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from council.tally.case_method import word
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.case import PersonCase
from council.tally.persons.count import count_persons
from council.tally.persons.open_list import OpenListCount, count_open_lists
from council.tally.persons.record import ListOutcome, PersonRecord, PersonResult, StepKind
from council.tally.ties import Draw

MOST_LOTS = 50
FROM_RESULT = "as the published result has it"
KEPT, WON = (StepKind.GUARANTEED_SEAT, StepKind.FIXED_SEAT), (StepKind.SEAT_BY_VOTES,)
MEANS = {
    **dict.fromkeys(("region", "regional", "guarantee", "guaranteed", "group"), KEPT),
    **dict.fromkeys(("votes", "most_votes", "general", "overall"), WON),
    "preference": (StepKind.SEAT_BY_PREFERENCE,),
    "list_order": (StepKind.SEAT_BY_LIST_ORDER,),
}
"""What the words of a file for how somebody was elected mean here."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One official field: where it stands, what was published, and what we came to."""

    field: str
    where: str
    official: str
    ours: str

    @property
    def agrees(self) -> bool:
        """True when both are the same."""
        return self.official == self.ours


@dataclass(frozen=True, slots=True)
class CheckedPersons:
    """A counted case with everything that was compared."""

    case: PersonCase
    counted: OpenListCount
    compared: tuple[Compared, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        """Where our count is not the published one."""
        return tuple(each for each in self.compared if not each.agrees)


def check_person_case(
    case: PersonCase, draws: tuple[Draw, ...] = (), list_draws: tuple[Draw, ...] = ()
) -> CheckedPersons:
    """Count a case and compare every official field of it."""
    between_persons, between_lists = _recorded(case)
    known = (*between_persons, *draws)
    of_lists = (*between_lists, *list_draws)
    counted = _count(case, known, of_lists)
    for _ in range(MOST_LOTS):
        drawn = _draw_between_lists(case, counted)
        if drawn is not None:
            of_lists = (*of_lists, drawn)
        elif (drawn := _draw_between_persons(case, counted)) is not None:
            known = (*known, drawn)
        else:
            break
        counted = _count(case, known, of_lists)
    try:
        compared = tuple(_compare(case, counted))
    except (TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="official fields") from None
    return CheckedPersons(case, counted, compared)


def _draw_between_lists(case: PersonCase, counted: OpenListCount) -> Draw | None:
    """The lots the published seats of lists speak of, where a tie between lists is open."""
    tie = counted.lists.open_tie if counted.lists is not None else None
    if counted.lists is None or tie is None:
        return None
    official = {number: item.get("official_seats") for number, item in _lists(case)}
    held = {result.number: result.seats for result in counted.lists.results}
    won = [number for number in tie.lots_between if official[number] == held[number] + 1]
    return _drawn(tie.lots_between, won, tie.lots_for)


def _draw_between_persons(case: PersonCase, counted: OpenListCount) -> Draw | None:
    """The lots the published names of the elected speak of, where a tie between persons is open."""
    tie = counted.persons.open_tie
    if tie is None:
        return None
    elected = {number for number, item in _people(case) if item.get("elected") is True}
    return _drawn(tie.lots_between, [number for number in tie.lots_between if number in elected], tie.lots_for)


def _drawn(between: tuple[int, ...], won: list[int], seats: int) -> Draw | None:
    if len(won) != seats:
        return None
    return Draw((*won, *(number for number in between if number not in won)), note=FROM_RESULT)


def _count(case: PersonCase, draws: tuple[Draw, ...], list_draws: tuple[Draw, ...]) -> OpenListCount:
    if not case.profile.lists or (case.lists is None and not case.profile.ballots):
        return OpenListCount(None, count_persons(case.profile, case.rule, draws))
    return count_open_lists(case.profile, case.rule, list_draws, draws, lists_alone=case.lists)


def _recorded(case: PersonCase) -> tuple[list[Draw], list[Draw]]:
    """Lots the file records, between persons and between lists: the names, and the name or names drawn."""
    persons = {each.name: each.number for each in case.profile.candidates}
    lists = {each.name: each.number for each in case.profile.lists}
    found: tuple[list[Draw], list[Draw]] = ([], [])
    stated = case.data.get("lot") or []
    for lot in stated if isinstance(stated, list) else [stated]:
        try:
            drawn = [lot["drawn"]] if isinstance(lot["drawn"], str) else lot["drawn"]
            between_lists = all(name in lists for name in lot["between"])
            numbers = lists if between_lists else persons
            order = [numbers[name] for name in drawn]
            order += [numbers[name] for name in lot["between"] if name not in drawn]
        except (KeyError, TypeError):
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="lot") from None
        found[int(between_lists)].append(Draw(tuple(order)))
    return found


def _people(case: PersonCase) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every person of the file that has a name, with the number it was given."""
    items = case.data.get("candidates")
    if items is None:
        items = [person for item in case.data["lists"] for person in _named(item)]
    yield from enumerate(items, start=1)


def _lists(case: PersonCase) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every list of the file with its number."""
    for place, item in enumerate(case.data.get("lists", ()), start=1):
        yield item.get("number", place), item


def _named(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "candidates" in item:
        return list(item["candidates"])
    return [{} for _ in item["candidate_votes_in_list_order"]]


def _compare(case: PersonCase, counted: OpenListCount) -> Iterator[Compared]:
    record = counted.persons
    results = {each.number: each for each in record.results}
    yield from _compare_totals(case, record)
    for number, item in _people(case):
        ours = results[number]
        where = str(item.get("name", number))
        if item.get("elected") is not None:
            yield Compared("elected", where, str(item["elected"]), str(ours.elected))
        if word(item.get("elected_as")) in MEANS:
            official = word(item["elected_as"])
            same = ours.elected_by in MEANS[official]
            yield Compared("elected_as", where, official, official if same else str(ours.elected_by))
    yield from _compare_ranks(case, results)
    yield from _compare_comparison_numbers(case, results)
    outcomes = {each.number: each for each in record.lists}
    for number, item in _lists(case):
        if number in outcomes:
            yield from _compare_list(record, outcomes[number], item)


def _compare_totals(case: PersonCase, record: PersonRecord) -> Iterator[Compared]:
    complete = case.votes_are == "exact"
    valid = case.data.get("valid_votes")
    if valid is not None and complete and case.official.startswith("full") and not record.lists:
        yield Compared("valid_votes", "", str(valid), str(sum(each.votes for each in record.results)))
    ballots = case.data.get("ballots")
    if isinstance(ballots, dict) and "gueltigeStimmen" in ballots and complete and record.lists:
        yield Compared("gueltigeStimmen", "", str(ballots["gueltigeStimmen"]), str(sum(e.votes for e in record.lists)))
    if case.profile.lists and "quota" in case.data:
        quota = Fraction(sum(item.votes for item in case.profile.lists), case.rule.seats)
        yield Compared("quota", "", str(Fraction(case.data["quota"])), str(quota))


def _compare_ranks(case: PersonCase, results: Mapping[int, PersonResult]) -> Iterator[Compared]:
    """Official ranks; those of people with equal votes are a set, because only lots put them in order."""
    for key in ("official_rank", "official_rank_in_list"):
        official: dict[tuple[int | None, int], list[int]] = {}
        ours: dict[tuple[int | None, int], list[int]] = {}
        for number, item in _people(case):
            if item.get(key) is None:
                continue
            result = results[number]
            official.setdefault((result.list, result.votes), []).append(item[key])
            ours.setdefault((result.list, result.votes), []).append(result.rank)
        for (on_list, votes), ranks in official.items():
            where = f"list {on_list}, {votes} votes" if on_list else f"{votes} votes"
            yield Compared(key, where, str(sorted(ranks)), str(sorted(ours[on_list, votes])))


def _compare_comparison_numbers(case: PersonCase, results: Mapping[int, PersonResult]) -> Iterator[Compared]:
    stated = {number: item["comparison_number"] for number, item in _people(case) if item.get("comparison_number")}
    decimals = next((digits for digits in range(10) if _fits(stated.values(), digits)), 9)
    official: dict[tuple[int | None, int], list[Fraction]] = {}
    ours: dict[tuple[int | None, int], list[Fraction]] = {}
    for number, value in stated.items():
        result = results[number]
        exact = result.comparison_number or Fraction(0)
        official.setdefault((result.list, result.votes), []).append(Fraction(value))
        ours.setdefault((result.list, result.votes), []).append(_rounded(exact, decimals))
    for (on_list, votes), numbers in official.items():
        mine = sorted(ours[on_list, votes])
        yield Compared("comparison_number", f"list {on_list}, {votes} votes", _texts(sorted(numbers)), _texts(mine))


def _fits(values: Any, digits: int) -> bool:
    return all((Fraction(value) * 10**digits).denominator == 1 for value in values)


def _rounded(value: Fraction, decimals: int) -> Fraction:
    """Half up, as comparison numbers are printed."""
    return Fraction(int(value * 10**decimals + Fraction(1, 2)), 10**decimals)


def _texts(values: list[Fraction]) -> str:
    return " ".join(str(value) for value in values)


def _compare_list(record: PersonRecord, ours: ListOutcome, item: Mapping[str, Any]) -> Iterator[Compared]:
    names = {each.number: each for each in record.results}
    seated = [number for number in ours.order if names[number].elected]
    if item.get("official_seats") is not None:
        yield Compared("official_seats", ours.name, str(item["official_seats"]), str(ours.filled + ours.vacant))
    mine = [names[number].name for number in seated]
    if item.get("official_elected_in_order") is not None:
        yield Compared("official_elected_in_order", ours.name, str(list(item["official_elected_in_order"])), str(mine))
    if item.get("official_elected_names") is not None:
        official = sorted(item["official_elected_names"])
        yield Compared("official_elected_names", ours.name, str(official), str(sorted(mine)))
    for key, kind in (
        ("elected_by_preference", StepKind.SEAT_BY_PREFERENCE),
        ("elected_by_list_order", StepKind.SEAT_BY_LIST_ORDER),
    ):
        if item.get(key) is not None:
            mine_places = [names[number].place for number in seated if names[number].elected_by is kind]
            yield Compared(key, ours.name, str(list(item[key])), str(mine_places))
