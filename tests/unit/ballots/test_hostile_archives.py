# SPDX-License-Identifier: EUPL-1.2
"""Archives made to exhaust whoever reads them: refused in bounded time and memory, measured in a process of its own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.config import ROOT
from council.ballots.archive.events import Event, EventType, event_after, hash_of
from council.ballots.archive.reader import LARGEST_BALLOT, LARGEST_RECORD, header_body, read_records
from council.ballots.archive.tar import frame, header
from council.ballots.verify.run import verify_stream

TIME = 1795310362
SAMPLE = ROOT / "tests/interop/data/ballots/single-plus-threshold/MvQ4B9RukBiwFo.bel"
START = frame("BELENIOS", header_body(TIME), timestamp=TIME)
MEGABYTE = 1024 * 1024
SECONDS, MOST_MEMORY = 20, 700 * MEGABYTE

# Verifies the archive and tells the fault and the largest memory this program ever had. What getrusage says would
# count the process it was started from, too.
CHILD = """
import json, re, sys
from pathlib import Path
from council.ballots.verify.run import verify
fault = verify(Path(sys.argv[1])).fault
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([fault.code, int(peak[1]) * 1024]))
"""


def data(body: bytes) -> bytes:
    return frame(f"{hash_of(body)}.data.json", body, timestamp=TIME)


def event(link: Event) -> bytes:
    return frame(f"{hash_of(link.body())}.event.json", link.body(), timestamp=TIME)


def good_setup() -> list[bytes]:
    with SAMPLE.open("rb") as stream:
        return [record.body for record in list(read_records(stream))[1:5]]


def with_setup(*bodies: bytes) -> bytes:
    link = Event(type=EventType.SETUP, height=0, payload=hash_of(bodies[-1]))
    return START + b"".join(map(data, bodies)) + event(link)


def with_ballot(ballot: bytes) -> bytes:
    """A good setup and one ballot."""
    setup = good_setup()
    first = Event(type=EventType.SETUP, height=0, payload=hash_of(setup[-1]))
    return with_setup(*setup) + data(ballot) + event(event_after(first, EventType.BALLOT, hash_of(ballot)))


def in_setup(number: int, body: bytes) -> bytes:
    setup = good_setup()
    setup[number] = body
    return with_setup(*setup)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def sample_ballot() -> bytes:
    with SAMPLE.open("rb") as stream:
        return list(read_records(stream))[6].body


def huge_number(digits: int) -> bytes:
    return sample_ballot().replace(b'"challenge":"', b'"challenge":"' + b"9" * digits, 1)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "eight gigabytes announced": (
        lambda: START + header(f"{'0' * 64}.data.json", size=8**11 - 1, timestamp=TIME) + bytes(512),
        "record-too-large",
    ),
    "the largest size announced, nothing there": (
        lambda: START + header(f"{'0' * 64}.data.json", size=LARGEST_RECORD, timestamp=TIME),
        "truncated",
    ),
    "a ballot larger than any": (lambda: with_ballot(b'"' + b"a" * LARGEST_BALLOT + b'"'), "record-too-large"),
    "a ballot of four megabytes": (lambda: with_ballot(b'"' + b"a" * (LARGEST_BALLOT - 2) + b'"'), "wrong_shape"),
    "a ballot of brackets": (lambda: with_ballot(nested(LARGEST_BALLOT // 2)), "not_json"),
    "a ballot with numbers of a million digits": (lambda: with_ballot(huge_number(1_000_000)), "wrong_number"),
    "a ballot with a bare number of a million digits": (
        lambda: with_ballot(b'{"election_uuid":' + b"9" * 1_000_000 + b"}"),
        "not_json",
    ),
    "a ballot with a number in exponents": (lambda: with_ballot(b'{"election_uuid":1e999999999}'), "not_json"),
    "an election of brackets": (lambda: in_setup(0, nested(MEGABYTE)), "not_json"),
    "an election larger than any": (lambda: in_setup(0, good_setup()[0] + b" " * 3 * MEGABYTE), "too_long"),
    "trustees of empty lists": (lambda: in_setup(1, b"[" + b"[]," * 3_000_000 + b"[]]"), "wrong_shape"),
    "credentials of commas": (lambda: in_setup(2, json.dumps(["," * 100] * 100_000).encode()), "not_an_element"),
    "credentials of forty megabytes of zeros": (lambda: in_setup(2, b"[" + b"0," * 20_000_000 + b"0]"), "wrong_shape"),
    "records of zero bytes": (lambda: START + data(b"") * 100_000, "event-data"),
    "nothing but zeros": (lambda: bytes(50 * MEGABYTE), "end-blocks"),
    "a chain of a hundred thousand ends": (
        lambda: with_setup(*good_setup()) + event(Event(type=EventType.END_BALLOTS, height=1)) * 100_000,
        "event-parent",
    ),
    "an election in a group of another name": (
        lambda: in_setup(0, good_setup()[0].replace(b"BELENIOS-2048", b"B" * 1_000_000)),
        "unknown_group",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_it_is_refused_in_time_and_memory(what: str, tmp_path: Path) -> None:
    make, code = HOSTILE[what]
    path = tmp_path / "hostile.bel"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    found, memory = json.loads(done.stdout)
    assert found == code
    assert memory < MOST_MEMORY


def test_an_endless_file_is_not_read_to_its_end() -> None:
    """A stream that never ends and never begins like an archive."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            super().__init__()
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the widest buffer is not needed here
            self.given += len(buffer)
            buffer[:] = b"7" * len(buffer)
            return len(buffer)

    stream = Endless()
    assert verify_stream(stream).fault is not None  # type: ignore[arg-type]  # a raw stream reads bytes as well
    assert stream.given < 4096
