# SPDX-License-Identifier: EUPL-1.2
"""The words of objections to a result and of the seats of a council; ``council.messages`` joins them with others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.chamber import SeatEvent, SeatRefusal, SeatState
from council.domain.count_refusals import CountRefusal
from council.domain.objections import ObjectionEffect, ObjectionRefusal, ObjectionState, Objector

CHAMBER_REFUSALS: dict[StrEnum, Any] = {
    CountRefusal.ENDED_BEFORE: _l("The count cannot end before it begins. Please compare the two times."),
    ObjectionRefusal.NOTHING_DECLARED: _l("No result is declared yet. Objections are to a declared result."),
    ObjectionRefusal.OBJECTION_DECIDED: _l("This objection was decided before, perhaps a moment ago by somebody else."),
    ObjectionRefusal.OBJECTIONS_TOO_MANY: _l(
        "Many objections came from here. Please wait %(minutes)s minutes, or hand in a paper."
    ),
    ObjectionRefusal.EFFECT_WITHOUT_GROUND: _l("Only an objection that is upheld can change something."),
    SeatRefusal.NO_SUCH_SEAT: _l("The council has no such seat."),
    SeatRefusal.NOT_OFFERED: _l("The answer for this seat was recorded before."),
    SeatRefusal.ANSWER_OVERDUE: _l(
        "The time for an answer ended on %(until)s, and the seat counts as accepted. Who leaves now resigns."
    ),
    SeatRefusal.NOBODY_SEATED: _l("Nobody has this seat now."),
    SeatRefusal.NOT_VACANT: _l("This seat is not waiting for a substitute."),
    SeatRefusal.BEFORE_OFFER: _l("This day is before the seat was offered."),
    SeatRefusal.LOTS_FOR_SEAT: _l("Several people stand equal for this seat. Draw lots and record the order."),
}

CHAMBER_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    Objector: {
        Objector.ELECTOR: _l("Elector"),
        Objector.CANDIDATE: _l("Candidate"),
        Objector.LIST_AGENT: _l("List agent"),
        Objector.OBSERVER: _l("Observer"),
        Objector.OTHER: _l("Somebody else"),
    },
    ObjectionState: {
        ObjectionState.OPEN: _l("Waits for a decision"),
        ObjectionState.UPHELD: _l("Upheld"),
        ObjectionState.REJECTED: _l("Rejected"),
        ObjectionState.INADMISSIBLE: _l("Not admissible"),
        ObjectionState.WITHDRAWN: _l("Withdrawn"),
    },
    ObjectionEffect: {
        ObjectionEffect.NONE: _l("The result stays as it is"),
        ObjectionEffect.RECOUNT: _l("The papers are counted again"),
        ObjectionEffect.CORRECTION: _l("The declaration is corrected"),
        ObjectionEffect.REPEAT: _l("The election is repeated"),
    },
    SeatEvent: {
        SeatEvent.ACCEPTED: _l("Accepted the seat"),
        SeatEvent.REFUSED: _l("Refused the seat"),
        SeatEvent.RESIGNED: _l("Resigned"),
        SeatEvent.DIED: _l("Died"),
        SeatEvent.LOST_RIGHT: _l("Lost the right to sit"),
        SeatEvent.CALLED: _l("Substitute called"),
        SeatEvent.UNFILLED: _l("Nobody can take the seat"),
        SeatEvent.CORRECTED: _l("Not elected by the corrected result"),
    },
    SeatState: {
        SeatState.OFFERED: _l("Offered"),
        SeatState.HELD: _l("Held"),
        SeatState.VACANT: _l("Waits for a substitute"),
        SeatState.UNFILLED: _l("Vacant"),
    },
}

CHAMBER_TONES: dict[StrEnum, str] = {
    ObjectionState.OPEN: "wait",
    ObjectionState.UPHELD: "warn",
    ObjectionState.REJECTED: "neutral",
    ObjectionState.INADMISSIBLE: "neutral",
    ObjectionState.WITHDRAWN: "neutral",
    SeatState.OFFERED: "wait",
    SeatState.HELD: "good",
    SeatState.VACANT: "warn",
    SeatState.UNFILLED: "neutral",
}
