# SPDX-License-Identifier: EUPL-1.2
"""Votes of lists as a table: columns list and votes, where known number, candidates, joint, group, direct_seats.

The first row names the columns in any order and case; comma, semicolon or tab part them. A row that cannot be read is
refused with its line.
"""

import csv
from collections.abc import Mapping

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import MOST_LISTS, BallotProfile, CandidateList

NAMES = {
    "list": "name", "name": "name", "party": "name",
    "votes": "votes",
    "number": "number", "list_number": "number",
    "candidates": "candidates_count", "candidates_count": "candidates_count",
    "joint": "joint",
    "group": "group", "apparentement": "group",
    "direct_seats": "direct_seats",
}  # fmt: skip
LONGEST_NUMBER = 13
_YES = {"1", "yes", "true"}


def read_lists(text: str) -> BallotProfile:
    """The profile a table stands for."""
    lines = text.removeprefix("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    rows = csv.reader(lines, delimiter=max(",;\t", key=first.count), strict=True, skipinitialspace=True)
    columns: list[str] = []
    lists: list[CandidateList] = []
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = _columns(row)
                continue
            if len(lists) == MOST_LISTS:
                raise TallyError(TallyErrorCode.TOO_LARGE, what="lists", largest=MOST_LISTS)
            if len(row) > len(columns):
                raise TallyError(TallyErrorCode.FILE_MALFORMED, line=rows.line_num, what="too many cells")
            cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            lists.append(_list(cells, rows.line_num, len(lists) + 1))
    except csv.Error as error:
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=rows.line_num, what=str(error)) from None
    return BallotProfile(lists=tuple(lists))


def _columns(row: list[str]) -> list[str]:
    names = [NAMES.get(cell.strip().casefold().replace(" ", "_"), "") for cell in row]
    for needed in ("name", "votes"):
        if names.count(needed) != 1:
            raise TallyError(TallyErrorCode.FILE_MALFORMED, line=1, what=f"column {needed}")
    return names


def _list(cells: Mapping[str, str], line: int, place: int) -> CandidateList:
    if not cells.get("name"):
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=line, what="list")
    try:
        return CandidateList(
            number=_whole(cells, "number", line) or place,
            name=cells["name"],
            votes=_needed(_whole(cells, "votes", line), line),
            candidates_count=_whole(cells, "candidates_count", line),
            joint=cells.get("joint", "").casefold() in _YES,
            group=cells.get("group", ""),
            direct_seats=_whole(cells, "direct_seats", line),
        )
    except TallyError as error:
        raise TallyError(error.code, **{"line": line} | error.facts) from None


def _needed(votes: int | None, line: int) -> int:
    if votes is None:
        raise TallyError(TallyErrorCode.VOTES_MISSING, line=line)
    return votes


def _whole(cells: Mapping[str, str], name: str, line: int) -> int | None:
    text = cells.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise TallyError(TallyErrorCode.NOT_WHOLE, line=line, what=name)
    return int(text)
