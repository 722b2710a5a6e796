# SPDX-License-Identifier: EUPL-1.2
"""The blueprint of the forums, and how its views find a thing by its address or answer 404."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, abort, request

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
    """The topic, held until the step is taken; a safe request cannot hold anything and reads it as it is."""
    return found(loading.topic(topic_id, for_change=_writes()))


def question_of(topic: Topic, public_id: str) -> Question:
    return found(loading.question(topic, public_id))


def contribution_of(topic: Topic, public_id: str) -> Contribution:
    return found(loading.contribution(topic, public_id, for_change=_writes()))


def recommendation_of(topic: Topic, public_id: str) -> Recommendation:
    return found(loading.recommendation(topic, public_id))


def _writes() -> bool:
    return request.method == "POST"
