# SPDX-License-Identifier: EUPL-1.2
"""Tables that arrive and leave as comma separated text (RFC 4180 and the shapes offices really send).

`read_table` never guesses a value: a row that cannot be read with certainty is left out and reported by
physical line, column and code. It knows columns, not their meaning; what a field must contain is for the
feature to say.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.domain.delimited import LINE_END, MAX_FIELD, Record, records

DELIMITERS = (",", ";", "\t")
MAX_ROWS = 1_000_000
_MAX_BAD_BYTES = 20

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Fact = str | int
Cell = str | int | date | None


class ProblemCode(StrEnum):
    """What is wrong with a file, a column or a row."""

    EMPTY_FILE = "empty_file"
    NOT_UTF8 = "not_utf8"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_COLUMN = "unknown_column"
    TOO_FEW_FIELDS = "too_few_fields"
    TOO_MANY_FIELDS = "too_many_fields"
    UNCLOSED_QUOTE = "unclosed_quote"
    TEXT_AFTER_QUOTE = "text_after_quote"
    FIELD_TOO_LONG = "field_too_long"
    NUL_BYTE = "nul_byte"
    CONTROL_CHARACTER = "control_character"


FILE_FAULTS = frozenset(
    {
        ProblemCode.EMPTY_FILE,
        ProblemCode.NOT_UTF8,
        ProblemCode.MISSING_COLUMN,
        ProblemCode.DUPLICATE_COLUMN,
        ProblemCode.TOO_MANY_ROWS,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what it is, and facts that carry no personal data."""

    line: int
    column: str | int | None
    code: ProblemCode
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def stops_file(self) -> bool:
        """True when nothing of the file may be used."""
        return self.code in FILE_FAULTS


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `line` is the physical line on which it begins, as an editor shows it."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that was read, and everything that could not be."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    delimiter: str
    encoding: str

    @property
    def refused(self) -> bool:
        """True when a fault of the whole file left no rows to use."""
        return any(problem.stops_file for problem in self.problems)


def read_table(
    data: bytes,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    max_rows: int = MAX_ROWS,
    aliases: Mapping[str, str] | None = None,
) -> Table:
    """Read a table with a header line; values are given exactly as written, unknown columns are left out."""
    opened = _opened(data, required, optional, aliases or {})
    rows: list[Row] = []
    problems: list[Problem] = []
    for item in _scanned(opened, max_rows):
        (rows if isinstance(item, Row) else problems).append(item)  # type: ignore[arg-type] # each in its own list
    if any(problem.stops_file for problem in problems):
        rows.clear()
    return Table(tuple(rows), tuple(problems), opened.delimiter, opened.encoding)


def scan_table(data: bytes, *, required: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row | Problem]:
    """The same one by one, for files too large to be held twice. A fault of the whole file comes last: who reads
    must then drop the rows before it.
    """
    return _scanned(_opened(data, required, optional, {}), MAX_ROWS)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file whose header was read: what its columns mean, what is wrong so far, and the records to come."""

    encoding: str
    delimiter: str
    columns: Sequence[str | None] = ()
    problems: Sequence[Problem] = ()
    records: Iterator[Record] = iter(())


def _opened(data: bytes, required: Sequence[str], optional: Sequence[str], aliases: Mapping[str, str]) -> _Opened:
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    bad_bytes = _undecodable(data)
    if bad_bytes:
        return _Opened("unknown", ",", problems=bad_bytes)
    text = data.decode(encoding)
    if not text.strip("\r\n\t ;,\ufeff"):
        return _Opened(encoding, ",", problems=(Problem(1, None, ProblemCode.EMPTY_FILE),))
    names = _known_names((*required, *optional), aliases)
    start, line, delimiter = _opening(text, names)
    remaining = records(text, delimiter, start, line)
    columns, problems = _columns(next(remaining), names, required)
    return _Opened(encoding, delimiter, columns, problems, remaining)


def _scanned(opened: _Opened, max_rows: int) -> Iterator[Row | Problem]:
    yield from opened.problems
    if any(problem.stops_file for problem in opened.problems):
        return
    number = 0
    for record in opened.records:
        fault = _row_fault(record, opened.columns)
        if fault:
            yield fault
        elif any(record.fields):
            number += 1
            yield Row(record.line, MappingProxyType(_values(record.fields, opened.columns)))
        if number > max_rows:
            yield Problem(record.line, None, ProblemCode.TOO_MANY_ROWS, {"limit": max_rows})
            return


def column_key(name: str) -> str:
    """The form in which column names are compared: case, spaces, hyphens and width do not matter."""
    folded = unicodedata.normalize("NFKC", name).replace("\ufeff", "").strip().casefold()
    return re.sub(r"[\s\-_]+", "_", folded)


def _undecodable(data: bytes) -> tuple[Problem, ...]:
    """Every line (up to a limit) that holds bytes which are not UTF-8; a 16-bit file is named as such."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return (Problem(1, None, ProblemCode.NOT_UTF8, {"looks_like": "utf-16"}),)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return ()
    found: list[Problem] = []
    # Split as the reader splits, so that the reported number is the line an editor shows.
    for number, line in enumerate(re.split(rb"\r\n|\n|\r", data), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            facts: dict[str, Fact] = {"byte": f"0x{line[error.start]:02x}", "position": error.start + 1}
            found.append(Problem(number, None, ProblemCode.NOT_UTF8, facts))
            if len(found) == _MAX_BAD_BYTES:
                break
    return tuple(found)


def _known_names(names: Iterable[str], aliases: Mapping[str, str]) -> dict[str, str]:
    known = {column_key(name): name for name in names}
    for alias, name in aliases.items():
        known.setdefault(column_key(alias), name)
    return known


def _opening(text: str, names: Mapping[str, str]) -> tuple[int, int, str]:
    """Where the header begins and which delimiter it uses: the one that yields most expected names."""
    start, line = 0, 1
    while match := LINE_END.match(text, start):
        start, line = match.end(), line + 1
    if text[start : start + 4].lower() == "sep=" and text[start + 4 : start + 5] in DELIMITERS:
        match = LINE_END.search(text, start)
        if match and match.start() == start + 5:
            return match.end(), line + 1, text[start + 4]

    def fitness(delimiter: str) -> tuple[int, int]:
        head = next(records(text, delimiter, start, line)).fields
        return sum(column_key(name) in names for name in head), len(head)

    return start, line, max(DELIMITERS, key=fitness)


def _columns(head: Record, names: Mapping[str, str], required: Sequence[str]) -> tuple[list[str | None], list[Problem]]:
    """The meaning of each header cell (None = not wanted) and what is wrong with the header."""
    columns: list[str | None] = []
    problems = [_fault_in(head, ())] if head.fault else []
    for index, cell in enumerate(head.fields, start=1):
        name = names.get(column_key(cell))
        if name is None and cell.strip():
            facts: dict[str, Fact] = {"name": cell.strip()[:60]}
            problems.append(Problem(head.line, index, ProblemCode.UNKNOWN_COLUMN, facts))
        elif name is not None and name in columns:
            facts = {"first": columns.index(name) + 1, "second": index}
            problems.append(Problem(head.line, name, ProblemCode.DUPLICATE_COLUMN, facts))
        columns.append(name)
    problems += [Problem(head.line, name, ProblemCode.MISSING_COLUMN) for name in required if name not in columns]
    return columns, problems


def _row_fault(record: Record, columns: Sequence[str | None]) -> Problem | None:
    if record.fault:
        return _fault_in(record, columns)
    if not any(record.fields):
        return None
    facts: dict[str, Fact] = {"expected": len(columns), "found": len(record.fields)}
    if len(record.fields) < len(columns):
        return Problem(record.line, None, ProblemCode.TOO_FEW_FIELDS, facts)
    if len(record.fields) > len(columns) and any(record.fields[len(columns) :]):
        return Problem(record.line, None, ProblemCode.TOO_MANY_FIELDS, facts)
    whole = "".join(record.fields)
    if len(whole) <= MAX_FIELD and whole.isprintable():
        return None
    for index, value in enumerate(record.fields[: len(columns)]):
        fault = _field_fault(value)
        if fault:
            return Problem(record.line, columns[index] or index + 1, fault, {"length": len(value)})
    return None


def _fault_in(record: Record, columns: Sequence[str | None]) -> Problem:
    """A fault of the record's form, at the first field that could not be read."""
    index = len(record.fields)
    name = columns[index] if index < len(columns) else None
    return Problem(record.line, name or index + 1, ProblemCode(str(record.fault)))


def _field_fault(value: str) -> ProblemCode | None:
    if len(value) > MAX_FIELD:
        return ProblemCode.FIELD_TOO_LONG
    if not (match := _CONTROL.search(value)):
        return None
    return ProblemCode.NUL_BYTE if match.group() == "\x00" else ProblemCode.CONTROL_CHARACTER


def _values(fields: Sequence[str], columns: Sequence[str | None]) -> dict[str, str]:
    return {name: value for name, value in zip(columns, fields, strict=False) if name is not None}


def write_table(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, bom: bool = False) -> bytes:
    """RFC 4180 text in UTF-8; cells that a spreadsheet would run as a formula are neutralised."""
    lines = [",".join(_written(cell) for cell in cells) for cells in (head, *rows)]
    text = "".join(f"{line}\r\n" for line in lines)
    return text.encode("utf-8-sig" if bom else "utf-8")


def neutralised(value: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run; a plain signed number stays a number."""
    if value.lstrip(" ").startswith(_FORMULA_START) and not _NUMBER.match(value):
        return f"'{value}"
    return value


def _written(cell: Cell) -> str:
    value = "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
    value = neutralised(value)
    if any(mark in value for mark in ',"\r\n') or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value
