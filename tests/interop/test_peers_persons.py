# SPDX-License-Identifier: EUPL-1.2
"""Counts of persons beside votelib: where it knows the rule we agree, and each defect we know of is shown.

`docs/rules/peers.md` lists the defects; every one named there has its case here.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.evaluate.core import Plurality, Tie
from votelib.evaluate.openlist import ThresholdOpenList

from council.tally.persons.case import read_person_cases
from council.tally.persons.choices import OrderKind, PersonOrder, PreferenceBase
from council.tally.persons.count import count_persons
from council.tally.persons.published import check_person_case
from tests.builders.tally_persons import lists, numbers, people, seated, sheet

OWN = Path(__file__).parent / "data" / "tally"

pytestmark = pytest.mark.requirement("R050")

FEW = settings(max_examples=80, deadline=None)


@FEW
@given(st.lists(st.integers(0, 60), min_size=1, max_size=10), st.integers(1, 9))
def test_votelib_elects_the_same_people_by_votes_and_sees_the_same_ties(votes: list[int], seats: int) -> None:
    found = Plurality().evaluate(dict(enumerate(votes, start=1)), seats)
    record = seated(people(*votes), sheet(seats))
    ties = [each for each in found if isinstance(each, Tie)]
    assert {each for each in found if not isinstance(each, Tie)} == set(numbers(record))
    assert bool(ties) == (record.open_tie is not None)
    if record.open_tie is not None:
        assert set(ties[0]) == set(record.open_tie.between)
        assert len(ties) == record.open_tie.lots_for


@FEW
@given(st.lists(st.integers(0, 60), min_size=1, max_size=10, unique=True), st.integers(1, 9), st.integers(1, 20))
def test_votelib_moves_the_same_people_up(votes: list[int], seats: int, parts: int) -> None:
    members = [101 + place for place in range(len(votes))]
    jump = ThresholdOpenList(jump_fraction=Fraction(1, parts), accept_equal=True)
    theirs = jump.evaluate(dict(zip(members, votes, strict=True)), seats, members)
    order = PersonOrder(kind=OrderKind.PREFERENCE, share=Fraction(1, parts), base=PreferenceBase.LIST_VOTES)
    ours = count_persons(lists({1: votes}, {1: seats}), sheet(seats, order=order))
    assert numbers(ours) == theirs


def test_votelib_does_not_know_the_seat_of_each_region_in_jena() -> None:
    """Plain plurality seats the ninth of all; the by-law gives that seat to the best of a region without one."""
    text = (OWN / "open_list" / "mc_jena_2019.json").read_text("utf-8")
    candidates = json.loads(text)["candidates"]
    theirs = set(Plurality().evaluate({each["name"]: each["votes"] for each in candidates}, 9))
    official = {each["name"] for each in candidates if each["elected"]}
    regions = {each["name"]: each["region"] for each in candidates}
    assert (len(theirs - official), len(official - theirs)) == (1, 1)
    assert {regions[name] for name in official - theirs} == {"Africa"}
    assert "Africa" not in {regions[name] for name in theirs}
    ours = check_person_case(read_person_cases(text)[0])
    assert {each.name for each in ours.counted.persons.elected} == official


def test_votelib_settles_equal_preference_votes_by_the_order_they_are_handed_over_in() -> None:
    """Two with five votes each and one seat: whoever is named first in the mapping sits. Here it is a tie."""
    jump = ThresholdOpenList(jump_fraction=Fraction(1, 4), accept_equal=True)
    assert jump.evaluate({"a": 5, "b": 5, "c": 1}, 1, ["a", "b", "c"]) == ["a"]
    assert jump.evaluate({"b": 5, "a": 5, "c": 1}, 1, ["a", "b", "c"]) == ["b"]
    order = PersonOrder(kind=OrderKind.PREFERENCE, share=Fraction(1, 4), base=PreferenceBase.LIST_VOTES)
    ours = count_persons(lists({1: (5, 5, 1)}, {1: 1}), sheet(1, order=order))
    assert ours.open_tie is not None
    assert ours.open_tie.between == (101, 102)
