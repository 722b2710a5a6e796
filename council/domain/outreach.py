# SPDX-License-Identifier: EUPL-1.2
"""Reaching out before an election: what for, in which languages, how many were reached, and who wants to stand.

Reach is a number and never a list of people. What is refused stands here as codes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from council.domain.founding_steps import FoundingStep


class OutreachTask(StrEnum):
    """What a plan is for."""

    INFORM = "inform"
    LISTS = "lists"
    VOTING = "voting"
    STANDING = "standing"


STEP_OF = {
    OutreachTask.INFORM: FoundingStep.INFORM,
    OutreachTask.LISTS: FoundingStep.CALL_FOR_LISTS,
    OutreachTask.VOTING: FoundingStep.ENCOURAGE_VOTING,
    OutreachTask.STANDING: FoundingStep.ENCOURAGE_STANDING,
}
"""The numbered step that each task belongs to."""

LANGUAGES = (
    *("lt", "en", "ar", "uk", "ru", "be", "fa", "tr", "ka", "az", "hy", "pl", "fr", "es", "hi", "ur", "bn", "ps"),
    *("ku", "so", "ti", "vi", "zh", "uz", "kk", "ky", "tg"),
)
"""Languages in which people are reached, by their codes."""


class Wish(StrEnum):
    """What somebody who is interested would like."""

    FORM_LIST = "form_list"
    JOIN_LIST = "join_list"
    STAND_ALONE = "stand_alone"
    HELP = "help"


class MeetingState(StrEnum):
    """Where a wish to meet stands; names are shown to both only when it is agreed."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


class OutreachRefusal(StrEnum):
    """Every expected "no" of outreach and of the interest form."""

    NOT_REACHING_OUT = "council.not_reaching_out"
    REACH_BEFORE_EVENT = "council.reach_before_event"
    REACH_KNOWN = "council.reach_known"
    INTEREST_CLOSED = "council.interest_closed"
    INTEREST_TOO_MANY = "council.interest_too_many"
    INTEREST_HIDDEN = "council.interest_hidden"
    MEETING_ANSWERED = "council.meeting_answered"


KEPT_AFTER_NOMINATIONS = timedelta(days=30)
"""Long enough to find a substitute for a list that is being mended; then everything is deleted."""


def deleted_on(nominations_close_on: date) -> date:
    """The day on which what interested people wrote is deleted."""
    return nominations_close_on + KEPT_AFTER_NOMINATIONS


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people a part of the plan means to reach, and how many it has."""

    wanted: int = 0
    reached: int = 0

    def __add__(self, other: "Reach") -> "Reach":
        return Reach(self.wanted + other.wanted, self.reached + other.reached)


def total_reach(parts: Iterable[Reach]) -> Reach:
    """The sum of all parts. People met twice count twice: nobody writes down who came."""
    return sum(parts, Reach())
