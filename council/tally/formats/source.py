# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a file to its text, and the refusal that names a line. What a line means is not known here."""

import codecs
from dataclasses import dataclass
from enum import StrEnum

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.stv.profile import RankedProfile

MOST_BYTES = 200_000_000
MOST_LINES = 3_000_000
LONGEST_LINE = 20_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Broken(StrEnum):
    """What a paper with an equal or a skipped preference comes to: the file is refused, or it counts up to there."""

    REFUSE = "refuse"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class RankedFile:
    """What a file of ranked papers holds; `seats` is 0 where the format does not say."""

    profile: RankedProfile
    seats: int


def malformed(line: int, what: str) -> TallyError:
    """The refusal of a file, with the line, counted from 1, and the reason."""
    return TallyError(TallyErrorCode.FILE_MALFORMED, line=line, what=what)


def text_of_file(raw: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte-order mark; the mark itself is dropped."""
    if len(raw) > MOST_BYTES:
        raise malformed(1, f"more than {MOST_BYTES} bytes")
    mark, encoding = next((pair for pair in _MARKS if raw.startswith(pair[0])), (b"", "utf-8"))
    body = raw[len(mark) :]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise malformed(line, f"not {encoding} text") from None


def lines_of(text: str) -> list[str]:
    """The lines, with any line ending, within the bounds; a mark some programs leave at the start is dropped."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise malformed(MOST_LINES + 1, f"more than {MOST_LINES} lines")
    longest = max(map(len, lines))
    if longest > LONGEST_LINE:
        number = next(place for place, line in enumerate(lines, start=1) if len(line) == longest)
        raise malformed(number, f"more than {LONGEST_LINE} characters")
    return lines
