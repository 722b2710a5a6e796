# SPDX-License-Identifier: EUPL-1.2
"""The timetable: every day from polling day, days fixed by the call, decisions, and terms that cannot work."""

from __future__ import annotations

import datetime as dt

import pytest

from core.domain.refusal import Refusal
from council.domain.election import Calendar
from council.domain.election_days import calendar_under
from council.domain.refusals import CouncilRefusal
from council.domain.timetable import (
    USUAL_DEADLINES,
    DayKind,
    Days,
    Deadline,
    Edge,
    Opening,
    Point,
    Shift,
    Step,
    TimetableTerms,
    Timing,
    Window,
    timetable,
)
from council.domain.timetable_refusals import TimetableRefusal
from council.domain.timetable_text import read_deadlines, write_deadlines

POLLING = dt.date(2027, 3, 14)
USUAL = TimetableTerms()


def on(day: dt.date) -> Days:
    return {(Step.POLLING, Edge.BEGINS): day, (Step.POLLING, Edge.ENDS): day}


def table(terms: TimetableTerms = USUAL, days: Days | None = None, *openings: Opening) -> dict[Step, Window]:
    return {window.step: window for window in timetable(terms, days or on(POLLING), openings)}


@pytest.mark.requirement("R043", "D08")
def test_every_step_follows_from_polling_day() -> None:
    found = {step.value: (str(w.begins), str(w.ends)) for step, w in table().items()}
    assert found == {
        "notice": ("None", "2026-12-14"),
        "nominations": ("2026-12-29", "2027-02-19"),
        "inspection": ("2027-01-28", "2027-02-08"),
        "claims": ("2027-01-28", "2027-02-08"),
        "claim_decisions": ("2027-01-28", "2027-02-11"),
        "register_closing": ("2027-02-12", "2027-02-18"),
        "cards": ("2027-02-12", "2027-03-04"),
        "publication": ("2027-02-19", "2027-02-26"),
        "polling": ("2027-03-14", "2027-03-14"),
        "count": ("2027-03-14", "2027-03-17"),
        "declaration": ("2027-03-14", "2027-03-18"),
        "result_objections": ("2027-03-18", "2027-03-25"),
        "term": ("2027-04-09", "None"),
    }


def test_a_day_that_the_call_fixed_takes_what_hangs_on_it_along() -> None:
    days = {**on(POLLING), (Step.REGISTER_CLOSING, Edge.BEGINS): dt.date(2027, 2, 17)}
    found = table(USUAL, days)
    assert found[Step.CLAIMS].begins == dt.date(2027, 2, 2)
    assert found[Step.CLAIMS].ends == dt.date(2027, 2, 15), "13 February is a Saturday and moves on"
    assert found[Step.CLAIM_DECISIONS].ends == dt.date(2027, 2, 15), "16 February is a holiday"
    assert found[Step.CARDS].begins == dt.date(2027, 2, 17)
    assert found[Step.POLLING].begins == POLLING


@pytest.mark.parametrize("polling", [dt.date(2027, 3, 28), dt.date(2026, 10, 25), dt.date(2028, 2, 29)])
def test_the_order_holds_around_the_clock_change_and_leap_days(polling: dt.date) -> None:
    found = table(days=on(polling))
    assert found[Step.POLLING] == Window(Step.POLLING, polling, polling)
    for window in found.values():
        assert not (window.begins and window.ends) or window.begins <= window.ends, window


def test_a_step_is_open_from_its_first_to_its_last_day() -> None:
    claims = table()[Step.CLAIMS]
    for day, timing in (
        ("2027-01-27", Timing.EARLY),
        ("2027-01-28", Timing.IN_TIME),
        ("2027-02-08", Timing.IN_TIME),
        ("2027-02-09", Timing.LATE),
    ):
        assert claims.timing(dt.date.fromisoformat(day)) is timing
    assert Window(Step.CARDS, None, None).timing(dt.date.min) is Timing.IN_TIME


def test_the_newest_decision_about_a_step_counts() -> None:
    late = Opening(Step.CLAIMS, None, dt.date(2027, 2, 10))
    later = Opening(Step.CLAIMS, dt.date(2027, 2, 9), dt.date(2027, 2, 11))
    found = table(USUAL, None, late, later)
    assert found[Step.CLAIMS] == Window(Step.CLAIMS, dt.date(2027, 2, 9), dt.date(2027, 2, 11), moved=True)
    assert found[Step.INSPECTION].ends == dt.date(2027, 2, 8), "a decision is about its step alone"


def test_a_step_that_is_open_on_any_day_keeps_its_place() -> None:
    openings = [Opening(step, None, None) for step in Step]
    order = [window.step for window in timetable(USUAL, on(POLLING), openings)]
    assert order == [window.step for window in sorted(table().values(), key=lambda w: w.begins or w.ends)] + [
        Step.QUALIFYING
    ]


def test_a_step_that_the_statute_does_not_name_has_no_days() -> None:
    short = TimetableTerms(deadlines=(Deadline(Step.COUNT, ends=Point(1)),))
    assert set(table(short)) == {Step.COUNT, Step.POLLING}


def test_a_weekend_moves_before_after_or_stays() -> None:
    for shift, day in ((Shift.BEFORE, 12), (Shift.AFTER, 15), (Shift.STAYS, 13)):
        terms = TimetableTerms(deadlines=(Deadline(Step.CARDS, ends=Point(-1, shift=shift)),))
        assert table(terms)[Step.CARDS].ends == dt.date(2027, 3, day)


@pytest.mark.parametrize(
    ("deadlines", "code"),
    [
        ((Deadline(Step.CARDS), Deadline(Step.CARDS)), TimetableRefusal.DEADLINE_TWICE),
        ((Deadline(Step.CARDS, Point(1, Step.CARDS)),), TimetableRefusal.DEADLINE_ADRIFT),
        ((Deadline(Step.CARDS, Point(1, Step.COUNT)),), TimetableRefusal.DEADLINE_ADRIFT),
        (
            (Deadline(Step.CARDS, Point(1, Step.COUNT)), Deadline(Step.COUNT, Point(1, Step.CARDS))),
            TimetableRefusal.DEADLINE_ADRIFT,
        ),
    ],
)
def test_deadlines_that_lead_nowhere_are_refused(deadlines: tuple[Deadline, ...], code: TimetableRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        TimetableTerms(deadlines=deadlines)
    assert refused.value.code is code


def test_a_country_without_working_days_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        TimetableTerms(country="XQ")
    assert refused.value.code is TimetableRefusal.COUNTRY_UNKNOWN


@pytest.mark.requirement("D08")
def test_deadlines_are_written_and_read_back() -> None:
    assert read_deadlines(write_deadlines(USUAL_DEADLINES)) == USUAL_DEADLINES
    assert read_deadlines("\n cards |  | polling -10w \n") == (
        Deadline(Step.CARDS, None, Point(-10, kind=DayKind.WORKING)),
    )


@pytest.mark.parametrize(
    "line", ["cards", "lunch | polling -1", "cards | polling", "cards | polling -1x", "a|b|c|d", "cards | lunch -1"]
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_deadlines(f"polling | polling +0\n{line}")
    assert refused.value.facts == {"line": 2}


def test_days_left_empty_follow_from_the_statute_and_typed_ones_stay() -> None:
    nothing = {"register_closes_on": None, "nominations_close_on": None, "declare_by": None}
    assert calendar_under(USUAL, POLLING, nothing) == Calendar(
        register_closes_on=dt.date(2027, 2, 12),
        nominations_close_on=dt.date(2027, 2, 19),
        polling_day=POLLING,
        declare_by=dt.date(2027, 3, 18),
    )
    typed = {**nothing, "declare_by": dt.date(2027, 3, 20)}
    assert calendar_under(USUAL, POLLING, typed).declare_by == dt.date(2027, 3, 20)
    with pytest.raises(Refusal) as refused:
        calendar_under(USUAL, POLLING, {**nothing, "declare_by": dt.date(2027, 3, 1)})
    assert refused.value.code is CouncilRefusal.DATES_OUT_OF_ORDER
    none = TimetableTerms(deadlines=())
    assert calendar_under(none, POLLING, nothing).register_closes_on == POLLING
