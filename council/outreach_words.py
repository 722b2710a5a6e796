# SPDX-License-Identifier: EUPL-1.2
"""The words of outreach: what a plan is for, what interested people would like, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.outreach import STEP_OF, MeetingState, OutreachRefusal, OutreachTask, Wish
from council.founding_words import STEP_TITLES

OUTREACH_REFUSALS: dict[StrEnum, Any] = {
    OutreachRefusal.NOT_REACHING_OUT: _l("The outreach of this election is kept by the body responsible for it."),
    OutreachRefusal.REACH_BEFORE_EVENT: _l("This event takes place on %(day)s. Count afterwards how many came."),
    OutreachRefusal.REACH_KNOWN: _l("It is written down already how many came."),
    OutreachRefusal.INTEREST_CLOSED: _l("Nominations are not open now."),
    OutreachRefusal.INTEREST_TOO_MANY: _l(
        "Many entries came from this connection. Please wait %(minutes)s minutes, then try again."
    ),
    OutreachRefusal.INTEREST_HIDDEN: _l("Both of you have to be willing to be found. Change that on your page first."),
    OutreachRefusal.MEETING_ANSWERED: _l("This was answered before."),
}

OUTREACH_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    OutreachTask: {task: STEP_TITLES[STEP_OF[task]] for task in OutreachTask},
    Wish: {
        Wish.FORM_LIST: _l("I would like to form a list"),
        Wish.JOIN_LIST: _l("I would like to stand on a list"),
        Wish.STAND_ALONE: _l("I would like to stand alone"),
        Wish.HELP: _l("I would like to help others stand"),
    },
    MeetingState: {
        MeetingState.ASKED: _l("Waits for an answer"),
        MeetingState.AGREED: _l("Both agreed"),
        MeetingState.REFUSED: _l("Not agreed"),
    },
}
