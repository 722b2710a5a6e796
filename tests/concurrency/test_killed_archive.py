# SPDX-License-Identifier: EUPL-1.2
"""Real processes that append to an archive and are killed: every tracker they gave out is in it afterwards."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.config import ROOT
from council.ballots.archive.events import EventType, hash_of
from council.ballots.archive.reader import read_entries
from council.ballots.archive.writer import ArchiveWriter

TIME = 1795310362
SETUP = [b'{"e":1}', b'{"t":1}', b'["c"]', b'{"s":1}']
# Appends for ever; prints a ballot's hash only after the append came back.
VOTING = """
import sys
from pathlib import Path
from council.ballots.archive.events import EventType, hash_of
from council.ballots.archive.writer import ArchiveWriter
path, name, n = Path(sys.argv[1]), sys.argv[2], 0
while True:
    body = f"{name}-{n}-".encode() + b"v" * (n * 97 % 3000)
    with ArchiveWriter(path) as writer:
        writer.append(EventType.BALLOT, [body])
    print(hash_of(body), flush=True)
    n += 1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "killed.bel"
    ArchiveWriter.create(path, timestamp=TIME, setup=SETUP).close()
    return path


def payloads(path: Path) -> list[str]:
    """Also fails unless the archive is whole."""
    with path.open("rb") as stream:
        return [str(e.event.payload) for e in read_entries(stream) if e.event.type is EventType.BALLOT]


@pytest.mark.slow
def test_writers_that_are_killed_lose_nothing_that_they_acknowledged(path: Path) -> None:
    chance, acknowledged = random.Random(8), []
    for round_ in range(6):
        voting = [
            subprocess.Popen(
                [sys.executable, "-c", VOTING, str(path), f"{round_}-{writer}"],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for writer in range(2)
        ]
        time.sleep(0.7 + chance.random() / 3)
        for process in voting:
            os.kill(process.pid, signal.SIGKILL)
        for process in voting:
            out, _ = process.communicate(timeout=30)
            acknowledged += [line for line in out.split("\n") if len(line) == 64]
        ArchiveWriter(path).close()
        kept = payloads(path)
        assert len(kept) == len(set(kept))
        assert set(acknowledged) <= set(kept)
    assert len(acknowledged) > 12


def _killed_at(path: Path, at: int) -> None:
    """Append, and be killed by oneself once this many bytes are written."""
    real = os.write

    def write(file: int, text: bytes) -> int:
        real(file, text[:at])
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    os.write = write
    with ArchiveWriter(path) as writer:
        writer.append(EventType.BALLOT, [b"never acknowledged"])


def test_killed_at_a_byte_of_the_append(path: Path) -> None:
    with ArchiveWriter(path) as writer:
        writer.append(EventType.BALLOT, [b"kept"])
    whole = path.read_bytes()
    fork = multiprocessing.get_context("fork")
    for at in (0, 1, 511, 512, 513, 600, 1023, 1024, 1025, 1536, 1700, 2047):
        process = fork.Process(target=_killed_at, args=(path, at))
        process.start()
        process.join(timeout=30)
        assert process.exitcode == -signal.SIGKILL
        assert path.stat().st_size == len(whole) + at
        with ArchiveWriter(path) as writer:
            assert writer.cut == at
        assert path.read_bytes() == whole
    assert payloads(path) == [hash_of(b"kept")]
