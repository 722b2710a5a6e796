# SPDX-License-Identifier: EUPL-1.2
"""Verifying the same archive with our command line and with Debian's belenios-tool, side by side in one run.

One core is compared by the computing time of the processes, which other work on the machine disturbs least; two cores
by the time that passes and, for a machine that is not idle, by computing time again. The archives are made here, with
twelve answers, up to three of them chosen.
"""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.rows import Row
from core.config import ROOT
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.shape import parse_ballot
from council.ballots.questions import ChoiceQuestion, Question, RankingQuestion
from tests.builders.ballots import UUID, Made, make
from tests.tamper.case import Case, complete_with

TITLE = "Verifying an election"
PEER = "belenios-tool election verify"
TWELVE = ChoiceQuestion("Up to three", tuple(f"Candidate {number}" for number in range(1, 13)), 0, 3)
ONE_CORE, TWO_CORES, MEMORY, CASTING = "2.2", "4", "< 300 MB", "< 30 ms"


@dataclass(frozen=True)
class Run:
    """What a program cost: `longest` is what it would take if nothing else ran on as many cores as it has processes."""

    elapsed: float
    computing: float
    longest: float
    megabytes: float


def rows(*, full: bool = False) -> Iterator[Row]:
    """100 and 1,000 ballots; with `full` 5,000, for which the peer alone needs four minutes."""
    for ballots, rounds in ((100, 3), (1_000, 1), *([(5_000, 1)] if full else [])):
        case = election("BELENIOS-2048", (TWELVE,), ballots)
        yield from compared(case.model.write(), f"{ballots:,} ballots of 12 answers", rounds)
    yield casting("BELENIOS-2048")
    yield casting("Ed25519")
    ranking = election("RFC-3526-2048", (RankingQuestion("Rank", ("A", "B", "C", "D")),), 40, shufflers=(1, 2))
    yield from compared(ranking.model.write(), "40 rankings, 2 shuffles", 1, goals=False)
    curve = election("Ed25519", (TWELVE,), 200)
    for name, ours in alone(curve.model.write(), "200 ballots of 12 answers, Ed25519"):
        yield Row(name=name, ours=ours, note="the peer of Debian 12 does not know this group")


def election(group: str, questions: tuple[Question, ...], ballots: int, shufflers: Sequence[int] = ()) -> Case:
    """A complete election with so many ballots, made by as many processes as there are cores."""
    made = make(group, questions, singles=3, weights=(1,) * ballots)
    with ProcessPoolExecutor(initializer=_use, initargs=(made,)) as processes:
        texts = list(processes.map(_ballot, range(ballots), chunksize=20))
    cast = [parse_ballot(text, made.election) for text in texts]
    return complete_with(made, cast, shufflers)


_made: list[Made] = []


def _use(made: Made) -> None:
    _made[:] = [made]


def _ballot(elector: int) -> str:
    made = _made[0]
    question = made.election.questions[0]
    if isinstance(question, RankingQuestion):
        return made.ballot(elector, [[1 + (elector + place) % 4 for place in range(4)]]).text
    chosen = {elector % 12, elector * 5 % 12, elector * 7 % 12}
    return made.ballot(elector, [[int(place in chosen) for place in range(12)]]).text


def compared(content: bytes, name: str, rounds: int, *, goals: bool = True) -> Iterator[Row]:
    """Both programs on the same file, by turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{UUID}.bel")
        path.write_bytes(content)
        one, two, theirs = [], [], []
        for _ in range(rounds):
            one.append(timed(*_ours(path, 1)))
            two.append(timed(*_ours(path, 2)))
            theirs.append(timed("belenios-tool", "election", "verify", "--dir", folder))
    yield Row(
        name=f"{name}, one core",
        ours=_median(run.computing for run in one),
        peer=PEER,
        theirs=_median(run.computing for run in theirs),
        goal=ONE_CORE if goals else "",
        note="computing time",
    )
    yield Row(
        name=f"{name}, two cores",
        ours=_median(run.elapsed for run in two),
        peer=PEER,
        theirs=_median(run.elapsed for run in theirs),
        goal=TWO_CORES if goals else "",
        note=f"time that passes; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores",
    )
    yield Row(
        name=f"{name}, two cores",
        ours=_median(run.longest for run in two),
        peer=PEER,
        theirs=_median(run.computing for run in theirs),
        goal=TWO_CORES if goals else "",
        note="computing time, with that of the busier process",
    )
    yield Row(
        name=f"{name}, memory",
        ours=_median(run.megabytes for run in two),
        unit="MB",
        peer=PEER,
        theirs=_median(run.megabytes for run in theirs),
        goal=MEMORY if goals else "",
        note="both processes and the first together",
    )


def alone(content: bytes, name: str) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{UUID}.bel")
        path.write_bytes(content)
        yield f"{name}, one core", timed(*_ours(path, 1)).computing
        yield f"{name}, two cores", timed(*_ours(path, 2)).elapsed


def _ours(path: Path, processes: int) -> tuple[str, ...]:
    return sys.executable, "-m", "council.ballots", "verify", str(path), "--complete", "--procs", str(processes)


def timed(*command: str) -> Run:
    """A process and its children from start to end; fails unless it says that the archive is right.

    Looked at twenty times a second: what a process had at most, and how long the busiest one computed. What the system
    tells at the end would count the memory of the process that started it.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory: dict[int, int] = {}
    busy: dict[int, float] = {}
    while True:
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        for pid in (process.pid, *_children(process.pid)):
            memory[pid] = max(memory.get(pid, 0), _peak(pid))
            busy[pid] = max(busy.get(pid, 0.0), _computed(pid))
        time.sleep(0.05)
    elapsed = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    children = [seconds for pid, seconds in busy.items() if pid != process.pid]
    computing = used.ru_utime + used.ru_stime
    longest = computing - sum(children) + max(children, default=0.0)
    return Run(elapsed, computing, longest, sum(memory.values()) / 1000)


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _peak(pid: int) -> int:
    """The most memory a process had so far, in kilobytes."""
    with contextlib.suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) if found else 0
    return 0


def _computed(pid: int) -> float:
    """Seconds a process has computed so far."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _median(values: Iterator[float]) -> float:
    return statistics.median(values)


@cache
def _small(group: str) -> Made:
    return make(group, (TWELVE,), singles=3)


def casting(group: str) -> Row:
    """What the server computes before it gives out a tracker, without the help of other ballots."""
    made = _small(group)
    texts = [made.ballot(elector, [[1, 1, 1] + [0] * 9]).text for elector in range(4)]
    times = []
    for text in texts * 5:
        began = time.process_time()
        check_ballot(parse_ballot(text, made.election), made.election, made.papers.published)
        times.append((time.process_time() - began) * 1000)
    return Row(name=f"check of one arriving ballot, {group}", ours=statistics.median(times), unit="ms", goal=CASTING)
