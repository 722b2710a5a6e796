# SPDX-License-Identifier: EUPL-1.2
"""Working days of a country: weekends and public holidays, read from the files of ``council/data/working_days``.

Which country counts is a term of the statute. Nothing here knows a holiday by itself.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

_FILES = files("council.data") / "working_days"
LONGEST_REST = 60
"""No country rests longer; a calendar that says so is wrong, and the search for a working day ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """One public holiday as a rule. What a kind does not use is 0."""

    name: str
    kind: str
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    year: int = 0
    since: int = 0
    until: int = 9999

    def in_year(self, year: int) -> date | None:
        """The date in a year, or None where the rule does not hold."""
        if not self.since <= year <= self.until:
            return None
        if self.kind == "easter":
            return easter(year) + timedelta(days=self.day)
        if self.kind == "weekday":
            first = date(year, self.month, 1)
            return first + timedelta(days=(self.weekday - first.isoweekday()) % 7 + 7 * (self.nth - 1))
        if self.kind == "once" and self.year != year:
            return None
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of one country."""

    country: str
    weekend: frozenset[int]
    days: tuple[DayOff, ...]

    def holiday(self, day: date) -> str:
        """The name of the public holiday on that day, or nothing."""
        return next((off.name for off in self.days if off.in_year(day.year) == day), "")

    def works(self, day: date) -> bool:
        return day.isoweekday() not in self.weekend and not self.holiday(day)

    def near(self, day: date, step: int) -> date:
        """The day itself when people work on it, else the next one in the direction of ``step`` (1 or -1)."""
        for _ in range(LONGEST_REST):
            if self.works(day):
                return day
            day += timedelta(days=step)
        raise ValueError("a country that never works")

    def plus(self, day: date, number: int) -> date:
        """The day that comes that many working days later, or earlier when the number is negative."""
        step = 1 if number > 0 else -1
        for _ in range(abs(number)):
            day = self.near(day + timedelta(days=step), step)
        return day


def easter(year: int) -> date:
    """Easter Sunday of the western churches: the Sunday after the first full moon of the church's spring."""
    century, golden = year // 100, year % 19
    skipped, shifted = century - century // 4, (8 * century + 13) // 25
    epact = (19 * golden + skipped - shifted + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - skipped) % 7
    return date(year, 3, 28) + timedelta(days=epact - weekday)


def countries() -> tuple[str, ...]:
    """The codes of the countries whose working days are known."""
    names = (entry.name for entry in _FILES.iterdir())
    return tuple(sorted(name.removesuffix(".toml").upper() for name in names if name.endswith(".toml")))


@lru_cache(maxsize=16)
def working_days(country: str) -> WorkingDays:
    """:raises LookupError: when the country has no file."""
    if country not in countries():
        raise LookupError(country)
    return _read(tomllib.loads((_FILES / f"{country.lower()}.toml").read_text("utf-8")))


def _read(plain: Mapping[str, Any]) -> WorkingDays:
    return WorkingDays(plain["country"], frozenset(plain["weekend"]), tuple(DayOff(**day) for day in plain["days"]))
