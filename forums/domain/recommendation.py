# SPDX-License-Identifier: EUPL-1.2
"""A recommendation says what, who and by when, and keeps its trace to the contributions it came from.

Adopted, presented, answered: in that order, each a fact. Whether an answer is late is measured against the day
promised in the mandate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from core.domain.transitions import Moves
from forums.domain.moderation import ContributionState
from forums.domain.refusals import ForumRefusal


class RecommendationState(StrEnum):
    DRAFT = "draft"
    ADOPTED = "adopted"
    PRESENTED = "presented"
    ANSWERED = "answered"


class RecommendationEvent(StrEnum):
    ADOPT = "adopt"
    PRESENT = "present"
    ANSWER = "answer"


class AnswerOutcome(StrEnum):
    ACCEPTED = "accepted"
    IN_PART = "in_part"
    REJECTED = "rejected"


class Standing(StrEnum):
    """How an answer stands against the promised day."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"


MOVES: Moves[RecommendationState, RecommendationEvent] = Moves(
    {
        (RecommendationState.DRAFT, RecommendationEvent.ADOPT): RecommendationState.ADOPTED,
        (RecommendationState.ADOPTED, RecommendationEvent.PRESENT): RecommendationState.PRESENTED,
        (RecommendationState.PRESENTED, RecommendationEvent.PRESENT): RecommendationState.PRESENTED,
        (RecommendationState.PRESENTED, RecommendationEvent.ANSWER): RecommendationState.ANSWERED,
    }
)


@dataclass(frozen=True, slots=True)
class Trace:
    """The contributions a recommendation came from, with their states. Links are only ever added."""

    links: Mapping[str, ContributionState]

    def joined(self, chosen: Mapping[str, ContributionState]) -> Trace:
        """The trace with more contributions.

        :raises Refusal: ``TRACE_MISSING`` when it stays empty, ``TRACE_UNPUBLISHED`` for one that is not public.
        """
        if any(state is not ContributionState.PUBLISHED for state in chosen.values()):
            raise Refusal(ForumRefusal.TRACE_UNPUBLISHED, field="contributions")
        whole = {**self.links, **chosen}
        if not whole:
            raise Refusal(ForumRefusal.TRACE_MISSING, field="contributions")
        return Trace(whole)

    def check_adoption(self) -> None:
        """At least one contribution behind it is still public on the day it is adopted.

        :raises Refusal: ``TRACE_MISSING``.
        """
        if ContributionState.PUBLISHED not in self.links.values():
            raise Refusal(ForumRefusal.TRACE_MISSING, field="contributions")


def check_answer(
    outcome: AnswerOutcome, answered_on: dt.date, presented_on: dt.date, today: dt.date, *, measures: int
) -> None:
    """An answer comes after the presentation, not in the future, and a plain no has no measures.

    :raises Refusal: at the field.
    """
    if answered_on > today:
        raise Refusal(ForumRefusal.DAY_TO_COME, field="answered_on")
    if answered_on < presented_on:
        raise Refusal(ForumRefusal.ANSWER_BEFORE_PRESENTATION, field="answered_on")
    if outcome is AnswerOutcome.REJECTED and measures:
        raise Refusal(ForumRefusal.MEASURES_WITHOUT_YES, field="what")


def standing(answer_by: dt.date, answered_on: dt.date | None, today: dt.date) -> Standing:
    """How the answer to an adopted recommendation stands; the promised day itself is in time."""
    if answered_on is not None:
        return Standing.IN_TIME if answered_on <= answer_by else Standing.LATE
    return Standing.OVERDUE if today > answer_by else Standing.WAITING


def all_answered(states: Sequence[RecommendationState]) -> bool:
    """Every adopted recommendation has its answer, and there is at least one. Drafts promise nothing yet."""
    adopted = [s for s in states if s is not RecommendationState.DRAFT]
    return bool(adopted) and all(s is RecommendationState.ANSWERED for s in adopted)
