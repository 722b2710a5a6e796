# SPDX-License-Identifier: EUPL-1.2
"""A recommendation keeps its trace, moves in order, and its answer is measured against the promise."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from core.domain.refusal import CoreRefusal, Refusal
from forums.domain.moderation import ContributionState
from forums.domain.recommendation import (
    MOVES,
    AnswerOutcome,
    RecommendationEvent,
    RecommendationState,
    Standing,
    Trace,
    all_answered,
    check_answer,
    standing,
)
from forums.domain.refusals import ForumRefusal

DAY = dt.date(2026, 11, 20)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
PUBLISHED, HELD = ContributionState.PUBLISHED, ContributionState.HELD


@pytest.mark.parametrize(("state", "event"), list(product(RecommendationState, RecommendationEvent)))
def test_every_pair_is_a_move_or_a_refusal(state: RecommendationState, event: RecommendationEvent) -> None:
    if event in MOVES.allowed(state):
        assert MOVES.after(state, event) in RecommendationState
    else:
        with pytest.raises(Refusal) as refused:
            MOVES.after(state, event)
        assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED


@pytest.mark.requirement("R071")
def test_a_trace_is_never_empty_and_never_secret() -> None:
    with pytest.raises(Refusal) as empty:
        Trace({}).joined({})
    assert empty.value.code is ForumRefusal.TRACE_MISSING
    with pytest.raises(Refusal) as secret:
        Trace({}).joined({"a": PUBLISHED, "b": HELD})
    assert secret.value.code is ForumRefusal.TRACE_UNPUBLISHED
    with pytest.raises(Refusal) as none_left:
        Trace({"a": ContributionState.REJECTED}).check_adoption()
    assert none_left.value.code is ForumRefusal.TRACE_MISSING
    Trace({"a": ContributionState.REJECTED, "b": PUBLISHED}).check_adoption()


@pytest.mark.requirement("R072")
@pytest.mark.parametrize(
    ("outcome", "answered_on", "measures", "code"),
    [
        (AnswerOutcome.ACCEPTED, AFTER, 0, ForumRefusal.DAY_TO_COME),
        (AnswerOutcome.ACCEPTED, BEFORE - dt.timedelta(days=1), 0, ForumRefusal.ANSWER_BEFORE_PRESENTATION),
        (AnswerOutcome.REJECTED, DAY, 1, ForumRefusal.MEASURES_WITHOUT_YES),
    ],
)
def test_answers_out_of_order(outcome: AnswerOutcome, answered_on: dt.date, measures: int, code: ForumRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        check_answer(outcome, answered_on, BEFORE, DAY, measures=measures)
    assert refused.value.code is code


def test_answers_in_order() -> None:
    for outcome in AnswerOutcome:
        check_answer(outcome, DAY, DAY, DAY, measures=0)
    check_answer(AnswerOutcome.IN_PART, DAY, BEFORE, DAY, measures=2)


@pytest.mark.requirement("R073")
@pytest.mark.parametrize(
    ("answered_on", "today", "expected"),
    [
        (None, DAY, Standing.WAITING),
        (None, AFTER, Standing.OVERDUE),
        (DAY, AFTER, Standing.IN_TIME),
        (AFTER, AFTER, Standing.LATE),
    ],
)
def test_against_the_promised_day(answered_on: dt.date | None, today: dt.date, expected: Standing) -> None:
    assert standing(DAY, answered_on, today) is expected


def test_drafts_promise_nothing() -> None:
    draft, answered = RecommendationState.DRAFT, RecommendationState.ANSWERED
    assert not all_answered([draft])
    assert all_answered([draft, answered])
    assert not all_answered([answered, RecommendationState.PRESENTED])
