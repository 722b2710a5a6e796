# SPDX-License-Identifier: EUPL-1.2
"""The figures of a polling place: what cannot be true, what needs a reason, when two entries confirm a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from council.domain.grounds import RejectionGround
from council.domain.polling import (
    SMALLEST_SHOWN,
    Entry,
    EntryKind,
    Figures,
    GroundPapers,
    ListVotes,
    PlaceState,
    confirmed,
    disagreeing_fields,
    place_state,
    pooled,
    total,
)
from council.domain.verification import Check, Surroundings, differences
from council.tally.persons.papers import Ground


def sheet(first: int = 60, second: int = 40, **other: Any) -> Figures:
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
        grounds=(GroundPapers(RejectionGround.NOT_MARKED, 5),),
    )
    return replace(figures, **other)


REGISTER = Surroundings(electors=300)


@pytest.mark.requirement("R050")
def test_a_sheet_that_adds_up_has_no_difference() -> None:
    assert differences(sheet(), REGISTER) == ()


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
        ({"grounds": (GroundPapers(RejectionGround.OTHER, 4),)}, Check.GROUNDS_ARE_REJECTED, True),
        ({"valid": 94, "rejected": 11}, Check.MANY_REJECTED, False),
    ],
)
def test_each_difference_is_found(other: dict[str, Any], check: Check, stops: bool) -> None:
    found = {each.check: each.stops for each in differences(sheet(**other), REGISTER)}
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
    small = sheet(2, 1, rejected=0, found=3, grounds=())
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


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(("turnout", "asks"), [(None, False), (60, False), (61, True), (10, False), (9, True)])
def test_a_turnout_far_from_the_others_asks_for_a_sentence(turnout: int | None, asks: bool) -> None:
    """105 papers of 300 electors are 35 of a hundred; up to 25 points away is no surprise."""
    found = [each.check for each in differences(sheet(), Surroundings(electors=300, turnout=turnout))]
    assert (Check.TURNOUT_APART in found) is asks


@pytest.mark.requirement("R050")
def test_where_papers_are_entered_one_by_one_the_sheet_ends_at_the_box() -> None:
    bare = sheet(valid=0, rejected=0, grounds=(), votes=())
    assert differences(bare, Surroundings(electors=300, keyed=True)) == ()
    assert differences(bare, REGISTER) != ()


@pytest.mark.requirement("R050")
def test_a_recount_starts_anew_and_only_its_own_entries_confirm_it() -> None:
    first, second = Entry(EntryKind.FIRST, sheet()), Entry(EntryKind.SECOND, sheet())
    again = Entry(EntryKind.FIRST, sheet(59, 41), 2)
    assert place_state([first, second], round=2) is PlaceState.RECOUNT
    assert place_state([first, second, again], round=2) is PlaceState.ENTERED_ONCE
    assert confirmed([first, second, again], round=2) is None
    both = [first, second, again, replace(again, kind=EntryKind.SECOND)]
    assert confirmed(both, round=2) == again.figures
    assert place_state([], left_out=True) is PlaceState.LEFT_OUT
    assert place_state([first], left_out=True) is PlaceState.ENTERED_ONCE


def test_grounds_are_those_of_the_tally_and_differ_field_by_field() -> None:
    assert {each.value for each in RejectionGround} == {each.value for each in Ground}
    other = sheet(grounds=(GroundPapers(RejectionGround.NOT_MARKED, 4), GroundPapers(RejectionGround.OTHER, 1)))
    assert disagreeing_fields(sheet(), other) == ("not_marked", "other")
    assert total([sheet(), other]).rejected_on(RejectionGround.NOT_MARKED) == 9


@pytest.mark.requirement("R050")
def test_the_roll_and_a_place_without_electors_of_its_own() -> None:
    """Whoever votes by post stands on the roll of another place."""
    roll = Surroundings(electors=300, marked=104)
    assert [each.check for each in differences(sheet(), roll)] == [Check.MARKED_AS_ROLL]
    assert differences(sheet(electors=0), Surroundings(electors=0, marked=105)) == ()
