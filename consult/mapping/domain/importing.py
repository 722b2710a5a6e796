# SPDX-License-Identifier: EUPL-1.2
"""Reads a list of organisations: its columns, what each cell must hold, every fault by line and column.

Nothing is guessed and nothing is stored here. A blank cell means that the source is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consult.mapping.domain.organisation import (
    LONGEST_AREA,
    LONGEST_GROUP,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TYPE,
    LONGEST_WEBSITE,
    MOST_PARTS,
    Formality,
    Kind,
    LedBy,
    Plain,
)
from consult.mapping.domain.refusals import MappingRefusal
from consult.mapping.domain.websites import link_of, split_websites
from core.domain.refusal import Refusal
from core.domain.tables import Fact, ProblemCode, Table, read_table

REQUIRED = (
    "name", "country", "led_by", "organisation_type", "target_group", "objective", "main_functions", "website",
)  # fmt: skip
OPTIONAL = ("languages", "area", "kind", "formality")
COLUMNS = (*REQUIRED, *OPTIONAL)
MOST_ROWS = 5_000
LARGEST_FILE = 8 * 1024 * 1024
MOST_BATCH_PROBLEMS = 1000

Fold = Callable[[str], str]


class RowProblem(StrEnum):
    """What is wrong with the content of a cell."""

    NAME_MISSING = "name_missing"
    NAME_UNREADABLE = "name_unreadable"
    TOO_LONG = "too_long"
    TOO_MANY_PARTS = "too_many_parts"
    COUNTRY_UNKNOWN = "country_unknown"
    LED_BY_UNKNOWN = "led_by_unknown"
    KIND_UNKNOWN = "kind_unknown"
    FORMALITY_UNKNOWN = "formality_unknown"
    LANGUAGE_UNKNOWN = "language_unknown"
    WEBSITE_UNUSABLE = "website_unusable"
    TWICE_IN_FILE = "twice_in_file"


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem of one line, for the preview; the code is of this module or of the table reader."""

    line: int
    column: str | int | None
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One usable line of the file, as the plain values of an entry."""

    line: int
    key: str
    values: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class ImportFile:
    """Everything usable in a file, and everything that is not."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader must be told about the world: country and language codes, and how names are folded."""

    countries: frozenset[str]
    languages: frozenset[str]
    key_of: Fold


def read_file(data: bytes, known: Known) -> ImportFile:
    """Read the whole file.

    :raises Refusal: when nothing of the file can be used: empty, too large, not UTF-8, other columns.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(MappingRefusal.FILE_TOO_LARGE, field="file", megabytes=LARGEST_FILE // 1024 // 1024)
    table = read_table(data, required=REQUIRED, optional=OPTIONAL, max_rows=MOST_ROWS)
    refuse_file(table)
    faults = [Fault(p.line, p.column, p.code.value, p.facts) for p in table.problems]
    lines: list[Line] = []
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        values, problems = _read_row(row.line, row.values, known)
        key = known.key_of(str(values["name"]))
        if not problems and (first := seen.setdefault((str(values["country"]), key), row.line)) != row.line:
            problems.append(Fault(row.line, "name", RowProblem.TWICE_IN_FILE, {"first": first}))
        if problems:
            faults += problems
        else:
            lines.append(Line(row.line, key, values))
    if not lines and not faults:
        raise Refusal(MappingRefusal.FILE_EMPTY, field="file")
    return ImportFile(tuple(lines), tuple(sorted(faults, key=lambda f: f.line)[:MOST_BATCH_PROBLEMS]))


def refuse_file(table: Table) -> None:
    """Refuse what concerns the file as a whole; a column that we do not know is never dropped in silence.

    :raises Refusal: the first reason, with everything needed to mend it.
    """
    by_code = {code: [p for p in table.problems if p.code is code] for code in ProblemCode}
    expected = ", ".join(COLUMNS)
    if by_code[ProblemCode.EMPTY_FILE]:
        raise Refusal(MappingRefusal.FILE_EMPTY, field="file")
    if found := by_code[ProblemCode.NOT_UTF8]:
        if found[0].facts.get("looks_like"):
            raise Refusal(MappingRefusal.FILE_UTF16, field="file")
        lines = ", ".join(str(p.line) for p in found)
        raise Refusal(MappingRefusal.FILE_NOT_UTF8, field="file", lines=lines)
    if found := by_code[ProblemCode.TOO_MANY_ROWS]:
        raise Refusal(MappingRefusal.FILE_TOO_LONG, field="file", limit=MOST_ROWS)
    if found := by_code[ProblemCode.MISSING_COLUMN]:
        missing = ", ".join(str(p.column) for p in found)
        raise Refusal(MappingRefusal.COLUMNS_MISSING, field="file", missing=missing, expected=expected)
    if found := by_code[ProblemCode.DUPLICATE_COLUMN]:
        raise Refusal(MappingRefusal.COLUMN_TWICE, field="file", column=str(found[0].column))
    if found := by_code[ProblemCode.UNKNOWN_COLUMN]:
        unknown = ", ".join(str(p.facts["name"]) for p in found)
        raise Refusal(MappingRefusal.COLUMNS_UNKNOWN, field="file", unknown=unknown, expected=expected)


def parts(cell: str) -> list[str]:
    """The parts of a cell that holds several, parted by semicolons; the same one is kept once."""
    return list(dict.fromkeys(" ".join(part.split()) for part in cell.split(";") if part.strip()))


def _read_row(line: int, row: Mapping[str, str], known: Known) -> tuple[dict[str, Plain], list[Fault]]:
    cells = {name: value.strip() for name, value in row.items()}
    values: dict[str, Plain] = {
        "name": " ".join(cells["name"].split()),
        "country": cells["country"].upper(),
        "led_by": _word(cells["led_by"]) or LedBy.UNKNOWN.value,
        "organisation_type": cells["organisation_type"],
        "target_groups": parts(cells["target_group"]),
        "objective": cells["objective"],
        "main_functions": cells["main_functions"],
        "websites": list(split_websites(cells["website"])),
    }
    if "languages" in cells:
        values["languages"] = sorted(part.lower().replace("-", "_") for part in parts(cells["languages"]))
    if "area" in cells:
        values["area"] = cells["area"]
    if "kind" in cells:
        values["kind"] = _word(cells["kind"]) or Kind.ORGANISATION.value
    if "formality" in cells:
        values["formality"] = _word(cells["formality"]) or Formality.FORMAL.value
    return values, [
        *_wrong_words(line, values, known),
        *_wrong_sizes(line, values),
        *_wrong_parts(line, values, known),
    ]


def _word(cell: str) -> str:
    return "-".join(cell.casefold().replace("_", "-").replace("-", " ").split())


def _wrong_words(line: int, values: Mapping[str, Plain], known: Known) -> list[Fault]:
    """Cells that must hold one of a few words."""
    found = []
    if not values["name"]:
        found.append(Fault(line, "name", RowProblem.NAME_MISSING))
    elif not known.key_of(str(values["name"])):
        found.append(Fault(line, "name", RowProblem.NAME_UNREADABLE))
    if values["country"] not in known.countries:
        facts: dict[str, Fact] = {"value": str(values["country"])[:40]}
        found.append(Fault(line, "country", RowProblem.COUNTRY_UNKNOWN, facts))
    for column, enum, code in (
        ("led_by", LedBy, RowProblem.LED_BY_UNKNOWN),
        ("kind", Kind, RowProblem.KIND_UNKNOWN),
        ("formality", Formality, RowProblem.FORMALITY_UNKNOWN),
    ):
        allowed = [member.value for member in enum]
        if column in values and values[column] not in allowed:
            facts = {"value": str(values[column])[:40], "expected": ", ".join(allowed)}
            found.append(Fault(line, column, code, facts))
    return found


def _wrong_sizes(line: int, values: Mapping[str, Plain]) -> list[Fault]:
    limits = {
        "name": LONGEST_NAME,
        "organisation_type": LONGEST_TYPE,
        "objective": LONGEST_TEXT,
        "main_functions": LONGEST_TEXT,
        "area": LONGEST_AREA,
    }
    return [
        Fault(line, column, RowProblem.TOO_LONG, {"limit": limit, "length": len(str(values[column]))})
        for column, limit in limits.items()
        if column in values and len(str(values[column])) > limit
    ]


def _wrong_parts(line: int, values: Mapping[str, Plain], known: Known) -> list[Fault]:
    """Cells that hold several things."""
    found = []
    for column, name, limit in (
        ("target_group", "target_groups", LONGEST_GROUP),
        ("website", "websites", LONGEST_WEBSITE),
        ("languages", "languages", LONGEST_GROUP),
    ):
        each = values.get(name, [])
        assert isinstance(each, list)
        if len(each) > MOST_PARTS:
            found.append(Fault(line, column, RowProblem.TOO_MANY_PARTS, {"limit": MOST_PARTS}))
        longest = max((len(part) for part in each), default=0)
        if longest > limit:
            found.append(Fault(line, column, RowProblem.TOO_LONG, {"limit": limit, "length": longest}))
        for part in each[:MOST_PARTS]:
            if column == "website" and link_of(part) is None:
                found.append(Fault(line, column, RowProblem.WEBSITE_UNUSABLE, {"value": part[:60]}))
            if column == "languages" and part not in known.languages:
                found.append(Fault(line, column, RowProblem.LANGUAGE_UNKNOWN, {"value": part[:40]}))
    return found
