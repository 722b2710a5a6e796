# SPDX-License-Identifier: EUPL-1.2
"""Hours across a change of the clocks, line numbers, the hour of a mark, postal moves, and turnout nobody can undo."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.refusal import Refusal
from council.domain.disclosure import SMALLEST_SHOWN
from council.domain.election import LocalText
from council.domain.place_text import hours_text, read_hours, read_languages, read_stops, stops_text
from council.domain.places import Access, Duty, ElectionPlace, PlaceKind
from council.domain.polling_refusals import PollingRefusal
from council.domain.postal import PostalEvent, PostalState, TenderedOutcome
from council.domain.roll import (
    Conflict,
    RollState,
    Standing,
    Way,
    conflict_of,
    hour_of,
    line_numbers,
    moment_of,
    split_birth,
    standing,
)
from council.domain.turnout import ReportKind, Trait, age_band, shown_hours, shown_shares
from council.polling_words import POLLING_LABELS, POLLING_REFUSALS, TO_DO
from council.views.turnout import hour_words

ZONE = ZoneInfo("Europe/Vilnius")
FORWARD, BACK = "2027-03-28", "2027-10-31"


def test_every_word_is_there() -> None:
    assert set(POLLING_REFUSALS) == set(PollingRefusal)
    kinds = (PlaceKind, Access, Duty, Standing, PostalState, PostalEvent, Conflict, TenderedOutcome, ReportKind, Trait)
    for kind in kinds:
        assert set(POLLING_LABELS[kind]) == set(kind)
    assert set(TO_DO) == set(Conflict)


@pytest.mark.requirement("R049")
def test_hours_are_as_long_as_they_really_are_when_the_clocks_change() -> None:
    text = f"2027-03-27 22:00 - {FORWARD} 06:00\n{FORWARD} 07:00 - 20:00\n2027-10-30 22:00 - {BACK} 06:00"
    spans = read_hours(text, ZONE)
    assert [span.length for span in spans] == [dt.timedelta(hours=hours) for hours in (7, 13, 9)]
    assert hours_text(spans, ZONE) == text
    for line, code in (
        (f"{FORWARD} 03:30 - 20:00", PollingRefusal.TIME_MISSING),
        (f"{BACK} 03:30 - 20:00", PollingRefusal.TIME_TWICE),
        (f"{BACK} 20:00 - 07:00", PollingRefusal.HOURS_CHANGED_OVER),
        (f"{BACK} 7 to 8", PollingRefusal.HOURS_UNREADABLE),
        ("2027-02-30 07:00 - 20:00", PollingRefusal.HOURS_UNREADABLE),
    ):
        with pytest.raises(Refusal) as refusal:
            read_hours(line, ZONE)
        assert (refusal.value.code, refusal.value.field) == (code, "hours")


@pytest.mark.requirement("R049")
def test_the_hour_that_comes_twice_is_two_hours_of_marks() -> None:
    first = dt.datetime(2027, 10, 31, 3, 59, tzinfo=ZONE)
    again = first.replace(fold=1)
    assert hour_of(again) == hour_of(first) + 1
    assert moment_of(hour_of(first)).astimezone(ZONE) == first.replace(minute=0)


def test_stops_and_languages_are_read_and_written() -> None:
    text = "Second square | 2027-03-14 11:00 - 12:00\nMarket | old | 2027-03-14 09:00 - 10:30"
    stops = read_stops(text, ZONE)
    assert [stop.address for stop in stops] == ["Market | old", "Second square"], "in the order of the day"
    assert read_stops(stops_text(stops, ZONE), ZONE) == stops
    with pytest.raises(Refusal, match="stops_unreadable"):
        read_stops("2027-03-14 11:00 - 12:00", ZONE)
    assert read_languages("lt, UK  ar lt") == ("lt", "uk", "ar")
    with pytest.raises(Refusal, match="language_unknown"):
        read_languages("lt english")


@given(st.lists(st.integers(1, 900), min_size=1, max_size=40))
def test_line_numbers_are_read_however_they_are_typed(numbers: list[int]) -> None:
    assert line_numbers(", ".join(map(str, numbers))) == tuple(dict.fromkeys(numbers))


def test_line_numbers_from_to_and_what_is_no_number() -> None:
    assert line_numbers(" 3\n17 20 - 22;5–6 ") == (3, 17, 20, 21, 22, 5, 6)
    for wrong in ("3 x", "9-3", "1-99999", "", "-4"):
        with pytest.raises(Refusal, match="lines_unreadable"):
            line_numbers(wrong)


@pytest.mark.parametrize(
    ("typed", "rest", "born"),
    [
        ("alpha 1970-01-11", "alpha", "1970-01-11"),
        ("11.1.1970", "", "1970-01-11"),
        ("11/01/1970 al", "al", "1970-01-11"),
        ("FR-0000001-X", "FR-0000001-X", ""),
    ],
)
def test_a_birth_date_is_found_in_what_is_typed(typed: str, rest: str, born: str) -> None:
    assert split_birth(typed) == (rest, born)


HERE = ElectionPlace("rukla", LocalText("Rukla"), ())


@pytest.mark.requirement("R049")
def test_what_the_desk_and_the_paper_are_told() -> None:
    plain = dict(eligible=True, place="rukla")
    for state, told, conflict in (
        (RollState(**plain), Standing.MAY_VOTE, None),
        (RollState(**plain, turn=1, way=Way.DESK), Standing.ALREADY_VOTED, Conflict.ALSO_ON_SCREEN),
        (RollState(**plain, turn=2, way=Way.DESK), Standing.MAY_VOTE, None),
        (RollState(**plain, turn=1, way=Way.PAPER_ROLL), Standing.ALREADY_VOTED, None),
        (RollState(**plain, turn=1, way=Way.POST), Standing.VOTED_BY_POST, Conflict.ALSO_BY_POST),
        (RollState(**plain, post=PostalState.OUT), Standing.ENVELOPE_OUT, None),
        (RollState(**plain, post=PostalState.RETURNED), Standing.ENVELOPE_RETURNED, Conflict.ALSO_BY_POST),
        (RollState(**plain, post=PostalState.REFUSED), Standing.MAY_VOTE, None),
        (RollState(eligible=True, place="jonava"), Standing.ANOTHER_PLACE, None),
        (RollState(eligible=False, place="rukla"), Standing.NOT_AN_ELECTOR, Conflict.NOT_AN_ELECTOR),
    ):
        assert (standing(state, HERE), conflict_of(state)) == (told, conflict)
    assert conflict_of(None) is Conflict.LINE_UNKNOWN


groups = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.integers(0, 60).flatmap(lambda electors: st.tuples(st.just(electors), st.integers(0, electors))),
    min_size=1,
    max_size=8,
)


@pytest.mark.requirement("D03", "R053")
@given(groups)
def test_no_shown_group_is_small_and_no_hidden_one_follows_from_the_totals(counts: dict[str, tuple[int, int]]) -> None:
    shares = {share.key: share for share in shown_shares(counts)}
    hidden = [key for key, share in shares.items() if share.voted is None]
    for key, share in shares.items():
        if share.voted is not None and share.electors:
            assert min(share.voted, share.electors - share.voted) >= SMALLEST_SHOWN
            assert (share.electors, share.voted) == counts[key]
    others = [key for key in shares if key not in hidden and counts[key][0]]
    if hidden and others:
        electors, voted = (sum(counts[key][part] for key in hidden) for part in (0, 1))
        assert len(hidden) > 1
        assert min(voted, electors - voted) >= SMALLEST_SHOWN


def test_quiet_hours_are_hidden_and_ages_have_bands() -> None:
    assert [(each.hour, each.marks) for each in shown_hours({8: 40, 7: 2, 9: 11})] == [(7, None), (8, 40), (9, None)]
    bands = [
        age_band(born, 2027) for born in ("1990-01-01", "2009-00-00", "1930-05-05", "2015-01-01", "31.12.1990", "")
    ]
    assert bands == ["35-44", "18-24", "65-200", "0-17", "", ""]


def test_an_hour_is_said_as_the_clock_on_the_wall_shows_it() -> None:
    summer, sunday = hour_of(dt.datetime(2027, 10, 31, 3, 10, tzinfo=ZONE)), dt.date(2027, 10, 31)
    march = dt.datetime(2027, 3, 14, 9, 40, tzinfo=ZONE)
    assert hour_words(hour_of(march), march.date()) == "09:00"
    assert hour_words(summer, sunday) == "03:00 (EEST)"
    assert hour_words(summer + 1, sunday) == "03:00 (EET)"
