# SPDX-License-Identifier: EUPL-1.2
"""Counting a file that some election authority has published. It stores nothing and says where a file is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.domain.tables import Row, read_table
from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, TallyError, TallyErrorCode
from council.tally.case import CheckedCase, PublishedCase, check_case, read_case

MOST_LISTS = 200


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong: at which line and column where that is known, what, and with which facts."""

    code: StrEnum
    line: int | None = None
    column: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file comes to: a counted case, or everything that is wrong with it."""

    checked: CheckedCase | None = None
    faults: tuple[FileFault, ...] = ()


def count_published(data: bytes, *, name: str, seats: int | None, formula: Formula) -> Reading:
    """Count a published file: JSON with its own rule, else a table with the columns list and votes."""
    if name.lower().endswith(".json") or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return counted_text(data)
    lists, faults = _lists(data)
    if seats is None:
        faults = (*faults, FileFault(TallyErrorCode.SEATS_BELOW_ONE, column="seats"))
    if faults or seats is None:
        return Reading(faults=faults)
    try:
        case = _case(lists, RuleSheet(seats=seats, formula=formula), name)
        return Reading(check_case(case))
    except TallyError as error:
        return Reading(faults=(_fault(error),))


def counted_text(data: bytes | str) -> Reading:
    """Count a file in the JSON form, or say why it cannot be counted."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        return Reading(check_case(read_case(text)))
    except UnicodeDecodeError:
        return Reading(faults=(FileFault(TallyErrorCode.CASE_MALFORMED, facts={"what": "UTF-8"}),))
    except TallyError as error:
        return Reading(faults=(_fault(error),))


def _fault(error: TallyError) -> FileFault:
    return FileFault(error.code, facts=error.facts)


def _lists(data: bytes) -> tuple[tuple[CandidateList, ...], tuple[FileFault, ...]]:
    table = read_table(data, required=("list", "votes"), max_rows=MOST_LISTS)
    faults = [
        FileFault(each.code, each.line, str(each.column or ""), each.facts)
        for each in table.problems
        if each.stops_file or each.code.value != "unknown_column"
    ]
    lists: list[CandidateList] = []
    for number, row in enumerate(table.rows, start=1):
        found = _list(number, row)
        if isinstance(found, FileFault):
            faults.append(found)
        else:
            lists.append(found)
    return tuple(lists), tuple(sorted(faults, key=lambda each: each.line or 0))


def _list(number: int, row: Row) -> CandidateList | FileFault:
    name, votes = row.values["list"].strip(), row.values["votes"].strip()
    if not name:
        return FileFault(TallyErrorCode.EMPTY_NAME, row.line, "list", {"number": number})
    if not (votes.isascii() and votes.isdigit() and len(votes) < 13):
        return FileFault(TallyErrorCode.NOT_WHOLE, row.line, "votes", {"what": votes[:30]})
    return CandidateList(number=number, name=name, votes=int(votes))


def _case(lists: tuple[CandidateList, ...], rule: RuleSheet, name: str) -> PublishedCase:
    return PublishedCase(
        id="",
        title=name[:100],
        date="",
        method=rule.formula.value,
        votes_are="",
        official="",
        note="",
        profile=BallotProfile(lists=lists),
        rule=rule,
        formulas=(rule.formula,),
        official_seats=(),
        official_filled=(),
    )
