# SPDX-License-Identifier: EUPL-1.2
"""Published elections of persons, in the forms `open_list` and `panachage`, read into a profile and a rule sheet.

A method not known here, votes that are missing, or a form that is not the described one are refused with the
reason. What the authority published stays beside it, untouched, to be compared.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from council.tally.choices import BallotType, Exhaustion, Formula, ThresholdBase
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.named_rules import LIST_RULES, PERSON_RULES
from council.tally.persons.case_papers import papers_of, validity_of
from council.tally.persons.case_people import people_of_lists, people_without_lists
from council.tally.persons.choices import (
    Condition,
    ConditionKind,
    GroupSeats,
    OrderKind,
    PersonOrder,
    PreferenceBase,
)
from council.tally.persons.profile import PersonProfile
from council.tally.rules import RuleSheet, Threshold

Data = Mapping[str, Any]

PERSONS = {rule.name: rule for rule in PERSON_RULES}
WITHOUT_LISTS = tuple(rule.name for rule in PERSON_RULES if rule.sets["formula"] is Formula.PLURALITY)
LISTS = {rule.name: rule for rule in LIST_RULES}
IN_CONSTITUENCIES = {"biproportional": Formula.SAINTE_LAGUE}
"""Methods whose seats of lists are found elsewhere and come with the file."""
METHODS = (*PERSONS, *LISTS, *IN_CONSTITUENCIES)
"""Every method this reader knows; those of lists order their people by votes."""
OPEN = PersonOrder(kind=OrderKind.BY_VOTES)
DECIMALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCase:
    """One published election of persons. `seats_given` is true where the seats of lists come with the file."""

    id: str
    title: str
    date: str
    method: str
    note: str
    votes_are: str
    official: str
    profile: PersonProfile
    rule: RuleSheet
    seats_given: bool
    data: Data


def read_person_cases(text: str, changes: Data | None = None) -> tuple[PersonCase, ...]:
    """Read a file: one case, or one for each constituency. `changes` are taken instead of what the file says."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_float=_decimal)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json") from None
    if not isinstance(data, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json")
    data = {**data, **(changes or {})}
    if "constituencies" not in data:
        return (read_case_data(data),)
    return tuple(read_case_data(each) for each in _constituencies(data))


def _decimal(text: str) -> Fraction:
    """A number with decimals as it is written; powers of ten could be too large to hold."""
    if len(text) > MOST_DIGITS or "e" in text.lower():
        raise ValueError(text[:MOST_DIGITS])
    return Fraction(text)


def _constituencies(data: Data) -> Iterator[Data]:
    """Each constituency as a case of its own; the seats of its lists come with the file."""
    if data.get("method") not in IN_CONSTITUENCIES:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=str(data.get("method"))[:60])
    parts = data["constituencies"]
    if not isinstance(parts, list) or not all(isinstance(each, dict) for each in parts):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="constituencies")
    head = {key: value for key, value in data.items() if key not in ("constituencies", "seats", "quota")}
    for each in parts:
        yield {**head, **each, "id": f"{data.get('id')}/{each.get('constituency')}"}


def read_case_data(data: Data) -> PersonCase:
    """Read one case; refuse what cannot be counted, and say why."""
    method = data.get("method")
    if method in WITHOUT_LISTS:
        profile, rule = _without_lists(data, str(method))
    elif method in METHODS:
        profile, rule = _with_lists(data, str(method))
    else:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=str(method)[:60])
    return PersonCase(
        id=_text(data, "id"),
        title=_text(data, "title"),
        date=_text(data, "date"),
        method=str(method),
        note=_text(data, "method_note"),
        votes_are=_text(data, "votes_are"),
        official=_text(data, "official"),
        profile=profile,
        rule=rule,
        seats_given=_seats_given(data),
        data=data,
    )


def _text(data: Data, key: str) -> str:
    return str(data.get(key) or "")


def _seats_given(data: Data) -> bool:
    """True where the seats of lists are taken from the file: they were found beyond it, or for more lists."""
    if data.get("method") in IN_CONSTITUENCIES:
        return True
    if data.get("method") != "nl_kieswet_nomination" or "quota" not in data:
        return False
    rows, seats = data.get("lists"), data.get("seats")
    if not isinstance(rows, list) or not isinstance(seats, int):
        return False
    votes = [item.get("votes") for item in rows if isinstance(item, dict)]
    together = sum(each for each in votes if isinstance(each, int))
    return together != _fraction(data["quota"], "quota") * seats


def _without_lists(data: Data, method: str) -> tuple[PersonProfile, RuleSheet]:
    papers = papers_of(data.get("marked_ballots"))
    candidates = people_without_lists(data.get("candidates"), counted=not papers)
    sheet = PERSONS[method].sheet(data.get("seats", 0))
    conditions = _conditions(data, method, _regions(data, candidates))
    rule = replace(sheet, conditions=conditions, validity=validity_of(data.get("validity"), sheet.seats))
    return PersonProfile(candidates=candidates, ballots=papers), rule


def _regions(data: Data, candidates: Sequence[Any]) -> tuple[str, ...]:
    """The regions the file names, or those of its people in alphabetical order."""
    named = data.get("regions")
    if named is None:
        return tuple(sorted({group for each in candidates for group in each.groups("region")}))
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="regions")
    return tuple(named)


def _conditions(data: Data, method: str, regions: Sequence[str]) -> tuple[Condition, ...]:
    """The condition a method stands for; `seats_per_region` is one number for all, or one for each."""
    kinds = {
        "block_vote_region_guarantee": ConditionKind.GUARANTEE,
        "fixed_seats_per_region": ConditionKind.FIXED,
    }
    if method not in kinds:
        return ()
    each = data.get("seats_per_region", 1 if method == "block_vote_region_guarantee" else None)
    if isinstance(each, dict):
        groups = tuple(GroupSeats(str(name), seats) for name, seats in each.items())
    else:
        groups = tuple(GroupSeats(name, each) for name in regions)
    if not groups:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="regions")
    release = method == "block_vote_region_guarantee"
    return (Condition(kind=kinds[method], trait="region", groups=groups, release=release),)


def _with_lists(data: Data, method: str) -> tuple[PersonProfile, RuleSheet]:
    papers = papers_of(data.get("marked_ballots"))
    seats = data.get("seats", 0)
    sheet = _sheet(method, seats)
    given = _seats_given(data)
    lists, candidates = people_of_lists(data.get("lists"), seats_given=given, counted=not papers)
    rule = replace(
        sheet,
        threshold=_threshold(data.get("threshold")),
        exhaustion=_exhaustion(data.get("exhaustion"), sheet.exhaustion),
        persons=_preference(data, sheet.persons),
        validity=validity_of(data.get("validity"), seats),
        decimals=DECIMALS,
    )
    reference = _fraction(data["quota"], "quota") if given and "quota" in data else None
    voters = data.get("voters") if rule.threshold and rule.threshold.base is ThresholdBase.VOTERS else None
    profile = PersonProfile(candidates=candidates, lists=lists, ballots=papers, reference=reference, voters=voters)
    return profile, rule


def _sheet(method: str, seats: int) -> RuleSheet:
    """The named rule of the method; a rule of lists with its people in the order of their votes."""
    if method in PERSONS:
        return PERSONS[method].sheet(seats)
    if method in LISTS:
        return replace(LISTS[method].sheet(seats), ballot=BallotType.PANACHAGE, persons=OPEN)
    return RuleSheet(seats=seats, formula=IN_CONSTITUENCIES[method], ballot=BallotType.PANACHAGE, persons=OPEN)


def _exhaustion(value: object, usual: Exhaustion) -> Exhaustion:
    if value is None:
        return usual
    if not isinstance(value, str) or value not in list(Exhaustion):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="exhaustion")
    return Exhaustion(value)


def _preference(data: Data, order: PersonOrder) -> PersonOrder:
    """The order of the method, with the threshold of preference votes the file states."""
    if order.kind is not OrderKind.PREFERENCE:
        return order
    percent, share, base = data.get("threshold_percent_of_quota"), order.share, order.base
    stated = data.get("preference_threshold")
    inclusive = order.inclusive
    if isinstance(stated, dict):
        share = _fraction(stated.get("fraction"), "preference_threshold")
        inclusive = stated.get("inclusive", inclusive) is not False
        if stated.get("base", base) not in list(PreferenceBase):
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="preference_threshold")
        base = PreferenceBase(stated.get("base", base))
    elif percent is not None:
        share = _fraction(percent, "threshold_percent_of_quota") / 100
    elif data.get("method") == "nl_kieswet_nomination":
        share = Fraction(1, 4) if data.get("seats", 0) >= SEATS_OF_A_LARGE_COUNCIL else Fraction(1, 2)
    return replace(order, share=share, base=base, inclusive=inclusive)


SEATS_OF_A_LARGE_COUNCIL = 19
"""From here the Dutch threshold is 25 % of the quota, below it 50 % (Kieswet P 15)."""


def _fraction(value: object, what: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what=what)
    if isinstance(value, str) and (len(value) > MOST_DIGITS or "e" in value.lower()):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what=what)
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what=what) from None


MOST_DIGITS = 40


def _threshold(data: object) -> Threshold | None:
    """The threshold still to be applied; one the file says was applied before is not applied again."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="threshold")
    if data.get("already_applied"):
        return None
    if data.get("base") not in list(ThresholdBase):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="threshold")
    share = _fraction(data.get("fraction"), "threshold")
    return Threshold(share, ThresholdBase(data["base"]), inclusive=data.get("inclusive") is not False)
