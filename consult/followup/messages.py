# SPDX-License-Identifier: EUPL-1.2
"""The sentences and labels of the follow-up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from consult.followup.domain.life import FactKind, Outcome, Source, State
from consult.followup.domain.refusals import FollowupRefusal

REFUSALS = {
    FollowupRefusal.UNKNOWN_INPUT: _l("There is no such input."),
    FollowupRefusal.NOT_YOURS: _l("Your role does not allow this step."),
    FollowupRefusal.ALREADY_RECEIVED: _l("This was already received; it has its own code."),
    FollowupRefusal.NOTHING_SAID: _l("Please write what was said."),
    FollowupRefusal.OUTCOME_MISSING: _l("Please choose what the answer is."),
    FollowupRefusal.REASON_MISSING: _l("Please give the reason. The person has a right to it."),
    FollowupRefusal.BODY_MISSING: _l("Please name who must answer."),
    FollowupRefusal.DUE_MISSING: _l("Please give the day by which the answer is owed."),
    FollowupRefusal.DUE_TOO_EARLY: _l("This day lies before the step itself. Please choose a later day."),
    FollowupRefusal.EVIDENCE_MISSING: _l("Please say what was done and where people can see it."),
    FollowupRefusal.IN_THE_FUTURE: _l("This day has not come yet. Please give the day on which it happened."),
    FollowupRefusal.BEFORE_HEARD: _l("This day lies before the input was heard."),
}

STATES = {
    State.HEARD: _l("Received"),
    State.PUBLISHED: _l("Published"),
    State.NOT_PUBLISHED: _l("Not published"),
    State.GROUPED: _l("Part of a recommendation"),
    State.PRESENTED: _l("Presented to decision makers"),
    State.CONSIDERED: _l("Being considered"),
    State.ANSWERED: _l("Answered"),
    State.NOT_USED: _l("Not used"),
    State.DONE: _l("Done"),
    State.WITHDRAWN: _l("Withdrawn"),
}

TONES = {
    State.HEARD: "info",
    State.PUBLISHED: "info",
    State.NOT_PUBLISHED: "stop",
    State.GROUPED: "wait",
    State.PRESENTED: "wait",
    State.CONSIDERED: "wait",
    State.ANSWERED: "good",
    State.NOT_USED: "neutral",
    State.DONE: "good",
    State.WITHDRAWN: "neutral",
}

FACTS = {
    FactKind.HEARD: _l("Heard"),
    FactKind.PUBLISHED: _l("Shown to everybody"),
    FactKind.NOT_PUBLISHED: _l("Not published"),
    FactKind.GROUPED: _l("Put together with what others said"),
    FactKind.PRESENTED: _l("Presented to decision makers"),
    FactKind.ASSIGNED: _l("Given to those who must answer"),
    FactKind.PROGRESS: _l("News from the work"),
    FactKind.ANSWERED: _l("Answered"),
    FactKind.DONE: _l("Done"),
    FactKind.REOPENED: _l("Taken up again"),
    FactKind.WITHDRAWN: _l("Withdrawn"),
}

FACT_TONES = {
    FactKind.NOT_PUBLISHED: "stop",
    FactKind.WITHDRAWN: "stop",
    FactKind.REOPENED: "warn",
    FactKind.ASSIGNED: "info",
    FactKind.PROGRESS: "info",
}
"""All other facts are good."""

OUTCOMES = {
    Outcome.IN_WHOLE: _l("Yes, in whole"),
    Outcome.IN_PART: _l("Yes, in part"),
    Outcome.NOT: _l("No, not used"),
}

SOURCES = {
    Source.CORNER_STATEMENT: _l("Said at a cosy corner"),
    Source.CONTRIBUTION: _l("Written in a forum"),
    Source.MEETING_POINT: _l("Said at a meeting"),
    Source.LETTER: _l("Sent to the municipality"),
}

NEXT = {
    State.HEARD: _l("The municipality now names who must answer you, and by when."),
    State.PUBLISHED: _l("When the forum closes, its proposals go to the municipality, which must answer."),
    State.NOT_PUBLISHED: _l("It is not shown to others. You may write it again without what stood in the way."),
    State.GROUPED: _l("It is part of a recommendation, which is presented to the municipality next."),
    State.PRESENTED: _l("The municipality has it in hand and must answer."),
    State.CONSIDERED: _l("The municipality is working on the answer."),
    State.ANSWERED: _l("The municipality answered. When it is done, you read it here."),
    State.NOT_USED: _l("The municipality answered and gave its reason. Nothing more is planned."),
    State.DONE: _l("This was answered and done."),
    State.WITHDRAWN: _l("You took this back. Nobody sees your words any more but you, with your code."),
}
"""What comes next in each state, said to the person."""

NEXT_FOR_STAFF = {
    State.HEARD: _l("Nobody is named yet who must answer."),
    State.PUBLISHED: _l("When the forum closes, its proposals go to the municipality, which must answer."),
    State.NOT_PUBLISHED: _l("It is not shown to others. Nothing more is owed."),
    State.GROUPED: _l("It is part of a recommendation, which is presented to the municipality next."),
    State.PRESENTED: _l("The municipality has it in hand and must answer."),
    State.CONSIDERED: _l("The municipality is working on the answer."),
    State.ANSWERED: _l("It was answered. Please say here when it is done."),
    State.NOT_USED: _l("It was answered with a reason. Nothing more is planned."),
    State.DONE: _l("This was answered and done."),
    State.WITHDRAWN: _l("The person took this back. Nothing more is owed, and the words are no longer shown."),
}
"""The same, said to those who answer."""

STEP_LABELS = {
    "answer": _l("Record the answer"),
    "assign": _l("Say who must answer"),
    "progress": _l("Tell what is new"),
    "done": _l("Say that it is done"),
    "reopen": _l("Take it up again"),
}
