# SPDX-License-Identifier: EUPL-1.2
"""The words of founding a council: labels of groups, states and tasks, each step of the way, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.founding import (
    AuthorityTask,
    CommitmentState,
    ContactWay,
    FoundingRefusal,
    Group,
    Position,
    Readiness,
    StakeholderKind,
)
from council.domain.founding_steps import FoundingStep, ResponsibleBody, StepState

FOUNDING_REFUSALS: dict[StrEnum, Any] = {
    FoundingRefusal.NOT_PREPARING: _l("Only officers and members of the working group prepare the council."),
    FoundingRefusal.STAKEHOLDER_LISTED: _l("This organisation is on the list already."),
    FoundingRefusal.STAKEHOLDER_UNNAMED: _l("Please choose an organisation of the community map, or write a name."),
    FoundingRefusal.STAKEHOLDER_BOUND: _l(
        "Who sits or sat in the working group stays on the list: it must be known who prepared the council."
    ),
    FoundingRefusal.DAY_AHEAD: _l("This day lies ahead. Please give a day up to today."),
    FoundingRefusal.DUE_BEFORE_GIVEN: _l("This day comes before the promise was given."),
    FoundingRefusal.ALREADY_SETTLED: _l("This was settled before."),
    FoundingRefusal.LEFT_BEFORE_JOINED: _l("The membership began on %(from_on)s. It cannot end before that."),
    FoundingRefusal.RUNS_THE_ELECTION: _l(
        "This person is returning officer of an election. Who runs an election stays out of the working group."
    ),
    FoundingRefusal.SITS_IN_WORKING_GROUP: _l(
        "This person sits in the working group. Who prepares the council does not run its election."
    ),
    FoundingRefusal.AMOUNT_UNREADABLE: _l(
        "We cannot read this as one amount. Please write it in figures, for example 1250.50 or 1 250,50."
    ),
    FoundingRefusal.AMOUNT_TOO_LARGE: _l("This amount is too large. Please compare it."),
    FoundingRefusal.LINE_REPLACED: _l("This line was changed or taken out meanwhile. Look at the newest budget."),
    FoundingRefusal.INSTRUCTION_ACCEPTED: _l("The election authority accepted this instruction. It stays as it is."),
    FoundingRefusal.INSTRUCTION_WAITS: _l("The election authority has not accepted the instruction yet."),
    FoundingRefusal.INSTRUCTION_BY_YOURSELF: _l("You wrote this instruction. Another person has to accept it."),
    FoundingRefusal.NO_TASK_CHOSEN: _l("Please tick at least one task."),
    FoundingRefusal.NO_QUESTION: _l("There is no open question here."),
}

GROUPS: Mapping[Group, Any] = {
    Group.MIGRANTS: _l("Migrants"),
    Group.ASSOCIATIONS: _l("Migrant associations"),
    Group.NGOS: _l("Local non-governmental organisations"),
    Group.POLITICIANS: _l("Local politicians"),
    Group.OTHER: _l("Others"),
}

FOUNDING_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    Group: GROUPS,
    StakeholderKind: {StakeholderKind.PERSON: _l("Person"), StakeholderKind.ORGANISATION: _l("Organisation")},
    Readiness: {
        Readiness.UNKNOWN: _l("Not known yet"),
        Readiness.LISTENING: _l("Wants to hear more"),
        Readiness.WILLING: _l("Would take part"),
        Readiness.ACTIVE: _l("Takes part"),
        Readiness.DECLINED: _l("Does not take part"),
    },
    Position: {
        Position.UNKNOWN: _l("Not known yet"),
        Position.SUPPORTS: _l("Supports the council"),
        Position.UNDECIDED: _l("Undecided"),
        Position.OPPOSES: _l("Against the council"),
    },
    ContactWay: {
        ContactWay.MEETING: _l("Meeting"),
        ContactWay.PHONE: _l("Telephone"),
        ContactWay.EMAIL: _l("E-mail"),
        ContactWay.VISIT: _l("Visit"),
        ContactWay.OTHER: _l("Another way"),
    },
    CommitmentState: {
        CommitmentState.OPEN: _l("Open"),
        CommitmentState.KEPT: _l("Kept"),
        CommitmentState.NOT_KEPT: _l("Not kept"),
    },
    AuthorityTask: {
        AuthorityTask.REGISTER: _l("Make the electoral register"),
        AuthorityTask.NOTICES: _l("Tell every elector of the election"),
        AuthorityTask.NOMINATIONS: _l("Take and judge candidate lists"),
        AuthorityTask.POLLING: _l("Hold the polling"),
        AuthorityTask.COUNT: _l("Count the votes and declare the result"),
    },
    StepState: {
        StepState.TO_DO: _l("To do"),
        StepState.UNDER_WAY: _l("Under way"),
        StepState.DONE: _l("Done"),
    },
    ResponsibleBody: {
        ResponsibleBody.WORKING_GROUP: _l("Working group"),
        ResponsibleBody.OUTGOING_COUNCIL: _l("Outgoing council"),
    },
}

FOUNDING_TONES: dict[StrEnum, str] = {
    Readiness.UNKNOWN: "neutral",
    Readiness.LISTENING: "wait",
    Readiness.WILLING: "good",
    Readiness.ACTIVE: "good",
    Readiness.DECLINED: "stop",
    Position.UNKNOWN: "neutral",
    Position.SUPPORTS: "good",
    Position.UNDECIDED: "wait",
    Position.OPPOSES: "stop",
    CommitmentState.OPEN: "wait",
    CommitmentState.KEPT: "good",
    CommitmentState.NOT_KEPT: "warn",
    StepState.TO_DO: "neutral",
    StepState.UNDER_WAY: "wait",
    StepState.DONE: "good",
}

PHASES: Mapping[str, Any] = {
    "I": _l("Plan it and win people"),
    "II": _l("Work out what the council is"),
    "III": _l("Make it last"),
    "IV": _l("Put it into practice"),
}

STEP_TITLES: Mapping[FoundingStep, Any] = {
    FoundingStep.NETWORKING: _l("Bring people together"),
    FoundingStep.SUPPORT: _l("Win political support"),
    FoundingStep.WORKING_GROUP: _l("Form the working group"),
    FoundingStep.LEGISLATION: _l("Find out what the law allows"),
    FoundingStep.STATUTE: _l("Agree on the statute"),
    FoundingStep.BY_LAWS: _l("Write the council into the town's own rules"),
    FoundingStep.BUDGET: _l("Forecast what it costs"),
    FoundingStep.SUSTAINABILITY: _l("Secure the right to the council by law"),
    FoundingStep.AUTHORITY: _l("Instruct the election authority"),
    FoundingStep.REGISTER: _l("Make the electoral register"),
    FoundingStep.NOTICES: _l("Tell every elector of the election"),
    FoundingStep.NOMINATIONS: _l("Take and judge candidate lists"),
    FoundingStep.COUNT: _l("Count the votes and declare the result"),
    FoundingStep.OUTREACH: _l("Reach out to the communities"),
    FoundingStep.INFORM: _l("Tell people about the election and how it works"),
    FoundingStep.CALL_FOR_LISTS: _l("Ask people to form lists"),
    FoundingStep.ENCOURAGE_VOTING: _l("Encourage people to vote"),
    FoundingStep.ENCOURAGE_STANDING: _l("Encourage people to stand"),
}

STEP_HINTS: Mapping[FoundingStep, Any] = {
    FoundingStep.NETWORKING: _l(
        "Migrants who want the council, their associations and local organisations know each other."
    ),
    FoundingStep.SUPPORT: _l(
        "Politicians were asked, and at least one supports the council or has promised something."
    ),
    FoundingStep.WORKING_GROUP: _l(
        "Migrants, migrant associations, local organisations and politicians all sit in it."
    ),
    FoundingStep.LEGISLATION: _l("Every provision is listed with what it allows, and no question is open."),
    FoundingStep.STATUTE: _l("Purpose, rights, duties and rules of procedure are agreed, and the statute is adopted."),
    FoundingStep.BY_LAWS: _l("The by-laws of the municipal council say how both councils work together."),
    FoundingStep.BUDGET: _l("Every cost has a year and a source."),
    FoundingStep.SUSTAINABILITY: _l("A law grants the right to form the council, so that it outlasts one majority."),
    FoundingStep.AUTHORITY: _l("The election authority has accepted the instruction to hold the election."),
    FoundingStep.REGISTER: _l("The register is closed."),
    FoundingStep.NOTICES: _l("Every elector was told when and where to vote."),
    FoundingStep.NOMINATIONS: _l("The lists are admitted, numbered and published."),
    FoundingStep.COUNT: _l("The result is declared."),
    FoundingStep.OUTREACH: _l("Every community hears of the election, in its own language."),
    FoundingStep.INFORM: _l("Events are planned for each community and language, and they take place."),
    FoundingStep.CALL_FOR_LISTS: _l("The call is public, and people who are interested can meet."),
    FoundingStep.ENCOURAGE_VOTING: _l("Volunteers share out the town, and everybody is asked to vote."),
    FoundingStep.ENCOURAGE_STANDING: _l("People who could stand are visited and hear what the council does."),
}
