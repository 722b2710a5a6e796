# SPDX-License-Identifier: EUPL-1.2
"""Cutting delimited text into records (RFC 4180), with the physical line on which each begins.

Strict where leniency would shift a value into the wrong column, and linear in the length of the text whatever
it holds. It knows nothing of headers; `tables` gives the records their meaning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_FIELD = 10_000
LINE_END = re.compile(r"\r\n|\n|\r")


class Fault(StrEnum):
    """Why a record could not be cut into fields."""

    UNCLOSED_QUOTE = "unclosed_quote"
    TEXT_AFTER_QUOTE = "text_after_quote"
    FIELD_TOO_LONG = "field_too_long"


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one record, or those before the fault."""

    line: int
    fields: list[str]
    fault: Fault | None


def records(text: str, delimiter: str, position: int, line: int) -> Iterator[Record]:
    """Each record with the physical line it starts on; a broken one is resumed at the next physical line."""
    while position < len(text):
        match = LINE_END.search(text, position)
        end, after = (match.start(), match.end()) if match else (len(text), len(text))
        if '"' not in text[position:end]:
            yield Record(line, text[position:end].split(delimiter), None)
            position, line = after, line + 1
            continue
        simple = _simply_quoted(text[position:end], delimiter)
        if simple is not None:
            yield Record(line, simple, None)
            position, line = after, line + 1
            continue
        fields, stop, code = _quoted_record(text, delimiter, position)
        if code:
            yield Record(line, fields, code)
            position, line = after, line + 1
            continue
        yield Record(line, fields, None)
        line += len(LINE_END.findall(text, position, stop)) or 1
        position = stop


def _simply_quoted(line: str, delimiter: str) -> list[str] | None:
    """Fields of a line whose quotes all open and close a field (nearly every line there is), else None."""
    parts = line.split('"')
    if len(parts) % 2 == 0 or '""' in line:
        return None
    fields: list[str] = []
    last = len(parts) - 1
    for index, part in enumerate(parts):
        if index % 2:
            fields.append(part)
            continue
        opens, closes = index > 0, index < last
        if not part and not (opens and closes):
            continue
        if (opens and not part.startswith(delimiter)) or (closes and not part.endswith(delimiter)):
            return None
        if part != delimiter or not (opens and closes):
            fields += part[opens : len(part) - closes].split(delimiter)
    return fields


def _quoted_record(text: str, delimiter: str, position: int) -> tuple[list[str], int, Fault | None]:
    """Fields of a record that holds quotes, the position after its line end, and a fault if it has one."""
    fields: list[str] = []
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    while True:
        if text.startswith('"', position):
            close, fault = _closing_quote(text, position + 1)
            if fault:
                return fields, close, fault
            value, position = text[position + 1 : close].replace('""', '"'), close + 1
        else:
            # A quote inside an unquoted field is text: offices write UAB "Name" that way.
            match = plain.match(text, position)
            value = match.group() if match else ""
            position += len(value)
        ending = LINE_END.match(text, position)
        if not ending and position < len(text) and text[position] != delimiter:
            return fields, position, Fault.TEXT_AFTER_QUOTE
        fields.append(value)
        if ending or position >= len(text):
            return fields, ending.end() if ending else position, None
        position += 1


def _closing_quote(text: str, start: int) -> tuple[int, Fault | None]:
    position = start
    while True:
        position = text.find('"', position, start + 2 * MAX_FIELD)
        if position < 0:
            ended = start + 2 * MAX_FIELD >= len(text)
            return start, Fault.UNCLOSED_QUOTE if ended else Fault.FIELD_TOO_LONG
        if not text.startswith('""', position):
            return position, None
        position += 2
