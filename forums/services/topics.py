# SPDX-License-Identifier: EUPL-1.2
"""The life of a topic: suggest, decline, mandate, prepare questions, open, stop, reopen, close."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from forums import permissions
from forums.commands import GiveMandate, PrepareQuestion, SuggestTopic
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import MOVES, Act, TopicEvent, TopicState, check_opening, check_promise
from forums.domain.words import About
from forums.models.topics import Mandate, Question, Topic, TopicFact
from forums.services import words


def suggest(actor: Actor, command: SuggestTopic) -> str:
    """A new topic, as a draft. The same form sent twice makes one topic.

    :return: the public id of the topic.
    """
    permissions.require_role(actor, permissions.OFFICERS)
    sent_before = db.session.scalar(sa.select(Topic.public_id).where(Topic.once == command.once))
    if sent_before:
        return sent_before
    topic = Topic(
        state=TopicState.DRAFT.value,
        source_group=command.source_group.value,
        place=command.place,
        suitability=command.suitability,
        once=command.once,
    )
    db.session.add(topic)
    db.session.flush()
    words.write(actor, topic, (About.TOPIC, topic.public_id), command.wording)
    role = permissions.role_for(actor, permissions.OFFICERS)
    _add_fact(topic, TopicEvent.SUGGESTED, (actor, role))
    audit.record(actor, "forums.topic_suggested", ("topic", topic.public_id))
    return topic.public_id


def give_mandate(actor: Actor, topic: Topic, command: GiveMandate) -> None:
    """Record the signed mandate: who promised what, and by when."""
    permissions.require(actor, Act.GIVE_MANDATE, TopicState(topic.state))
    mandate = Mandate(signed_on=command.signed_on, answer_by=command.answer_by, reference=command.reference)
    check_promise(mandate.promise(), clock.today())
    db.session.add(mandate)
    db.session.flush()
    words.write(actor, topic, (About.MANDATE, mandate.public_id), command.wording)
    topic.mandate_id = mandate.id
    move(actor, topic, Act.GIVE_MANDATE, TopicEvent.MANDATE_GIVEN)


def prepare_question(actor: Actor, topic: Topic, command: PrepareQuestion) -> str:
    """Add a prepared question. The same form sent twice makes one.

    :return: the public id of the question.
    """
    permissions.require(actor, Act.ASK, TopicState(topic.state))
    sent_before = db.session.scalar(
        sa.select(Question.public_id).where(Question.once == command.once, Question.topic_id == topic.id)
    )
    if sent_before:
        return sent_before
    last = db.session.scalar(sa.select(sa.func.max(Question.position)).where(Question.topic_id == topic.id))
    question = Question(topic_id=topic.id, position=(last or 0) + 1, phase=command.phase.value, once=command.once)
    db.session.add(question)
    db.session.flush()
    words.write(actor, topic, (About.QUESTION, question.public_id), command.wording)
    audit.record(actor, "forums.question_prepared", ("topic", topic.public_id), {"question": question.public_id})
    return question.public_id


def open_topic(actor: Actor, topic: Topic, closes_on: dt.date) -> None:
    """Open for contributions until the end of a day. Nothing opens without a mandate."""
    permissions.require(actor, Act.OPEN, TopicState(topic.state))
    _check_opening(topic, closes_on)
    topic.opened_on, topic.closes_on = clock.today(), closes_on
    move(actor, topic, Act.OPEN, TopicEvent.OPENED)


def reopen(actor: Actor, topic: Topic, closes_on: dt.date) -> None:
    """Take contributions again, until a new last day."""
    permissions.require(actor, Act.REOPEN, TopicState(topic.state))
    _check_opening(topic, closes_on)
    topic.closes_on = closes_on
    move(actor, topic, Act.REOPEN, TopicEvent.REOPENED)


def stop(actor: Actor, topic: Topic) -> None:
    """Take no more contributions; the weighing begins."""
    move(actor, topic, Act.STOP, TopicEvent.STOPPED)


def decline(actor: Actor, topic: Topic, reason: str, lang: str) -> None:
    """Answer an unsuitable topic with the reason, instead of dropping it silently."""
    _refuse_silence(reason)
    move(actor, topic, Act.DECLINE, TopicEvent.DECLINED, reason=(reason, lang))


def close(actor: Actor, topic: Topic, reason: str, lang: str) -> None:
    """End the forum: everything is answered, or no recommendation came of it; the reason is public."""
    _refuse_silence(reason)
    move(actor, topic, Act.CLOSE, TopicEvent.CLOSED, reason=(reason, lang))


def move(actor: Actor, topic: Topic, act: Act, event: TopicEvent, *, reason: tuple[str, str] = ("", "")) -> None:
    """One step by the table of moves: the fact, the cached state, the audit entry.

    :raises Refusal: when the actor may not, or the table has no such move.
    """
    permissions.require(actor, act, TopicState(topic.state))
    topic.state = MOVES.after(TopicState(topic.state), event).value
    _add_fact(topic, event, (actor, permissions.role_for(actor, permissions.BY[act])), reason)
    audit.record(actor, f"forums.topic_{event.value}", ("topic", topic.public_id), {"state": topic.state})


def _check_opening(topic: Topic, closes_on: dt.date) -> None:
    mandate = db.session.get(Mandate, topic.mandate_id) if topic.mandate_id else None
    questions = db.session.scalar(sa.select(sa.func.count()).select_from(Question).where(Question.topic_id == topic.id))
    check_opening(mandate.promise() if mandate else None, questions or 0, closes_on, clock.today())


def refuse_future(day: dt.date, field: str) -> None:
    """What is recorded has happened.

    :raises Refusal: ``DAY_TO_COME`` at the field.
    """
    if day > clock.today():
        raise Refusal(ForumRefusal.DAY_TO_COME, field=field)


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise Refusal(ForumRefusal.WORDS_MISSING, field="reason")


def _add_fact(topic: Topic, event: TopicEvent, by: tuple[Actor, str], reason: tuple[str, str] = ("", "")) -> None:
    last = db.session.scalar(sa.select(sa.func.max(TopicFact.number)).where(TopicFact.topic_id == topic.id))
    db.session.add(
        TopicFact(
            topic_id=topic.id,
            number=(last or 0) + 1,
            event=event.value,
            state=topic.state,
            actor_id=by[0].id,
            role=by[1],
            reason=reason[0].strip(),
            reason_lang=reason[1],
        )
    )
    db.session.flush()
