# SPDX-License-Identifier: EUPL-1.2
"""Taking in a contribution, deciding on it, and putting it into further languages.

What the writer is told goes through the follow-up (forums/told.py writes the sentences).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from consult.followup import api as followup
from core import audit, clock, codes, throttle
from core.db import attempt, db, new_public_id
from core.domain.actor import SYSTEM, Actor
from core.domain.refusal import CoreRefusal, Refusal
from forums import permissions, told
from forums.commands import Contribute, Decide
from forums.domain.moderation import (
    TAKEN_PER_WINDOW,
    ContributionState,
    Outcome,
    decide,
    may_be_withdrawn,
    suspicion,
)
from forums.domain.refusals import ForumRefusal
from forums.domain.topic import Act, TopicState, takes_contributions
from forums.domain.words import LANGUAGES
from forums.models.contributions import Contribution, Decision, Translation
from forums.models.topics import Question, Topic

INPUT = "input"
"""The kind of thing a receipt code of the follow-up opens."""
DOUBLE_CLICK = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Taken:
    """A contribution was taken in. Without a receipt it had been taken in before; its slip is with the writer."""

    public_id: str
    receipt: followup.Receipt | None


def contribute(actor: Actor, topic: Topic, question: Question, command: Contribute, *, title: str = "") -> Taken:
    """Hold a contribution for the moderator and hand its writer a receipt.

    The same form sent twice is one contribution; a double click gets a second slip for it, because the page
    with the first one was never seen.

    :raises Refusal: when the topic takes none, or nothing was written.
    """
    if not takes_contributions(TopicState(topic.state), topic.closes_on, clock.today()):
        raise Refusal(ForumRefusal.CONTRIBUTIONS_CLOSED)
    if not command.text.strip():
        raise Refusal(ForumRefusal.WORDS_MISSING, field="text")
    sent_before = _sent_before(question, command)
    if sent_before is not None:
        return _again(sent_before)
    note = suspicion(trap_filled=command.trap_filled, flooding=_flooding(command.visitor))
    try:
        with attempt():
            contribution, receipt = _take_in(actor, question, command, title)
            contribution.suspicion = note.value
            db.session.flush()
    except IntegrityError:
        faster = _sent_before(question, command)
        if faster is None:
            raise
        return _again(faster)
    audit.record(actor, "forums.contribution_received", ("contribution", contribution.public_id), {"note": note.value})
    return Taken(contribution.public_id, receipt)


def decide_on(actor: Actor, topic: Topic, contribution: Contribution, command: Decide) -> None:
    """Publish or reject with a ground; a second decision revises the first, and both stay.

    :raises Refusal: ``CHANGED_MEANWHILE`` when another moderator was faster.
    """
    permissions.require(actor, Act.DECIDE, TopicState(topic.state))
    count = sa.select(sa.func.count()).where(Decision.contribution_id == contribution.id)
    made = db.session.scalar(count) or 0
    if made != command.seen:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    contribution.state = decide(ContributionState(contribution.state), command.outcome, command.ground).value
    lang, explanation = next(iter(command.explanations.items()), ("", ""))
    db.session.add(
        Decision(
            contribution_id=contribution.id,
            number=made + 1,
            outcome=command.outcome.value,
            ground=command.ground.value if command.ground else None,
            explanation=explanation.strip(),
            explanation_lang=lang,
            actor_id=actor.id,
            role=permissions.role_for(actor, permissions.BY[Act.DECIDE]),
        )
    )
    db.session.flush()
    fact = (
        told.published()
        if command.outcome is Outcome.PUBLISH or command.ground is None
        else told.rejected(command.ground, command.explanations)
    )
    told.tell(actor, contribution.input_id, fact)
    facts = {"outcome": command.outcome.value, "ground": command.ground.value if command.ground else None}
    audit.record(actor, "forums.contribution_decided", ("contribution", contribution.public_id), facts)


def translate(actor: Actor, topic: Topic, contribution: Contribution, lang: str, text: str) -> None:
    """Add a translation, or correct one: the newest is shown, always marked, beside the original."""
    permissions.require(actor, Act.TRANSLATE, TopicState(topic.state))
    if lang == contribution.lang:
        raise Refusal(ForumRefusal.ORIGINAL_LANGUAGE, field="lang")
    if not text.strip():
        raise Refusal(ForumRefusal.WORDS_MISSING, field="text")
    db.session.add(
        Translation(
            contribution_id=contribution.id,
            lang=lang,
            text=text.strip(),
            actor_id=actor.id,
            role=permissions.role_for(actor, permissions.BY[Act.TRANSLATE]),
        )
    )
    audit.record(actor, "forums.contribution_translated", ("contribution", contribution.public_id), {"lang": lang})
    db.session.flush()


def follow_withdrawals() -> int:
    """Put away contributions whose writers took them back by code since the last time; returns how many.

    Pages hide such words at once (they ask the follow-up); this keeps lists and counts in step.
    """
    standing = [state.value for state in ContributionState if may_be_withdrawn(state)]
    rows = {
        row.input_id: row for row in db.session.scalars(sa.select(Contribution).where(Contribution.state.in_(standing)))
    }
    gone = [public_id for public_id, summary in followup.summaries(rows).items() if summary.withdrawn]
    for public_id in gone:
        rows[public_id].state = ContributionState.WITHDRAWN.value
        audit.record(SYSTEM, "forums.contribution_withdrawn", ("contribution", rows[public_id].public_id))
    db.session.flush()
    return len(gone)


def _take_in(
    actor: Actor, question: Question, command: Contribute, title: str
) -> tuple[Contribution, followup.Receipt]:
    public_id = new_public_id()
    lang = command.lang if command.lang in LANGUAGES else LANGUAGES[0]
    receipt = followup.receive(
        actor,
        source=followup.Source.CONTRIBUTION,
        source_ref=public_id,
        text=command.text,
        lang=lang,
        on=clock.today(),
        title=title,
    )
    contribution = Contribution(
        public_id=public_id,
        topic_id=question.topic_id,
        question_id=question.id,
        lang=lang,
        text=command.text.strip(),
        written_on=clock.today(),
        input_id=receipt.public_id,
        once=command.once,
    )
    db.session.add(contribution)
    db.session.flush()
    return contribution, receipt


def _flooding(visitor: str) -> bool:
    """Count one more contribution of this visitor; counting refuses nothing."""
    if not visitor:
        return False
    bucket = throttle.visitor_bucket("contribution", visitor)
    flooding = throttle.blocked(bucket, TAKEN_PER_WINDOW)
    throttle.count(bucket)
    return flooding


def _sent_before(question: Question, command: Contribute) -> Contribution | None:
    return db.session.scalars(
        sa.select(Contribution).where(Contribution.once == command.once, Contribution.question_id == question.id)
    ).one_or_none()


def _again(contribution: Contribution) -> Taken:
    """Only at once: later somebody else may sit at the same computer and press Back."""
    if clock.now() - contribution.created_at > DOUBLE_CLICK:
        return Taken(contribution.public_id, None)
    code = codes.issue(INPUT, contribution.input_id)
    return Taken(contribution.public_id, followup.Receipt(contribution.input_id, code))
