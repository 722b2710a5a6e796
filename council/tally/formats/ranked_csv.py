# SPDX-License-Identifier: EUPL-1.2
"""Ranked papers as a table, the way a paper looks: one column per candidate, one row per order, ranks in the cells.

The first column says how many papers. A second row that begins with `withdrawn` marks those who stood down with an
x. Comma or semicolon; a name that a spreadsheet would take for a formula is written behind an apostrophe.
"""

import csv
import io
from collections.abc import Sequence

from council.tally.formats.source import Broken, RankedFile, lines_of, malformed
from council.tally.stv.profile import LONGEST_NAME, MOST_PAPERS, MOST_RANKED_CANDIDATES, RankedCandidate, RankedProfile

PAPERS, WITHDRAWN, MARK = "papers", "withdrawn", "x"
_FORMULA = ("=", "+", "-", "@", "\t", "'")


def read_ranked_csv(text: str, broken: Broken = Broken.REFUSE) -> RankedFile:
    """The papers of a table; the number of seats is not in it."""
    lines = lines_of(text)
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        names = _names(next(rows))
        withdrawn: set[int] = set()
        papers: dict[bytes, int] = {}
        for row in rows:
            line = rows.line_num
            if not any(row):
                continue
            if len(row) != len(names) + 1:
                raise malformed(line, f"{len(names) + 1} cells expected, {len(row)} found")
            if row[0].strip().casefold() == WITHDRAWN and not papers:
                withdrawn |= _marked(line, row)
                continue
            order = _order(line, row[1:], broken)
            papers[order] = papers.get(order, 0) + _papers(line, row[0])
    except csv.Error as fault:
        raise malformed(rows.line_num, str(fault)) from None
    people = [RankedCandidate(each, name, each in withdrawn) for each, name in enumerate(names, start=1)]
    return RankedFile(RankedProfile.of(people, papers), 0)


def write_ranked_csv(profile: RankedProfile) -> str:
    """The table of a profile; reading it gives the same profile, but for its title and the groups of candidates."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([PAPERS, *(_safe(each.name) for each in profile.candidates)])
    if profile.withdrawn:
        table.writerow([WITHDRAWN, *(MARK if each.withdrawn else "" for each in profile.candidates)])
    everybody = range(1, len(profile.candidates) + 1)
    if profile.blank:
        table.writerow([profile.blank, *("" for _ in everybody)])
    for order, papers in zip(profile.orders, profile.papers, strict=True):
        place = {number: rank for rank, number in enumerate(order, start=1)}
        table.writerow([papers, *(place.get(number, "") for number in everybody)])
    return out.getvalue()


def _names(row: Sequence[str]) -> list[str]:
    if not row or row[0].strip().casefold() != PAPERS:
        raise malformed(1, f"the first cell must say {PAPERS}")
    names = [_plain(cell.strip()) for cell in row[1:]]
    if not 1 <= len(names) <= MOST_RANKED_CANDIDATES:
        raise malformed(1, f"between 1 and {MOST_RANKED_CANDIDATES} candidates are possible")
    for name in names:
        if not name or len(name) > LONGEST_NAME:
            raise malformed(1, "a candidate without a name, or with one too long")
    return names


def _plain(name: str) -> str:
    return name[1:] if name[:1] == "'" and name[1:2] in _FORMULA else name


def _safe(name: str) -> str:
    return "'" + name if name.startswith(_FORMULA) else name


def _marked(line: int, row: Sequence[str]) -> set[int]:
    cells = [cell.strip().casefold() for cell in row[1:]]
    if not set(cells) <= {"", MARK}:
        raise malformed(line, f"only {MARK} marks a withdrawn candidate")
    return {number for number, cell in enumerate(cells, start=1) if cell}


def _papers(line: int, cell: str) -> int:
    text = cell.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 13 or not 0 < int(text) <= MOST_PAPERS:
        raise malformed(line, f"not a number of papers: {text[:20]}")
    return int(text)


def _order(line: int, cells: Sequence[str], broken: Broken) -> bytes:
    """The candidates by their ranks 1, 2, 3 ...; at a rank given twice or left out the paper is broken."""
    ranks: dict[int, list[int]] = {}
    for number, cell in enumerate(cells, start=1):
        text = cell.strip()
        if not text:
            continue
        if not (text.isascii() and text.isdigit()) or len(text) > 3 or int(text) < 1:
            raise malformed(line, f"not a rank: {text[:20]}")
        ranks.setdefault(int(text), []).append(number)
    order: list[int] = []
    for rank in range(1, max(ranks, default=0) + 1):
        here = ranks.get(rank, [])
        if len(here) != 1:
            if broken is Broken.REFUSE:
                raise malformed(line, f"rank {rank} is {'given twice' if here else 'skipped'}")
            break
        order += here
    return bytes(order)
