# SPDX-License-Identifier: EUPL-1.2
"""Decisions need their ground, can be revised, and a suspicion only ever adds a note."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain.refusal import CoreRefusal, Refusal
from forums.domain.moderation import (
    MOVES,
    ContributionState,
    Ground,
    Outcome,
    Suspicion,
    decide,
    may_be_withdrawn,
    state_after,
    suspicion,
)
from forums.domain.refusals import ForumRefusal


@pytest.mark.parametrize(("state", "outcome"), list(product(ContributionState, Outcome)))
def test_every_pair_is_a_move_or_a_refusal(state: ContributionState, outcome: Outcome) -> None:
    if outcome in MOVES.allowed(state):
        assert MOVES.after(state, outcome) is not state
    else:
        with pytest.raises(Refusal) as refused:
            MOVES.after(state, outcome)
        assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED


@pytest.mark.requirement("R061")
@pytest.mark.parametrize("ground", Ground)
def test_a_rejection_rests_on_a_ground(ground: Ground) -> None:
    assert decide(ContributionState.HELD, Outcome.REJECT, ground) is ContributionState.REJECTED
    with pytest.raises(Refusal) as without:
        decide(ContributionState.HELD, Outcome.REJECT, None)
    assert without.value.code is ForumRefusal.GROUND_MISSING
    with pytest.raises(Refusal) as needless:
        decide(ContributionState.HELD, Outcome.PUBLISH, ground)
    assert needless.value.code is ForumRefusal.GROUND_WITHOUT_REJECTION


def test_a_decision_can_be_revised() -> None:
    history = [Outcome.REJECT, Outcome.PUBLISH, Outcome.REJECT]
    assert state_after(history) is ContributionState.REJECTED
    assert state_after([]) is ContributionState.HELD


def test_what_was_withdrawn_stays_so() -> None:
    assert MOVES.allowed(ContributionState.WITHDRAWN) == ()
    assert [s for s in ContributionState if not may_be_withdrawn(s)] == [ContributionState.WITHDRAWN]


@pytest.mark.parametrize(
    ("trap", "flood", "note"),
    [
        (False, False, Suspicion.NONE),
        (False, True, Suspicion.FLOOD),
        (True, False, Suspicion.TRAP),
        (True, True, Suspicion.TRAP),
    ],
)
def test_notes(trap: bool, flood: bool, note: Suspicion) -> None:
    assert suspicion(trap_filled=trap, flooding=flood) is note
