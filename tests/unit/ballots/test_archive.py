# SPDX-License-Identifier: EUPL-1.2
"""The frame of the archive: the tar header of the vector, the chain, the order, and bounds on what is held."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from council.ballots.archive.errors import ArchiveError, ArchiveErrorCode
from council.ballots.archive.events import Event, EventType, event_after, hash_of, parse_event
from council.ballots.archive.reader import LARGEST_RECORD, RecordKind, header_body, read_entries, read_records
from council.ballots.archive.tar import BLOCK, frame, header
from council.ballots.archive.writer import ArchiveWriter

TIME = 1795310362
SETUP = [b'{"e":1}', b'{"t":1}', b'["c"]', b'{"s":1}']


def data(body: bytes) -> bytes:
    return frame(f"{hash_of(body)}.data.json", body, timestamp=TIME)


def event(link: Event) -> bytes:
    body = link.body()
    return frame(f"{hash_of(body)}.event.json", body, timestamp=TIME)


START = frame("BELENIOS", header_body(TIME), timestamp=TIME)


def archive(*events: tuple[EventType, Sequence[bytes]]) -> bytes:
    text, last = START, None
    for kind, bodies in events:
        last = event_after(last, kind, hash_of(bodies[-1]) if bodies else None)
        text += b"".join(map(data, bodies)) + event(last)
    return text


def refused(text: bytes) -> ArchiveError:
    with pytest.raises(ArchiveError) as caught:
        list(read_entries(io.BytesIO(text)))
    return caught.value


def test_the_header_is_the_one_of_the_vector() -> None:
    block = header("BELENIOS", size=38, timestamp=TIME)
    assert len(block) == BLOCK
    assert block[:8] == b"BELENIOS"
    assert block[100:160] == (
        b"0000644\x000000000\x000000000\x0000000000046\x0015300441432\x00005704\x00 0\x00\x00\x00"
    )


def test_a_whole_archive_is_read_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "whole.bel"
    with ArchiveWriter.create(path, timestamp=TIME, setup=SETUP) as writer:
        writer.append(EventType.BALLOT, [b"one"])
        writer.append(EventType.BALLOT, [b"two"])
        writer.append(EventType.END_BALLOTS)
    text = path.read_bytes()
    assert text == archive(
        (EventType.SETUP, SETUP),
        (EventType.BALLOT, [b"one"]),
        (EventType.BALLOT, [b"two"]),
        (EventType.END_BALLOTS, []),
    )
    records = list(read_records(io.BytesIO(text)))
    assert [r.number for r in records] == list(range(1, 12))
    assert records[0].kind is RecordKind.HEADER
    for record in records:
        assert text[record.offset : record.offset + len(record.body)] == record.body
    assert records[-1].end == len(text)
    entries = list(read_entries(io.BytesIO(text)))
    assert [entry.event.height for entry in entries] == [0, 1, 2, 3]
    assert [d.body for d in entries[0].data] == SETUP


def test_an_event_has_one_form() -> None:
    link = Event(type=EventType.BALLOT, height=7, parent="a" * 64, payload="b" * 64)
    assert parse_event(link.body()) == link
    body = link.body()
    for bad in (
        body.replace(b":7", b":07"),
        body.replace(b":7", b": 7"),
        body.replace(b":7", b':"7"'),
        body.replace(b"Ballot", b"Balot"),
        body + b"\n",
        body.replace(b"a" * 64, b"A" * 64),
        body.replace(b"parent", b"payload", 1),
        b"{}",
    ):
        with pytest.raises(ArchiveError) as caught:
            parse_event(bad)
        assert caught.value.code is ArchiveErrorCode.EVENT_MALFORMED


ORDERS = {
    "a ballot after the end": [EventType.SETUP, EventType.END_BALLOTS, EventType.BALLOT],
    "a second end among the ballots": [EventType.SETUP, EventType.END_BALLOTS, EventType.END_BALLOTS],
    "no setup": [EventType.BALLOT],
    "two setups": [EventType.SETUP, EventType.SETUP],
    "a tally while ballots come in": [EventType.SETUP, EventType.BALLOT, EventType.ENCRYPTED_TALLY],
    "a result without shares": [
        EventType.SETUP,
        EventType.END_BALLOTS,
        EventType.ENCRYPTED_TALLY,
        EventType.RESULT,
    ],
}
BODIES: dict[EventType, int] = {
    EventType.SETUP: 4,
    EventType.BALLOT: 1,
    EventType.END_BALLOTS: 0,
    EventType.ENCRYPTED_TALLY: 2,
    EventType.RESULT: 1,
}


@pytest.mark.parametrize("what", sorted(ORDERS))
def test_events_out_of_order_are_refused(what: str) -> None:
    text = archive(*[(kind, [b"%d" % n for n in range(BODIES[kind])]) for kind in ORDERS[what]])
    assert refused(text).code is ArchiveErrorCode.EVENT_ORDER


GOOD = archive((EventType.SETUP, SETUP), (EventType.BALLOT, [b"one"]), (EventType.END_BALLOTS, []))
LONE = archive((EventType.SETUP, SETUP))
FIRST = Event(type=EventType.SETUP, height=0, payload=hash_of(SETUP[-1]))

FAULTS: dict[str, tuple[bytes, ArchiveErrorCode]] = {
    "nothing": (b"", ArchiveErrorCode.EMPTY),
    "only a header": (START, ArchiveErrorCode.EMPTY),
    "a number as time": (
        frame("BELENIOS", b'{"version":1,"timestamp":1795310362}', timestamp=TIME),
        ArchiveErrorCode.HEADER_MALFORMED,
    ),
    "another version": (
        frame("BELENIOS", b'{"version":2,"timestamp":"1795310362"}', timestamp=TIME),
        ArchiveErrorCode.HEADER_MALFORMED,
    ),
    "a time beyond eleven octal digits": (
        START.replace(b"1795310362", b"9999999999"),
        ArchiveErrorCode.HEADER_MALFORMED,
    ),
    "another time in the header": (
        frame("BELENIOS", header_body(TIME), timestamp=TIME + 1),
        ArchiveErrorCode.TAR_HEADER,
    ),
    "another time in a record": (
        START + frame(f"{hash_of(b'x')}.data.json", b"x", timestamp=TIME + 1),
        ArchiveErrorCode.TAR_HEADER,
    ),
    "two blocks of zeros at the end": (GOOD + bytes(1024), ArchiveErrorCode.END_BLOCKS),
    "a cut in the middle of a header": (GOOD[:-800], ArchiveErrorCode.TRUNCATED),
    "a cut in the middle of a body": (GOOD[:-450], ArchiveErrorCode.TRUNCATED),
    "padding that is not zero": (GOOD[:-1] + b"x", ArchiveErrorCode.PADDING),
    "a body that is not its name": (GOOD.replace(b'{"t":1}', b'{"t":2}'), ArchiveErrorCode.RECORD_HASH),
    "a name of another kind": (START + frame("a.data.json", b"x", timestamp=TIME), ArchiveErrorCode.RECORD_NAME),
    "an event without its parent": (
        LONE + data(b"one") + event(Event(type=EventType.BALLOT, height=1, payload=hash_of(b"one"))),
        ArchiveErrorCode.EVENT_PARENT,
    ),
    "a height left out": (
        LONE
        + data(b"one")
        + event(Event(type=EventType.BALLOT, height=2, parent=hash_of(FIRST.body()), payload=hash_of(b"one"))),
        ArchiveErrorCode.EVENT_HEIGHT,
    ),
    "a payload that is not there": (
        LONE
        + data(b"one")
        + event(Event(type=EventType.BALLOT, height=1, parent=hash_of(FIRST.body()), payload=hash_of(b"two"))),
        ArchiveErrorCode.EVENT_PAYLOAD,
    ),
    "an end with a payload": (
        LONE + event(Event(type=EventType.END_BALLOTS, height=1, parent=hash_of(FIRST.body()), payload="0" * 64)),
        ArchiveErrorCode.EVENT_PAYLOAD,
    ),
    "a ballot without data": (
        LONE + event(Event(type=EventType.BALLOT, height=1, parent=hash_of(FIRST.body()), payload="0" * 64)),
        ArchiveErrorCode.EVENT_DATA,
    ),
    "two ballots before one event": (
        LONE
        + data(b"one")
        + data(b"two")
        + event(Event(type=EventType.BALLOT, height=1, parent=hash_of(FIRST.body()), payload=hash_of(b"two"))),
        ArchiveErrorCode.EVENT_DATA,
    ),
    "data without end": (LONE + data(b"one") * 5, ArchiveErrorCode.EVENT_DATA),
    "data without an event": (LONE + data(b"one"), ArchiveErrorCode.DATA_WITHOUT_EVENT),
    "a size of eight gigabytes": (
        START + header(f"{hash_of(b'x')}.data.json", size=8**11 - 1, timestamp=TIME),
        ArchiveErrorCode.RECORD_TOO_LARGE,
    ),
    "a size within bounds and no bytes": (
        START + header(f"{hash_of(b'x')}.data.json", size=LARGEST_RECORD, timestamp=TIME),
        ArchiveErrorCode.TRUNCATED,
    ),
    "a long event": (
        START + header(f"{hash_of(b'x')}.event.json", size=5000, timestamp=TIME) + bytes(5120),
        ArchiveErrorCode.RECORD_TOO_LARGE,
    ),
    "a size that is no number": (START + b"a" * 512, ArchiveErrorCode.TAR_HEADER),
}


@pytest.mark.parametrize("what", sorted(FAULTS))
def test_a_fault_of_the_file_has_a_name(what: str) -> None:
    text, code = FAULTS[what]
    assert refused(text).code is code


def test_every_byte_counts() -> None:
    """No byte of an archive can be changed without notice: header, padding, name, body (every third is tried)."""
    for at in range(0, len(GOOD), 3):
        changed = bytearray(GOOD)
        changed[at] ^= 1
        assert refused(bytes(changed)).code, at


def test_a_hash_is_of_the_bytes() -> None:
    assert hash_of("é".encode()) == hashlib.sha256(b"\xc3\xa9").hexdigest()
