# SPDX-License-Identifier: EUPL-1.2
"""The words of polling: places, the roll and its marks, postal envelopes, tendered ballots, turnout."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.places import Access, Duty, PlaceKind
from council.domain.polling_refusals import PollingRefusal
from council.domain.postal import PostalEvent, PostalState, TenderedOutcome
from council.domain.roll import Conflict, Standing
from council.domain.turnout import ReportKind, Trait

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

STANDINGS: Mapping[Standing, Any] = {
    Standing.MAY_VOTE: _l("May vote here"),
    Standing.ALREADY_VOTED: _l("Already voted"),
    Standing.VOTED_BY_POST: _l("Voted by post"),
    Standing.ENVELOPE_OUT: _l("Has a postal envelope"),
    Standing.ENVELOPE_RETURNED: _l("The postal envelope has come back"),
    Standing.ANOTHER_PLACE: _l("Belongs to another place"),
    Standing.NOT_AN_ELECTOR: _l("Not on the roll"),
}

POSTAL_STATES: Mapping[PostalState, Any] = {
    PostalState.NONE: _l("No envelope asked for"),
    PostalState.WANTED: _l("Envelope asked for"),
    PostalState.OUT: _l("Envelope sent"),
    PostalState.RETURNED: _l("Envelope back in time"),
    PostalState.REFUSED: _l("Envelope not accepted"),
    PostalState.CANCELLED: _l("Envelope cancelled"),
    PostalState.ACCEPTED: _l("Envelope accepted"),
}

POSTAL_EVENTS: Mapping[PostalEvent, Any] = {
    PostalEvent.APPLY: _l("Applied for"),
    PostalEvent.ISSUE: _l("Sent or handed out"),
    PostalEvent.RETURN: _l("Came back in time"),
    PostalEvent.RETURN_LATE: _l("Came back late"),
    PostalEvent.RETURN_UNSIGNED: _l("Came back without a signature"),
    PostalEvent.RETURN_VOID: _l("Came back after it was cancelled"),
    PostalEvent.CANCEL: _l("Cancelled"),
    PostalEvent.ACCEPT: _l("Opened against the roll, inner envelope in the box"),
}

CONFLICTS: Mapping[Conflict, Any] = {
    Conflict.ALSO_ON_SCREEN: _l("Ticked on paper, and marked on the screen before"),
    Conflict.ALSO_BY_POST: _l("Ticked on paper, but the postal envelope has come back"),
    Conflict.LINE_UNKNOWN: _l("The printed roll has no such line"),
    Conflict.NOT_AN_ELECTOR: _l("Struck out of the register by a decision"),
}

TO_DO: Mapping[Conflict, Any] = {
    Conflict.ALSO_ON_SCREEN: _l(
        "Count the papers given out. If one more is missing than there are marks, two were given: write it into the "
        "minutes. If not, the same paper was noted twice and nothing needs doing."
    ),
    Conflict.ALSO_BY_POST: _l(
        "If the envelope is not opened yet, leave it closed and give it to the returning officer. "
        "Write what happened into the minutes."
    ),
    Conflict.LINE_UNKNOWN: _l("Look at the paper again: a figure was misread, or it is the roll of another place."),
    Conflict.NOT_AN_ELECTOR: _l(
        "A paper was given to somebody who may not vote. Write it into the minutes; it cannot be found in the box."
    ),
}

TENDERED_OUTCOMES: Mapping[TenderedOutcome, Any] = {
    TenderedOutcome.COUNTED: _l("Opened, and put into the box"),
    TenderedOutcome.REJECTED: _l("Left closed, not counted"),
}

REPORTS: Mapping[ReportKind, Any] = {
    ReportKind.OPENED: _l("Opened"),
    ReportKind.OFFLINE: _l("No connection, works with the printed roll"),
    ReportKind.ONLINE: _l("Connected again"),
    ReportKind.CLOSED: _l("Roll closed"),
    ReportKind.REOPENED: _l("Roll opened again"),
    ReportKind.SILENT: _l("Reports nothing"),
}

REPORT_ACTIONS: Mapping[ReportKind, Any] = {
    ReportKind.OPENED: _l("Polling is open here"),
    ReportKind.OFFLINE: _l("The connection is lost"),
    ReportKind.ONLINE: _l("The connection is back"),
    ReportKind.CLOSED: _l("Close the roll of this place"),
    ReportKind.REOPENED: _l("Open the roll again"),
    ReportKind.SILENT: _l("Record that the place reports nothing"),
}
"""What the button says that reports it."""

TRAITS: Mapping[Trait, Any] = {
    Trait.AGE: _l("By age"),
    Trait.SEX: _l("By sex"),
    Trait.LANGUAGE: _l("By language"),
    Trait.CITIZENSHIP: _l("By citizenship"),
}

SEXES = {"F": _l("Women"), "M": _l("Men"), "X": _l("Other")}
"""How the residents' register writes it."""

POLLING_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    PlaceKind: PLACE_KINDS,
    Access: ACCESS,
    Duty: DUTIES,
    Standing: STANDINGS,
    PostalState: POSTAL_STATES,
    PostalEvent: POSTAL_EVENTS,
    Conflict: CONFLICTS,
    TenderedOutcome: TENDERED_OUTCOMES,
    ReportKind: REPORTS,
    Trait: TRAITS,
}

POLLING_TONES: dict[StrEnum, str] = {
    Standing.MAY_VOTE: "good",
    Standing.ALREADY_VOTED: "stop",
    Standing.VOTED_BY_POST: "stop",
    Standing.ENVELOPE_OUT: "warn",
    Standing.ENVELOPE_RETURNED: "stop",
    Standing.ANOTHER_PLACE: "warn",
    Standing.NOT_AN_ELECTOR: "stop",
    ReportKind.OPENED: "good",
    ReportKind.OFFLINE: "warn",
    ReportKind.ONLINE: "good",
    ReportKind.CLOSED: "neutral",
    ReportKind.REOPENED: "good",
    ReportKind.SILENT: "stop",
    TenderedOutcome.COUNTED: "good",
    TenderedOutcome.REJECTED: "stop",
    PostalState.OUT: "wait",
    PostalState.WANTED: "wait",
    PostalState.RETURNED: "good",
    PostalState.ACCEPTED: "good",
    PostalState.REFUSED: "stop",
    PostalState.CANCELLED: "neutral",
    PostalState.NONE: "neutral",
}
