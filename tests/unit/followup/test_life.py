# SPDX-License-Identifier: EUPL-1.2
"""The life of an input, fact by fact, without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from consult.followup.domain import life
from consult.followup.domain.life import CLOSED, MOVES, OWED, FactKind, NewFact, Outcome, Standing, State, Words
from consult.followup.domain.refusals import FollowupRefusal
from consult.followup.messages import FACTS, NEXT, OUTCOMES, REFUSALS, SOURCES, STATES, TONES
from consult.followup.reading import FactView
from core.domain.refusal import CoreRefusal, Refusal

DAY = dt.date(2026, 10, 1)
LATER = dt.date(2026, 10, 20)
ANSWER = NewFact(FactKind.ANSWERED, outcome=Outcome.IN_PART, reason="Money for one group", text="One group")
ASSIGNED = NewFact(FactKind.ASSIGNED, body="Library", due_on=LATER)


def answer(outcome: Outcome) -> NewFact:
    return replace(ANSWER, outcome=outcome)


def fold(*facts: NewFact) -> Standing:
    return life.fold(DAY, [(fact, LATER) for fact in facts])


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("kind", list(FactKind))
def test_every_pair_of_state_and_fact_is_decided(state: State, kind: FactKind) -> None:
    if kind in MOVES.allowed(state):
        assert MOVES.after(state, kind) in State
    else:
        with pytest.raises(Refusal) as refused:
            MOVES.after(state, kind)
        assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED


@pytest.mark.requirement("R018")
def test_nothing_is_done_without_an_answer() -> None:
    for state in OWED:
        assert FactKind.DONE not in MOVES.allowed(state)
    assert fold(ANSWER, NewFact(FactKind.DONE, text="It runs")).state is State.DONE


def test_a_no_closes_and_a_yes_stays_open_until_done() -> None:
    assert fold(answer(Outcome.NOT)).state is State.NOT_USED
    assert fold(answer(Outcome.IN_WHOLE)).state is State.ANSWERED


def test_taken_up_again_owes_a_new_answer() -> None:
    again = fold(answer(Outcome.NOT), NewFact(FactKind.REOPENED, reason="New facts"))
    assert (again.state, again.outcome, again.answered_on) == (State.CONSIDERED, None, None)
    assert again.owed


def test_due_date_is_kept_until_the_answer_and_then_starts_anew() -> None:
    assert fold(ASSIGNED).due_on == LATER
    assert fold(ASSIGNED, ANSWER).due_on is None
    assert fold(ASSIGNED, replace(ANSWER, due_on=dt.date(2027, 1, 1))).due_on == dt.date(2027, 1, 1)
    assert fold(ASSIGNED, ANSWER).body == "Library"


def test_overdue_ends_when_nothing_is_owed() -> None:
    assert not fold(ASSIGNED).overdue(LATER)
    assert fold(ASSIGNED).overdue(LATER + dt.timedelta(days=1))
    assert not fold(ASSIGNED, NewFact(FactKind.WITHDRAWN)).overdue(LATER + dt.timedelta(days=1))


@pytest.mark.parametrize("kind", [FactKind.WITHDRAWN, FactKind.NOT_PUBLISHED])
def test_words_leave_the_public_view_when_they_are_taken_back(kind: FactKind) -> None:
    assert fold(NewFact(FactKind.PUBLISHED)).public
    assert not fold(NewFact(FactKind.PUBLISHED), NewFact(kind, reason="x")).public


def test_words_are_not_public_by_themselves() -> None:
    assert not fold(ASSIGNED, ANSWER).public


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (NewFact(FactKind.ANSWERED, reason="r", text="t"), FollowupRefusal.OUTCOME_MISSING),
        (NewFact(FactKind.ANSWERED, outcome=Outcome.NOT, text="t", reason=" "), FollowupRefusal.REASON_MISSING),
        (NewFact(FactKind.NOT_PUBLISHED), FollowupRefusal.REASON_MISSING),
        (NewFact(FactKind.REOPENED), FollowupRefusal.REASON_MISSING),
        (NewFact(FactKind.DONE), FollowupRefusal.EVIDENCE_MISSING),
        (NewFact(FactKind.ASSIGNED, due_on=LATER), FollowupRefusal.BODY_MISSING),
        (NewFact(FactKind.ASSIGNED, body="Library"), FollowupRefusal.DUE_MISSING),
        (NewFact(FactKind.ASSIGNED, body="Library", due_on=DAY), FollowupRefusal.DUE_TOO_EARLY),
    ],
)
def test_a_fact_says_enough(fact: NewFact, code: FollowupRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        life.refuse_incomplete(fact, on=LATER, heard_on=DAY, today=LATER)
    assert refused.value.code is code


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (LATER + dt.timedelta(days=1), FollowupRefusal.IN_THE_FUTURE),
        (DAY - dt.timedelta(days=1), FollowupRefusal.BEFORE_HEARD),
    ],
)
def test_a_fact_has_a_day_that_can_be(on: dt.date, code: FollowupRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        life.refuse_incomplete(NewFact(FactKind.PROGRESS), on=on, heard_on=DAY, today=LATER)
    assert refused.value.code is code


def test_everything_has_words() -> None:
    assert set(STATES) == set(TONES) == set(NEXT) == set(State)
    assert set(FACTS) == set(FactKind)
    assert set(OUTCOMES) == set(Outcome)
    assert set(SOURCES) == set(life.Source)
    assert set(REFUSALS) == set(FollowupRefusal)
    assert not OWED & CLOSED


def test_reader_gets_her_language_or_the_original_named() -> None:
    texts = {"ar": Words("نعم", "السبب", "المكتبة"), "en": Words(text="Yes")}
    fact = replace(ANSWER, lang="lt", body="Biblioteka", texts=texts)
    view = FactView(2, DAY, dt.datetime(2026, 10, 1, tzinfo=dt.UTC), "officer", fact)
    assert (view.said("ar").lang, view.said("ar").body) == ("ar", "المكتبة")
    assert view.said("en").lang == "lt", "half a translation would hide the reason"
    assert view.said("uk").lang == "lt"
