# SPDX-License-Identifier: EUPL-1.2
"""The writer's mark beside an archive: how far it was acknowledged, and the newest event.

The mark is written after the archive is on the disk and may be older than it, never newer. It serves two ends: to
open a long archive without reading all of it, and to tell a torn end (harmless) from damage before it.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from council.ballots.archive.errors import ArchiveError
from council.ballots.archive.events import Event, hash_of, parse_event

_MARK = re.compile(rb"([0-9]{1,19}) ([0-9]{1,11}) ([0-9a-f]{64})\n(.{1,256})\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """Size, time and newest event of a whole archive."""

    size: int
    timestamp: int
    last: Event


def mark_path(archive: Path) -> Path:
    """Where the mark of an archive stands."""
    return archive.with_name(f"{archive.name}.mark")


def write_mark(archive: Path, mark: Mark) -> None:
    """Replace the mark in one step; it need not survive a power cut, so nothing waits for the disk."""
    body = mark.last.body()
    text = b"%d %d %s\n%s\n" % (mark.size, mark.timestamp, hash_of(body).encode("ascii"), body)
    target = mark_path(archive)
    young = target.with_name(f".{target.name}.new")
    young.write_bytes(text)
    os.replace(young, target)


def read_mark(archive: Path) -> Mark | None:
    """The mark, or nothing if there is none or it is torn."""
    try:
        found = _MARK.fullmatch(mark_path(archive).read_bytes())
        if found is None or hash_of(found[4]).encode("ascii") != found[3]:
            return None
        return Mark(size=int(found[1]), timestamp=int(found[2]), last=parse_event(found[4]))
    except (OSError, ArchiveError):
        return None
