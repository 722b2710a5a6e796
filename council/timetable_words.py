# SPDX-License-Identifier: EUPL-1.2
"""The words of the election timetable: what each step is, who takes it, and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from core.domain.actor import Role
from council.domain.timetable import Edge, Shift, Step
from council.domain.timetable_refusals import TimetableRefusal

TIMETABLE_REFUSALS: dict[StrEnum, Any] = {
    TimetableRefusal.TOO_EARLY: _l(
        "It is too early for this step: its time begins on %(begins)s. "
        "Only a decision recorded in the election timetable opens it sooner."
    ),
    TimetableRefusal.TOO_LATE: _l(
        "It is too late for this step: its time ended on %(ends)s. "
        "Only a decision recorded in the election timetable opens it again."
    ),
    TimetableRefusal.DEADLINES_UNREADABLE: _l("Line %(line)s of the deadlines cannot be read. Please compare it."),
    TimetableRefusal.DEADLINE_TWICE: _l("The step “%(step)s” stands there twice."),
    TimetableRefusal.DEADLINE_ADRIFT: _l(
        "The days of “%(step)s” lead back to themselves or to a day that is not given. They must lead to polling day."
    ),
    TimetableRefusal.COUNTRY_UNKNOWN: _l("We know the working days of these countries: %(known)s."),
    TimetableRefusal.NO_STEP_CHOSEN: _l("Please tick at least one step."),
    TimetableRefusal.DAYS_CHANGED_OVER: _l("The last day comes before the first day."),
    TimetableRefusal.ELECTION_OVER: _l("The result is declared. The timetable of this election is over."),
}

STEPS: Mapping[Step, Any] = {
    Step.NOTICE: _l("Notice of election"),
    Step.NOMINATIONS: _l("Nominations"),
    Step.INSPECTION: _l("The register is open for inspection"),
    Step.CLAIMS: _l("Claims and objections to the register"),
    Step.CLAIM_DECISIONS: _l("Decisions on claims and objections"),
    Step.REGISTER_CLOSING: _l("The register is closed"),
    Step.CARDS: _l("Polling cards are sent"),
    Step.PUBLICATION: _l("Candidate lists are published"),
    Step.QUALIFYING: _l("Qualifying date"),
    Step.POLLING: _l("Polling"),
    Step.COUNT: _l("Count"),
    Step.DECLARATION: _l("Declaration of result"),
    Step.RESULT_OBJECTIONS: _l("Objections to the result"),
    Step.TERM: _l("The term of the council begins"),
}

EXPLAINED: Mapping[Step, Any] = {
    Step.NOTICE: _l("The election is called and everybody is told."),
    Step.NOMINATIONS: _l("Candidate lists are handed in."),
    Step.INSPECTION: _l("Everyone can check their own entry."),
    Step.CLAIMS: _l("Ask to be entered, to have an entry put right, or object to an entry."),
    Step.CLAIM_DECISIONS: _l("The election authority decides, with reasons."),
    Step.REGISTER_CLOSING: _l("After this only a recorded decision changes it."),
    Step.CARDS: _l("Every elector is told when and where to vote."),
    Step.PUBLICATION: _l("The lists are numbered by lot and shown to everybody."),
    Step.QUALIFYING: _l("Up to this day residence is counted."),
    Step.COUNT: _l("The ballot papers are counted in the open."),
    Step.DECLARATION: _l("The returning officer states who was elected."),
    Step.RESULT_OBJECTIONS: _l("The result can be challenged."),
}

TIMETABLE_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    Step: STEPS,
    Edge: {Edge.BEGINS: _l("first day"), Edge.ENDS: _l("last day")},
    Shift: {
        Shift.STAYS: _l("A day off stays."),
        Shift.BEFORE: _l("A day off moves to the working day before."),
        Shift.AFTER: _l("A day off moves to the next working day."),
    },
}

TAKEN_BY: Mapping[Step, tuple[Role, ...]] = {
    Step.NOTICE: (Role.RETURNING_OFFICER,),
    Step.NOMINATIONS: (Role.RETURNING_OFFICER, Role.LIST_AGENT),
    Step.INSPECTION: (Role.RETURNING_OFFICER, Role.POLLING_CLERK),
    Step.CLAIMS: (Role.RETURNING_OFFICER, Role.POLLING_CLERK),
    Step.CLAIM_DECISIONS: (Role.RETURNING_OFFICER,),
    Step.REGISTER_CLOSING: (Role.RETURNING_OFFICER,),
    Step.CARDS: (Role.RETURNING_OFFICER,),
    Step.PUBLICATION: (Role.RETURNING_OFFICER,),
    Step.POLLING: (Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.OBSERVER),
    Step.COUNT: (Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.OBSERVER),
    Step.DECLARATION: (Role.RETURNING_OFFICER, Role.OBSERVER),
    Step.RESULT_OBJECTIONS: (Role.RETURNING_OFFICER, Role.LIST_AGENT),
    Step.TERM: (Role.RETURNING_OFFICER,),
}
"""On whose desk a step lies while its time runs."""
