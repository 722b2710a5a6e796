# SPDX-License-Identifier: EUPL-1.2
"""What those who run a forum see: the list, one topic with what can be done now, and what a step means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _

from core.domain.actor import Actor
from core.i18n import own_name
from core.pages import Pages, pages_of
from forums import permissions
from forums.domain.topic import Act, TopicState
from forums.domain.words import PARTS, About, Shown
from forums.messages import PARTS as LABELS
from forums.messages import PHASES, SOURCE_GROUPS
from forums.models.topics import Topic
from forums.queries import recommendations, topics
from forums.queries.topics import QuestionView, TopicRow, TopicView
from forums.screens.parts import Badge, Moment, RecommendationCard, card, story, topic_badge
from forums.services.words import Thing

FIELDS: Mapping[Act, tuple[str, ...]] = {
    Act.OPEN: ("closes_on",),
    Act.REOPEN: ("closes_on",),
    Act.STOP: (),
    Act.DECLINE: ("reason", "lang"),
    Act.CLOSE: ("reason", "lang"),
}
"""What each step asks for."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something this person can do to a topic now. ``kind`` is that of its button."""

    label: str
    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class DeskRow:
    topic: TopicRow
    badge: Badge
    steps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class DeskList:
    rows: tuple[DeskRow, ...]
    pages: Pages
    may_suggest: bool


@dataclass(frozen=True, slots=True)
class LanguagesOf:
    """A thing of the topic, the languages its words are in, and those still missing."""

    label: str
    words: Shown
    known: str
    missing: str
    href: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    topic: TopicView
    badge: Badge
    source_group: str
    questions: tuple[tuple[str, QuestionView], ...]
    cards: tuple[RecommendationCard, ...]
    languages: tuple[LanguagesOf, ...]
    story: tuple[Moment, ...]
    steps: tuple[NextStep, ...]
    may: Mapping[str, bool]
    is_public: bool


@dataclass(frozen=True, slots=True)
class StepPage:
    topic: TopicView
    title: str
    text: str
    button: str
    done: str
    action: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsPage:
    """The words of one thing as the reader gets them now, part by part."""

    topic: TopicView
    parts: tuple[tuple[str, Shown], ...]
    action: str
    fields: tuple[str, ...]


def desk_list(actor: Actor, number: int, lang: str) -> DeskList:
    part = topics.all_topics(number, lang)
    return DeskList(
        tuple(DeskRow(t, topic_badge(t.state), _next_steps(actor, t.state, t.public_id)) for t in part.rows),
        pages_of(part),
        actor.has(*permissions.OFFICERS),
    )


def desk(actor: Actor, topic: Topic, lang: str) -> DeskPage:
    view = topics.topic_view(topic, lang)
    promised = view.mandate.answer_by if view.mandate else None
    cards = tuple(card(r) for r in recommendations.recommendations(topic, view.spoken, promised, drafts=True))
    may = permissions.acts(actor, view.state)
    return DeskPage(
        topic=view,
        badge=topic_badge(view.state),
        source_group=str(SOURCE_GROUPS[view.source_group]),
        questions=tuple((str(PHASES[q.phase]), q) for q in view.questions),
        cards=cards,
        languages=tuple(_languages(view, cards)),
        story=story(view, cards),
        steps=_next_steps(actor, view.state, view.public_id),
        may=may,
        is_public=view.state not in (TopicState.DRAFT, TopicState.MANDATED),
    )


def step(actor: Actor, topic: Topic, act: Act, lang: str) -> StepPage:
    """The question before a step: what follows from it, and the button that takes it."""
    view = topics.topic_view(topic, lang)
    title, text, button, done, endpoint = _steps()[act]
    return StepPage(view, title, text, button, done, url_for(endpoint, topic_id=view.public_id), FIELDS[act])


def wording(topic: Topic, thing: Thing, lang: str) -> WordsPage:
    view = topics.topic_view(topic, lang)
    parts = tuple((str(LABELS[part]), view.spoken.of(thing[1], part)) for part in PARTS[thing[0]])
    action = url_for("forums.put_into_words", topic_id=view.public_id, about=thing[0].value, thing_id=thing[1])
    return WordsPage(view, parts, action, ("lang", *(part.value for part in PARTS[thing[0]])))


def _next_steps(actor: Actor, state: TopicState, topic_id: str) -> tuple[NextStep, ...]:
    """What can be done now, the main step first."""
    known = (
        (Act.GIVE_MANDATE, _("Record the mandate"), "forums.give_mandate", "primary"),
        (Act.OPEN, _("Open the forum for contributions"), "forums.open_topic", "primary"),
        (Act.STOP, _("Close for contributions"), "forums.stop_topic", "primary"),
        (Act.RECOMMEND, _("Write a recommendation"), "forums.new_recommendation", "primary"),
        (Act.ASK, _("Prepare a question"), "forums.prepare_question", "secondary"),
        (Act.REOPEN, _("Open again for contributions"), "forums.reopen_topic", "secondary"),
        (Act.DECLINE, _("Decline this topic"), "forums.decline_topic", "quiet"),
        (Act.CLOSE, _("Close this forum"), "forums.close_topic", "quiet"),
    )
    return tuple(
        NextStep(label, url_for(endpoint, topic_id=topic_id), kind)
        for act, label, endpoint, kind in known
        if permissions.may(actor, act, state)
    )


def _languages(view: TopicView, cards: tuple[RecommendationCard, ...]) -> list[LanguagesOf]:
    found = [_in_languages(view, _("Topic"), (About.TOPIC, view.public_id))]
    if view.mandate:
        found.append(_in_languages(view, _("Mandate"), (About.MANDATE, view.mandate.public_id)))
    for question in view.questions:
        label = _("Question %(number)s", number=question.position)
        found.append(_in_languages(view, label, (About.QUESTION, question.public_id)))
    for shown in cards:
        label = _("Recommendation %(number)s", number=shown.view.number)
        found.append(_in_languages(view, label, (About.RECOMMENDATION, shown.view.public_id)))
        if shown.view.answer:
            label = _("Answer to recommendation %(number)s", number=shown.view.number)
            found.append(_in_languages(view, label, (About.ANSWER, shown.view.answer.public_id)))
    return found


def _in_languages(view: TopicView, label: str, thing: Thing) -> LanguagesOf:
    first = PARTS[thing[0]][0]
    known = view.spoken.languages(thing[1], first)
    missing = [code for code in current_app.config["TALKA"].languages if code not in known]
    return LanguagesOf(
        label=label,
        words=view.spoken.of(thing[1], first),
        known=", ".join(own_name(code) for code in known),
        missing=", ".join(own_name(code) for code in missing),
        href=url_for("forums.put_into_words", topic_id=view.public_id, about=thing[0].value, thing_id=thing[1]),
    )


def _steps() -> dict[Act, tuple[str, str, str, str, str]]:
    """For each step: the title, what follows, the button, what is said afterwards, and where it is sent."""
    return {
        Act.OPEN: (
            _("Open the forum for contributions"),
            _("Everybody sees the topic, its mandate and its questions, and can write without an account."),
            _("Open the forum"),
            _("The forum is open."),
            "forums.open_topic",
        ),
        Act.REOPEN: (
            _("Open again for contributions"),
            _("People can write again until the new last day. Nothing that was written is lost."),
            _("Open the forum again"),
            _("The forum is open again."),
            "forums.reopen_topic",
        ),
        Act.STOP: (
            _("Close for contributions"),
            _("Nobody can write any more; what was written is now weighed for recommendations."),
            _("Close for contributions"),
            _("The forum takes no more contributions."),
            "forums.stop_topic",
        ),
        Act.DECLINE: (
            _("Decline this topic"),
            _("The topic is answered with your reason and never silently dropped. Everybody can read it."),
            _("Decline with this reason"),
            _("The topic is declined, with the reason."),
            "forums.decline_topic",
        ),
        Act.CLOSE: (
            _("Close this forum"),
            _("The forum ends here. Everything stays readable."),
            _("Close the forum"),
            _("The forum is closed."),
            "forums.close_topic",
        ),
    }
