# SPDX-License-Identifier: EUPL-1.2
"""BLT, the file that STV programs exchange: candidates and seats, papers with their number, names, title.

Handled: withdrawn candidates as negative numbers, `#` comments, names in quotes with `\\"` or `""` inside, names
without quotes, a missing 0 after the papers, byte-order marks, blank papers. An equal (`=`) or skipped (`-`)
preference is refused, or the paper counts up to it, as the reader is told. Fractions of papers are refused.
"""

import re
from collections.abc import Iterator

from council.tally.formats.source import Broken, RankedFile, lines_of, malformed
from council.tally.stv.profile import (
    MOST_PAPERS,
    MOST_RANKED_CANDIDATES,
    RankedCandidate,
    RankedProfile,
)
from council.tally.stv.rule import MOST_STV_SEATS

_QUOTED = re.compile(r'"((?:[^"\\]|\\.|"")*)"\s*(?:#.*)?$')
_ESCAPED = re.compile(r'\\(.)|""')
_NUMBER = re.compile(r"[0-9]{1,13}")
Numbered = Iterator[tuple[int, str]]


def read_blt(text: str, broken: Broken = Broken.REFUSE) -> RankedFile:
    """The papers, candidates and seats of a BLT file."""
    lines = _meaningful(lines_of(text))
    number, header = next(lines, (1, ""))
    count, seats = _header(number, header)
    withdrawn, papers, (number, line) = _papers(lines, count, broken)
    names = [line] if line else []
    places = [number] if line else []
    for number, line in lines:
        names.append(line)
        places.append(number)
    if len(names) < count:
        raise malformed(number, f"{count} candidates but {len(names)} names")
    texts = [_name(place, name) for place, name in zip(places, names, strict=True)]
    people = [RankedCandidate(each, name, each in withdrawn) for each, name in enumerate(texts[:count], start=1)]
    return RankedFile(RankedProfile.of(people, papers, title=texts[count] if len(texts) > count else ""), seats)


def write_blt(profile: RankedProfile, seats: int) -> str:
    """The BLT text of a profile; reading it gives the same profile, but for the groups of candidates."""
    lines = [f"{len(profile.candidates)} {seats}"]
    if profile.withdrawn:
        lines.append(" ".join(f"-{number}" for number in profile.withdrawn))
    if profile.blank:
        lines.append(f"{profile.blank} 0")
    for order, papers in zip(profile.orders, profile.papers, strict=True):
        lines.append(f"{papers} {' '.join(map(str, order))} 0")
    lines += ["0", *(_quoted(each.name) for each in profile.candidates), _quoted(profile.title)]
    return "\n".join(lines) + "\n"


def _meaningful(lines: list[str]) -> Numbered:
    """Lines that say something, with their numbers, without comments; a `#` inside a name is no comment."""
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith(("#", '"')):
            stripped = stripped.partition("#")[0].rstrip()
        if stripped and stripped[0] != "#":
            yield number, stripped


def _header(number: int, line: str) -> tuple[int, int]:
    fields = line.split()
    if len(fields) != 2 or not all(map(_NUMBER.fullmatch, fields)):
        raise malformed(number, "the first line must be the number of candidates and of seats")
    count, seats = map(int, fields)
    if not 1 <= count <= MOST_RANKED_CANDIDATES:
        raise malformed(number, f"between 1 and {MOST_RANKED_CANDIDATES} candidates are possible")
    if not 1 <= seats <= MOST_STV_SEATS:
        raise malformed(number, f"between 1 and {MOST_STV_SEATS} seats are possible")
    return count, seats


def _papers(lines: Numbered, count: int, broken: Broken) -> tuple[set[int], dict[bytes, int], tuple[int, str]]:
    """Withdrawn numbers, papers per order, and the first line behind them where the closing 0 was missing."""
    withdrawn: set[int] = set()
    papers: dict[bytes, int] = {}
    read: dict[str, bytes] = {}
    number, line = 1, ""
    for number, line in lines:
        if line[0] == '"':
            return withdrawn, papers, (number, line)
        if line == "0":
            return withdrawn, papers, (number, "")
        if line[0] == "-" and not papers:
            withdrawn |= _withdrawn(number, line, count)
            continue
        weight, _space, rest = line.partition(" ")
        order = read.get(rest)
        if order is None:
            order = read[rest] = _order(number, rest, count, broken)
        if not _NUMBER.fullmatch(weight) or not 0 < int(weight) <= MOST_PAPERS:
            raise malformed(number, f"not a number of papers: {weight[:20]}")
        papers[order] = papers.get(order, 0) + int(weight)
    raise malformed(number, "the file ends before the names of the candidates")


def _withdrawn(number: int, line: str, count: int) -> set[int]:
    fields = line.split()
    if not all(field[0] == "-" and _NUMBER.fullmatch(field[1:]) and 1 <= int(field[1:]) <= count for field in fields):
        raise malformed(number, "withdrawn candidates must be negative candidate numbers")
    return {int(field[1:]) for field in fields}


def _order(number: int, rest: str, count: int, broken: Broken) -> bytes:
    fields = rest.split()
    if not fields or fields.pop() != "0":
        raise malformed(number, "a paper must end with 0")
    for place, field in enumerate(fields):
        if "=" in field or field == "-":
            if broken is Broken.REFUSE:
                raise malformed(number, "equal preferences" if "=" in field else "a skipped preference")
            del fields[place:]
            break
    try:
        order = bytes(map(int, fields))
    except ValueError:
        raise malformed(number, "not a candidate number") from None
    if order and not 1 <= min(order) <= max(order) <= count:
        raise malformed(number, "not a candidate number")
    if len(set(order)) < len(order):
        raise malformed(number, "a candidate appears twice on one paper")
    return order


def _name(number: int, line: str) -> str:
    if line[0] != '"':
        return line
    found = _QUOTED.match(line)
    if not found:
        raise malformed(number, "a name without its closing quote")
    return _ESCAPED.sub(lambda part: part[1] or '"', found[1])


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
