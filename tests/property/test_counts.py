# SPDX-License-Identifier: EUPL-1.2
"""Places add up to the election, in whatever order they come, and small places cannot be read off a public table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from council.domain.polling import FIELDS, SMALLEST_SHOWN, Figures, ListVotes, pooled, total

LISTS = ("a", "b", "c")
number = st.integers(0, 400)


@st.composite
def sheets(draw: st.DrawFn) -> Figures:
    votes = tuple(ListVotes(each, draw(st.integers(0, 40))) for each in LISTS)
    valid, rejected = sum(each.votes for each in votes), draw(st.integers(0, 6))
    values = {name: draw(number) for name in FIELDS}
    return Figures(votes=votes, **{**values, "valid": valid, "rejected": rejected, "found": valid + rejected})


places = st.dictionaries(st.text("klmnop", min_size=1, max_size=3), sheets(), min_size=1, max_size=7)


@given(places)
def test_the_total_is_the_sum_of_the_places(found: dict[str, Figures]) -> None:
    every = total(found.values())
    for name in FIELDS:
        assert getattr(every, name) == sum(getattr(each, name) for each in found.values())
    for one in LISTS:
        assert every.of(one) == sum(each.of(one) for each in found.values())


@given(places, st.randoms(use_true_random=False))
def test_the_order_of_the_places_changes_nothing(found: dict[str, Figures], random: object) -> None:
    shuffled = list(found.values())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert total(shuffled) == total(found.values())


@given(places)
def test_a_public_table_shows_every_paper_and_no_small_place(found: dict[str, Figures]) -> None:
    lines = pooled(found)
    assert sorted(key for line in lines for key in line.keys) == sorted(found)
    assert total(line.figures for line in lines) == total(found.values())
    if total(found.values()).found >= SMALLEST_SHOWN:
        assert all(line.figures.found >= SMALLEST_SHOWN for line in lines)
    if len(found) > 1:
        small = {key for key, each in found.items() if each.found < SMALLEST_SHOWN}
        assert not [line for line in lines if len(line.keys) == 1 and line.keys[0] in small]
