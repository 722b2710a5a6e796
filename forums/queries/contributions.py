# SPDX-License-Identifier: EUPL-1.2
"""Contributions for readers, for moderators, and for those who write a recommendation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from consult.followup import api as followup
from core import clock
from core.db import db
from core.pages import Slice
from forums.domain.moderation import ContributionState, Ground, Outcome, Suspicion
from forums.domain.recommendation import RecommendationState
from forums.domain.words import Part, Shown, choose
from forums.models.contributions import Contribution, Decision
from forums.models.recommendations import Recommendation, TraceLink
from forums.models.topics import Question, Topic
from forums.queries.words import titles

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class ContributionView:
    """A contribution for one reader. ``words`` may be a translation; the original is always with it.

    Words that their writer took back are not here any more.
    """

    public_id: str
    question_id: str
    words: Shown
    lang: str
    original: str
    written_on: dt.date
    state: ContributionState
    led_to: tuple[str, ...] = ()
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision, with the role of the moderator and never the name."""

    number: int
    outcome: Outcome
    ground: Ground | None
    explanation: str
    explanation_lang: str
    at: dt.datetime
    role: str


@dataclass(frozen=True, slots=True)
class TranslationView:
    lang: str
    text: str
    at: dt.datetime
    role: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A contribution as the moderator sees it, with its whole history."""

    contribution: ContributionView
    suspicion: Suspicion
    decisions: tuple[DecisionView, ...]
    translations: tuple[TranslationView, ...]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One contribution in the moderator's list."""

    public_id: str
    topic_id: str
    topic: Shown
    words: Shown
    lang: str
    written_on: dt.date
    days: int
    state: ContributionState
    suspicion: Suspicion
    taken_back: bool


def published(topic: Topic, number: int, lang: str) -> Slice[ContributionView]:
    """Published contributions of a topic, the oldest first, with the recommendations each led to."""
    where = (Contribution.topic_id == topic.id, Contribution.state == ContributionState.PUBLISHED.value)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Contribution).where(*where)) or 0
    found = db.session.execute(
        sa.select(Contribution, Question.public_id)
        .join(Question, Contribution.question_id == Question.id)
        .where(*where)
        .options(selectinload(Contribution.translations))
        .order_by(Contribution.written_on, Contribution.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    led_to = _led_to([row.id for row, _question in found])
    back = taken_back([row for row, _question in found])
    views = [_view(row, question, lang, back, led_to.get(row.id, ())) for row, question in found]
    return Slice(views, total, number, PER_PAGE)


def pages_of_published(topic: Topic) -> dict[str, int | None]:
    """On which page of the published contributions each one stands; the first page needs no number."""
    found = db.session.scalars(
        sa.select(Contribution.public_id)
        .where(Contribution.topic_id == topic.id, Contribution.state == ContributionState.PUBLISHED.value)
        .order_by(Contribution.written_on, Contribution.id)
    )
    return {public_id: number // PER_PAGE + 1 if number >= PER_PAGE else None for number, public_id in enumerate(found)}


def published_of(topic: Topic, lang: str) -> list[ContributionView]:
    """All published contributions of a topic, to choose from."""
    found = db.session.execute(
        sa.select(Contribution, Question.public_id)
        .join(Question, Contribution.question_id == Question.id)
        .where(Contribution.topic_id == topic.id, Contribution.state == ContributionState.PUBLISHED.value)
        .options(selectinload(Contribution.translations))
        .order_by(Contribution.written_on, Contribution.id)
    ).all()
    back = taken_back([row for row, _question in found])
    return [_view(row, question, lang, back) for row, question in found if row.input_id not in back]


def queue(state: ContributionState, number: int, lang: str) -> Slice[QueueRow]:
    """Contributions in one state over all topics. Those held wait in order of age, unsuspected ones first."""
    where = Contribution.state == state.value
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Contribution).where(where)) or 0
    rows = db.session.scalars(
        sa.select(Contribution)
        .where(where)
        .options(selectinload(Contribution.topic), selectinload(Contribution.translations))
        .order_by((Contribution.suspicion != Suspicion.NONE.value), Contribution.created_at, Contribution.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    words = titles({row.topic_id for row in rows}, lang)
    today, back = clock.today(), taken_back(rows)
    views = [
        QueueRow(
            public_id=row.public_id,
            topic_id=row.topic.public_id,
            topic=words.of(row.topic.public_id, Part.TITLE),
            words=Shown(wanted=lang) if row.input_id in back else choose(row.told(), lang),
            lang=row.lang,
            written_on=row.written_on,
            days=(today - row.written_on).days,
            state=ContributionState(row.state),
            suspicion=Suspicion(row.suspicion),
            taken_back=row.input_id in back,
        )
        for row in rows
    ]
    return Slice(views, total, number, PER_PAGE)


def oldest_held() -> tuple[int, dt.date | None]:
    """How many contributions wait for a moderator, and since when."""
    number, oldest = db.session.execute(
        sa.select(sa.func.count(), sa.func.min(Contribution.written_on)).where(
            Contribution.state == ContributionState.HELD.value
        )
    ).one()
    return int(number), oldest


def case(contribution: Contribution, lang: str) -> CaseView:
    """One contribution with every decision and every translation."""
    row = db.session.scalars(
        sa.select(Contribution)
        .where(Contribution.id == contribution.id)
        .options(
            selectinload(Contribution.translations),
            selectinload(Contribution.decisions),
            selectinload(Contribution.question),
        )
        .execution_options(populate_existing=True)
    ).one()
    led_to = _led_to([row.id])
    return CaseView(
        contribution=_view(row, row.question.public_id, lang, taken_back([row]), led_to.get(row.id, ())),
        suspicion=Suspicion(row.suspicion),
        decisions=tuple(_decision(d) for d in row.decisions),
        translations=tuple(TranslationView(t.lang, t.text, t.at, t.role) for t in row.translations),
    )


def taken_back(rows: Sequence[Contribution]) -> set[str]:
    """The inputs among these whose writers took their words back; only the follow-up knows."""
    found = followup.summaries([row.input_id for row in rows])
    return {public_id for public_id, summary in found.items() if summary.withdrawn}


def _view(row: Contribution, question: str, lang: str, back: set[str], led_to: Sequence[str] = ()) -> ContributionView:
    gone = row.input_id in back
    return ContributionView(
        public_id=row.public_id,
        question_id=question,
        words=Shown(wanted=lang) if gone else choose(row.told(), lang),
        lang=row.lang,
        original="" if gone else row.text,
        taken_back=gone,
        written_on=row.written_on,
        state=ContributionState(row.state),
        led_to=tuple(led_to),
    )


def _decision(row: Decision) -> DecisionView:
    return DecisionView(
        number=row.number,
        outcome=Outcome(row.outcome),
        ground=Ground(row.ground) if row.ground else None,
        explanation=row.explanation,
        explanation_lang=row.explanation_lang,
        at=row.at,
        role=row.role,
    )


def _led_to(contribution_ids: Sequence[int]) -> dict[int, list[str]]:
    """The adopted recommendations that each contribution led to."""
    found = db.session.execute(
        sa.select(TraceLink.contribution_id, Recommendation.public_id)
        .join(Recommendation, TraceLink.recommendation_id == Recommendation.id)
        .where(
            TraceLink.contribution_id.in_(contribution_ids),
            Recommendation.state != RecommendationState.DRAFT.value,
        )
        .order_by(Recommendation.id)
    )
    led: dict[int, list[str]] = {}
    for contribution_id, public_id in found:
        led.setdefault(contribution_id, []).append(public_id)
    return led
