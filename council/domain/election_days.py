# SPDX-License-Identifier: EUPL-1.2
"""The days that are fixed when an election is drafted: as typed, or worked out from polling day and the statute."""

from collections.abc import Mapping
from datetime import date

from council.domain.election import Calendar
from council.domain.timetable import Edge, Step, TimetableTerms, timetable

FIXED = {
    "register_closes_on": (Step.REGISTER_CLOSING, Edge.BEGINS),
    "nominations_close_on": (Step.NOMINATIONS, Edge.ENDS),
    "declare_by": (Step.DECLARATION, Edge.ENDS),
}
"""Days of the call that a statute can give, and where its timetable has them."""


def calendar_under(terms: TimetableTerms, polling_day: date, typed: Mapping[str, date | None]) -> Calendar:
    """The days of an election; what a statute does not name and nobody typed is polling day itself.

    :raises Refusal: when the days are in the wrong order.
    """
    days = {FIXED[name]: day for name, day in typed.items() if day}
    days |= {(Step.POLLING, Edge.BEGINS): polling_day, (Step.POLLING, Edge.ENDS): polling_day}
    windows = {window.step: window for window in timetable(terms, days)}

    def day(name: str) -> date:
        step, edge = FIXED[name]
        window = windows.get(step)
        found = getattr(window, edge.value) if window else None
        return found or polling_day

    return Calendar(polling_day=polling_day, **{name: day(name) for name in FIXED})
