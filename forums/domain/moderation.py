# SPDX-License-Identifier: EUPL-1.2
"""What a moderator may decide, on which ground, and that every decision can be revised.

Decisions are facts in order; the state of a contribution is the outcome of the last one. Appeals by the writer
come as further facts to the same history. Only the writer withdraws, by code; nothing follows that.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from core.domain.refusal import Refusal
from core.domain.transitions import Moves
from forums.domain.refusals import ForumRefusal


class ContributionState(StrEnum):
    HELD = "held"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    PUBLISH = "publish"
    REJECT = "reject"


class Ground(StrEnum):
    """The forum rules: the only reasons for which a contribution is not shown."""

    INSULT = "insult"
    HATRED = "hatred"
    THREAT = "threat"
    PERSONAL_DATA = "personal_data"
    OFF_QUESTION = "off_question"
    ADVERTISING = "advertising"
    DUPLICATE = "duplicate"


class Suspicion(StrEnum):
    """Why a contribution waits with a note. It is kept all the same; a person decides."""

    NONE = "none"
    FLOOD = "flood"
    TRAP = "trap"


MOVES: Moves[ContributionState, Outcome] = Moves(
    {
        (ContributionState.HELD, Outcome.PUBLISH): ContributionState.PUBLISHED,
        (ContributionState.HELD, Outcome.REJECT): ContributionState.REJECTED,
        (ContributionState.PUBLISHED, Outcome.REJECT): ContributionState.REJECTED,
        (ContributionState.REJECTED, Outcome.PUBLISH): ContributionState.PUBLISHED,
    }
)

TAKEN_PER_WINDOW = 12
"""Above this many contributions of one visitor in ten minutes the next ones get a note. A shared computer in a
library stays far below; nobody is ever locked out."""


def decide(state: ContributionState, outcome: Outcome, ground: Ground | None) -> ContributionState:
    """The state after a decision.

    :raises Refusal: a rejection without a ground, a publication with one, or a decision that changes nothing.
    """
    if outcome is Outcome.REJECT and ground is None:
        raise Refusal(ForumRefusal.GROUND_MISSING, field="ground")
    if outcome is Outcome.PUBLISH and ground is not None:
        raise Refusal(ForumRefusal.GROUND_WITHOUT_REJECTION, field="ground")
    return MOVES.after(state, outcome)


def state_after(outcomes: Sequence[Outcome]) -> ContributionState:
    """The state that a whole history leads to."""
    state = ContributionState.HELD
    for outcome in outcomes:
        state = MOVES.after(state, outcome)
    return state


def may_be_withdrawn(state: ContributionState) -> bool:
    """The writer may take the words back at any time, once."""
    return state is not ContributionState.WITHDRAWN


def suspicion(*, trap_filled: bool, flooding: bool) -> Suspicion:
    """The note with which a contribution waits."""
    if trap_filled:
        return Suspicion.TRAP
    return Suspicion.FLOOD if flooding else Suspicion.NONE
