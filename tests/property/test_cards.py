# SPDX-License-Identifier: EUPL-1.2
"""Whatever the register holds: a print run has exactly one card for each elector, and its files add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.cards import (
    Elector,
    ManifestLine,
    PlannedFile,
    card_language,
    card_number,
    gaps,
    planned_files,
    read_card_number,
)

PLACES = ("a", "b", "ž-1", "ž 1")
OFFERED = ("en", "lt", "ar")
ELECTORS = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(["", "uk", "lt", "ar", "AR", "en-GB", "xx"]), st.text(max_size=3)
    ),
    max_size=40,
).map(
    lambda rows: [
        Elector(number, f"entry{number}", place, language, f"Name {number}", "", address)
        for number, (place, language, address) in enumerate(rows)
    ]
)


def line_of(file: PlannedFile) -> ManifestLine:
    return ManifestLine(
        name=file.name,
        place=file.place,
        lang=file.lang,
        cards=len(file.cards),
        pages=len(file.cards),
        first=file.first,
        last=file.last,
        size=1,
        sha256="",
    )


@pytest.mark.requirement("R047")
@given(electors=ELECTORS, most=st.integers(1, 15))
def test_every_elector_has_exactly_one_card_in_a_file_of_the_own_place_and_language(
    electors: list[Elector], most: int
) -> None:
    files = planned_files(electors, PLACES, OFFERED, most)
    cards = [card for file in files for card in file.cards]
    assert sorted(card.elector.entry_id for card in cards) == [each.entry_id for each in electors]
    assert [card.sequence for card in cards] == list(range(1, len(cards) + 1))
    for file in files:
        assert 0 < len(file.cards) <= most
        for card in file.cards:
            assert (card.elector.place, card_language(card.elector.language, OFFERED)) == (file.place, file.lang)
    assert gaps([line_of(file) for file in files], Counter(each.place for each in electors)) == ()


@given(electors=ELECTORS.filter(bool), wrong=st.sampled_from(["cards", "pages", "first", "last", "name", "place"]))
def test_a_manifest_that_lies_anywhere_is_noticed(electors: list[Elector], wrong: str) -> None:
    lines = [line_of(file) for file in planned_files(electors, PLACES, OFFERED, 7)]
    wanted = Counter(each.place for each in electors)
    if wrong == "name":
        lines.append(replace(lines[0], cards=0, pages=0, first=lines[-1].last + 1, last=lines[-1].last))
    elif wrong == "place":
        lines[0] = replace(lines[0], place="elsewhere")
    else:
        lines[0] = replace(lines[0], **{wrong: getattr(lines[0], wrong) + 1})
    assert gaps(lines, wanted)


@given(series=st.integers(0, 9999), sequence=st.integers(1, 99_999_999), space=st.sampled_from(["", " ", "  "]))
def test_a_card_number_is_read_back_as_it_is_printed(series: int, sequence: int, space: str) -> None:
    assert read_card_number(space + card_number(series, sequence).replace("-", space + "–" + space)) == (
        series,
        sequence,
    )


@given(typed=st.text(max_size=20))
def test_anything_else_is_no_number(typed: str) -> None:
    found = read_card_number(typed)
    assert found is None or all(part >= 0 for part in found)
