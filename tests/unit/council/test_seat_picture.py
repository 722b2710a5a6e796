# SPDX-License-Identifier: EUPL-1.2
"""The half-circle of seats: every seat once, none on another, kept and vacant ones marked."""

from __future__ import annotations

from itertools import combinations

import pytest

from council.views.seat_picture import MOST_DOTS, RADIUS, Bench, half_circle


@pytest.mark.parametrize("seats", [1, 2, 3, 4, 7, 9, 11, 18, 19, 22, 37, 48, 60, 90])
def test_every_seat_has_a_place_of_its_own_inside_the_picture(seats: int) -> None:
    picture = half_circle([Bench(1, "A", seats // 2), Bench(2, "B", seats - seats // 2)])
    assert len(picture.dots) == seats
    for dot in picture.dots:
        assert RADIUS <= dot.x <= picture.width - RADIUS
        assert RADIUS <= dot.y <= picture.height - RADIUS
    for one, two in combinations(picture.dots, 2):
        assert (one.x - two.x) ** 2 + (one.y - two.y) ** 2 >= (2 * RADIUS - 3) ** 2, (one, two)


def test_kept_and_vacant_seats_look_different_without_colour() -> None:
    picture = half_circle([Bench(3, "A", 4, vacant=1, kept=2)], unassigned=1)
    assert sorted(dot.text for dot in picture.dots) == sorted(["3", "3", "3", "3", "–", "?"])
    assert sum("dot--kept" in dot.look for dot in picture.dots) == 2
    assert sum("dot--vacant" in dot.look for dot in picture.dots) == 1
    assert sum("dot--open" in dot.look for dot in picture.dots) == 1


def test_the_first_list_sits_where_reading_begins() -> None:
    lists = [Bench(1, "A", 3), Bench(2, "B", 3)]
    plain, mirrored = half_circle(lists), half_circle(lists, mirrored=True)
    assert min(plain.dots, key=lambda dot: dot.x).text == "1"
    assert max(mirrored.dots, key=lambda dot: dot.x).text == "1"


def test_lists_without_seats_are_left_out_and_huge_councils_are_words_only() -> None:
    assert [bench.number for bench in half_circle([Bench(1, "A", 2), Bench(2, "B", 0)]).benches] == [1]
    huge = half_circle([Bench(1, "A", MOST_DOTS + 1)])
    assert huge.dots == ()
    assert huge.benches[0].seats == MOST_DOTS + 1
