# SPDX-License-Identifier: EUPL-1.2
"""Published elections in the `list_pr` form, counted and compared with the seats the authority announced.

A case whose votes are incomplete or whose formula is not known here is refused with the reason; where the formula
was never published, every formula is tried and the record says whether they agree. Elections in several districts are
read by `case_districts`.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from council.tally.case_method import FORMULAS_TO_TRY, UNKNOWN_FORMULA, choices_of, exact
from council.tally.choices import Formula, ThresholdBase
from council.tally.count import count
from council.tally.display import shown
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import BallotProfile, CandidateList
from council.tally.record import CountRecord
from council.tally.rules import RuleSheet
from council.tally.ties import Draw

__all__ = ["FORMULAS_TO_TRY", "UNKNOWN_FORMULA", "CheckedCase", "PublishedCase", "Verdict", "check_case", "read_case"]


class Verdict(StrEnum):
    """How our seats compare with the announced ones."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOTHING_ANNOUNCED = "nothing_announced"


VOTERS = ("voters", "voters_who_took_part", "took_part", "participants", "ballots_cast", "cast")
ENVELOPES = ("valid_envelopes", "envelopes")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCase:
    """One published election, ready to be counted. `formulas` holds more than one when none was published.

    `draws` are the lots the authority drew; `official_last` is the number of the last seat it announced.
    """

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
    draws: tuple[Draw, ...] = ()
    official_last: str = ""


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """The records of a case, one per formula tried; whether they agree with each other and with the seats."""

    case: PublishedCase
    records: tuple[CountRecord, ...]
    formulas_agree: bool
    verdict: Verdict


def read_data(text: str) -> dict[str, Any]:
    """The mapping a case file holds, with exact numbers."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_float=exact)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json") from None
    if not isinstance(data, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="json")
    return data


def read_case(text: str) -> PublishedCase:
    """Read a case; refuse what cannot be counted, and say why."""
    return case_of(read_data(text))


def case_of(data: Mapping[str, Any]) -> PublishedCase:
    """The case a mapping describes."""
    if not isinstance(data.get("lists"), list):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="lists")
    formulas, choices = choices_of(data)
    given = [item for item in data["lists"] if not (isinstance(item, dict) and item.get("withdrawn"))]
    lists = _told_apart([_list(number, item) for number, item in enumerate(given, start=1)])
    rule = RuleSheet(seats=data.get("seats", 0), formula=formulas[0], **choices)
    texts = {name: str(data.get(name) or "") for name in ("id", "title", "date", "votes_are", "official")}
    last = next((data[key] for key in ("official_wahlzahl", "wahlzahl") if data.get(key) is not None), "")
    return PublishedCase(
        **texts,
        method=str(data["method"]),
        note=str(data.get("method_note") or ""),
        profile=_profile(lists, rule, data),
        rule=rule,
        formulas=formulas,
        official_seats=_announced(given, lists, "official_seats"),
        official_filled=_announced(given, lists, "official_filled"),
        draws=_lots(data, lists),
        official_last=str(last),
    )


def _profile(lists: tuple[CandidateList, ...], rule: RuleSheet, data: Mapping[str, Any]) -> BallotProfile:
    """The lists, and of the numbers of papers only what the threshold is a share of."""
    papers = {**data, **(data["ballots"] if isinstance(data.get("ballots"), dict) else {})}
    valid_papers = papers.get("valid", sum(item.votes for item in lists))
    base = rule.threshold.base if rule.threshold else None
    valid = papers.get("valid", papers.get("valid_votes"))
    if base is not ThresholdBase.VALID_VOTES or not isinstance(valid, int):
        valid = _unit(str(data.get("votes_are") or "")) if base is ThresholdBase.VALID_VOTES else None
    if valid is not None and valid < sum(item.votes for item in lists):
        valid = None
    return BallotProfile(
        lists=lists,
        voters=_papers(papers, VOTERS, valid_papers) if base is ThresholdBase.VOTERS else None,
        valid_envelopes=_papers(papers, ENVELOPES, None) if base is ThresholdBase.VALID_ENVELOPES else None,
        valid=valid,
    )


def _papers(papers: Mapping[str, Any], names: Sequence[str], valid: int | None) -> int | None:
    """A number of papers by any of its names; voters also as valid papers and all that were not."""
    found: int | None = next((papers[name] for name in names if isinstance(papers.get(name), int)), None)
    invalid: list[int] = [papers[name] for name in ("invalid", "blank") if isinstance(papers.get(name), int)]
    if found is None and isinstance(valid, int) and invalid:
        return valid + sum(invalid)
    return found


def _unit(votes_are: str) -> int | None:
    """Where votes are parts of the valid votes, how many parts there are."""
    if "per mille" in votes_are:
        return 1_000
    found = re.search(r"1/(10{2,6})\b", votes_are)
    return int(found.group(1)) if found else None


def _list(place: int, item: object) -> CandidateList:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="list", number=place)
    if item.get("votes") is None:
        raise TallyError(TallyErrorCode.VOTES_MISSING, number=place, name=item["name"])
    people = next(
        (item[key] for key in ("candidates_count", "candidates", "candidate_votes_in_list_order") if item.get(key)),
        None,
    )
    parties, number = item.get("parties", 1), item.get("number", item.get("list_number", place))
    return CandidateList(
        number=place if number is None else number,
        name=item["name"],
        votes=item["votes"],
        candidates_count=len(people) if isinstance(people, list) else people,
        joint=bool(item.get("joint")) or (isinstance(parties, int) and parties > 1),
        group=str(item.get("apparentement") or item.get("group") or ""),
        direct_seats=item.get("direct_seats"),
    )


def _told_apart(lists: Sequence[CandidateList]) -> tuple[CandidateList, ...]:
    """Lists under one name, such as people who stand alone, are told apart by their numbers."""
    names = Counter(item.name.strip().casefold() for item in lists)
    return tuple(
        item if names[item.name.strip().casefold()] == 1 else replace(item, name=f"{item.name} ({item.number})")
        for item in lists
    )


def _announced(
    data: Sequence[Mapping[str, Any]], lists: Sequence[CandidateList], key: str
) -> tuple[tuple[int, int], ...]:
    return tuple(
        (item.number, each[key])
        for item, each in zip(lists, data, strict=True)
        if isinstance(each.get(key), int) and not isinstance(each[key], bool)
    )


def _lots(data: Mapping[str, Any], lists: Sequence[CandidateList]) -> tuple[Draw, ...]:
    """The lots of the authority: who was drawn comes first, then the others in the order of the file."""
    numbers: dict[object, int] = {item.name: item.number for item in lists}
    numbers |= {item.number: item.number for item in lists}
    found = data.get("lots", data.get("lot"))
    draws = []
    for lot in found if isinstance(found, list) else [found] if found else []:
        try:
            drawn = lot["drawn"] if isinstance(lot["drawn"], list) else [lot["drawn"]]
            order = [*drawn, *(each for each in lot["between"] if each not in drawn)]
            draws.append(Draw(tuple(numbers[each] for each in order), "as published"))
        except (KeyError, TypeError):
            raise TallyError(TallyErrorCode.CASE_MALFORMED, what="lot") from None
    return tuple(draws)


def check_case(case: PublishedCase, draws: tuple[Draw, ...] = ()) -> CheckedCase:
    """Count a case under its formula, or under each when none was published, and compare."""
    records = tuple(_counted(case, formula, draws) for formula in case.formulas)
    outcomes = [{result.number: result.seats for result in record.results} for record in records]
    return CheckedCase(case, records, all(outcome == outcomes[0] for outcome in outcomes), _verdict(case, records))


def _counted(case: PublishedCase, formula: Formula, draws: tuple[Draw, ...]) -> CountRecord:
    """With the lots handed over, and of the published ones as many as ties ask for."""
    rule = replace(case.rule, formula=formula)
    record, left = count(case.profile, rule, draws), list(case.draws)
    while record.open_tie is not None:
        asked = frozenset(record.open_tie.lots_between)
        draw = next((each for each in left if frozenset(each.order) == asked), None)
        if draw is None:
            break
        left.remove(draw)
        record = count(case.profile, rule, (*record.draws, draw))
    return record


def _verdict(case: PublishedCase, records: Sequence[CountRecord]) -> Verdict:
    if not case.official_seats:
        return Verdict.NOTHING_ANNOUNCED
    for record in records:
        seats = {result.number: result.seats for result in record.results}
        filled = {result.number: result.filled for result in record.results}
        same = all(seats[number] == each for number, each in case.official_seats)
        sat = all(filled[number] == each for number, each in case.official_filled)
        if not (same and sat and _same_last(case, record)):
            return Verdict.DIFFERS
    return Verdict.AGREES


def _same_last(case: PublishedCase, record: CountRecord) -> bool:
    """The announced number of the last seat, exact or as far as it was printed."""
    if not case.official_last or record.quotients is None or record.quotients.last_seat is None:
        return True
    last, text = record.quotients.last_seat, case.official_last
    try:
        return exact(text) in (last, Fraction(shown(last, len(text.partition(".")[2]))))
    except ValueError:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="wahlzahl") from None
