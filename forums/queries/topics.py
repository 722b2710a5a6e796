# SPDX-License-Identifier: EUPL-1.2
"""Lists of topics, and everything about one topic that does not hang on its contributions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core import clock
from core.db import db
from core.pages import Slice
from forums.domain.moderation import ContributionState
from forums.domain.recommendation import RecommendationState
from forums.domain.topic import (
    AFTER_OPENING,
    Phase,
    SourceGroup,
    TopicEvent,
    TopicState,
    takes_contributions,
)
from forums.domain.words import Part, Shown
from forums.models.contributions import Contribution
from forums.models.recommendations import Recommendation
from forums.models.topics import Mandate, Question, Topic, TopicFact
from forums.queries.words import Spoken, spoken, titles

SETTLED = frozenset({TopicState.ANSWERED, TopicState.CLOSED})
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in a list."""

    public_id: str
    title: Shown
    state: TopicState
    place: str
    created_on: dt.date
    closes_on: dt.date | None
    answer_by: dt.date | None
    published: int
    held: int
    taking: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class MandateView:
    public_id: str
    signed_on: dt.date
    answer_by: dt.date
    reference: str
    signatory: Shown
    body: Shown
    scope: Shown
    promise: Shown


@dataclass(frozen=True, slots=True)
class QuestionView:
    public_id: str
    position: int
    phase: Phase
    question: Shown
    hint: Shown


@dataclass(frozen=True, slots=True)
class FactView:
    event: TopicEvent
    on: dt.date
    role: str
    reason: str
    reason_lang: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """One topic in one reader's language."""

    public_id: str
    state: TopicState
    title: Shown
    description: Shown
    place: str
    source_group: SourceGroup
    suitability: str
    opened_on: dt.date | None
    closes_on: dt.date | None
    taking: bool
    overdue: bool
    mandate: MandateView | None
    questions: tuple[QuestionView, ...]
    facts: tuple[FactView, ...]
    spoken: Spoken


def public_topics(number: int, lang: str) -> Slice[TopicRow]:
    """Topics everybody may see, those open for contributions first, then the newest."""
    return _list(AFTER_OPENING, number, lang)


def all_topics(number: int, lang: str) -> Slice[TopicRow]:
    """Every topic, for the desk."""
    return _list(frozenset(TopicState), number, lang)


def topic_view(topic: Topic, lang: str) -> TopicView:
    """One topic with its mandate, questions and facts; four statements whatever their number."""
    words, today = spoken(topic.id, lang), clock.today()
    mandate = db.session.get(Mandate, topic.mandate_id) if topic.mandate_id else None
    state = TopicState(topic.state)
    return TopicView(
        public_id=topic.public_id,
        state=state,
        title=words.of(topic.public_id, Part.TITLE),
        description=words.of(topic.public_id, Part.DESCRIPTION),
        place=topic.place,
        source_group=SourceGroup(topic.source_group),
        suitability=topic.suitability,
        opened_on=topic.opened_on,
        closes_on=topic.closes_on,
        taking=takes_contributions(state, topic.closes_on, today),
        overdue=_overdue(state, mandate.answer_by if mandate else None, today),
        mandate=_mandate(mandate, words) if mandate else None,
        questions=_questions(topic.id, words),
        facts=_facts(topic.id),
        spoken=words,
    )


def open_now(limit: int, lang: str) -> list[TopicRow]:
    """Topics that take contributions today, those that close first at the head."""
    chosen = _statement().where(Topic.state == TopicState.OPEN.value, Topic.closes_on >= clock.today())
    return _rows(chosen.order_by(Topic.closes_on, Topic.id).limit(limit), lang)


def waiting_for_answer(lang: str) -> list[tuple[TopicRow, int]]:
    """Topics with presented recommendations and no answer yet, with their number, the oldest promise first."""
    owed = (
        sa.select(Recommendation.topic_id, sa.func.count().label("owed"))
        .where(Recommendation.state == RecommendationState.PRESENTED.value)
        .group_by(Recommendation.topic_id)
    )
    counts = {topic_id: number for topic_id, number in db.session.execute(owed)}
    if not counts:
        return []
    ids = {
        public_id: counts[id_]
        for id_, public_id in db.session.execute(sa.select(Topic.id, Topic.public_id).where(Topic.id.in_(counts)))
    }
    chosen = _statement().where(Topic.id.in_(counts)).order_by(Mandate.answer_by, Topic.id)
    return [(row, ids[row.public_id]) for row in _rows(chosen, lang)]


def _list(states: Collection[TopicState], number: int, lang: str) -> Slice[TopicRow]:
    values = [state.value for state in states]
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Topic).where(Topic.state.in_(values))) or 0
    chosen = (
        _statement()
        .where(Topic.state.in_(values))
        .order_by((Topic.state != TopicState.OPEN.value), Topic.created_at.desc(), Topic.id.desc())
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    )
    return Slice(_rows(chosen, lang), total, number, PER_PAGE)


def _statement() -> sa.Select[Any, Any]:
    return sa.select(Topic, Mandate).outerjoin(Mandate, Topic.mandate_id == Mandate.id)


def _rows(chosen: sa.Select[Any, Any], lang: str) -> list[TopicRow]:
    found: list[tuple[Topic, Mandate | None]] = [(row[0], row[1]) for row in db.session.execute(chosen)]
    ids = [topic.id for topic, _mandate_row in found]
    words, counts, today = titles(ids, lang), _counts(ids), clock.today()
    rows = []
    for topic, mandate in found:
        state = TopicState(topic.state)
        answer_by = mandate.answer_by if mandate else None
        rows.append(
            TopicRow(
                public_id=topic.public_id,
                title=words.of(topic.public_id, Part.TITLE),
                state=state,
                place=topic.place,
                created_on=topic.created_at.astimezone(clock.ZONE).date(),
                closes_on=topic.closes_on,
                answer_by=answer_by,
                published=counts.get((topic.id, ContributionState.PUBLISHED.value), 0),
                held=counts.get((topic.id, ContributionState.HELD.value), 0),
                taking=takes_contributions(state, topic.closes_on, today),
                overdue=_overdue(state, answer_by, today),
            )
        )
    return rows


def _counts(topic_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    found = db.session.execute(
        sa.select(Contribution.topic_id, Contribution.state, sa.func.count())
        .where(Contribution.topic_id.in_(topic_ids))
        .group_by(Contribution.topic_id, Contribution.state)
    )
    return {(topic_id, state): number for topic_id, state, number in found}


def _overdue(state: TopicState, answer_by: dt.date | None, today: dt.date) -> bool:
    return answer_by is not None and state not in SETTLED and today > answer_by


def _mandate(row: Mandate, words: Spoken) -> MandateView:
    return MandateView(
        public_id=row.public_id,
        signed_on=row.signed_on,
        answer_by=row.answer_by,
        reference=row.reference,
        signatory=words.of(row.public_id, Part.SIGNATORY),
        body=words.of(row.public_id, Part.BODY),
        scope=words.of(row.public_id, Part.SCOPE),
        promise=words.of(row.public_id, Part.PROMISE),
    )


def _questions(topic_id: int, words: Spoken) -> tuple[QuestionView, ...]:
    rows = db.session.scalars(sa.select(Question).where(Question.topic_id == topic_id).order_by(Question.position))
    return tuple(
        QuestionView(
            row.public_id,
            row.position,
            Phase(row.phase),
            words.of(row.public_id, Part.QUESTION),
            words.of(row.public_id, Part.HINT),
        )
        for row in rows
    )


def _facts(topic_id: int) -> tuple[FactView, ...]:
    rows = db.session.scalars(sa.select(TopicFact).where(TopicFact.topic_id == topic_id).order_by(TopicFact.number))
    return tuple(
        FactView(
            TopicEvent(row.event),
            row.at.astimezone(clock.ZONE).date(),
            row.role,
            row.reason,
            row.reason_lang,
        )
        for row in rows
    )
