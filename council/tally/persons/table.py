# SPDX-License-Identifier: EUPL-1.2
"""People and votes from a table: one person a row, with the columns name and votes, and perhaps list and groups.

The result has the form of a published case, so that one reader serves both. A row that cannot be read is refused
with its line.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.case_people import TRAITS
from council.tally.persons.profile import MOST_PERSONS

NEEDED = ("name", "votes")
NUMBERS = ("votes", "position", "plus", "minus", "list_votes", "list_seats")
MOST_DIGITS = 15


def case_from_table(text: str, *, method: str, seats: int) -> Mapping[str, Any]:
    """The data of a case from a table in the form of CSV, separated by commas or semicolons."""
    rows = list(_rows(text.removeprefix("\ufeff")))
    if not rows:
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=1, what="rows")
    data: dict[str, Any] = {"method": method, "seats": seats}
    if not any("list" in row for row in rows):
        return {**data, "candidates": rows}
    lists: dict[str, dict[str, Any]] = {}
    for line, row in enumerate(rows, start=2):
        name = row.pop("list", None)
        if name is None:
            raise TallyError(TallyErrorCode.FILE_MALFORMED, line=line, what="list")
        item = lists.setdefault(name, {"name": name, "votes": 0, "official_seats": None, "candidates": []})
        item["candidates"].append(row)
        item["votes"] += row["votes"]
        for key, target in (("list_votes", "stated_votes"), ("list_seats", "official_seats")):
            if key in row:
                item[target] = row.pop(key)
    for item in lists.values():
        item["votes"] = item.pop("stated_votes", item["votes"])
    return {**data, "lists": list(lists.values())}


def _rows(text: str) -> Iterator[dict[str, Any]]:
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(header)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            yield _row(header, cells, reader.line_num)
            if reader.line_num > MOST_PERSONS + 1:
                raise TallyError(TallyErrorCode.TOO_LARGE, what="rows", largest=MOST_PERSONS)
    except csv.Error:
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=reader.line_num, what="csv") from None


def _check_header(header: list[str]) -> None:
    known = {*NEEDED, *NUMBERS, *TRAITS, "list"}
    missing = next((name for name in NEEDED if name not in header), None)
    strange = next((name for name in header if name not in known), None)
    if missing is not None or strange is not None or len(set(header)) < len(header):
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=1, what=missing or strange or "header")


def _row(header: list[str], cells: list[str], line: int) -> dict[str, Any]:
    if len(cells) != len(header):
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=line, what="cells")
    row: dict[str, Any] = {}
    for name, cell in zip(header, (cell.strip() for cell in cells), strict=True):
        if name in NUMBERS and (cell or name in NEEDED):
            if not (cell.isascii() and cell.isdecimal() and len(cell) <= MOST_DIGITS):
                raise TallyError(TallyErrorCode.FILE_MALFORMED, line=line, what=name)
            row[name] = int(cell)
        elif cell:
            row[name] = cell
    if "name" not in row:
        raise TallyError(TallyErrorCode.FILE_MALFORMED, line=line, what="name")
    return row
