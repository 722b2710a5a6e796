# SPDX-License-Identifier: EUPL-1.2
"""What is shown while a recommendation is written, presented and answered."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from core.domain.actor import Actor
from core.i18n import own_name
from forums.models.recommendations import Recommendation
from forums.models.topics import Topic
from forums.queries import contributions, recommendations, topics
from forums.queries.contributions import ContributionView
from forums.queries.topics import TopicView
from forums.screens.parts import RecommendationCard, card

SHORT = 140


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """The published contributions to choose from, in full and as short lines for the form."""

    topic: TopicView
    contributions: tuple[ContributionView, ...]
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    topic: TopicView
    card: RecommendationCard


def choosing(actor: Actor, topic: Topic, lang: str) -> ChoosingPage:
    found = tuple(contributions.published_of(topic, lang))
    choices = [(view.public_id, _line(number, view)) for number, view in enumerate(found, start=1)]
    return ChoosingPage(topics.topic_view(topic, lang), found, choices)


def recommendation(topic: Topic, row: Recommendation, lang: str) -> RecommendationPage:
    view = topics.topic_view(topic, lang)
    promised = view.mandate.answer_by if view.mandate else None
    found = recommendations.recommendations(topic, view.spoken, promised, drafts=True)
    return RecommendationPage(view, card(next(r for r in found if r.public_id == row.public_id)))


def _line(number: int, view: ContributionView) -> str:
    text = " ".join(view.words.text.split())
    short = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"
    if not view.words.translated:
        return f"{number}. {short}"
    language = own_name(view.lang)
    return str(_("%(number)s. %(text)s (translated from %(language)s)", number=number, text=short, language=language))
