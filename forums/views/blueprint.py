# SPDX-License-Identifier: EUPL-1.2
"""The blueprint of the forums, and how its views find a thing by its address or answer 404."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, abort

from forums.models.contributions import Contribution
from forums.models.recommendations import Recommendation
from forums.models.topics import Question, Topic
from forums.queries import loading

blueprint = Blueprint("forums", __name__, url_prefix="/forums")
T = TypeVar("T")


def found(thing: T | None) -> T:
    """The thing, or the page "not found"."""
    if thing is None:
        abort(404)
    return thing


def public_topic(topic_id: str) -> Topic:
    return found(loading.public_topic(topic_id))


def topic_of(topic_id: str) -> Topic:
    return found(loading.topic(topic_id))


def topic_held(topic_id: str) -> Topic:
    """The topic, held for a step; on a safe request as it is."""
    return found(loading.topic_for_change(topic_id))


def question_of(topic: Topic, public_id: str) -> Question:
    return found(loading.question(topic, public_id))


def contribution_of(topic: Topic, public_id: str, *, for_change: bool = False) -> Contribution:
    return found(loading.contribution(topic, public_id, for_change=for_change))


def recommendation_of(topic: Topic, public_id: str) -> Recommendation:
    return found(loading.recommendation(topic, public_id))
