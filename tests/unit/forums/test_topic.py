# SPDX-License-Identifier: EUPL-1.2
"""A topic moves by its table, and nothing opens without a mandate and a question."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from core.domain.refusal import CoreRefusal, Refusal
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import (
    MOVES,
    POSSIBLE,
    Act,
    Promise,
    TopicEvent,
    TopicState,
    check_opening,
    check_promise,
    takes_contributions,
)

TODAY = dt.date(2026, 11, 20)
PROMISE = Promise(dt.date(2026, 11, 1), dt.date(2027, 1, 31))
LATER = dt.date(2026, 12, 10)


@pytest.mark.parametrize(("state", "event"), list(product(TopicState, TopicEvent)))
def test_every_pair_is_a_move_or_a_refusal(state: TopicState, event: TopicEvent) -> None:
    if event in MOVES.allowed(state):
        assert MOVES.after(state, event) in TopicState
    else:
        with pytest.raises(Refusal) as refused:
            MOVES.after(state, event)
        assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED


def test_every_act_is_possible_somewhere_and_nothing_follows_the_end() -> None:
    assert all(POSSIBLE[act] for act in Act)
    assert MOVES.allowed(TopicState.CLOSED) == ()


@pytest.mark.requirement("R068")
def test_every_way_to_contributions_leads_through_the_mandate() -> None:
    reached, waiting = {TopicState.DRAFT}, [TopicState.DRAFT]
    while waiting:
        state = waiting.pop()
        for event in MOVES.allowed(state):
            after = MOVES.after(state, event)
            if event is not TopicEvent.MANDATE_GIVEN and after not in reached:
                reached.add(after)
                waiting.append(after)
    assert reached == {TopicState.DRAFT, TopicState.CLOSED}, "without a mandate a topic can only be declined"


@pytest.mark.requirement("R068")
@pytest.mark.parametrize(
    ("promise", "questions", "closes_on", "code"),
    [
        (None, 1, LATER, ForumRefusal.MANDATE_MISSING),
        (PROMISE, 0, LATER, ForumRefusal.QUESTION_MISSING),
        (PROMISE, 1, dt.date(2026, 11, 19), ForumRefusal.DAY_PAST),
        (PROMISE, 1, PROMISE.answer_by, ForumRefusal.PROMISE_TOO_EARLY),
    ],
)
def test_what_opening_needs(promise: Promise | None, questions: int, closes_on: dt.date, code: ForumRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        check_opening(promise, questions, closes_on, TODAY)
    assert refused.value.code is code


def test_opening_with_everything_there() -> None:
    check_opening(PROMISE, 1, TODAY, TODAY)


@pytest.mark.parametrize(
    ("promise", "code", "field"),
    [
        (Promise(dt.date(2026, 11, 21), LATER), ForumRefusal.DAY_TO_COME, "signed_on"),
        (Promise(TODAY, TODAY), ForumRefusal.PROMISE_TOO_EARLY, "answer_by"),
    ],
)
def test_a_promise_in_order(promise: Promise, code: ForumRefusal, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_promise(promise, TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize("state", TopicState)
def test_contributions_are_taken_while_open_until_the_last_day_is_over(state: TopicState) -> None:
    is_open = state is TopicState.OPEN
    assert takes_contributions(state, TODAY, TODAY) is is_open
    assert takes_contributions(state, None, TODAY) is is_open
    assert not takes_contributions(state, TODAY - dt.timedelta(days=1), TODAY)
