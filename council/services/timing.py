# SPDX-License-Identifier: EUPL-1.2
"""The guard of the timetable: a step out of its time is refused unless a recorded decision opened it.

Recording such a decision is in ``timetable``; other services only ask here.
"""

from __future__ import annotations

from core import clock
from core.domain.refusal import Refusal
from council.domain.election import ElectionEvent
from council.domain.timetable import Step, Timing
from council.domain.timetable_refusals import TimetableRefusal
from council.models.election import Election
from council.queries.timetable import window_of

STEP_OF: dict[ElectionEvent, Step] = {
    ElectionEvent.CALL: Step.NOTICE,
    ElectionEvent.CLOSE_REGISTER: Step.REGISTER_CLOSING,
    ElectionEvent.CLOSE_NOMINATIONS: Step.PUBLICATION,
    ElectionEvent.OPEN_POLLING: Step.POLLING,
    ElectionEvent.BEGIN_COUNT: Step.COUNT,
    ElectionEvent.DECLARE: Step.DECLARATION,
}
"""The step that each move of an election takes. Opening the register only lets the work on it begin."""


def require_time(election: Election, step: Step) -> None:
    """:raises Refusal: ``council.step_too_early`` or ``council.step_too_late``, with the days of the step."""
    window = window_of(election, step)
    timing = window.timing(clock.today())
    if timing is Timing.EARLY:
        raise Refusal(TimetableRefusal.TOO_EARLY, begins=window.begins)
    if timing is Timing.LATE:
        raise Refusal(TimetableRefusal.TOO_LATE, ends=window.ends)


def require_time_of(election: Election, event: ElectionEvent) -> None:
    """The same for a move of the election."""
    if event in STEP_OF:
        require_time(election, STEP_OF[event])
