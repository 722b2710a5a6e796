# SPDX-License-Identifier: EUPL-1.2
"""An archive read as a stream: record by record, then entry by entry (an event and the data before it).

Every byte is compared with what the format prescribes, and nothing larger than a bound is held in memory, whatever
the file says about itself. The contents of data records are not looked into.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from council.ballots.archive.errors import ArchiveError, ArchiveErrorCode
from council.ballots.archive.events import DATA_BEFORE, LONGEST_EVENT, NEXT, Event, EventType, hash_of, parse_event
from council.ballots.archive.tar import BLOCK, LARGEST_SIZE, header, padding

HEADER_NAME = "BELENIOS"
# A list of 100,000 credentials of the largest group has 62 MB. What waits for one event may not be larger either.
LARGEST_RECORD = 64 * 1024 * 1024
LARGEST_BALLOT = 4 * 1024 * 1024
_CHUNK = 1024 * 1024

_HEADER = re.compile(rb'\{"version":1,"timestamp":"(0|[1-9][0-9]{0,9})"\}')
_NAME = re.compile(rb"([0-9a-f]{64})\.(data|event)\.json")
_SIZE = re.compile(rb"[0-7]{11}")


class RecordKind(StrEnum):
    """What a record holds, by its name."""

    HEADER = "header"
    DATA = "data"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number in the file from 1, where its body begins, and the body."""

    number: int
    kind: RecordKind
    hash: str
    offset: int
    body: bytes

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.offset + len(self.body) + padding(len(self.body))


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with the data records that belong to it."""

    event: Event
    record: Record
    data: tuple[Record, ...]


def header_body(timestamp: int) -> bytes:
    """The body of the first record."""
    return b'{"version":1,"timestamp":"%d"}' % timestamp


def read_records(stream: BinaryIO) -> Iterator[Record]:
    """All records in order; the first one is the header of the archive. Raises `ArchiveError` at the first fault."""
    first = _first_record(stream)
    yield first
    found = _HEADER.fullmatch(first.body)
    assert found is not None
    timestamp, offset, number = int(found[1]), first.end, 2
    while block := _read(stream, BLOCK):
        record = _record(stream, block, offset=offset, number=number, timestamp=timestamp)
        yield record
        offset, number = record.end, number + 1


def _first_record(stream: BinaryIO) -> Record:
    block = _read(stream, BLOCK)
    if not block:
        raise ArchiveError(ArchiveErrorCode.EMPTY)
    name, size = _name_and_size(block, number=1)
    if name != HEADER_NAME.encode() or size > BLOCK:
        raise ArchiveError(ArchiveErrorCode.HEADER_MALFORMED, record=1)
    body = _body(stream, size, number=1)
    found = _HEADER.fullmatch(body)
    if found is None or int(found[1]) > LARGEST_SIZE:
        raise ArchiveError(ArchiveErrorCode.HEADER_MALFORMED, record=1)
    if header(HEADER_NAME, size=size, timestamp=int(found[1])) != block:
        raise ArchiveError(ArchiveErrorCode.TAR_HEADER, record=1)
    return Record(number=1, kind=RecordKind.HEADER, hash=hash_of(body), offset=BLOCK, body=body)


def _record(stream: BinaryIO, block: bytes, *, offset: int, number: int, timestamp: int) -> Record:
    name, size = _name_and_size(block, number=number)
    found = _NAME.fullmatch(name)
    if found is None:
        raise ArchiveError(ArchiveErrorCode.RECORD_NAME, record=number)
    if header(name.decode("ascii"), size=size, timestamp=timestamp) != block:
        raise ArchiveError(ArchiveErrorCode.TAR_HEADER, record=number)
    kind = RecordKind(found[2].decode("ascii"))
    largest = LONGEST_EVENT if kind is RecordKind.EVENT else LARGEST_RECORD
    if size > largest:
        raise ArchiveError(ArchiveErrorCode.RECORD_TOO_LARGE, record=number, size=size, largest=largest)
    body = _body(stream, size, number=number)
    named = found[1].decode("ascii")
    if hash_of(body) != named:
        raise ArchiveError(ArchiveErrorCode.RECORD_HASH, record=number, name=named)
    return Record(number=number, kind=kind, hash=named, offset=offset + BLOCK, body=body)


def _name_and_size(block: bytes, *, number: int) -> tuple[bytes, int]:
    if len(block) < BLOCK:
        raise ArchiveError(ArchiveErrorCode.TRUNCATED, record=number)
    if not any(block):
        raise ArchiveError(ArchiveErrorCode.END_BLOCKS, record=number)
    size = block[124:135]
    if not _SIZE.fullmatch(size):
        raise ArchiveError(ArchiveErrorCode.TAR_HEADER, record=number)
    return block[:100].rstrip(b"\0"), int(size, 8)


def _body(stream: BinaryIO, size: int, *, number: int) -> bytes:
    """The body in pieces, so that a size that lies costs no more memory than the file has bytes."""
    body = _read(stream, size)
    zeros = _read(stream, padding(size))
    if len(body) < size or len(zeros) < padding(size):
        raise ArchiveError(ArchiveErrorCode.TRUNCATED, record=number)
    if any(zeros):
        raise ArchiveError(ArchiveErrorCode.PADDING, record=number)
    return body


def _read(stream: BinaryIO, size: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < size:
        piece = stream.read(min(_CHUNK, size - len(pieces)))
        if not piece:
            break
        pieces += piece
    return bytes(pieces)


def read_entries(stream: BinaryIO) -> Iterator[Entry]:
    """Events in order, each with its data; checks the chain, the order and that every data record is owned."""
    last: Event | None = None
    before: list[Record] = []
    for record in read_records(stream):
        if record.kind is RecordKind.HEADER:
            continue
        if record.kind is RecordKind.DATA:
            before.append(record)
            _bound(before, last)
            continue
        event = parse_event(record.body, record=record.number)
        _check_link(event, last, before, number=record.number)
        yield Entry(event=event, record=record, data=tuple(before))
        last, before = event, []
    if before:
        raise ArchiveError(ArchiveErrorCode.DATA_WITHOUT_EVENT, record=before[0].number)
    if last is None:
        raise ArchiveError(ArchiveErrorCode.EMPTY)


def _bound(before: list[Record], last: Event | None) -> None:
    """Data wait in memory for their event: no more of them than an event may have, and none too large."""
    newest, possible = before[-1], NEXT[last.type if last else None]
    if len(before) > max(DATA_BEFORE.values()):
        raise ArchiveError(ArchiveErrorCode.EVENT_DATA, record=newest.number)
    largest = LARGEST_BALLOT if EventType.BALLOT in possible else LARGEST_RECORD
    size = sum(len(record.body) for record in before)
    if size > largest:
        raise ArchiveError(ArchiveErrorCode.RECORD_TOO_LARGE, record=newest.number, size=size, largest=largest)


def _check_link(event: Event, last: Event | None, before: list[Record], *, number: int) -> None:
    expected = None if last is None else hash_of(last.body())
    if event.parent != expected:
        raise ArchiveError(ArchiveErrorCode.EVENT_PARENT, record=number)
    if event.height != (0 if last is None else last.height + 1):
        raise ArchiveError(ArchiveErrorCode.EVENT_HEIGHT, record=number, height=event.height)
    if event.type not in NEXT[last.type if last else None]:
        after = last.type.value if last else ""
        raise ArchiveError(ArchiveErrorCode.EVENT_ORDER, record=number, type=event.type.value, after=after)
    if len(before) != DATA_BEFORE[event.type]:
        raise ArchiveError(ArchiveErrorCode.EVENT_DATA, record=number, type=event.type.value, found=len(before))
    if event.payload != (before[-1].hash if before else None):
        raise ArchiveError(ArchiveErrorCode.EVENT_PAYLOAD, record=number, type=event.type.value)
