# SPDX-License-Identifier: EUPL-1.2
"""Counting ranked papers by the Scottish rules beside other programs: real wards, then large made-up elections.

Reading is not timed on either side; our papers are sorted when they are read, and that cost is a row of its own.
Seconds are those of the counting process. A peer that faults or is too slow is marked and not left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.rows import Row
from bench.stv_peers import PEERS, Orders, run, timed
from council.tally.formats.blt import read_blt
from council.tally.formats.source import text_of_file
from council.tally.stv.count import count_ranked
from council.tally.stv.known import scottish
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.stv.record import RankedRecord
from council.tally.ties import Draw

TITLE = "Counting ranked papers"
GOAL = "faster than the peer"
WARDS = Path(__file__).parent.parent / "tests/interop/data/tally/stv"
Job = tuple[RankedProfile, int]


def rows(*, full: bool) -> list[Row]:
    """The wards and 10,000 papers; with `full` 100,000 and 1,000,000 papers of 20 candidates for 9 seats."""
    lines = list(_measure("all wards of the suite", _wards(), limit=120))
    sizes = ((10_000, 60), (100_000, 120), (1_000_000, 120)) if full else ((10_000, 60), (100_000, 30))
    for papers, limit in sizes:
        orders = _made_up(papers)
        seconds, _none = timed(lambda orders=orders: [len(_profile(orders).orders)])
        lines.append(Row(name=f"{papers:,} papers made a profile", ours=seconds, note="checked and sorted, once"))
        lines += _measure(f"{papers:,} papers, 20 candidates, 9 seats", [(_profile(orders), 9)], limit=limit)
    return lines


def settled(profile: RankedProfile, seats: int) -> RankedRecord:
    """Our record, every lot falling on the lowest number."""
    draws: list[Draw] = []
    record = count_ranked(profile, scottish(seats))
    while record.open_tie:
        draws.append(Draw(record.open_tie.lots_between))
        record = count_ranked(profile, scottish(seats), draws)
    return record


def _measure(name: str, jobs: list[Job], *, limit: float) -> Iterator[Row]:
    ours: list[float] = []
    elected: list[list[int]] = []

    def count() -> list[int]:
        records = [settled(profile, seats) for profile, seats in jobs]
        elected[:] = [sorted(each.number for each in record.elected) for record in records]
        return []

    given = [
        (dict(zip(profile.orders, profile.papers, strict=True)), len(profile.candidates), seats)
        for profile, seats in jobs
    ]
    for peer in PEERS:
        ours += [timed(count)[0] for _ in range(3)]
        spent = run(peer, given, limit)
        best = median(ours[-3:])
        note = _said(spent.winners, elected) if spent.winners else "stopped, not done"
        print(f"{name}: {best:.4g} s, {peer} {spent.seconds:.4g} s, {note}", file=sys.stderr)
        yield Row(name=name, ours=best, peer=peer, theirs=spent.seconds, goal=GOAL, note=note)


def _said(theirs: list[list[int] | None], ours: list[list[int]]) -> str:
    """Whether a peer elects whom we elect."""
    faults = theirs.count(None)
    other = sum(each is not None and each != mine for each, mine in zip(theirs, ours, strict=True))
    said = [f"fails in {faults} of {len(ours)}"] * bool(faults) + [f"other people in {other} of {len(ours)}"] * bool(
        other
    )
    return ", ".join(said) or "same people"


def _wards() -> list[Job]:
    read = [read_blt(text_of_file(path.read_bytes())) for path in sorted(WARDS.glob("uk_*.blt"))]
    return [(source.profile, source.seats) for source in read]


def _made_up(papers: int) -> Orders:
    """Full orders of 20: the first by popularity, the others at random."""
    chance = random.Random(20)
    everybody = list(range(1, 21))
    first = chance.choices(everybody, [1 / (place + 2) for place in everybody], k=papers)
    orders: dict[bytes, int] = {}
    for favourite in first:
        chance.shuffle(everybody)
        order = bytes([favourite, *(number for number in everybody if number != favourite)])
        orders[order] = orders.get(order, 0) + 1
    return orders


def _profile(orders: Orders) -> RankedProfile:
    people = [RankedCandidate(number, f"Candidate {number}") for number in range(1, 21)]
    return RankedProfile.of(people, orders)
