# SPDX-License-Identifier: EUPL-1.2
"""Every making step of the protocol in one process: what is made holds, and the result is what was voted."""

from __future__ import annotations

import pytest

from council.ballots.ballot.check import check_ballot
from council.ballots.questions import RankingQuestion
from council.ballots.trustees.listing import check_trustees
from tests.builders.ballots import BLANK, QUESTION, make

VOTES = ([[1, 0, 0], [0, 1, 1, 0, 0]], [[0, 0, 1], [1, 0, 0, 0, 0]], [[0, 0, 1], [0, 0, 0, 0, 1]])


@pytest.mark.parametrize(("group", "heavy"), [("BELENIOS-2048", 1500000000), ("Ed25519", 1000)])
def test_weights_blank_votes_a_revote_and_all_kinds_of_trustees(group: str, heavy: int) -> None:
    made = make(group, (QUESTION, BLANK), singles=1, needed=2, size=3, weights=(1, 2, heavy, 0))
    check_trustees(made.trustees, made.election)
    ballots = [made.ballot(0, [[0, 1, 0], [1, 0, 0, 0, 0]])]
    ballots += [made.ballot(elector, choices) for elector, choices in enumerate(VOTES)]
    ballots.append(made.ballot(3, [[0, 1, 0], [0, 0, 1, 0, 0]]))
    for ballot in ballots:
        check_ballot(ballot, made.election, made.papers.published)
    running = made.tally(ballots)
    assert (running.ballots, running.weight) == (4, heavy + 3)
    found = made.opened(running)
    assert found.questions == ((1, 0, heavy + 2), (2, 1, 1, 0, heavy))
    assert ('"1500000002"' in found.text()) == (heavy > 2**30)


def test_any_two_of_three_open_the_same_tally() -> None:
    made = make("Ed25519", (QUESTION,), singles=1, needed=2, size=3)
    running = made.tally([made.ballot(0, [[0, 1, 0]])])
    assert {made.opened(running, without=[owner]).questions for owner in (2, 3, 4)} == {((0, 1, 0),)}


def test_no_ballots_at_all() -> None:
    made = make("BELENIOS-2048", (QUESTION,))
    assert made.opened(made.tally([])).questions == ((0, 0, 0),)


def test_a_ranking_is_shuffled_twice_and_opened() -> None:
    ranking = RankingQuestion("Rank them", ("P", "Q", "R"))
    made = make("RFC-3526-2048", (QUESTION, ranking), singles=1, needed=1, size=2)
    rankings = [[3, 1, 2], [0, 255, 1], [1, 2, 3]]
    ballots = [made.ballot(elector, [[0, 1, 0], one]) for elector, one in enumerate(rankings)]
    for ballot in ballots:
        check_ballot(ballot, made.election, made.papers.published)
    counts, opened = made.opened(made.tally(ballots)).questions
    assert counts == (0, 3, 0)
    assert sorted(opened) == sorted(map(tuple, rankings))


def test_a_ranking_without_ballots() -> None:
    made = make("RFC-3526-2048", (RankingQuestion("Rank them", ("P", "Q")),))
    assert made.opened(made.tally([])).questions == ((),)


def test_tallies_of_two_processes_are_merged() -> None:
    made = make("Ed25519", (QUESTION, BLANK))
    ballots = [made.ballot(elector, choices) for elector, choices in enumerate(VOTES)]
    left, right = made.tally(ballots[:1]), made.tally(ballots[1:])
    left.merge(right)
    assert left.encrypted() == made.tally(ballots).encrypted()
    assert left.sized() == made.tally(ballots).sized()
