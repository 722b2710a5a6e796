# SPDX-License-Identifier: EUPL-1.2
"""The same seats by the plainest method there is: one seat after the other, compared by cross-multiplying."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.tally import PLAIN_FORMULAS, BallotProfile, CandidateList, Formula, RuleSheet, count, to_json

pytestmark = pytest.mark.requirement("R050")

votes_of_lists = st.lists(st.integers(0, 60), min_size=1, max_size=7).filter(any) | st.lists(
    st.integers(0, 10**6), min_size=1, max_size=7
).filter(any)


def profile(votes: list[int]) -> BallotProfile:
    lists = (
        CandidateList(number=number, name=f"List {number}", votes=each) for number, each in enumerate(votes, start=1)
    )
    return BallotProfile(lists=tuple(lists))


def seat_by_seat(votes: list[int], seats: int, formula: Formula) -> list[int] | None:
    """Seats by giving each to the list with the highest next quotient; None when the last ones are tied."""
    won = [0] * len(votes)

    def step(index: int) -> int:
        if formula is Formula.SAINTE_LAGUE_14:
            return 20 * won[index] + 10 if won[index] else 14
        return 2 * won[index] + 1 if formula is Formula.SAINTE_LAGUE else won[index] + 1

    def leaders() -> list[int]:
        live = [index for index, each in enumerate(votes) if each]
        return [a for a in live if all(votes[a] * step(b) >= votes[b] * step(a) for b in live)]

    left = seats
    while left:
        best = leaders()
        if len(best) > left:
            return None
        for index in best:
            won[index] += 1
        left -= len(best)
    return won


def by_remainders(votes: list[int], seats: int) -> list[int] | None:
    """Whole shares, then one seat each by the integer remainder; None when the last ones are tied."""
    total = sum(votes)
    won = [each * seats // total for each in votes]
    remainders = [each * seats % total for each in votes]
    left = seats - sum(won)
    order = sorted(range(len(votes)), key=lambda index: -remainders[index])
    if left and remainders[order[left - 1]] == remainders[order[left]]:
        return None
    for index in order[:left]:
        won[index] += 1
    return won


@settings(max_examples=400, deadline=None)
@given(votes_of_lists, st.integers(1, 25), st.sampled_from(PLAIN_FORMULAS))
def test_both_ways_agree_and_see_the_same_ties(votes: list[int], seats: int, formula: Formula) -> None:
    plain = seat_by_seat(votes, seats, formula) if formula.is_divisor else by_remainders(votes, seats)
    record = count(profile(votes), RuleSheet(seats=seats, formula=formula))
    assert (record.open_tie is not None) == (plain is None)
    if plain is not None:
        assert [result.seats for result in record.results] == plain


def test_the_largest_count_allowed_takes_seconds() -> None:
    votes = [10**12, *range(10**9, 10**9 + 199)]
    began = time.process_time()
    record = count(profile(votes), RuleSheet(seats=1_000, formula=Formula.DHONDT))
    assert len(to_json(record)) > 1_000
    assert record.filled == 1_000
    assert time.process_time() - began < 20
