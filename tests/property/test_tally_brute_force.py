# SPDX-License-Identifier: EUPL-1.2
"""20,000 random small elections per method against its bare definition, and every clause at once against the checker.

The definitions here write all quotients or remainders down and sort them; they share nothing with the library.
"""

import json
import random
from fractions import Fraction
from math import ceil, floor

import pytest

from council.tally import (
    LIST_FORMULAS,
    BallotProfile,
    CandidateList,
    DirectSeats,
    Draw,
    Exhaustion,
    FewCandidates,
    Formula,
    MajorityClause,
    OneList,
    Quota,
    RuleSheet,
    TallyError,
    TallyErrorCode,
    Threshold,
    ThresholdBase,
    TieProcedure,
    count,
    to_json,
)
from council.tally.allocation import allocate
from council.tally.checker import confirm
from council.tally.ties import LotBox

MANY = 20_000
Seats = list[int] | None

DIVISORS = {
    Formula.DHONDT: lambda seat: Fraction(seat),
    Formula.DHONDT_WAHLZAHL: lambda seat: Fraction(seat),
    Formula.SAINTE_LAGUE: lambda seat: Fraction(2 * seat - 1),
    Formula.SAINTE_LAGUE_14: lambda seat: Fraction(14, 10) if seat == 1 else Fraction(2 * seat - 1),
}

QUOTAS = {
    Quota.HARE: lambda votes, seats: Fraction(votes, seats),
    Quota.HARE_ROUNDED: lambda votes, seats: Fraction(max(1, floor(Fraction(votes, seats) + Fraction(1, 2)))),
    Quota.HARE_ROUNDED_UP: lambda votes, seats: Fraction(ceil(Fraction(votes, seats))),
    Quota.HAGENBACH_BISCHOFF: lambda votes, seats: Fraction(votes, seats + 1),
    Quota.HAGENBACH_BISCHOFF_ROUNDED: lambda v, s: Fraction(max(1, floor(Fraction(v, s + 1) + Fraction(1, 2)))),
    Quota.DROOP: lambda votes, seats: Fraction(floor(Fraction(votes, seats + 1)) + 1),
}


def by_quotients(votes: list[int], seats: int, formula: Formula) -> Seats:
    """Every quotient written down; the highest win; None when the last and the next are equal."""
    every = [
        (each / DIVISORS[formula](seat), place) for place, each in enumerate(votes) for seat in range(1, seats + 2)
    ]
    every = sorted((pair for pair in every if pair[0]), reverse=True)
    if every[seats - 1][0] == every[seats][0]:
        return None
    return [sum(place == winner for _value, winner in every[:seats]) for place in range(len(votes))]


def by_quota(votes: list[int], seats: int, quota: Quota) -> Seats:
    """Whole quotas, then remainders from the top, or seats back from the bottom; None when the cut is tied."""
    size = QUOTAS[quota](sum(votes), seats)
    won = [floor(each / size) for each in votes]
    while sum(won) != seats:
        giving = sum(won) < seats
        rest = sorted(
            (
                (each / size - floor(each / size), place)
                for place, each in enumerate(votes)
                if each and (giving or won[place])
            ),
            reverse=giving,
        )
        places = min(abs(seats - sum(won)), len(rest))
        if places < len(rest) and rest[places - 1][0] == rest[places][0]:
            return None
        for _value, place in rest[:places]:
            won[place] += 1 if giving else -1
    return won


def small_votes(chance: random.Random) -> list[int]:
    top = chance.choice((5, 12, 60, 1_000_000))
    votes = [chance.randint(0, top) for _ in range(chance.randint(1, 6))]
    return votes if any(votes) else [1, *votes]


def profile(votes: list[int]) -> BallotProfile:
    numbered = enumerate(votes, start=1)
    return BallotProfile(lists=tuple(CandidateList(number=n, name=f"List {n}", votes=each) for n, each in numbered))


def ours(votes: list[int], rule: RuleSheet) -> Seats:
    found = allocate(profile(votes), rule, LotBox(()), tables=False).found
    return None if found.waiting else [found.seats.get(number, 0) for number in range(1, len(votes) + 1)]


@pytest.mark.slow
@pytest.mark.parametrize("formula", DIVISORS)
def test_highest_quotients(formula: Formula) -> None:
    chance, tied = random.Random(formula.value), 0
    for _ in range(MANY):
        votes, seats = small_votes(chance), chance.randint(1, 15)
        expected = by_quotients(votes, seats, formula)
        assert ours(votes, RuleSheet(seats=seats, formula=formula)) == expected, (votes, seats)
        tied += expected is None
    assert tied > 500


@pytest.mark.slow
@pytest.mark.parametrize("quota", Quota)
def test_largest_remainders(quota: Quota) -> None:
    chance, tied = random.Random(quota.value), 0
    for _ in range(MANY):
        votes, seats = small_votes(chance), chance.randint(1, 15)
        expected = by_quota(votes, seats, quota)
        rule = RuleSheet(seats=seats, formula=Formula.LARGEST_REMAINDER, quota=quota)
        assert ours(votes, rule) == expected, (votes, seats)
        tied += expected is None
    assert tied > 500


def any_rule(chance: random.Random) -> RuleSheet:
    """A rule sheet with every clause drawn at random, as far as they combine."""
    formula, linked = chance.choice(LIST_FORMULAS), chance.random() < 0.2
    direct = chance.choice(list(DirectSeats)) if chance.random() < 0.25 else DirectSeats.NONE
    if direct is DirectSeats.WITHIN and (linked or not formula.is_divisor):
        direct = DirectSeats.OVERHANG
    threshold = Threshold(
        chance.choice((Fraction(1, 50), Fraction(1, 10))),
        chance.choice((ThresholdBase.VALID_VOTES, ThresholdBase.VOTERS)),
        inclusive=chance.random() < 0.5,
        joint_share=chance.choice((None, Fraction(1, 5))),
        or_direct_seats=chance.choice((None, 1)),
    )
    by_hand = [each for each in TieProcedure if each is not TieProcedure.PUBLIC_SEED]
    return RuleSheet(
        seats=chance.randint(1, 30),
        formula=formula,
        threshold=chance.choice((None, threshold)),
        exhaustion=chance.choice(list(Exhaustion)),
        ties=chance.choice(by_hand),
        quota=chance.choice(list(Quota)),
        majority=MajorityClause.NONE if linked else chance.choice(list(MajorityClause)),
        direct_seats=direct,
        linked_lists=linked,
        one_list=chance.choice(list(OneList)),
        few_candidates=chance.choice(list(FewCandidates)),
    )


def any_profile(chance: random.Random, rule: RuleSheet) -> BallotProfile:
    votes = small_votes(chance)
    if chance.random() < 0.3:
        votes[0] = sum(votes) + chance.randint(0, 3)
    people = chance.random() < 0.6
    lists = tuple(
        CandidateList(
            number=number,
            name=f"List {number}",
            votes=each,
            candidates_count=chance.choice((None, chance.randint(1, 6))) if people else None,
            group=chance.choice(("", "A", "B")) if rule.linked_lists else "",
            joint=chance.random() < 0.3,
            direct_seats=None if rule.direct_seats is DirectSeats.NONE else chance.randint(0, 3),
        )
        for number, each in enumerate(votes, start=1)
    )
    return BallotProfile(lists=lists, voters=sum(votes) + 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_every_clause_at_once_is_confirmed_by_the_plain_checker(seed: int) -> None:
    chance, lots = random.Random(seed), 0
    for _ in range(700):
        rule = any_rule(chance)
        votes = any_profile(chance, rule)
        draws: tuple[Draw, ...] = ()
        try:
            record = count(votes, rule)
        except TallyError as refused:
            assert refused.code is TallyErrorCode.NO_LIST_ADMITTED  # noqa: PT017 - any other code is a fault
            continue
        while True:
            assert confirm(to_json(record)).startswith("confirmed"), json.dumps(to_json(record))
            total = sum(result.seats for result in record.results)
            assert total + record.unassigned == rule.seats + record.enlarged_by
            if (tie := record.open_tie) is None:
                break
            lots += 1
            draws = (*draws, Draw(tuple(chance.sample(tie.lots_between, len(tie.lots_between)))))
            assert len(draws) < 9
            record = count(votes, rule, draws)
    assert lots > 8
