# SPDX-License-Identifier: EUPL-1.2
"""Working days: Easter, the holidays of Lithuania, counting in both directions, and other countries as data."""

from __future__ import annotations

import datetime as dt

import pytest

from council.domain.working_days import DayOff, WorkingDays, countries, easter, working_days

LT = working_days("LT")


@pytest.mark.parametrize(
    "day",
    ["1818-03-22", "1943-04-25", "1981-04-19", "2000-04-23", "2008-03-23", "2026-04-05", "2027-03-28", "2038-04-25"],
)
def test_easter_sunday_as_the_almanac_has_it(day: str) -> None:
    known = dt.date.fromisoformat(day)
    assert easter(known.year) == known


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2027-02-15", True),
        ("2027-02-16", False),
        ("2027-03-29", False),
        ("2027-03-30", True),
        ("2027-05-02", False),
        ("2027-06-06", False),
        ("2019-11-02", False),
        ("2018-11-02", True),
        ("2027-11-02", False),
        ("2027-12-23", True),
        ("2027-12-24", False),
    ],
)
def test_the_holidays_of_lithuania(day: str, works: bool) -> None:
    assert LT.works(dt.date.fromisoformat(day)) is works


def test_a_holiday_that_came_later_does_not_change_earlier_years() -> None:
    assert LT.holiday(dt.date(2018, 11, 2)) == ""
    assert "Vėlinių" in LT.holiday(dt.date(2021, 11, 2))


def test_counting_goes_past_weekends_and_holidays_in_both_directions() -> None:
    thursday = dt.date(2027, 3, 25)
    assert LT.plus(thursday, 1) == dt.date(2027, 3, 26)
    assert LT.plus(thursday, 2) == dt.date(2027, 3, 30), "Easter Monday does not count"
    assert LT.plus(dt.date(2027, 3, 30), -2) == thursday
    assert LT.plus(thursday, 0) == thursday
    assert LT.near(dt.date(2027, 3, 27), 1) == dt.date(2027, 3, 30)
    assert LT.near(dt.date(2027, 3, 29), -1) == dt.date(2027, 3, 26)


def test_another_country_is_other_data() -> None:
    assert countries() == ("LT",)
    with pytest.raises(LookupError):
        working_days("../secrets")
    friday_off = WorkingDays(
        "ZZ", frozenset({5}), (DayOff(name="Census day", kind="once", year=2027, month=3, day=13, since=2000),)
    )
    assert friday_off.plus(dt.date(2027, 3, 11), 1) == dt.date(2027, 3, 14)
    assert friday_off.works(dt.date(2028, 3, 13)), "a single day is off once"
    never = WorkingDays("ZZ", frozenset(range(1, 8)), ())
    with pytest.raises(ValueError, match="never works"):
        never.near(dt.date(2027, 3, 11), 1)
