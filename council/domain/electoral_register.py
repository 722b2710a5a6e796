# SPDX-License-Identifier: EUPL-1.2
"""The register as a whole: how rows are told apart, what an import changes, and its canonical content.

Reading and judging a single line are in `register` and `eligibility`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.domain.tables import Row
from council.domain.names import romanised, words
from council.domain.register import OPTIONAL_COLUMNS, REQUIRED_COLUMNS

COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)
LONGEST_KEY = 80
ADDED = "+"
"""Begins the key of an entry that came by a decision and not from a file."""
LONGEST_WORD = 60
_NAMES = ("given_names", "family_name", "given_names_native", "family_name_native")


class Change(StrEnum):
    """What an import does with one row."""

    NEW = "new"
    CHANGED = "changed"
    VANISHED = "vanished"


class ProblemKind(StrEnum):
    """How much a problem weighs: the row cannot be read, the person cannot vote yet, or neither."""

    UNREADABLE = "unreadable"
    DEFECT = "defect"
    WARNING = "warning"


class Verdict(StrEnum):
    """What was decided about two entries."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """One row with the key under which its entry is found again, and the digest of its content."""

    line: int
    key: str
    digest: str
    values: tuple[str, ...]

    def as_mapping(self) -> dict[str, str]:
        return dict(zip(COLUMNS, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class Difference:
    """An import compared with what is there."""

    new: tuple[KeyedRow, ...]
    changed: tuple[KeyedRow, ...]
    unchanged: int
    vanished: tuple[str, ...]


def digest_of(values: Sequence[str]) -> str:
    """SHA-256 over the values in the order of the columns."""
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keyed_rows(rows: Iterable[Row]) -> tuple[KeyedRow, ...]:
    """Rows with keys: the register number; where it is missing or repeated, the content tells rows apart.

    The key of a row does not depend on its place in the file, so a sorted file is the same file. Values that many
    people share are held once.
    """
    shared: dict[str, str] = {}
    share = shared.setdefault
    read = []
    for row in rows:
        get = row.values.get
        values = tuple(share(value, value) for value in (get(name, "") for name in COLUMNS))
        read.append((row.line, values, digest_of(values)))
    shared.clear()
    keys = _keys_of(read)
    return tuple(KeyedRow(line, key, digest, values) for (line, values, digest), key in zip(read, keys, strict=True))


def _keys_of(read: Sequence[tuple[int, tuple[str, ...], str]]) -> list[str]:
    times: Counter[str] = Counter()
    keys = [""] * len(read)
    for index in sorted(range(len(read)), key=lambda index: read[index][2]):
        _line, values, digest = read[index]
        number = values[0].strip()
        base = number if 0 < len(number) <= LONGEST_KEY - 20 and number[0] != ADDED else f"?{digest[:24]}"
        times[base] += 1
        keys[index] = base if times[base] == 1 else f"{base}#{times[base]}"
    return keys


def compare(rows: Iterable[KeyedRow], known: Mapping[str, str]) -> Difference:
    """What the rows change about entries known by key and digest. Who was added by decision does not vanish."""
    new, changed, unchanged, seen = [], [], 0, set()
    for row in rows:
        seen.add(row.key)
        digest = known.get(row.key)
        if digest is None:
            new.append(row)
        elif digest != row.digest:
            changed.append(row)
        else:
            unchanged += 1
    vanished = tuple(sorted(key for key in known if key not in seen and key[0] != ADDED))
    return Difference(tuple(new), tuple(changed), unchanged, vanished)


def search_text(values: Mapping[str, str]) -> str:
    """Every word by which an entry may be looked for, in its script and in Latin letters."""
    found: dict[str, None] = {}
    for name in _NAMES:
        found.update(_spellings(values.get(name, "")))
    number = folded_number(values.get("register_number", ""))
    return " ".join(("", *found, number, ""))


@lru_cache(maxsize=100_000)
def _spellings(name: str) -> dict[str, None]:
    return {spelling: None for word in words(name) for spelling in (word, romanised(word))}


def index_words(search: str) -> set[bytes]:
    """The words of ``search_text`` as they stand in the index: octets compare alike on every database."""
    return {word[:LONGEST_WORD].encode() for word in search.split()}


def word_range(word: str) -> tuple[bytes, bytes]:
    """Between which octets every word lies that begins like this one; no UTF-8 has the octet at the end."""
    octets = word[:LONGEST_WORD].encode()
    return octets, octets + b"\xff"


def folded_number(text: str) -> str:
    """A register number as it is searched: letters and digits only."""
    return "".join(c for c in text.casefold() if c.isalnum())


def search_words(typed: str) -> tuple[str, ...]:
    """What was typed, as the words to look for; a register number is one word."""
    if any(c.isdigit() for c in typed):
        return (folded_number(typed),)
    return words(typed)


def canonical_lines(entries: Iterable[tuple[str, Sequence[str], Sequence[str], str]]) -> Iterator[bytes]:
    """Each entry (key, values, reasons, key of the entry that stands for the same person) as one line."""
    for key, values, reasons, duplicate_of in entries:
        plain = [key, list(values), list(reasons), duplicate_of]
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def fingerprint(lines: Iterable[bytes]) -> str:
    """SHA-256 over canonical lines, which come in the order of their keys."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def leaders(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Which entries are second entries and of which, from pairs (kept, dropped); chains lead to one entry."""
    leader: dict[int, int] = {}

    def find(entry: int) -> int:
        while entry in leader:
            entry = leader[entry]
        return entry

    for kept, dropped in pairs:
        keep, drop = find(kept), find(dropped)
        if keep != drop:
            leader[drop] = keep
    return {entry: find(entry) for entry in leader}
