# SPDX-License-Identifier: EUPL-1.2
"""What the fuzzer calls: every door through which bytes of a stranger come in. Refusals are fine, anything else is not.

The first byte of an input chooses the door. Inputs for the chained door are bodies between separators: they are hashed
and chained here, so that the fuzzer need not find a hash to get past the frame.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from council.ballots import codec, decryption, owned, result, tally
from council.ballots.archive.errors import ArchiveError
from council.ballots.archive.events import EventType, event_after, hash_of, parse_event
from council.ballots.archive.reader import Record, RecordKind, header_body, read_entries, read_records
from council.ballots.archive.tar import frame
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.shape import parse_ballot
from council.ballots.credentials.published import PublishedCredentials, parse_credentials
from council.ballots.election import Election, parse_election
from council.ballots.errors import BallotError
from council.ballots.shuffle.shape import parse_shuffle
from council.ballots.trustees.listing import check_trustees, parse_trustees
from council.ballots.verify.run import verify_stream

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/interop/data/ballots/python-made/Ed25519-mixed-weights.bel"
RANKING = ROOT / "tests/interop/data/ballots/ranking-shuffled"
SEPARATOR = b"\x00\xff\x00"
KINDS = list(EventType)
TIME = 1795310362
LONGEST = 24_000


@cache
def sample() -> list[Record]:
    """The records of a small archive, as food."""
    with SAMPLE.open("rb") as stream:
        return list(read_records(stream))


@cache
def election() -> Election:
    return parse_election(sample()[1].body.decode())


@cache
def ranking_election() -> Election:
    with next(RANKING.glob("*.bel")).open("rb") as stream:
        return parse_election(list(read_records(stream))[1].body.decode())


@cache
def credentials() -> PublishedCredentials:
    return parse_credentials(sample()[3].body.decode(), election().group)


def whole_archive(data: bytes) -> None:
    list(read_entries(io.BytesIO(data)))


def chained(data: bytes) -> None:
    """One event per piece: a byte for its kind, then its bodies."""
    text, last = frame("BELENIOS", header_body(TIME), timestamp=TIME), None
    for piece in data.split(SEPARATOR * 2):
        kind = KINDS[piece[0] % len(KINDS)] if piece else EventType.END_BALLOTS
        bodies = piece[1:].split(SEPARATOR) if len(piece) > 1 else []
        last = event_after(last, kind, hash_of(bodies[-1]) if bodies else None)
        for body in bodies:
            text += frame(f"{hash_of(body)}.data.json", body, timestamp=TIME)
        text += frame(f"{hash_of(last.body())}.event.json", last.body(), timestamp=TIME)
    verify_stream(io.BytesIO(text))


def ballot(data: bytes) -> None:
    check_ballot(parse_ballot(data.decode(), election()), election(), credentials())


def trustees(data: bytes) -> None:
    check_trustees(parse_trustees(data.decode(), election().group), election())


def event(data: bytes) -> None:
    assert parse_event(data).body() == data


def canonical(data: bytes) -> None:
    assert codec.dump(codec.load_canonical(data.decode(), "fuzz")).encode() == data


TARGETS: tuple[Callable[[bytes], object], ...] = (
    whole_archive,
    chained,
    ballot,
    trustees,
    event,
    canonical,
    lambda data: parse_election(data.decode()),
    lambda data: parse_credentials(data.decode(), election().group),
    lambda data: tally.parse_tally(data.decode(), election()),
    lambda data: tally.parse_sized(data.decode()),
    lambda data: decryption.parse_partial(data.decode(), election()),
    lambda data: result.parse_result(data.decode(), election()),
    lambda data: owned.parse_owned(data.decode()),
    lambda data: parse_ballot(data.decode(), ranking_election()),
    lambda data: parse_shuffle(data.decode(), ranking_election().group, (1,)),
)
REFUSALS = (ArchiveError, BallotError, UnicodeDecodeError)


def one_input(data: bytes) -> None:
    """Fails on whatever is not a refusal."""
    if not data:
        return
    try:
        TARGETS[data[0] % len(TARGETS)](data[1:])
    except REFUSALS:
        return


def seeds() -> Iterator[bytes]:
    """Good inputs for every door, from the sample archive."""
    bodies = [record.body for record in sample()]
    events = [record.body for record in sample() if record.kind is RecordKind.EVENT]
    yield b"\0" + SAMPLE.read_bytes()[:16384]
    setup = SEPARATOR.join([b"\0" + bodies[1], *bodies[2:5]])
    ballot_of_first = b"\1" + bodies[6]
    tally_of_it = SEPARATOR.join([b"\3" + bodies[15], bodies[16]])
    for pieces in ([setup], [setup, ballot_of_first], [setup, b"\2"], [setup, b"\2", tally_of_it], [setup, b"\7[]"]):
        yield b"\1" + (SEPARATOR * 2).join(pieces)
    for number in range(2, len(TARGETS)):
        for body in (*bodies[1:8], events[0], events[1], *bodies[14:]):
            if len(body) < LONGEST:
                yield bytes([number]) + body
