# SPDX-License-Identifier: EUPL-1.2
"""Orders of ballot papers: every name is first equally often, quantities add up, fields stay in place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.domain.ballot_paper import (
    Paper,
    PaperBlock,
    PaperKind,
    PaperLine,
    PaperSize,
    geometry,
    make_order,
)


def paper(blocks: int) -> Paper:
    lines = (PaperBlock((PaperLine(number, (f"List {number}",), is_list=True),)) for number in range(1, blocks + 1))
    return Paper(kind=PaperKind.LIST, langs=("lt", "en"), titles=("a", "b"), blocks=tuple(lines))


@pytest.mark.requirement("R049")
@settings(max_examples=40)
@given(
    st.integers(1, 12),
    st.lists(st.integers(0, 3000), min_size=1, max_size=6),
    st.integers(0, 50),
    st.booleans(),
)
def test_each_name_is_first_equally_often_and_the_order_adds_up(
    blocks: int, people: list[int], percent: int, rotate: bool
) -> None:
    expected = {str(place): number for place, number in enumerate(people)}
    order = make_order(paper(blocks), expected, rotate=rotate, reserve_percent=percent)
    assert order.variants == (blocks if rotate else 1)
    assert len(set(order.by_variant)) == 1
    assert order.total == sum(place.total for place in order.places) + sum(order.reserve)
    assert sum(order.reserve) < order.variants
    for place, number in zip(order.places, people, strict=True):
        assert place.total * 100 >= number * (100 + percent)
        assert max(place.variants) - min(place.variants) <= 1


def test_every_variant_has_the_same_lines_and_another_one_first() -> None:
    whole = paper(4)
    orders = [whole.in_order(variant) for variant in range(1, 5)]
    assert orders[0] == whole
    assert [order.lines[0].number for order in orders] == [1, 2, 3, 4]
    assert {frozenset(order.lines) for order in orders} == {frozenset(whole.lines)}
    assert [line.number for line in orders[2].lines] == [3, 4, 1, 2]


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("languages", [1, 2, 3, 4])
def test_fields_fit_on_the_sheet(size: PaperSize, languages: int) -> None:
    place = geometry(size, paper(3), [(60, 200)] * languages)
    assert place.per_page >= 3
    assert place.top + place.per_page * place.row <= place.height - place.margin
    assert place.box < place.row
    assert size is PaperSize.ORDINARY or place.text >= 18


def test_longer_names_get_more_room_on_every_line() -> None:
    usual = geometry(PaperSize.ORDINARY, paper(3), [(60, 200)])
    long = PaperBlock((PaperLine(4, ("N" * 100, "M" * 100), is_list=True),))
    whole = paper(3)
    wider = geometry(PaperSize.ORDINARY, replace(whole, blocks=(*whole.blocks, long)), [(60, 200)])
    assert wider.row > usual.row
    assert wider.top == usual.top
    assert geometry(PaperSize.ORDINARY, whole, [(60, 900)]).top > usual.top
