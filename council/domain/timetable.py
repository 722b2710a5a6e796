# SPDX-License-Identifier: EUPL-1.2
"""The election timetable: when each step may be taken, worked out from polling day, the statute and working days.

A statute lists its deadlines as data (`TimetableTerms`); a new kind of step is a new member of `Step` and one more
line of that list. What was fixed when the election was called, and what was decided since, go before the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.timetable_refusals import TimetableRefusal
from council.domain.working_days import WorkingDays, countries, working_days


class Step(StrEnum):
    """The steps of an election, in the order in which they usually begin."""

    NOTICE = "notice"
    NOMINATIONS = "nominations"
    INSPECTION = "inspection"
    CLAIMS = "claims"
    CLAIM_DECISIONS = "claim_decisions"
    REGISTER_CLOSING = "register_closing"
    CARDS = "cards"
    PUBLICATION = "publication"
    QUALIFYING = "qualifying"
    POLLING = "polling"
    COUNT = "count"
    DECLARATION = "declaration"
    RESULT_OBJECTIONS = "result_objections"
    TERM = "term"


class Edge(StrEnum):
    """The first or the last day of a step."""

    BEGINS = "begins"
    ENDS = "ends"


class DayKind(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class Shift(StrEnum):
    """Where a day goes on which nobody works."""

    STAYS = "stays"
    BEFORE = "before"
    AFTER = "after"


class Timing(StrEnum):
    """Whether a day lies in the time of a step."""

    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, told by another one: so many days after an edge of a step (before it when negative)."""

    days: int = 0
    anchor: Step = Step.POLLING
    edge: Edge = Edge.BEGINS
    kind: DayKind = DayKind.CALENDAR
    shift: Shift = Shift.STAYS


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a step may be taken. Without a first or last day it is open on that side."""

    step: Step
    begins: Point | None = None
    ends: Point | None = None


_BEFORE, _AFTER, _WORKING = Shift.BEFORE, Shift.AFTER, DayKind.WORKING
_CLOSING, _CLAIMS = Step.REGISTER_CLOSING, Step.CLAIMS

USUAL_DEADLINES = (
    Deadline(Step.NOTICE, ends=Point(-90, shift=_BEFORE)),
    Deadline(Step.NOMINATIONS, Point(-75), Point(-23, shift=_BEFORE)),
    Deadline(Step.INSPECTION, Point(0, _CLAIMS), Point(0, _CLAIMS, Edge.ENDS)),
    Deadline(_CLAIMS, Point(-15, _CLOSING, shift=_AFTER), Point(-4, _CLOSING, shift=_AFTER)),
    Deadline(Step.CLAIM_DECISIONS, Point(0, _CLAIMS), Point(-1, _CLOSING, kind=_WORKING)),
    Deadline(_CLOSING, Point(-30, shift=_BEFORE), Point(3, _CLOSING, kind=_WORKING)),
    Deadline(Step.CARDS, Point(0, _CLOSING), Point(-10, shift=_BEFORE)),
    Deadline(Step.PUBLICATION, Point(0, Step.NOMINATIONS, Edge.ENDS), Point(5, Step.NOMINATIONS, Edge.ENDS, _WORKING)),
    Deadline(Step.POLLING, Point(), Point()),
    Deadline(Step.COUNT, Point(), Point(3, shift=_AFTER)),
    Deadline(Step.DECLARATION, Point(), Point(4, shift=_AFTER)),
    Deadline(
        Step.RESULT_OBJECTIONS, Point(0, Step.DECLARATION, Edge.ENDS), Point(5, Step.DECLARATION, Edge.ENDS, _WORKING)
    ),
    Deadline(Step.TERM, Point(10, Step.RESULT_OBJECTIONS, Edge.ENDS, _WORKING)),
)
"""A common start for a first election, not advice: the working group decides."""

Days = Mapping[tuple[Step, Edge], date]


@dataclass(frozen=True, slots=True)
class TimetableTerms:
    """What the statute says about time: whose working days count, and the deadlines.

    ``appeal_days`` are working days in which a decision on a claim can be challenged.
    """

    country: str = "LT"
    deadlines: tuple[Deadline, ...] = USUAL_DEADLINES
    appeal_days: int = 5

    def __post_init__(self) -> None:
        """Refuse deadlines that could not be worked out for any polling day."""
        if self.country not in countries():
            raise Refusal(TimetableRefusal.COUNTRY_UNKNOWN, field="country", known=", ".join(countries()))
        steps = [deadline.step for deadline in self.deadlines]
        twice = next((step for step in steps if steps.count(step) > 1), None)
        if twice:
            raise Refusal(TimetableRefusal.DEADLINE_TWICE, field="deadlines", step=twice)
        for step in steps:
            for edge in Edge:
                self._follow(step, edge, ())

    def point(self, step: Step, edge: Edge) -> Point | None:
        """The rule for one edge of a step; polling day itself needs none."""
        deadline = next((each for each in self.deadlines if each.step is step), None)
        if deadline is None:
            return None
        return deadline.begins if edge is Edge.BEGINS else deadline.ends

    def _follow(self, step: Step, edge: Edge, seen: tuple[tuple[Step, Edge], ...]) -> None:
        if step is Step.POLLING:
            return
        point = self.point(step, edge)
        if (step, edge) in seen or (point is None and seen):
            raise Refusal(TimetableRefusal.DEADLINE_ADRIFT, field="deadlines", step=step)
        if point is not None:
            self._follow(point.anchor, point.edge, (*seen, (step, edge)))


@dataclass(frozen=True, slots=True)
class Opening:
    """A decision that gives a step another time; None leaves that side open."""

    step: Step
    begins: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Window:
    """The time of one step of one election. ``moved`` is True when a decision changed it."""

    step: Step
    begins: date | None
    ends: date | None
    moved: bool = False

    def timing(self, day: date) -> Timing:
        if self.begins and day < self.begins:
            return Timing.EARLY
        return Timing.LATE if self.ends and day > self.ends else Timing.IN_TIME


def timetable(terms: TimetableTerms, fixed: Days, openings: Sequence[Opening] = ()) -> tuple[Window, ...]:
    """The time of every step, in the order of the days.

    :param fixed: days that the call of the election fixed; polling day is always among them.
    :param openings: decisions, the newest last; the newest for a step counts.
    """
    reckoning = _Reckoning(terms, working_days(terms.country), fixed)
    decided = {opening.step: opening for opening in openings}
    steps = {deadline.step for deadline in terms.deadlines} | {step for step, _edge in fixed} | decided.keys()
    windows = [
        Window(step, decided[step].begins, decided[step].ends, moved=True)
        if step in decided
        else Window(step, reckoning.day(step, Edge.BEGINS), reckoning.day(step, Edge.ENDS))
        for step in Step
        if step in steps
    ]
    return tuple(sorted(windows, key=lambda window: window.begins or window.ends or reckoning.usual(window.step)))


@dataclass(frozen=True, slots=True)
class _Reckoning:
    terms: TimetableTerms
    working: WorkingDays
    fixed: Days

    def usual(self, step: Step) -> date:
        """Where a step stands in the order that may be taken on any day."""
        return self.day(step, Edge.BEGINS) or self.day(step, Edge.ENDS) or date.max

    def day(self, step: Step, edge: Edge) -> date | None:
        if (step, edge) in self.fixed:
            return self.fixed[step, edge]
        point = self.terms.point(step, edge)
        if point is None:
            return None
        anchor = self.day(point.anchor, point.edge)
        return None if anchor is None else self._from(anchor, point)

    def _from(self, anchor: date, point: Point) -> date:
        if point.kind is DayKind.WORKING:
            return self.working.plus(anchor, point.days)
        day = anchor + timedelta(days=point.days)
        if point.shift is Shift.STAYS:
            return day
        return self.working.near(day, -1 if point.shift is Shift.BEFORE else 1)
