# SPDX-License-Identifier: EUPL-1.2
"""What the election timetable refuses, as codes; the sentences are in ``council.timetable_words``."""

from enum import StrEnum


class TimetableRefusal(StrEnum):
    """Every expected "no" of the timetable."""

    TOO_EARLY = "council.step_too_early"
    TOO_LATE = "council.step_too_late"
    DEADLINES_UNREADABLE = "council.deadlines_unreadable"
    DEADLINE_TWICE = "council.deadline_twice"
    DEADLINE_ADRIFT = "council.deadline_adrift"
    COUNTRY_UNKNOWN = "council.country_unknown"
    NO_STEP_CHOSEN = "council.no_step_chosen"
    DAYS_CHANGED_OVER = "council.days_changed_over"
    ELECTION_OVER = "council.election_over"
