# SPDX-License-Identifier: EUPL-1.2
"""Published elections in several districts: read, counted and compared, district by district where that was announced.

Two shapes are known: lists with `votes_by_region` beside `regions`, and `constituencies` with lists of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from council.tally.case import Verdict
from council.tally.case_method import exact, threshold_of, word
from council.tally.choices import Formula
from council.tally.district_count import count_districts
from council.tally.districts import (
    District,
    DistrictDraw,
    DistrictList,
    DistrictMethod,
    DistrictProfile,
    DistrictRecord,
    DistrictRule,
)
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import RuleSheet

METHODS = {each.value: each for each in DistrictMethod} | {
    "doppelter_pukelsheim": DistrictMethod.BIPROPORTIONAL,
    "estonian": DistrictMethod.COMPENSATED,
}

_PER_CENT = r"(\d{1,2}(?:\.\d{1,3})?) ?% "
_ANYWHERE = re.compile(_PER_CENT + r"(?:in|of) (?:one|a|any|at least one) (?:constituency|district)")
_OVER_ALL = re.compile(_PER_CENT + r"(?:in|of|over) (?:the )?(?:canton|total|all|whole)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictCase:
    """One published election in districts, ready to be counted."""

    id: str
    title: str
    profile: DistrictProfile
    rule: DistrictRule
    official_totals: tuple[tuple[int, int], ...]
    official_cells: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class CheckedDistricts:
    """The record of such a case and how it compares."""

    case: DistrictCase
    record: DistrictRecord
    verdict: Verdict


def is_of_districts(data: Mapping[str, Any]) -> bool:
    """True when the method is one of districts."""
    return word(data.get("method")) in METHODS


def district_case(data: Mapping[str, Any]) -> DistrictCase:
    """Read a case; refuse what cannot be counted."""
    try:
        by_place = isinstance(data.get("constituencies"), list)
        profile, totals, cells = _by_constituency(data) if by_place else _by_region(data)
        rule = _rule(data)
    except (KeyError, TypeError, AttributeError, IndexError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="districts") from None
    return DistrictCase(
        id=str(data.get("id") or ""),
        title=str(data.get("title") or ""),
        profile=profile,
        rule=rule,
        official_totals=totals,
        official_cells=cells,
    )


def check_districts(case: DistrictCase, draws: tuple[DistrictDraw, ...] = ()) -> CheckedDistricts:
    """Count and compare every total and every cell that was announced."""
    record = count_districts(case.profile, case.rule, draws)
    totals = {each.number: each.seats for each in record.totals}
    cells = {(each.district, each.number): each.seats for each in record.cells}
    same = all(totals[number] == seats for number, seats in case.official_totals)
    same &= all(cells.get((name, number), 0) == seats for name, number, seats in case.official_cells)
    announced = case.official_totals or case.official_cells
    verdict = (Verdict.AGREES if same else Verdict.DIFFERS) if announced else Verdict.NOTHING_ANNOUNCED
    return CheckedDistricts(case, record, verdict)


def _rule(data: Mapping[str, Any]) -> DistrictRule:
    method = METHODS[word(data["method"])]
    between = {
        DistrictMethod.TWO_TIER: Formula.HARE,
        DistrictMethod.BIPROPORTIONAL: Formula.SAINTE_LAGUE,
        DistrictMethod.COMPENSATED: Formula.DHONDT,
    }[method]
    inside = Formula.SAINTE_LAGUE if method is DistrictMethod.BIPROPORTIONAL else Formula.DHONDT
    whole = RuleSheet(seats=data.get("seats", 0), formula=between, threshold=threshold_of(data.get("threshold")))
    anywhere, over_all = _quorum(data)
    if over_all is not None and whole.threshold is None:
        whole = replace(whole, threshold=threshold_of({"fraction": str(over_all), "base": "valid_votes"}))
    return DistrictRule(
        method=method,
        whole=whole,
        inside=RuleSheet(seats=whole.seats, formula=inside),
        or_district_share=anywhere,
    )


def _quorum(data: Mapping[str, Any]) -> tuple[Fraction | None, Fraction | None]:
    """The shares in one district or over all that admit a list: from `quorum`, else as the note on the method says."""
    given = data.get("quorum")
    if isinstance(given, dict):
        try:
            parts = [given.get(key) for key in ("district", "total")]
            return (parts[0] and exact(parts[0])) or None, (parts[1] and exact(parts[1])) or None
        except ValueError:
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="quorum") from None
    note = str(data.get("method_note") or "")[:2_000].casefold()
    if "quorum" not in note:
        return None, None
    return _share(_ANYWHERE, note), _share(_OVER_ALL, note)


def _share(pattern: re.Pattern[str], note: str) -> Fraction | None:
    found = pattern.search(note)
    return exact(found.group(1)) / 100 if found else None


def _by_region(
    data: Mapping[str, Any],
) -> tuple[DistrictProfile, tuple[tuple[int, int], ...], tuple[tuple[str, int, int], ...]]:
    names = [each if isinstance(each, str) else each["name"] for each in data.get("regions", data.get("districts"))]
    seats = _fixed_seats(data.get("region_seats", data.get("district_seats")), names)
    lists, totals = [], []
    for number, item in enumerate(data["lists"], start=1):
        votes = item.get("votes_by_region", item.get("votes_by_district"))
        if not isinstance(votes, list | dict):
            raise TallyError(TallyErrorCode.VOTES_MISSING, number=number, name=str(item["name"])[:60])
        ordered = [votes.get(name, 0) for name in names] if isinstance(votes, dict) else votes
        personal = tuple(item.get("personal_by_region", item.get("personal_by_district", ())))
        joint = bool(item.get("joint"))
        lists.append(
            DistrictList(number=number, name=item["name"], votes=tuple(ordered), joint=joint, personal=personal)
        )
        if isinstance(item.get("official_seats"), int):
            totals.append((number, item["official_seats"]))
    numbers = {item.name: item.number for item in lists}
    announced = data.get("official_region_seats") or {}
    cells = [
        (name, number, given.get(list_name, 0))
        for name, given in announced.items()
        for list_name, number in numbers.items()
    ]
    districts = tuple(District(name=name, seats=each) for name, each in zip(names, seats, strict=True))
    return DistrictProfile(districts=districts, lists=tuple(lists)), tuple(totals), tuple(cells)


def _fixed_seats(given: Any, names: list[str]) -> list[int | None]:
    """The seats of each district where the law or an authority has fixed them."""
    if not given:
        return [None] * len(names)
    return [given[name] if isinstance(given, dict) else given[place] for place, name in enumerate(names)]


def _by_constituency(
    data: Mapping[str, Any],
) -> tuple[DistrictProfile, tuple[tuple[int, int], ...], tuple[tuple[str, int, int], ...]]:
    places = data["constituencies"]
    names = sorted({item["name"] for place in places for item in place["lists"]})
    votes = {name: [0] * len(places) for name in names}
    cells = []
    for index, place in enumerate(places):
        for item in place["lists"]:
            if item.get("votes") is None:
                raise TallyError(TallyErrorCode.VOTES_MISSING, number=index + 1, name=str(item["name"])[:60])
            votes[item["name"]][index] = item["votes"]
            if isinstance(item.get("official_seats"), int):
                number = names.index(item["name"]) + 1
                cells.append((str(place["constituency"]), number, int(item["official_seats"])))
    lists = tuple(
        DistrictList(number=number, name=name, votes=tuple(votes[name])) for number, name in enumerate(names, start=1)
    )
    districts = tuple(District(name=str(place["constituency"]), seats=place["seats"]) for place in places)
    return DistrictProfile(districts=districts, lists=lists), (), tuple(cells)
