# SPDX-License-Identifier: EUPL-1.2
"""What is shown while a recommendation is written, presented and answered."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from core.domain.actor import Actor
from forums.models.recommendations import Recommendation
from forums.models.topics import Topic
from forums.queries import contributions, recommendations, topics
from forums.queries.contributions import ContributionView
from forums.queries.topics import TopicView
from forums.screens.parts import RecommendationCard, card


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """The published contributions to choose from, and the label of the box beside each."""

    topic: TopicView
    contributions: tuple[ContributionView, ...]
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    topic: TopicView
    card: RecommendationCard


def choosing(actor: Actor, topic: Topic, lang: str) -> ChoosingPage:
    found = tuple(contributions.published_of(topic, lang))
    choices = [
        (view.public_id, _("Contribution %(number)s", number=number)) for number, view in enumerate(found, start=1)
    ]
    return ChoosingPage(topics.topic_view(topic, lang), found, choices)


def recommendation(topic: Topic, row: Recommendation, lang: str) -> RecommendationPage:
    view = topics.topic_view(topic, lang)
    promised = view.mandate.answer_by if view.mandate else None
    found = recommendations.recommendations(topic, view.spoken, promised, drafts=True)
    return RecommendationPage(view, card(next(r for r in found if r.public_id == row.public_id)))
