# SPDX-License-Identifier: EUPL-1.2
"""The life of a topic: its states, what may be done in each, and what opening needs.

Serves the methodology's order: a topic is suggested, tested, mandated, opened, weighed, answered. Who may do
it is decided in forums/permissions.py; a contribution's own life in domain/moderation.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from core.domain.transitions import Moves
from forums.domain.refusals import ForumRefusal


class TopicState(StrEnum):
    DRAFT = "draft"
    MANDATED = "mandated"
    OPEN = "open"
    WEIGHING = "weighing"
    RECOMMENDED = "recommended"
    ANSWERED = "answered"
    CLOSED = "closed"


class TopicEvent(StrEnum):
    SUGGESTED = "suggested"
    DECLINED = "declined"
    MANDATE_GIVEN = "mandate_given"
    OPENED = "opened"
    STOPPED = "stopped"
    REOPENED = "reopened"
    RECOMMENDATION_ADOPTED = "recommendation_adopted"
    ALL_ANSWERED = "all_answered"
    CLOSED = "closed"


class SourceGroup(StrEnum):
    """Who suggested the topic."""

    OFFICIALS = "officials"
    COMMUNITIES = "communities"
    ORGANISATIONS = "organisations"
    RESIDENTS = "residents"


class Phase(StrEnum):
    """What a prepared question asks for: how things are, or what should be done."""

    ASSESS = "assess"
    PROPOSE = "propose"


class Act(StrEnum):
    """Everything that can be done to a topic."""

    DECLINE = "decline"
    GIVE_MANDATE = "give_mandate"
    ASK = "ask"
    OPEN = "open"
    STOP = "stop"
    REOPEN = "reopen"
    CONTRIBUTE = "contribute"
    DECIDE = "decide"
    TRANSLATE = "translate"
    RECOMMEND = "recommend"
    PRESENT = "present"
    ANSWER = "answer"
    CLOSE = "close"


MOVES: Moves[TopicState, TopicEvent] = Moves(
    {
        (TopicState.DRAFT, TopicEvent.DECLINED): TopicState.CLOSED,
        (TopicState.DRAFT, TopicEvent.MANDATE_GIVEN): TopicState.MANDATED,
        (TopicState.MANDATED, TopicEvent.OPENED): TopicState.OPEN,
        (TopicState.OPEN, TopicEvent.STOPPED): TopicState.WEIGHING,
        (TopicState.WEIGHING, TopicEvent.REOPENED): TopicState.OPEN,
        (TopicState.WEIGHING, TopicEvent.RECOMMENDATION_ADOPTED): TopicState.RECOMMENDED,
        (TopicState.WEIGHING, TopicEvent.CLOSED): TopicState.CLOSED,
        (TopicState.RECOMMENDED, TopicEvent.RECOMMENDATION_ADOPTED): TopicState.RECOMMENDED,
        (TopicState.RECOMMENDED, TopicEvent.ALL_ANSWERED): TopicState.ANSWERED,
        (TopicState.ANSWERED, TopicEvent.CLOSED): TopicState.CLOSED,
    }
)

AFTER_OPENING = frozenset(
    {
        TopicState.OPEN,
        TopicState.WEIGHING,
        TopicState.RECOMMENDED,
        TopicState.ANSWERED,
        TopicState.CLOSED,
    }
)
BEFORE_OPENING = frozenset({TopicState.DRAFT, TopicState.MANDATED})
WITHOUT_MANDATE = frozenset({TopicState.DRAFT, TopicState.CLOSED})
"""Only these may lack a mandate: a draft, and a topic that was declined. The database holds the same rule."""

POSSIBLE: Mapping[Act, frozenset[TopicState]] = {
    Act.DECLINE: frozenset({TopicState.DRAFT}),
    Act.GIVE_MANDATE: frozenset({TopicState.DRAFT}),
    Act.ASK: BEFORE_OPENING,
    Act.OPEN: frozenset({TopicState.MANDATED}),
    Act.STOP: frozenset({TopicState.OPEN}),
    Act.REOPEN: frozenset({TopicState.WEIGHING}),
    Act.CONTRIBUTE: frozenset({TopicState.OPEN}),
    Act.DECIDE: AFTER_OPENING,
    Act.TRANSLATE: frozenset(TopicState),
    Act.RECOMMEND: frozenset({TopicState.WEIGHING, TopicState.RECOMMENDED}),
    Act.PRESENT: frozenset({TopicState.RECOMMENDED}),
    Act.ANSWER: frozenset({TopicState.RECOMMENDED}),
    Act.CLOSE: frozenset({TopicState.WEIGHING, TopicState.ANSWERED}),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """The dates of a mandate: signed on one day, the answer promised by another."""

    signed_on: dt.date
    answer_by: dt.date


def check_promise(promise: Promise, today: dt.date) -> None:
    """A mandate is signed already, and promises an answer after its signature.

    :raises Refusal: ``DAY_TO_COME`` or ``PROMISE_TOO_EARLY``, at the field.
    """
    if promise.signed_on > today:
        raise Refusal(ForumRefusal.DAY_TO_COME, field="signed_on")
    if promise.answer_by <= promise.signed_on:
        raise Refusal(ForumRefusal.PROMISE_TOO_EARLY, field="answer_by")


def check_opening(promise: Promise | None, questions: int, closes_on: dt.date, today: dt.date) -> None:
    """Nothing opens without a mandate and a prepared question; the last day for contributions is still to come.

    :raises Refusal: the first thing that is missing.
    """
    if promise is None:
        raise Refusal(ForumRefusal.MANDATE_MISSING)
    if questions < 1:
        raise Refusal(ForumRefusal.QUESTION_MISSING)
    if closes_on < today:
        raise Refusal(ForumRefusal.DAY_PAST, field="closes_on")
    if closes_on >= promise.answer_by:
        raise Refusal(ForumRefusal.PROMISE_TOO_EARLY, field="closes_on")


def takes_contributions(state: TopicState, closes_on: dt.date | None, today: dt.date) -> bool:
    """Open, and the last day (which counts whole) is not over."""
    return state in POSSIBLE[Act.CONTRIBUTE] and (closes_on is None or today <= closes_on)
