# SPDX-License-Identifier: EUPL-1.2
"""The figures of a polling place: what cannot be true, what needs a reason, when two entries confirm a place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from council.domain.polling import (
    SMALLEST_SHOWN,
    Check,
    Entry,
    EntryKind,
    Figures,
    ListVotes,
    PlaceState,
    confirmed,
    differences,
    disagreeing_fields,
    place_state,
    pooled,
    total,
)


def sheet(first: int = 60, second: int = 40, **other: int | None) -> Figures:
    valid = first + second
    figures = Figures(
        electors=300,
        marked=valid + 5,
        received=200 + valid,
        issued=valid + 5,
        unused=194,
        spoilt=1,
        found=valid + 5,
        valid=valid,
        rejected=5,
        votes=(ListVotes("b", second), ListVotes("a", first)),
    )
    return replace(figures, **other)


@pytest.mark.requirement("R050")
def test_a_sheet_that_adds_up_has_no_difference() -> None:
    assert differences(sheet(), 300) == ()


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("other", "check", "stops"),
    [
        ({"rejected": 6}, Check.FOUND_IS_VALID_AND_REJECTED, True),
        ({"valid": 101, "rejected": 4}, Check.VOTES_ARE_VALID, True),
        ({"issued": 104, "unused": 195, "marked": 104}, Check.FOUND_ABOVE_ISSUED, True),
        ({"electors": 104}, Check.ISSUED_ABOVE_ELECTORS, True),
        ({"marked": 301}, Check.MARKED_ABOVE_ELECTORS, True),
        ({"unused": 190}, Check.RECEIVED_ADDS_UP, False),
        ({"issued": 106, "unused": 193, "marked": 106}, Check.FOUND_BELOW_ISSUED, False),
        ({"marked": 104}, Check.ISSUED_IS_MARKED, False),
        ({"electors": 299}, Check.ELECTORS_AS_REGISTER, False),
    ],
)
def test_each_difference_is_found(other: dict[str, int], check: Check, stops: bool) -> None:
    found = {each.check: each.stops for each in differences(sheet(**other), 300)}
    assert found[check] is stops


def test_where_the_register_is_not_known_nothing_is_compared_with_it() -> None:
    assert differences(sheet(electors=None)) == ()


@pytest.mark.requirement("R050")
def test_two_entries_that_agree_confirm_a_place() -> None:
    first = Entry(EntryKind.FIRST, sheet())
    same, other = Entry(EntryKind.SECOND, sheet()), Entry(EntryKind.SECOND, sheet(59, 41))
    decided = Entry(EntryKind.DECISION, sheet(59, 41))
    assert place_state([]) is PlaceState.OPEN
    assert place_state([first]) is PlaceState.ENTERED_ONCE
    assert place_state([first, same]) is PlaceState.CONFIRMED
    assert place_state([first, other]) is PlaceState.DISAGREEING
    assert place_state([first, other, decided]) is PlaceState.CONFIRMED
    assert confirmed([first]) is None
    assert confirmed([first, other]) is None
    assert confirmed([first, other, decided]) == decided.figures
    assert confirmed([first, same, decided]) == decided.figures


def test_where_two_entries_differ() -> None:
    assert disagreeing_fields(sheet(), sheet(59, 41, spoilt=2)) == ("spoilt", "a", "b")


@pytest.mark.requirement("R050")
def test_no_line_of_a_public_table_is_small() -> None:
    small = sheet(2, 1, rejected=0, found=3)
    lines = pooled({"one": sheet(), "tiny": small, "two": sheet(30, 20)})
    assert [line.keys for line in lines] == [("one",), ("tiny", "two")]
    assert lines[1].figures.found == small.found + sheet(30, 20).found
    assert [line.keys for line in pooled({"one": sheet(), "two": sheet()})] == [("one",), ("two",)]


def test_two_very_small_places_take_a_third_with_them() -> None:
    one = sheet(1, 0, rejected=0, found=1)
    lines = pooled({"a": one, "b": one, "c": sheet()})
    assert [line.keys for line in lines] == [("a", "b", "c")]
    assert lines[0].figures.found >= SMALLEST_SHOWN


def test_the_total_knows_electors_only_when_every_place_does() -> None:
    assert total([sheet(), sheet()]).electors == 600
    assert total([sheet(), sheet(electors=None)]).electors is None


@pytest.mark.requirement("R050", "D03")
def test_two_versions_of_a_table_do_not_tell_what_the_first_one_hid() -> None:
    """A recount finds more papers at a small place: shown alone now, it would give its first figures away."""
    first = {"a": sheet(2, 1, rejected=0, found=3), "b": sheet(30, 20), "c": sheet()}
    together = next(line.keys for line in pooled(first) if len(line.keys) > 1)
    assert together == ("a", "b")
    again = {**first, "a": sheet(4, 2, rejected=0, found=6)}
    assert [line.keys for line in pooled(again)] == [("a",), ("b",), ("c",)]
    assert [line.keys for line in pooled(again, before=together)] == [("c",), ("a", "b")]
