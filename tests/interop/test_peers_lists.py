# SPDX-License-Identifier: EUPL-1.2
"""Lists beside other programs: the same seats where they know the rule, and each known fault with a case that shows it.

The faults are listed in docs/rules/peers.md; a corrected release makes a test here fail, so that it is noticed.
"""

import random
from fractions import Fraction
from typing import Any

import apportionment.methods
import biprop
import numpy as np
import pytest
import votelib.component.quota
from votelib.evaluate.core import Tie
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from council.tally import BallotProfile, CandidateList, Formula, Quota, RuleSheet, count
from council.tally.allocation import allocate
from council.tally.biproportional import biproportional
from council.tally.ties import LotBox

pytestmark = pytest.mark.requirement("R050")

DIVISORS = {
    Formula.DHONDT: ("d_hondt", "dhondt"),
    Formula.SAINTE_LAGUE: ("sainte_lague", "saintelague"),
}
QUOTAS = {Quota.HARE: "hare", Quota.DROOP: "droop", Quota.HAGENBACH_BISCHOFF: "hagenbach_bischoff"}


def profile(votes: list[int]) -> BallotProfile:
    numbered = enumerate(votes, start=1)
    return BallotProfile(lists=tuple(CandidateList(number=n, name=f"List {n}", votes=each) for n, each in numbered))


def ours(votes: list[int], rule: RuleSheet) -> list[int] | None:
    """Seats in the order of the votes; None when lots are needed."""
    found = allocate(profile(votes), rule, LotBox(()), tables=False).found
    return None if found.waiting else [found.seats.get(number, 0) for number in range(1, len(votes) + 1)]


def of_votelib(evaluator: Any, votes: list[int], seats: int) -> list[int] | None:
    found = evaluator.evaluate({place: each for place, each in enumerate(votes) if each}, seats)
    if any(isinstance(each, Tie) for each in found):
        return None
    return [found.get(place, 0) for place in range(len(votes))]


def elections(seed: str, many: int = 250) -> list[tuple[list[int], int]]:
    chance = random.Random(seed)
    votes = (
        [chance.randint(0, chance.choice((9, 999, 10**6))) for _ in range(chance.randint(2, 8))] for _ in range(many)
    )
    return [([1, *each], chance.randint(1, 30)) for each in votes]


@pytest.mark.parametrize("formula", DIVISORS)
def test_divisors_agree_with_votelib_ties_included(formula: Formula) -> None:
    for votes, seats in elections(formula):
        theirs = of_votelib(HighestAverages(DIVISORS[formula][0]), votes, seats)
        assert ours(votes, RuleSheet(seats=seats, formula=formula)) == theirs, (votes, seats)


@pytest.mark.parametrize("formula", DIVISORS)
def test_divisors_agree_with_apportionment(formula: Formula) -> None:
    for votes, seats in elections(formula):
        mine = ours(votes, RuleSheet(seats=seats, formula=formula))
        try:
            theirs = apportionment.methods.compute(DIVISORS[formula][1], votes, seats, tiesallowed=False)
        except apportionment.methods.TiesException:
            theirs = None
        assert mine == theirs, (votes, seats)


@pytest.mark.parametrize("quota", QUOTAS)
def test_remainders_agree_with_votelib(quota: Quota) -> None:
    for votes, seats in elections(quota):
        theirs = of_votelib(LargestRemainder(QUOTAS[quota]), votes, seats)
        mine = ours(votes, RuleSheet(seats=seats, formula=Formula.LARGEST_REMAINDER, quota=quota))
        if theirs is not None and sum(theirs) < seats:
            assert mine is None or sum(mine) == seats  # votelib gives each list one remainder seat and stops
        else:
            assert mine == theirs, (votes, seats)


def test_first_divisor_1_4_agrees_with_apportionment() -> None:
    for votes, seats in elections("1.4"):
        mine = ours(votes, RuleSheet(seats=seats, formula=Formula.SAINTE_LAGUE_14))
        try:
            theirs = apportionment.methods.compute(
                "modified_saintelague", votes, seats, tiesallowed=False, fractions=True
            )
        except apportionment.methods.TiesException:
            continue
        assert mine is None or mine == theirs, (votes, seats)


def test_biprop_gives_the_same_cells() -> None:
    votes = [[123, 45, 815], [912, 714, 414], [312, 255, 215]]
    theirs = biprop.Election(votes).biproportional_apportionment(
        total_seats=20, party_seats=np.round, region_seats=np.round
    )
    rows, columns = theirs.sum(axis=1).tolist(), theirs.sum(axis=0).tolist()
    mine = biproportional(votes, list_seats=rows, district_seats=columns)
    assert [list(line) for line in mine.seats] == theirs.tolist()
    assert mine.tied == ()


def test_apportionment_misses_an_exact_tie_of_remainders() -> None:
    votes, seats = [12, 1, 2, 2, 139, 96], 30
    theirs = apportionment.methods.compute("hamilton", votes, seats, tiesallowed=False)
    assert theirs == [1, 0, 0, 0, 17, 12]
    record = count(profile(votes), RuleSheet(seats=seats, formula=Formula.HARE))
    assert record.open_tie is not None
    assert (record.open_tie.between, record.open_tie.equal_at) == ((1, 6), Fraction(3, 7))


def test_apportionment_breaks_ties_by_the_order_of_the_input() -> None:
    names = {"parties": ["x", "y"]}
    assert apportionment.methods.compute("dhondt", [50, 50], 3, **names) == [2, 1]
    assert ours([50, 50], RuleSheet(seats=3, formula=Formula.DHONDT)) is None


def test_apportionment_stops_above_52_lists() -> None:
    with pytest.raises(IndexError):
        apportionment.methods.compute("dhondt", [1] * 53, 53)
    assert ours([1] * 53, RuleSheet(seats=53, formula=Formula.DHONDT)) == [1] * 53


def test_votelib_leaves_seats_over_when_one_round_of_remainders_is_not_enough() -> None:
    theirs = of_votelib(LargestRemainder("droop"), [1, 8, 6], 21)
    assert theirs is not None
    assert sum(theirs) == 18
    rule = RuleSheet(seats=21, formula=Formula.LARGEST_REMAINDER, quota=Quota.DROOP)
    assert ours([1, 8, 6], rule) == [3, 10, 8]


def test_votelib_stops_where_a_rounded_quota_gives_out_too_much() -> None:
    assert votelib.component.quota.hagenbach_bischoff_rounded(4, 2) == 1
    with pytest.raises(ZeroDivisionError):
        LargestRemainder("hagenbach_bischoff_rounded").evaluate({"x": 3, "y": 1}, 2)
    rule = RuleSheet(seats=2, formula=Formula.LARGEST_REMAINDER, quota=Quota.HAGENBACH_BISCHOFF_ROUNDED)
    assert ours([3, 1], rule) == [2, 0]
