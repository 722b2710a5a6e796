# SPDX-License-Identifier: EUPL-1.2
"""Deadlines of a statute in words: each first and last day, told by another day."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from council.domain.timetable import DayKind, Point, Shift, TimetableTerms
from council.messages import LABELS


@dataclass(frozen=True, slots=True)
class DayWords:
    """A day as it is told, and where it goes when nobody works on it."""

    told: str
    shift: str = ""

    @property
    def whole(self) -> str:
        return f"{self.told}; {self.shift}" if self.shift else self.told


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """One step with its first and last day."""

    step: str
    title: str
    begins: DayWords
    ends: DayWords

    @property
    def whole(self) -> str:
        """Both days in one line."""
        first = _("first day: %(day)s", day=self.begins.whole)
        last = _("last day: %(day)s", day=self.ends.whole)
        return f"{first}. {last}"


def deadline_words(terms: TimetableTerms) -> tuple[DeadlineWords, ...]:
    """Every deadline, in the order of the statute."""
    return tuple(
        DeadlineWords(each.step.value, _label(each.step), _day(each.begins), _day(each.ends))
        for each in terms.deadlines
    )


def _label(member: object) -> str:
    return str(LABELS[type(member)][member])  # type: ignore[index]  # every member of LABELS is an enum


def _day(point: Point | None) -> DayWords:
    if point is None:
        return DayWords("–")
    edge = f"{_label(point.anchor)} ({_label(point.edge)})"
    if not point.days:
        told = edge
    elif point.kind is DayKind.WORKING:
        told = ngettext("%(num)s working day from:", "%(num)s working days from:", point.days) + f" {edge}"
    else:
        told = ngettext("%(num)s day from:", "%(num)s days from:", point.days) + f" {edge}"
    return DayWords(told, "" if point.shift is Shift.STAYS else _label(point.shift))
