# SPDX-License-Identifier: EUPL-1.2
"""Parts that several pages share: states in words, the story of a topic, a recommendation with its marks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from core import clock
from core.domain.actor import Role
from core.i18n import day, direction
from core.messages import ROLES
from forums.domain.recommendation import RecommendationState
from forums.domain.topic import TopicEvent, TopicState
from forums.messages import (
    ANSWER_TONES,
    ANSWERS,
    RECOMMENDATION_STATES,
    STANDING_TONES,
    STANDINGS,
    TOPIC_EVENTS,
    TOPIC_STATES,
    TOPIC_TONES,
)
from forums.queries.recommendations import RecommendationView
from forums.queries.topics import FactView, TopicView

_TOLD_BY_RECOMMENDATIONS = frozenset({TopicEvent.ALL_ANSWERED})


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in words, with its tone."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One stop of the timeline."""

    title: str
    on: str
    datetime: str
    tone: str
    by: str | None = None
    body: str | None = None
    text: str | None = None
    lang: str | None = None
    dir: str = "auto"
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class RecommendationCard:
    """A recommendation with its marks in words."""

    view: RecommendationView
    state: Badge
    standing: Badge | None
    outcome: Badge | None
    is_draft: bool
    is_adopted: bool
    is_presented: bool


def topic_badge(state: TopicState) -> Badge:
    return Badge(str(TOPIC_STATES[state]), TOPIC_TONES[state])


def role_label(role: str) -> str:
    return str(ROLES[Role(role)]) if role in set(Role) else ""


def card(view: RecommendationView) -> RecommendationCard:
    given = view.answer
    return RecommendationCard(
        view=view,
        state=Badge(str(RECOMMENDATION_STATES[view.state]), "neutral"),
        standing=Badge(str(STANDINGS[view.standing]), STANDING_TONES[view.standing]) if view.standing else None,
        outcome=Badge(str(ANSWERS[given.outcome]), ANSWER_TONES[given.outcome]) if given else None,
        is_draft=view.state is RecommendationState.DRAFT,
        is_adopted=view.state in (RecommendationState.ADOPTED, RecommendationState.PRESENTED),
        is_presented=view.state is RecommendationState.PRESENTED,
    )


def story(topic: TopicView, cards: tuple[RecommendationCard, ...]) -> tuple[Moment, ...]:
    """The life of the topic's promise: what happened, and what is still owed."""
    dated = [(f.on, _fact(f)) for f in topic.facts if f.event not in _TOLD_BY_RECOMMENDATIONS]
    for shown in cards:
        dated += _life(shown)
    if topic.mandate and not _settled(topic):
        dated.append((topic.mandate.answer_by, _promise(topic)))
    dated.sort(key=lambda pair: pair[0])
    return tuple(moment for _on, moment in dated)


def _settled(topic: TopicView) -> bool:
    return topic.state in (TopicState.ANSWERED, TopicState.CLOSED)


def _fact(fact: FactView) -> Moment:
    return Moment(
        str(TOPIC_EVENTS[fact.event]),
        day(fact.on),
        fact.on.isoformat(),
        "stop" if fact.event is TopicEvent.DECLINED else "good",
        by=role_label(fact.role) or None,
        text=fact.reason or None,
        lang=fact.reason_lang or None,
        dir=direction(fact.reason_lang) if fact.reason_lang else "auto",
    )


def _life(shown: RecommendationCard) -> list[tuple[dt.date, Moment]]:
    number = shown.view.number
    life = [
        (
            p.on,
            Moment(
                _("Recommendation %(number)s presented", number=number),
                day(p.on),
                p.on.isoformat(),
                "good",
                by=p.body.text,
            ),
        )
        for p in shown.view.presentations
    ]
    given = shown.view.answer
    if given and shown.outcome:
        title = _("Answer to recommendation %(number)s: %(answer)s", number=number, answer=shown.outcome.label)
        moment = Moment(title, day(given.on), given.on.isoformat(), shown.outcome.tone, by=given.body.text)
        life.append((given.on, moment))
    return life


def _promise(topic: TopicView) -> Moment:
    assert topic.mandate is not None
    promised = topic.mandate.answer_by
    late = clock.today() > promised
    return Moment(
        _("An answer was due") if late else _("The answer is promised"),
        day(promised),
        promised.isoformat(),
        "stop" if late else "wait",
        by=topic.mandate.body.text,
        overdue=late,
    )
