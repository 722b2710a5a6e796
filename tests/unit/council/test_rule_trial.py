# SPDX-License-Identifier: EUPL-1.2
"""The same votes under two rules, and how often a rule ends in a tie nearby. Figures worked by hand."""

from __future__ import annotations

from dataclasses import replace

from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, to_json
from council.tally.trial import FAMILY_SIZE, family, tie_count, try_out

DHONDT = RuleSheet(seats=4, formula=Formula.DHONDT)
LAGUE = replace(DHONDT, formula=Formula.SAINTE_LAGUE)


def votes(*numbers: int) -> BallotProfile:
    return BallotProfile(
        lists=tuple(CandidateList(number=n, name=f"List {n}", votes=v) for n, v in enumerate(numbers, start=1))
    )


def test_who_gains_and_who_loses() -> None:
    """d'Hondt 60 30 20 15 -> 1: 60, 30, 20; 2: 28 (20 < 28). Sainte-Laguë 60, 28, 20, 13 -> third list sits."""
    found = try_out(votes(60, 28, 13), DHONDT, LAGUE)
    assert [(each.before, each.after, each.gain) for each in found.changes] == [(3, 2, -1), (1, 1, 0), (0, 1, 1)]
    assert (found.moved, found.lost) == (1, 1)


def test_more_seats_are_gained_and_none_lost() -> None:
    found = try_out(votes(60, 28, 13), DHONDT, replace(DHONDT, seats=5))
    assert (found.moved, found.lost) == (1, 0)


def test_equal_lists_tie_where_chance_leaves_them_equal() -> None:
    """Two lists of ten and one seat: each has 9, 10 or 11 nearby, so ties are the cases of equal votes."""
    one = replace(DHONDT, seats=1)
    equal = sum(each.lists[0].votes == each.lists[1].votes for each in family(votes(10, 10)))
    found = tie_count(votes(10, 10), one)
    assert found.size == FAMILY_SIZE
    assert 0 < found.ties == equal < FAMILY_SIZE


def test_the_family_is_always_the_same_and_stays_near() -> None:
    start = replace(votes(1000, 50, 1, 0), voters=1100)
    first, again = list(family(start)), list(family(start))
    assert [to_json(each) for each in first] == [to_json(each) for each in again]
    assert len({to_json(each) for each in first}) > FAMILY_SIZE // 2
    for each in first:
        big, middle, small, none = (item.votes for item in each.lists)
        assert 980 <= big <= 1020
        assert 49 <= middle <= 51
        assert 1 <= small <= 2
        assert none == 0
        assert each.voters == 1100 + each.valid_votes - start.valid_votes


def test_a_safe_distribution_has_no_ties_nearby() -> None:
    assert tie_count(votes(900, 100), replace(DHONDT, seats=1)).ties == 0
