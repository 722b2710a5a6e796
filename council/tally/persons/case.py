# SPDX-License-Identifier: EUPL-1.2
"""Published elections of persons, in the forms `open_list` and `panachage`, read into a profile and a rule sheet.

A method not known here, votes that are missing, or a form that is not the described one are refused with the
reason. What the authority published stays beside it, untouched, to be compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from council.tally.case import case_of, read_data
from council.tally.case_districts import district_case, is_of_districts
from council.tally.case_method import choices_of, exact, word
from council.tally.choices import BallotType, Formula
from council.tally.district_count import count_districts
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.named_rules import PERSON_RULES
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
from council.tally.profile import BallotProfile
from council.tally.record import CountState
from council.tally.rules import RuleSheet

Data = Mapping[str, Any]

PERSONS = {rule.name: rule for rule in PERSON_RULES}
WITHOUT_LISTS = tuple(rule.name for rule in PERSON_RULES if rule.sets["formula"] is Formula.PLURALITY)
NOMINATION = "nl_kieswet_nomination"
OPEN = PersonOrder(kind=OrderKind.BY_VOTES)
SEATS_FOUND = "seats_found"
"""The key under which a constituency has the seats of its lists, found over all constituencies."""
DECIMALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCase:
    """One published election of persons; `lists` are its lists as a list count takes them.

    There are none where no lists stand, and where the seats of the lists are in the profile already.
    """

    id: str
    title: str
    date: str
    method: str
    note: str
    votes_are: str
    official: str
    profile: PersonProfile
    rule: RuleSheet
    lists: BallotProfile | None
    data: Data


def read_person_cases(text: str, changes: Data | None = None) -> tuple[PersonCase, ...]:
    """Read a file: one case, or one for each constituency. `changes` are taken instead of what the file says."""
    data = {**read_data(text), **(changes or {})}
    if is_of_districts(data):
        return tuple(read_case_data(each) for each in _constituencies(data))
    return (read_case_data(data),)


def _constituencies(data: Data) -> Iterator[Data]:
    """Each constituency as a case of its own, with the seats of its lists as all of them together give."""
    parts = data.get("constituencies")
    if not isinstance(parts, list):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="constituencies")
    case = district_case(data)
    record = count_districts(case.profile, case.rule)
    names = {item.number: item.name for item in case.profile.lists}
    cells = {(cell.district, names[cell.number]): cell.seats for cell in record.cells}
    head = {key: value for key, value in data.items() if key not in ("constituencies", "seats", "quota")}
    for each in parts:
        place = str(each["constituency"])
        found = {item["name"]: cells.get((place, item["name"]), 0) for item in each["lists"]}
        settled = record.state is CountState.DECIDED and not record.tied
        given = found if settled else {item["name"]: item.get("official_seats") for item in each["lists"]}
        yield {**head, **each, "id": f"{data.get('id')}/{place}", SEATS_FOUND: given}


def read_case_data(data: Data) -> PersonCase:
    """Read one case; refuse what cannot be counted, and say why."""
    method = word(data.get("method"))
    lists = None
    if method in WITHOUT_LISTS:
        profile, rule = _without_lists(data, method)
    else:
        profile, rule, lists = _with_lists(data, method)
    return PersonCase(
        id=_text(data, "id"),
        title=_text(data, "title"),
        date=_text(data, "date"),
        method=method,
        note=_text(data, "method_note"),
        votes_are=_text(data, "votes_are"),
        official=_text(data, "official"),
        profile=profile,
        rule=rule,
        lists=lists,
        data=data,
    )


def _text(data: Data, key: str) -> str:
    return str(data.get(key) or "")


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


def _with_lists(data: Data, method: str) -> tuple[PersonProfile, RuleSheet, BallotProfile | None]:
    """The people of the lists, the rule, and the lists to be counted unless their seats are found elsewhere."""
    if method not in PERSONS and SEATS_FOUND not in data:
        choices_of(data)
    papers = papers_of(data.get("marked_ballots"))
    seats = _seats_found(data, method)
    lists, candidates = people_of_lists(data.get("lists"), seats=seats, counted=not papers)
    formula = PERSONS[method].sets["formula"] if method in PERSONS else data.get("method")
    if SEATS_FOUND in data:
        formula = Formula.SAINTE_LAGUE
    beside = {key: value for key, value in data.items() if key not in ("lot", "lists")}
    rows = [{**item, "votes": 1} if papers else item for item in data["lists"]]
    base = case_of({**beside, "lists": rows, "method": formula})
    rule = replace(
        _sheet(base.rule, method, stated=data.get("exhaustion") is not None),
        persons=_preference(data, PERSONS[method].sets["persons"] if method in PERSONS else OPEN),
        validity=validity_of(data.get("validity"), base.rule.seats),
        decimals=DECIMALS,
    )
    reference = _fraction(data["quota"], "quota") if seats is not None and "quota" in data else None
    profile = PersonProfile(candidates=candidates, lists=lists, ballots=papers, reference=reference)
    return profile, rule, None if seats is not None or papers else base.profile


def _sheet(base: RuleSheet, method: str, *, stated: bool) -> RuleSheet:
    """The rule of the lists with what the named rule says of persons; a stated exhaustion is kept."""
    if method not in PERSONS:
        return replace(base, ballot=BallotType.PANACHAGE)
    named = PERSONS[method].sheet(base.seats)
    exhaustion = base.exhaustion if stated else named.exhaustion
    return replace(named, threshold=base.threshold, exhaustion=exhaustion, ties=base.ties)


def _seats_found(data: Data, method: str) -> list[object] | None:
    """The seats of the lists where they are not counted here: over all constituencies, or with more lists."""
    rows, seats = data.get("lists"), data.get("seats")
    if not isinstance(rows, list) or not all(isinstance(item, dict) for item in rows):
        return None
    if SEATS_FOUND in data:
        return [data[SEATS_FOUND].get(item.get("name")) for item in rows]
    if method != NOMINATION or "quota" not in data or not isinstance(seats, int):
        return None
    together = sum(item["votes"] for item in rows if isinstance(item.get("votes"), int))
    beyond = together != _fraction(data["quota"], "quota") * seats
    return [item.get("official_seats") for item in rows] if beyond else None


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
    elif word(data.get("method")) == NOMINATION:
        share = Fraction(1, 4) if data.get("seats", 0) >= SEATS_OF_A_LARGE_COUNCIL else Fraction(1, 2)
    return replace(order, share=share, base=base, inclusive=inclusive)


SEATS_OF_A_LARGE_COUNCIL = 19
"""From here the Dutch threshold is 25 % of the quota, below it 50 % (Kieswet P 15)."""


def _fraction(value: object, what: str) -> Fraction:
    try:
        return exact(value)
    except (ValueError, ZeroDivisionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what=what) from None
