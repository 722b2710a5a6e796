# SPDX-License-Identifier: EUPL-1.2
"""The sentences and labels of the forums: one for every refusal, ground, state and part."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from forums.domain.moderation import ContributionState, Ground, Outcome, Suspicion
from forums.domain.recommendation import AnswerOutcome, RecommendationState, Standing
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import Phase, SourceGroup, TopicEvent, TopicState
from forums.domain.words import Part

REFUSALS = {
    ForumRefusal.NOT_PERMITTED: _l("Your role does not include this."),
    ForumRefusal.NOT_NOW: _l("This cannot be done at the present stage. Reload the page to see how things stand."),
    ForumRefusal.MANDATE_MISSING: _l("Nothing opens without a mandate. Record who promised what, and by when."),
    ForumRefusal.QUESTION_MISSING: _l("Prepare at least one question before opening."),
    ForumRefusal.DAY_TO_COME: _l("This day is still to come. Give the day on which it happened."),
    ForumRefusal.DAY_PAST: _l("This day has passed. Choose today or a later day."),
    ForumRefusal.PROMISE_TOO_EARLY: _l(
        "The order of days is: signature, then the last day for contributions, then the promised answer."
    ),
    ForumRefusal.CONTRIBUTIONS_CLOSED: _l(
        "This forum takes no more contributions. What you wrote is still here: copy it if you need it."
    ),
    ForumRefusal.WORDS_MISSING: _l("Please fill this in."),
    ForumRefusal.ORIGINAL_LANGUAGE: _l("This is the language of the original. Choose another one."),
    ForumRefusal.GROUND_MISSING: _l("Choose the ground. Nothing is rejected without one."),
    ForumRefusal.GROUND_WITHOUT_REJECTION: _l("A ground belongs to a rejection. Choose “Reject”, or no ground."),
    ForumRefusal.TRACE_MISSING: _l("Choose at least one published contribution that this recommendation comes from."),
    ForumRefusal.TRACE_UNPUBLISHED: _l("A recommendation can only come from published contributions."),
    ForumRefusal.ANSWER_BEFORE_PRESENTATION: _l("The answer cannot be older than the presentation."),
    ForumRefusal.MEASURES_WITHOUT_YES: _l("A plain no has no measures. Choose “In part”, or leave the measure out."),
}

TOPIC_STATES = {
    TopicState.DRAFT: _l("Draft"),
    TopicState.MANDATED: _l("Mandated"),
    TopicState.OPEN: _l("Open for contributions"),
    TopicState.WEIGHING: _l("Contributions are being weighed"),
    TopicState.RECOMMENDED: _l("Waiting for the answer"),
    TopicState.ANSWERED: _l("Answered"),
    TopicState.CLOSED: _l("Closed"),
}
TOPIC_TONES = {
    TopicState.DRAFT: "neutral",
    TopicState.MANDATED: "info",
    TopicState.OPEN: "good",
    TopicState.WEIGHING: "wait",
    TopicState.RECOMMENDED: "wait",
    TopicState.ANSWERED: "info",
    TopicState.CLOSED: "neutral",
}
TOPIC_EVENTS = {
    TopicEvent.SUGGESTED: _l("Suggested"),
    TopicEvent.DECLINED: _l("Declined, with the reason"),
    TopicEvent.MANDATE_GIVEN: _l("Mandate signed"),
    TopicEvent.OPENED: _l("Opened for contributions"),
    TopicEvent.STOPPED: _l("Closed for contributions"),
    TopicEvent.REOPENED: _l("Opened again for contributions"),
    TopicEvent.RECOMMENDATION_ADOPTED: _l("Recommendation adopted"),
    TopicEvent.ALL_ANSWERED: _l("Every recommendation answered"),
    TopicEvent.CLOSED: _l("Closed"),
}
SOURCE_GROUPS = {
    SourceGroup.OFFICIALS: _l("Officials"),
    SourceGroup.COMMUNITIES: _l("Communities"),
    SourceGroup.ORGANISATIONS: _l("Organisations"),
    SourceGroup.RESIDENTS: _l("Residents"),
}
PHASES = {
    Phase.ASSESS: _l("How things are now"),
    Phase.PROPOSE: _l("What should be done"),
}
CONTRIBUTION_STATES = {
    ContributionState.HELD: _l("Held"),
    ContributionState.PUBLISHED: _l("Published"),
    ContributionState.REJECTED: _l("Rejected"),
    ContributionState.WITHDRAWN: _l("Taken back"),
}
CONTRIBUTION_TONES = {
    ContributionState.HELD: "wait",
    ContributionState.PUBLISHED: "good",
    ContributionState.REJECTED: "stop",
    ContributionState.WITHDRAWN: "neutral",
}
OUTCOMES = {
    Outcome.PUBLISH: _l("Publish"),
    Outcome.REJECT: _l("Reject"),
}
GROUNDS = {
    Ground.INSULT: _l("It insults a person or a group."),
    Ground.HATRED: _l("It calls for hatred or contempt."),
    Ground.THREAT: _l("It threatens somebody or calls for violence."),
    Ground.PERSONAL_DATA: _l("It tells private things about somebody else."),
    Ground.OFF_QUESTION: _l("It is not about the question."),
    Ground.ADVERTISING: _l("It advertises something."),
    Ground.DUPLICATE: _l("The same text was sent before."),
}
SUSPICIONS = {
    Suspicion.FLOOD: _l("Many contributions came from this visitor in a short time."),
    Suspicion.TRAP: _l("A field that people do not see was filled in."),
}
RECOMMENDATION_STATES = {
    RecommendationState.DRAFT: _l("Draft"),
    RecommendationState.ADOPTED: _l("Adopted"),
    RecommendationState.PRESENTED: _l("Presented"),
    RecommendationState.ANSWERED: _l("Answered"),
}
ANSWERS = {
    AnswerOutcome.ACCEPTED: _l("Accepted"),
    AnswerOutcome.IN_PART: _l("Accepted in part"),
    AnswerOutcome.REJECTED: _l("Not accepted"),
}
ANSWER_TONES = {
    AnswerOutcome.ACCEPTED: "good",
    AnswerOutcome.IN_PART: "info",
    AnswerOutcome.REJECTED: "stop",
}
STANDINGS = {
    Standing.WAITING: _l("Answer awaited"),
    Standing.OVERDUE: _l("Answer overdue"),
    Standing.IN_TIME: _l("Answered in time"),
    Standing.LATE: _l("Answered late"),
}
STANDING_TONES = {
    Standing.WAITING: "wait",
    Standing.OVERDUE: "stop",
    Standing.IN_TIME: "good",
    Standing.LATE: "warn",
}
PARTS = {
    Part.TITLE: _l("Title"),
    Part.DESCRIPTION: _l("What it is about"),
    Part.SIGNATORY: _l("Signed by (office, not a name)"),
    Part.BODY: _l("Which body"),
    Part.SCOPE: _l("What the mandate covers, and what not"),
    Part.PROMISE: _l("What is promised"),
    Part.QUESTION: _l("Question"),
    Part.HINT: _l("Hint"),
    Part.WHAT: _l("What"),
    Part.ADDRESSEE: _l("Who: the body it is addressed to"),
    Part.REASON: _l("Answer and reason"),
    Part.DEPARTMENT: _l("Department"),
}
