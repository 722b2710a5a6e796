# SPDX-License-Identifier: EUPL-1.2
"""Turnout as numbers that may be told: by place and hour, and by group only where nobody can be picked out.

A share is hidden when few were in the group, when few of it voted, or when few of it did not; and then one more, so
that the sum does not give the hidden one away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from council.domain.disclosure import SMALLEST_SHOWN, shown_counts


class ReportKind(StrEnum):
    """What a polling place tells on polling day; ``silent`` is what others record about it."""

    OPENED = "opened"
    OFFLINE = "offline"
    ONLINE = "online"
    CLOSED = "closed"
    REOPENED = "reopened"
    SILENT = "silent"


class Trait(StrEnum):
    """By what turnout is told."""

    AGE = "age"
    SEX = "sex"
    LANGUAGE = "language"
    CITIZENSHIP = "citizenship"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group voted. Both are None where they are hidden."""

    key: str
    electors: int | None
    voted: int | None


UNKNOWN_HOUR = -1
"""Marks that were entered from the printed roll: paper does not tell the hour."""
BY_POST = -2
"""Marks that are accepted postal envelopes."""


@dataclass(frozen=True, slots=True)
class HourMarks:
    """Papers given in one hour (hours since 1970, or one of the two above), all places together."""

    hour: int
    marks: int | None


@dataclass(frozen=True, slots=True)
class TraitTable:
    """One table of groups."""

    trait: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Everything that is published about turnout at one election."""

    electors: int
    voted: int
    places: tuple[Share, ...]
    hours: tuple[HourMarks, ...]
    traits: tuple[TraitTable, ...]
    silent: tuple[str, ...] = ()


def is_safe(electors: int, voted: int) -> bool:
    """True when neither those who voted nor those who did not are few; nobody at all tells nothing of anybody."""
    return electors == 0 or min(voted, electors - voted) >= SMALLEST_SHOWN


def shown_shares(groups: Mapping[str, tuple[int, int]]) -> tuple[Share, ...]:
    """Groups (electors, voted) as they may be told, in their order, whoever knows the totals.

    What is hidden adds up to a group that could be told itself; if the hidden ones alone do not, the smallest of the
    others are hidden with them.
    """
    hidden = {key for key, counts in groups.items() if not is_safe(*counts)}
    rest = sorted((key for key in groups if key not in hidden and groups[key][0]), key=lambda key: (groups[key], key))
    while hidden and rest and (len(hidden) == 1 or not is_safe(*_sum(groups, hidden))):
        hidden.add(rest.pop(0))
    return tuple(
        Share(key, None, None) if key in hidden else Share(key, electors, voted)
        for key, (electors, voted) in groups.items()
    )


def shown_hours(marks: Mapping[int, int]) -> tuple[HourMarks, ...]:
    """Papers by the hour; quiet hours are hidden, never one alone."""
    return tuple(HourMarks(hour, count) for hour, count in shown_counts(dict(sorted(marks.items()))).items())


def _sum(groups: Mapping[str, tuple[int, int]], keys: set[str]) -> tuple[int, int]:
    return sum(groups[key][0] for key in keys), sum(groups[key][1] for key in keys)


AGES = ((18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 200))


def age_band(born: str, year: int) -> str:
    """The band of an age reached in a year, from a birth date as the register writes it; "" when it does not say."""
    if not born[:4].isdecimal():
        return ""
    age = year - int(born[:4])
    return next((f"{low}-{high}" for low, high in AGES if low <= age <= high), "" if age > AGES[0][0] else "0-17")
