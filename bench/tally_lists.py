# SPDX-License-Identifier: EUPL-1.2
"""Seats of lists by d'Hondt beside votelib and apportionment, from a small council to 1,000 lists for 10,000 seats.

Both sides get the votes and hand back seats per list; every row checks that they are the same seats. Ours are exact
and know a tie; a row of its own says what the whole count record costs.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median

import apportionment.methods
from votelib.evaluate.proportional import HighestAverages

from bench.rows import Row
from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, count
from council.tally.divisors import DHONDT, cut

TITLE = "Seats of lists"
GOAL = "faster than the peer"
SIZES = ((10, 30), (50, 500), (200, 5_000), (1_000, 10_000))
ROUNDS = 5

Seats = list[int]


def rows(*, full: bool = False) -> list[Row]:
    """Every size beside both peers; with `full` every one also as a whole record."""
    lines = []
    for lists, seats in SIZES:
        votes = _votes(lists)
        for peer, work in (("votelib", _votelib), ("apportionment", _apportionment)):
            ours, theirs = _paired(lambda v=votes, s=seats: _ours(v, s), lambda v=votes, s=seats, w=work: w(v, s))
            name = f"d'Hondt, {lists:,} lists, {seats:,} seats"
            same = _ours(votes, seats) == work(votes, seats)
            lines.append(
                Row(
                    name=name,
                    ours=ours,
                    peer=peer,
                    theirs=theirs,
                    goal=GOAL,
                    note="same seats" if same else "other seats",
                )
            )
        if full or seats <= 500:
            spent = _median(lambda v=votes, s=seats: _record(v, s), 1 if seats > 500 else 3)
            lines.append(Row(name=f"{lists:,} lists, {seats:,} seats, the whole record", ours=spent))
    return lines


def _votes(lists: int) -> list[int]:
    chance = random.Random(lists)
    return [chance.randrange(1, 1_000_000) for _ in range(lists)]


def _ours(votes: list[int], seats: int) -> Seats:
    found = cut(votes, seats, DHONDT)
    assert not found.level
    return list(found.won)


def _votelib(votes: list[int], seats: int) -> Seats:
    found = HighestAverages("d_hondt").evaluate(dict(enumerate(votes)), seats)
    return [found.get(place, 0) for place in range(len(votes))]


def _apportionment(votes: list[int], seats: int) -> Seats:
    names = [str(place) for place in range(len(votes))]
    return list(apportionment.methods.compute("dhondt", votes, seats, parties=names))


def _record(votes: list[int], seats: int) -> None:
    lists = tuple(CandidateList(number=n, name=f"List {n}", votes=each) for n, each in enumerate(votes, start=1))
    count(BallotProfile(lists=lists), RuleSheet(seats=seats, formula=Formula.DHONDT))


def _paired(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Both in turn, so that a busy machine weighs on both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for spent, work in zip(times, (ours, theirs), strict=True):
            spent.append(_median(work, 1))
    return median(times[0]), median(times[1])


def _median(work: Callable[[], object], rounds: int) -> float:
    """Short work is repeated until it can be measured."""
    found = []
    for _ in range(rounds):
        began, turns = time.perf_counter(), 0
        while turns == 0 or (time.perf_counter() - began < 0.005 and turns < 200):
            work()
            turns += 1
        found.append((time.perf_counter() - began) / turns)
    return median(found)
