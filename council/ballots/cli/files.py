# SPDX-License-Identifier: EUPL-1.2
"""The files of an election on a disk, named and written as belenios-tool does (protocol, section 14)."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

from council.ballots.errors import BallotError, BallotErrorCode


class Unusable(Exception):
    """What was asked cannot be done with these files; says why in words."""


def archive_in(folder: Path) -> Path:
    """The one archive of a folder."""
    found = sorted(folder.glob("*.bel"))
    if len(found) != 1:
        raise Unusable(f"{folder}: there must be exactly one file ending in .bel, not {len(found)}")
    return found[0]


def lines_of(path: Path) -> list[str]:
    """The lines of a `.jsons` file."""
    return [line for line in path.read_text("utf-8").split("\n") if line]


def text_of(path: Path) -> str:
    """A file's text without the line end that editors add."""
    return path.read_text("utf-8").strip()


def write_new(path: Path, text: str) -> None:
    """A file that must not be there yet."""
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)


def write_secret(path: Path, text: str) -> None:
    """A file for its owner's eyes only, which must not be there yet."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as stream:
        stream.write(text)


def joined(lines: Iterable[str]) -> str:
    """Lines, each with its end."""
    return "".join(f"{line}\n" for line in lines)


def seconds_now() -> int:
    """The time that new files and archives carry: this library has no clock of its own, its command line has."""
    return time.time_ns() // 10**9


def whole_number(text: str, where: str) -> int:
    """A number in a file of people."""
    if not text.isascii() or not text.isdigit():
        raise BallotError(BallotErrorCode.WRONG_NUMBER, where=where)
    return int(text)
