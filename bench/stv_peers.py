# SPDX-License-Identifier: EUPL-1.2
"""The STV programs measured beside ours: each takes counted orders, readies its own papers, then counts.

Readying is not timed. A peer runs in a process of its own, so that one that takes too long can be stopped.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

Orders = Mapping[bytes, int]
Count = Callable[[], list[int]]


def stvpoll(orders: Orders, candidates: int, seats: int) -> Count:
    from stvpoll.scottish_stv import ScottishSTV

    poll = ScottishSTV(seats=seats, candidates=range(1, candidates + 1))
    for order, papers in orders.items():
        poll.add_ballot(list(order), papers)
    return lambda: sorted(poll.calculate().elected_as_tuple())


def votelib(orders: Orders, candidates: int, seats: int) -> Count:
    from votelib.evaluate.sequential import TransferableVoteSelector

    votes = {tuple(order): papers for order, papers in orders.items()}
    selector = TransferableVoteSelector(transferer="Gregory", quota_function="droop")
    return lambda: sorted(selector.evaluate(votes, seats))


def pyrankvote(orders: Orders, candidates: int, seats: int) -> Count:
    import pyrankvote as library

    people = [library.Candidate(str(number)) for number in range(1, candidates + 1)]
    ballots = []
    for order, papers in orders.items():
        ballots += [library.Ballot(ranked_candidates=[people[number - 1] for number in order])] * papers

    def count() -> list[int]:
        result = library.single_transferable_vote(people, ballots, number_of_seats=seats)
        return sorted(int(winner.name) for winner in result.get_winners())

    return count


def pref_voting(orders: Orders, candidates: int, seats: int) -> Count:
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.proportional_methods import stv_scottish

    ranks = [{number: place for place, number in enumerate(order, start=1)} for order in orders]
    profile = ProfileWithTies(ranks, rcounts=list(orders.values()), candidates=list(range(1, candidates + 1)))
    return lambda: sorted(stv_scottish(profile, num_seats=seats))


PEERS = {"stvpoll": stvpoll, "votelib": votelib, "pyrankvote": pyrankvote, "pref_voting": pref_voting}


def timed(count: Count) -> tuple[float, list[int]]:
    """Seconds of this process, so that others on the machine are not measured, and who was elected."""
    began = time.process_time()
    winners = count()
    return time.process_time() - began, winners


def _child(channel: Connection, peer: str, jobs: list[tuple[Orders, int, int]]) -> None:
    random.seed(1)
    spent = 0.0
    winners: list[list[int] | None] = []
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for orders, candidates, seats in jobs:
            count = PEERS[peer](orders, candidates, seats)
            began = time.process_time()
            channel.send(began)
            try:
                winners.append(count())
            except Exception:  # whatever a peer raises is its result
                winners.append(None)
            spent += time.process_time() - began
    channel.send((spent, winners))


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the peer while it counted, and who was elected per job; no jobs are listed when it was stopped."""

    seconds: float
    winners: list[list[int] | None]


def run(peer: str, jobs: list[tuple[Orders, int, int]], limit: float) -> Spent:
    """Let a peer count, for so many seconds of the clock a job. Getting ready has its own limit."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_child, args=(theirs, peer, jobs))
    before = _spent_by_children()
    process.start()
    patience, ready = 4 * limit, 0.0
    try:
        while ours.poll(patience):
            said = ours.recv()
            if isinstance(said, tuple):
                return Spent(*said)
            patience, ready = limit, said
    finally:
        process.kill()
        process.join()
    return Spent(_spent_by_children() - before - ready, [])


def _spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
