# SPDX-License-Identifier: EUPL-1.2
"""From contributions to an answer: draft, adopt, present, answer. Every step is told to every writer behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from consult.followup.api import NewFact
from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from forums import permissions, told
from forums.commands import AnswerRecommendation, Present, Recommend
from forums.domain.moderation import ContributionState
from forums.domain.recommendation import (
    MOVES,
    RecommendationEvent,
    RecommendationState,
    Trace,
    all_answered,
    check_answer,
)
from forums.domain.topic import Act, TopicEvent, TopicState
from forums.domain.words import PARTS, About, Origin, Part, Wording
from forums.models.contributions import Contribution
from forums.models.recommendations import (
    Answer,
    Measure,
    Presentation,
    Recommendation,
    RecommendationFact,
    TraceLink,
)
from forums.models.topics import Mandate, Topic, TopicText
from forums.services import topics, words


def draft(actor: Actor, topic: Topic, command: Recommend) -> str:
    """A recommendation with its trace: what, who, by when, and the contributions it came from.

    :return: its public id. The same form sent twice makes one recommendation.
    """
    permissions.require(actor, Act.RECOMMEND, TopicState(topic.state))
    sent_before = db.session.scalar(
        sa.select(Recommendation.public_id).where(
            Recommendation.once == command.once, Recommendation.topic_id == topic.id
        )
    )
    if sent_before:
        return sent_before
    row = Recommendation(
        topic_id=topic.id, by_on=command.by_on, once=command.once, state=RecommendationState.DRAFT.value
    )
    db.session.add(row)
    db.session.flush()
    words.write(actor, topic, (About.RECOMMENDATION, row.public_id), command.wording)
    trace_to(actor, topic, row, command.contributions)
    audit.record(
        actor,
        "forums.recommendation_drafted",
        ("recommendation", row.public_id),
        {"contributions": len(command.contributions)},
    )
    return row.public_id


def trace_to(actor: Actor, topic: Topic, row: Recommendation, contributions: Sequence[str]) -> None:
    """Add contributions of the same topic to the trace. Links are never taken away."""
    found = _of_topic(topic, contributions)
    links = _trace(row)
    links.joined({c.public_id: ContributionState(c.state) for c in found})
    for contribution in found:
        if contribution.public_id not in links.links:
            db.session.add(TraceLink(recommendation_id=row.id, contribution_id=contribution.id, actor_id=actor.id))
    db.session.flush()


def adopt(actor: Actor, topic: Topic, row: Recommendation) -> None:
    """Make a draft the forum's recommendation and tell every writer it came from."""
    permissions.require(actor, Act.RECOMMEND, TopicState(topic.state))
    _trace(row).check_adoption()
    _move(actor, row, RecommendationEvent.ADOPT, Act.RECOMMEND)
    topics.move(actor, topic, Act.RECOMMEND, TopicEvent.RECOMMENDATION_ADOPTED)
    _tell_writers(actor, row, told.grouped(_wording(About.RECOMMENDATION, row.public_id)))


def present(actor: Actor, topic: Topic, row: Recommendation, command: Present) -> None:
    """Lay a recommendation before a body."""
    permissions.require(actor, Act.PRESENT, TopicState(topic.state))
    topics.refuse_future(command.presented_on, "presented_on")
    if db.session.scalar(sa.select(Presentation.id).where(Presentation.once == command.once)):
        return  # the same form, sent twice
    _move(actor, row, RecommendationEvent.PRESENT, Act.PRESENT)
    presentation = Presentation(recommendation_id=row.id, presented_on=command.presented_on, once=command.once)
    db.session.add(presentation)
    db.session.flush()
    words.write(actor, topic, (About.PRESENTATION, presentation.public_id), command.wording)
    fact = told.presented(command.wording, command.presented_on, _mandate(topic).answer_by)
    _tell_writers(actor, row, fact)


def answer(actor: Actor, topic: Topic, row: Recommendation, command: AnswerRecommendation) -> None:
    """Record the municipality's decision, its reason and its measures, and tell every writer."""
    permissions.require(actor, Act.ANSWER, TopicState(topic.state))
    first = db.session.scalar(
        sa.select(sa.func.min(Presentation.presented_on)).where(Presentation.recommendation_id == row.id)
    )
    _move(actor, row, RecommendationEvent.ANSWER, Act.ANSWER)
    assert first is not None, "the table of moves lets only presented recommendations be answered"
    check_answer(command.outcome, command.answered_on, first, clock.today(), measures=len(command.measures))
    given = Answer(recommendation_id=row.id, outcome=command.outcome.value, answered_on=command.answered_on)
    db.session.add(given)
    db.session.flush()
    words.write(actor, topic, (About.ANSWER, given.public_id), command.wording)
    _take_measures(actor, topic, given, command)
    _tell_writers(actor, row, told.answered(command.wording, command.outcome, command.answered_on))
    states = db.session.scalars(sa.select(Recommendation.state).where(Recommendation.topic_id == topic.id))
    if all_answered([RecommendationState(s) for s in states]):
        topics.move(actor, topic, Act.ANSWER, TopicEvent.ALL_ANSWERED)


def _take_measures(actor: Actor, topic: Topic, given: Answer, command: AnswerRecommendation) -> None:
    for step in command.measures:
        measure = Measure(answer_id=given.id, due_on=step.due_on)
        db.session.add(measure)
        db.session.flush()
        words.write(actor, topic, (About.MEASURE, measure.public_id), step.wording)


def _move(actor: Actor, row: Recommendation, event: RecommendationEvent, act: Act) -> None:
    row.state = MOVES.after(RecommendationState(row.state), event).value
    role = permissions.role_for(actor, permissions.BY[act])
    db.session.add(RecommendationFact(recommendation_id=row.id, event=event.value, actor_id=actor.id, role=role))
    audit.record(actor, f"forums.recommendation_{event.value}", ("recommendation", row.public_id))
    db.session.flush()


def _tell_writers(actor: Actor, row: Recommendation, fact: NewFact) -> None:
    for contribution in _traced(row):
        told.tell(actor, contribution.input_id, fact)


def _traced(row: Recommendation) -> Sequence[Contribution]:
    return db.session.scalars(
        sa.select(Contribution)
        .join(TraceLink, TraceLink.contribution_id == Contribution.id)
        .where(TraceLink.recommendation_id == row.id)
        .order_by(TraceLink.id)
    ).all()


def _trace(row: Recommendation) -> Trace:
    return Trace({c.public_id: ContributionState(c.state) for c in _traced(row)})


def _of_topic(topic: Topic, public_ids: Iterable[str]) -> Sequence[Contribution]:
    """Contributions of this topic alone: an id from elsewhere finds nothing."""
    return db.session.scalars(
        sa.select(Contribution)
        .where(Contribution.topic_id == topic.id, Contribution.public_id.in_(list(public_ids)))
        .order_by(Contribution.id)
    ).all()


def _mandate(topic: Topic) -> Mandate:
    mandate = db.session.get(Mandate, topic.mandate_id)
    assert mandate is not None, "the database lets nothing this far without a mandate"
    return mandate


def _wording(about: About, public_id: str) -> Wording:
    rows = db.session.scalars(
        sa.select(TopicText).where(TopicText.about == about.value, TopicText.about_id == public_id)
    ).all()
    texts: dict[str, dict[Part, str]] = {}
    for row in rows:
        texts.setdefault(row.lang, {})[Part(row.part)] = row.text
    original = next(row.lang for row in rows if row.origin == Origin.ORIGINAL.value)
    whole = {lang: parts for lang, parts in texts.items() if set(PARTS[about]) <= set(parts)}
    return Wording(original, whole)
