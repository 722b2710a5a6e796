# SPDX-License-Identifier: EUPL-1.2
"""The deadlines of a statute as lines that people can read and change, and back.

``claims | register_closing begins -15 after | register_closing begins -4 after``: a step, its first and its last day,
each as the day it is counted from, a number of days (``w`` behind it for working days), and where a day off goes.
"""

import re

from core.domain.refusal import Refusal
from council.domain.timetable import DayKind, Deadline, Edge, Point, Shift, Step
from council.domain.timetable_refusals import TimetableRefusal

_POINT = re.compile(r"([a-z_]+)(?: (begins|ends))? ([+-]?[0-9]{1,4})(w?)(?: (before|after))?\Z")


def read_deadlines(text: str) -> tuple[Deadline, ...]:
    """:raises Refusal: ``council.deadlines_unreadable`` with the line that cannot be read."""
    deadlines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            deadlines.append(_deadline(line))
        except ValueError:
            raise Refusal(TimetableRefusal.DEADLINES_UNREADABLE, field="deadlines", line=number) from None
    return tuple(deadlines)


def write_deadlines(deadlines: tuple[Deadline, ...]) -> str:
    """The same deadlines as text to change."""
    return "\n".join(
        " | ".join((each.step.value, _written(each.begins), _written(each.ends))).rstrip() for each in deadlines
    )


def _deadline(line: str) -> Deadline:
    parts = [part.strip() for part in line.split("|")]
    if not 2 <= len(parts) <= 3:
        raise ValueError(line)
    step, begins, ends = (*parts, "")[:3]
    return Deadline(Step(step), _point(begins), _point(ends))


def _point(text: str) -> Point | None:
    if not text:
        return None
    match = _POINT.match(" ".join(text.split()))
    if match is None:
        raise ValueError(text)
    anchor, edge, days, working, shift = match.groups()
    return Point(
        int(days),
        Step(anchor),
        Edge(edge or Edge.BEGINS),
        DayKind.WORKING if working else DayKind.CALENDAR,
        Shift(shift or Shift.STAYS),
    )


def _written(point: Point | None) -> str:
    if point is None:
        return ""
    working = "w" if point.kind is DayKind.WORKING else ""
    shift = "" if point.shift is Shift.STAYS else f" {point.shift.value}"
    return f"{point.anchor.value} {point.edge.value} {point.days:+d}{working}{shift}"
