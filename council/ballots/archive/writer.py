# SPDX-License-Identifier: EUPL-1.2
"""The one writer of an archive: locked, append-only, on the disk before it says so, whole again after a crash.

An append that was interrupted leaves at most a piece of one unacknowledged event at the end. Opening puts that piece
aside and goes on. Anything else that is wrong is damage: the writer refuses and touches nothing.
"""

import fcntl
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from council.ballots.archive.errors import ArchiveError, ArchiveErrorCode
from council.ballots.archive.events import DATA_BEFORE, NEXT, Event, EventType, event_after, hash_of
from council.ballots.archive.mark import Mark, read_mark, write_mark
from council.ballots.archive.reader import HEADER_NAME, header_body, read_entries
from council.ballots.archive.tar import BLOCK, frame

_EVENT_NAME = re.compile(rb"([0-9a-f]{64})\.event\.json\0.{48}([0-7]{11})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Whole:
    """How far an archive is whole, and what stopped the reading."""

    size: int
    last: Event | None
    fault: ArchiveError | None


class ArchiveWriter:
    """Appends events to one archive while holding its lock. Use as a context manager."""

    def __init__(self, path: Path, *, wait: bool = True) -> None:
        """Take the lock, then repair what a crash may have left. `cut` tells how many bytes were put aside."""
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        self.cut = 0
        try:
            _lock(self._file, wait=wait)
            self._mark = self._resume()
        except BaseException:
            os.close(self._file)
            raise

    @classmethod
    def create(cls, path: Path, *, timestamp: int, setup: Sequence[bytes]) -> Self:
        """A new archive with its setup event; it appears under its name only when it is whole."""
        start = frame(HEADER_NAME, header_body(timestamp), timestamp=timestamp)
        text, event = _entry(None, EventType.SETUP, setup, timestamp=timestamp)
        young = path.with_name(f".{path.name}.{os.getpid()}.new")
        file = os.open(young, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        try:
            _write_all(file, start + text)
            os.fsync(file)
            os.link(young, path)
        except FileExistsError:
            raise ArchiveError(ArchiveErrorCode.EXISTS) from None
        finally:
            os.close(file)
            young.unlink(missing_ok=True)
        _sync_folder(path.parent)
        write_mark(path, Mark(size=len(start + text), timestamp=timestamp, last=event))
        return cls(path)

    @property
    def last(self) -> Event:
        """The newest event."""
        return self._mark.last

    @property
    def size(self) -> int:
        """How many bytes are whole and on the disk."""
        return self._mark.size

    def append(self, kind: EventType, bodies: Sequence[bytes] = ()) -> Event:
        """Append an event and the data before it; returns when it is on the disk, and not before."""
        if kind not in NEXT[self.last.type]:
            raise ArchiveError(ArchiveErrorCode.EVENT_ORDER, type=kind.value, after=self.last.type.value)
        text, event = _entry(self.last, kind, bodies, timestamp=self._mark.timestamp)
        try:
            _write_all(self._file, text)
            os.fsync(self._file)
        except OSError:
            # A full disk: take the piece away again, so that the archive stays whole without a restart.
            os.ftruncate(self._file, self.size)
            os.fsync(self._file)
            raise
        self._mark = Mark(size=self.size + len(text), timestamp=self._mark.timestamp, last=event)
        write_mark(self._path, self._mark)
        return event

    def close(self) -> None:
        """Give the lock back."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _resume(self) -> Mark:
        mark = read_mark(self._path)
        size = os.fstat(self._file).st_size
        if mark is not None and mark.size == size and self._ends_with(mark):
            return mark
        whole = _whole_part(self._path)
        # Never cut into what was acknowledged: that is damage, and a person must look at it. The mark may lag behind
        # after a power cut, so whole events in the piece count as acknowledged too, but for the one being written.
        acknowledged = mark.size if mark is not None else 0
        torn = 1 if mark is not None and whole.size == mark.size else 0
        if whole.last is None or whole.size < acknowledged or self._events_from(whole.size, size) > torn:
            record = whole.fault.record if whole.fault else 0
            raise ArchiveError(ArchiveErrorCode.DAMAGED, record=record, whole=whole.size, acknowledged=acknowledged)
        if whole.size < size:
            self._put_aside(whole.size, size)
        resumed = Mark(size=whole.size, timestamp=_timestamp(self._file), last=whole.last)
        write_mark(self._path, resumed)
        return resumed

    def _ends_with(self, mark: Mark) -> bool:
        """Whether the newest event of the mark is really the last record, so that the file need not be read again."""
        body = mark.last.body()
        record = frame(f"{hash_of(body)}.event.json", body, timestamp=mark.timestamp)
        return os.pread(self._file, len(record), mark.size - len(record)) == record

    def _events_from(self, start: int, size: int) -> int:
        """How many whole events stand in the piece after the first fault."""
        found = 0
        for offset in range(start, size, BLOCK):
            block = os.pread(self._file, 2 * BLOCK, offset)
            named = _EVENT_NAME.match(block)
            body = block[BLOCK : BLOCK + int(named[2], 8)] if named else b""
            found += bool(named and len(block) == 2 * BLOCK and hash_of(body).encode("ascii") == named[1])
        return found

    def _put_aside(self, whole: int, size: int) -> None:
        """Keep the torn piece beside the archive, then cut it off."""
        self.cut = size - whole
        aside = self._path.with_name(f"{self._path.name}.cut-{whole}")
        aside.write_bytes(os.pread(self._file, self.cut, whole))
        os.ftruncate(self._file, whole)
        os.fsync(self._file)
        _sync_folder(self._path.parent)


def _lock(file: int, *, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ArchiveError(ArchiveErrorCode.BUSY) from None


def _entry(last: Event | None, kind: EventType, bodies: Sequence[bytes], *, timestamp: int) -> tuple[bytes, Event]:
    if len(bodies) != DATA_BEFORE[kind]:
        raise ArchiveError(ArchiveErrorCode.EVENT_DATA, type=kind.value, found=len(bodies))
    event = event_after(last, kind, hash_of(bodies[-1]) if bodies else None)
    records = [frame(f"{hash_of(body)}.data.json", body, timestamp=timestamp) for body in bodies]
    body = event.body()
    records.append(frame(f"{hash_of(body)}.event.json", body, timestamp=timestamp))
    return b"".join(records), event


def _write_all(file: int, text: bytes) -> None:
    rest = memoryview(text)
    while rest:
        rest = rest[os.write(file, rest) :]


def _whole_part(path: Path) -> _Whole:
    size, last = 0, None
    try:
        with path.open("rb") as stream:
            for entry in read_entries(stream):
                size, last = entry.record.end, entry.event
    except ArchiveError as fault:
        return _Whole(size=size, last=last, fault=fault)
    return _Whole(size=size, last=last, fault=None)


def _timestamp(file: int) -> int:
    """The time in the header of the first record, which was compared with its body."""
    return int(os.pread(file, 11, 136), 8)


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
