# SPDX-License-Identifier: EUPL-1.2
"""Rows by their address, always through their parent: an id under another topic's address finds nothing."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db, locked
from forums.domain.topic import AFTER_OPENING
from forums.domain.words import About
from forums.models.contributions import Contribution
from forums.models.recommendations import Recommendation
from forums.models.topics import Question, Topic, TopicText


def topic(public_id: str, *, for_change: bool = False) -> Topic | None:
    """The topic; for a change held until the end of the transaction, so that steps come one after the other."""
    found = sa.select(Topic).where(Topic.public_id == public_id)
    return db.session.scalars(locked(found) if for_change else found).one_or_none()


def public_topic(public_id: str) -> Topic | None:
    """A topic that everybody may see: it was opened once, or declined with a reason."""
    states = [state.value for state in AFTER_OPENING]
    found = sa.select(Topic).where(Topic.public_id == public_id, Topic.state.in_(states))
    return db.session.scalars(found).one_or_none()


def question(topic: Topic, public_id: str) -> Question | None:
    found = sa.select(Question).where(Question.topic_id == topic.id, Question.public_id == public_id)
    return db.session.scalars(found).one_or_none()


def contribution(topic: Topic, public_id: str, *, for_change: bool = False) -> Contribution | None:
    found = sa.select(Contribution).where(Contribution.topic_id == topic.id, Contribution.public_id == public_id)
    return db.session.scalars(locked(found) if for_change else found).one_or_none()


def recommendation(topic: Topic, public_id: str) -> Recommendation | None:
    found = sa.select(Recommendation).where(Recommendation.topic_id == topic.id, Recommendation.public_id == public_id)
    return db.session.scalars(found).one_or_none()


def thing(topic: Topic, about: About, public_id: str) -> bool:
    """True when such a thing of this topic has words."""
    found = sa.select(TopicText.id).where(
        TopicText.topic_id == topic.id, TopicText.about == about.value, TopicText.about_id == public_id
    )
    return db.session.scalar(found.limit(1)) is not None
