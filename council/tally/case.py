# SPDX-License-Identifier: EUPL-1.2
"""Published elections in the `list_pr` form, counted and compared with the seats the authority announced.

A case whose votes are incomplete or whose formula is not known here is refused with the reason; where the
formula was never published, every formula is tried and the record says whether they agree.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from council.tally.count import count
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import BallotProfile, CandidateList
from council.tally.record import CountRecord
from council.tally.rules import Exhaustion, Formula, RuleSheet, Threshold, ThresholdBase
from council.tally.ties import Draw

UNKNOWN_FORMULA = "unknown_formula"
FORMULAS_TO_TRY = (Formula.DHONDT, Formula.SAINTE_LAGUE, Formula.HARE)


class Verdict(StrEnum):
    """How our seats compare with the announced ones."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOTHING_ANNOUNCED = "nothing_announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCase:
    """One published election, ready to be counted. `formulas` holds more than one when none was published."""

    id: str
    title: str
    date: str
    method: str
    votes_are: str
    official: str
    note: str
    profile: BallotProfile
    rule: RuleSheet
    formulas: tuple[Formula, ...]
    official_seats: tuple[tuple[int, int], ...]
    official_filled: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """The records of a case, one per formula tried; whether they agree with each other and with the seats."""

    case: PublishedCase
    records: tuple[CountRecord, ...]
    formulas_agree: bool
    verdict: Verdict


def read_case(text: str) -> PublishedCase:
    """Read a case; refuse what cannot be counted, and say why."""
    try:
        data = json.loads(text, parse_float=Fraction)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json") from None
    if not isinstance(data, dict) or not isinstance(data.get("lists"), list):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="lists")
    formulas = _formulas(data.get("method"))
    lists = tuple(_list(number, item) for number, item in enumerate(data["lists"], start=1))
    rule = RuleSheet(
        seats=data.get("seats", 0),
        formula=formulas[0],
        threshold=_threshold(data.get("threshold")),
        exhaustion=_exhaustion(data.get("exhaustion")),
    )
    texts = {name: str(data.get(name) or "") for name in ("id", "title", "date", "votes_are", "official")}
    return PublishedCase(
        **texts,
        method=str(data["method"]),
        note=str(data.get("method_note") or ""),
        profile=BallotProfile(lists=lists),
        rule=rule,
        formulas=formulas,
        official_seats=_announced(data["lists"], "official_seats"),
        official_filled=_announced(data["lists"], "official_filled"),
    )


def check_case(case: PublishedCase, draws: tuple[Draw, ...] = ()) -> CheckedCase:
    """Count a case under its formula, or under each when none was published, and compare."""
    records = tuple(count(case.profile, replace(case.rule, formula=formula), draws) for formula in case.formulas)
    outcomes = [{result.number: result.seats for result in record.results} for record in records]
    filled = [{result.number: result.filled for result in record.results} for record in records]
    verdict = Verdict.NOTHING_ANNOUNCED
    if case.official_seats:
        same = all(outcome[number] == seats for outcome in outcomes for number, seats in case.official_seats)
        sat = all(outcome[number] == seats for outcome in filled for number, seats in case.official_filled)
        verdict = Verdict.AGREES if same and sat else Verdict.DIFFERS
    return CheckedCase(case, records, all(outcome == outcomes[0] for outcome in outcomes), verdict)


def _formulas(method: object) -> tuple[Formula, ...]:
    if method == UNKNOWN_FORMULA:
        return FORMULAS_TO_TRY
    if method in list(Formula):
        return (Formula(str(method)),)
    raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=str(method)[:60])


def _list(number: int, item: object) -> CandidateList:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="list", number=number)
    if item.get("votes") is None:
        raise TallyError(TallyErrorCode.VOTES_MISSING, number=number, name=item["name"])
    candidates = item.get("candidates_count")
    return CandidateList(number=number, name=item["name"], votes=item["votes"], candidates_count=candidates)


def _threshold(data: object) -> Threshold | None:
    """The threshold still to be applied; one the file says was applied before is not applied again."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="threshold")
    if data.get("already_applied"):
        return None
    try:
        share, base = Fraction(data["fraction"]), ThresholdBase(data["base"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="threshold") from None
    return Threshold(share, base, inclusive=data.get("inclusive") is not False)


def _exhaustion(value: object) -> Exhaustion:
    if value is None:
        return Exhaustion.VACANT
    if value in list(Exhaustion):
        return Exhaustion(str(value))
    raise TallyError(TallyErrorCode.CASE_MALFORMED, what="exhaustion")


def _announced(lists: list[Mapping[str, object]], key: str) -> tuple[tuple[int, int], ...]:
    numbered = ((number, item.get(key)) for number, item in enumerate(lists, start=1))
    return tuple((number, seats) for number, seats in numbered if isinstance(seats, int))
