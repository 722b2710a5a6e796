# SPDX-License-Identifier: EUPL-1.2
"""The words of polling: places, the roll and its marks, postal envelopes, tendered ballots, turnout."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.places import Access, Duty, PlaceKind
from council.domain.polling_refusals import PollingRefusal

POLLING_REFUSALS: dict[StrEnum, Any] = {
    PollingRefusal.HOURS_UNREADABLE: _l(
        "Line %(line)s cannot be read. Write the day, then the times: 2027-03-14 07:00 - 20:00."
    ),
    PollingRefusal.HOURS_CHANGED_OVER: _l("The end comes before the beginning."),
    PollingRefusal.TIME_MISSING: _l("There is no %(time)s on that day: the clocks are put forward. Take another time."),
    PollingRefusal.TIME_TWICE: _l(
        "%(time)s comes twice on that day: the clocks are put back. Take another time, so that nobody comes too early."
    ),
    PollingRefusal.STOPS_UNREADABLE: _l(
        "Line %(line)s cannot be read. Write the address, a bar, then day and times: Square | 2027-03-14 09:00 - 10:30."
    ),
    PollingRefusal.ROUTE_MISSING: _l("A mobile polling place needs its stops, and the places whose electors it takes."),
    PollingRefusal.LANGUAGE_UNKNOWN: _l("We do not know the language code %(language)s. Write codes such as lt uk ar."),
    PollingRefusal.PLACE_KEY_TAKEN: _l("There is a place with this key. Take another key."),
    PollingRefusal.PLACE_KEY_WRONG: _l("A key is made of small Latin letters, figures and hyphens."),
    PollingRefusal.CHANGE_NEEDS_REASON: _l("This place was published. Say why it changes: the change is announced."),
    PollingRefusal.DUTY_CHANGED_OVER: _l("The duty ends before it begins."),
    PollingRefusal.REASON_NEEDED: _l("Please give the reason."),
    PollingRefusal.NO_SUCH_PLACE: _l("This election has no such polling place."),
    PollingRefusal.POLLING_NOT_OPEN: _l("Polling is not open yet. The returning officer opens it."),
    PollingRefusal.ROLL_OVER: _l("The count has begun. The roll cannot be marked any more."),
    PollingRefusal.REGISTER_STILL_OPEN: _l(
        "The register is not closed yet. The roll follows from the closed register."
    ),
    PollingRefusal.PLACE_CLOSED: _l("This polling place has closed its roll. Ask the returning officer."),
    PollingRefusal.ALREADY_VOTED: _l("Do not give a paper: this elector has already been given one."),
    PollingRefusal.VOTED_BY_POST: _l("Do not give a paper: this elector has voted by post."),
    PollingRefusal.ANOTHER_PLACE: _l("This elector belongs to another polling place."),
    PollingRefusal.NOT_AN_ELECTOR: _l("This person is not on the roll of this election."),
    PollingRefusal.ENVELOPE_OUT: _l(
        "This elector has a postal envelope that has not come back. "
        "Give a paper only when it is handed in, or when the elector declares that it is lost."
    ),
    PollingRefusal.ENVELOPE_RETURNED: _l("Do not give a paper: the postal envelope of this elector has come back."),
    PollingRefusal.NOT_MARKED: _l("There is no mark to take back."),
    PollingRefusal.UNDO_TOO_LATE: _l(
        "A mark can be taken back at the desk for %(minutes)s minutes. After that the returning officer decides."
    ),
    PollingRefusal.LINES_UNREADABLE: _l("“%(text)s” is not a line number. Write numbers such as 3 17 20-24."),
    PollingRefusal.ROLL_NOT_PRINTED: _l("The roll of this place was never printed, so its lines have no numbers."),
    PollingRefusal.NO_POST: _l("The statute of this election knows no vote by post."),
    PollingRefusal.POST_STEP_WRONG: _l("This step does not follow on what is recorded for this envelope."),
    PollingRefusal.TENDERED_DECIDED: _l("This tendered ballot was decided before."),
    PollingRefusal.TENDERED_NOT_NEEDED: _l("This elector may vote in the usual way. Give a paper."),
    PollingRefusal.TENDERED_TWICE: _l("This elector has handed in a tendered ballot before."),
    PollingRefusal.TURNOUT_TOO_EARLY: _l("Turnout is published once the count has begun."),
    PollingRefusal.PLACES_OPEN: _l("These places have not closed their roll: %(places)s. Ask them, or record why not."),
}

PLACE_KINDS: Mapping[PlaceKind, Any] = {
    PlaceKind.FIXED: _l("Polling place"),
    PlaceKind.MOBILE: _l("Mobile polling place"),
    PlaceKind.POST: _l("Postal vote"),
}

ACCESS: Mapping[Access, Any] = {
    Access.STEP_FREE: _l("no steps"),
    Access.LIFT: _l("lift"),
    Access.INDUCTION_LOOP: _l("induction loop for hearing aids"),
    Access.LOW_TABLE: _l("a table one can sit at in a wheelchair"),
    Access.SEATS: _l("seats to wait on"),
    Access.TOILET: _l("accessible toilet"),
    Access.PARKING: _l("parking place for disabled people"),
    Access.BUS: _l("bus stop nearby"),
}

DUTIES: Mapping[Duty, Any] = {
    Duty.CHAIR: _l("Head of the polling place"),
    Duty.CLERK: _l("Polling clerk"),
    Duty.INTERPRETER: _l("Interpreter"),
    Duty.HELPER: _l("Helps people who ask for it"),
}

POLLING_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    PlaceKind: PLACE_KINDS,
    Access: ACCESS,
    Duty: DUTIES,
}
