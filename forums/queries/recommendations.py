# SPDX-License-Identifier: EUPL-1.2
"""Recommendations with their trace, presentations, answer and measures, in one reader's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core import clock
from core.db import db
from forums.domain.moderation import ContributionState
from forums.domain.recommendation import AnswerOutcome, RecommendationState, Standing, standing
from forums.domain.words import Part, Shown
from forums.models.recommendations import (
    Answer,
    Measure,
    Presentation,
    Recommendation,
    TraceLink,
)
from forums.models.topics import Topic
from forums.queries.contributions import taken_back
from forums.queries.words import Spoken, titles


@dataclass(frozen=True, slots=True)
class Source:
    """A contribution at the other end of the trace. It stays in the trace when it is no longer published."""

    public_id: str
    published: bool
    lang: str
    opening: str


@dataclass(frozen=True, slots=True)
class PresentationView:
    body: Shown
    on: dt.date


@dataclass(frozen=True, slots=True)
class MeasureView:
    what: Shown
    department: Shown
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    public_id: str
    outcome: AnswerOutcome
    on: dt.date
    body: Shown
    reason: Shown
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView:
    public_id: str
    number: int
    state: RecommendationState
    what: Shown
    addressee: Shown
    by_on: dt.date
    sources: tuple[Source, ...]
    presentations: tuple[PresentationView, ...]
    answer: AnswerView | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A recently answered recommendation, for the home page."""

    topic_id: str
    public_id: str
    title: Shown
    on: dt.date


OPENING = 90


def recommendations(
    topic: Topic, spoken: Spoken, answer_by: dt.date | None, *, drafts: bool = False
) -> tuple[RecommendationView, ...]:
    """The recommendations of a topic in the order they were written; drafts only for those who write them."""
    chosen = (
        sa.select(Recommendation)
        .where(Recommendation.topic_id == topic.id)
        .options(
            selectinload(Recommendation.trace).selectinload(TraceLink.contribution),
            selectinload(Recommendation.presentations),
            selectinload(Recommendation.answer).selectinload(Answer.measures),
        )
        .order_by(Recommendation.id)
        .execution_options(populate_existing=True)
    )
    if not drafts:
        chosen = chosen.where(Recommendation.state != RecommendationState.DRAFT.value)
    rows = db.session.scalars(chosen).all()
    back = taken_back([link.contribution for row in rows for link in row.trace])
    return tuple(_view(row, number, (spoken, back), answer_by) for number, row in enumerate(rows, start=1))


def recently_answered(limit: int, lang: str) -> list[AnsweredRow]:
    """The newest answers."""
    found = db.session.execute(
        sa.select(Topic.id, Topic.public_id, Recommendation.public_id, Answer.answered_on)
        .join(Recommendation, Answer.recommendation_id == Recommendation.id)
        .join(Topic, Recommendation.topic_id == Topic.id)
        .order_by(Answer.answered_on.desc(), Answer.id.desc())
        .limit(limit)
    ).all()
    words = titles([topic_id for topic_id, *_rest in found], lang)
    return [
        AnsweredRow(topic_id, public_id, words.of(topic_id, Part.TITLE), on) for _id, topic_id, public_id, on in found
    ]


def _view(
    row: Recommendation, number: int, told: tuple[Spoken, set[str]], promised: dt.date | None
) -> RecommendationView:
    spoken, back = told
    state = RecommendationState(row.state)
    given = row.answer
    measured = promised is not None and state is not RecommendationState.DRAFT
    return RecommendationView(
        public_id=row.public_id,
        number=number,
        state=state,
        what=spoken.of(row.public_id, Part.WHAT),
        addressee=spoken.of(row.public_id, Part.ADDRESSEE),
        by_on=row.by_on,
        sources=tuple(_source(link, back) for link in row.trace),
        presentations=tuple(_presentation(p, spoken) for p in row.presentations),
        answer=_answer(given, spoken) if given else None,
        standing=standing(promised, given.answered_on if given else None, clock.today())
        if measured and promised
        else None,
    )


def _source(link: TraceLink, back: set[str]) -> Source:
    row = link.contribution
    is_public = row.state == ContributionState.PUBLISHED.value and row.input_id not in back
    text = row.text if len(row.text) <= OPENING else row.text[:OPENING].rsplit(" ", 1)[0] + "…"
    return Source(row.public_id, is_public, row.lang, text if is_public else "")


def _presentation(row: Presentation, spoken: Spoken) -> PresentationView:
    return PresentationView(spoken.of(row.public_id, Part.BODY), row.presented_on)


def _answer(row: Answer, spoken: Spoken) -> AnswerView:
    return AnswerView(
        public_id=row.public_id,
        outcome=AnswerOutcome(row.outcome),
        on=row.answered_on,
        body=spoken.of(row.public_id, Part.BODY),
        reason=spoken.of(row.public_id, Part.REASON),
        measures=tuple(_measure(m, spoken) for m in row.measures),
    )


def _measure(row: Measure, spoken: Spoken) -> MeasureView:
    return MeasureView(
        what=spoken.of(row.public_id, Part.WHAT),
        department=spoken.of(row.public_id, Part.DEPARTMENT),
        due_on=row.due_on,
    )
