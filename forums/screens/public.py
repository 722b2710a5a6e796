# SPDX-License-Identifier: EUPL-1.2
"""What everybody sees of the forums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core import clock
from core.i18n import day
from core.pages import Pages, pages_of, path_of
from forums.domain.topic import Phase, takes_contributions
from forums.domain.topic import TopicState as State
from forums.domain.words import Part
from forums.messages import PHASES, SOURCE_GROUPS
from forums.models.topics import Question, Topic
from forums.queries import contributions, recommendations, topics
from forums.queries.contributions import ContributionView
from forums.queries.topics import QuestionView, TopicRow, TopicView
from forums.queries.words import spoken
from forums.screens.parts import Badge, Moment, RecommendationCard, card, story, topic_badge


@dataclass(frozen=True, slots=True)
class Row:
    topic: TopicRow
    badge: Badge


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: tuple[Row, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Group:
    """A question with the contributions to it on this page."""

    question: QuestionView
    phase: str
    contributions: tuple[ContributionView, ...]


@dataclass(frozen=True, slots=True)
class ForumPage:
    topic: TopicView
    badge: Badge
    source_group: str
    groups: tuple[Group, ...]
    published: int
    pages: Pages
    cards: tuple[RecommendationCard, ...]
    numbers: Mapping[str, int]
    places: Mapping[str, int | None]
    story: tuple[Moment, ...]
    reading_original: bool


@dataclass(frozen=True, slots=True)
class PaperPage:
    topic: TopicView
    questions: tuple[tuple[str, QuestionView], ...]
    address: str
    today: str


@dataclass(frozen=True, slots=True)
class WritingPage:
    topic: TopicView
    question: QuestionView
    phase: str
    taking: bool


def public_list(number: int, lang: str) -> ListPage:
    part = topics.public_topics(number, lang)
    return ListPage(tuple(Row(t, topic_badge(t.state)) for t in part.rows), pages_of(part))


def forum(topic: Topic, number: int, lang: str, *, original: bool = False) -> ForumPage:
    """One forum; with ``original`` in the language its official words were written in."""
    view = topics.topic_view(topic, lang)
    if original and view.title.translated:
        source = view.title.original_lang
        return replace(_forum(topic, topics.topic_view(topic, source), number, source), reading_original=True)
    return _forum(topic, view, number, lang)


def _forum(topic: Topic, view: TopicView, number: int, lang: str) -> ForumPage:
    promised = view.mandate.answer_by if view.mandate else None
    cards = tuple(card(r) for r in recommendations.recommendations(topic, view.spoken, promised))
    part = contributions.published(topic, number, lang)
    return ForumPage(
        topic=view,
        badge=topic_badge(view.state),
        source_group=str(SOURCE_GROUPS[view.source_group]),
        groups=_groups(view.questions, part.rows),
        published=part.total,
        pages=pages_of(part),
        cards=cards,
        places=contributions.pages_of_published(topic) if cards else {},
        numbers={c.view.public_id: c.view.number for c in cards},
        story=story(view, cards),
        reading_original=False,
    )


def paper(topic: Topic, lang: str) -> PaperPage:
    view = topics.topic_view(topic, lang)
    questions = tuple((str(PHASES[q.phase]), q) for q in view.questions)
    return PaperPage(view, questions, path_of("forums.show_topic", topic_id=view.public_id), day(clock.today()))


def writing(topic: Topic, question: Question, lang: str) -> WritingPage:
    view = topics.topic_view(topic, lang)
    asked = next(q for q in view.questions if q.public_id == question.public_id)
    taking = takes_contributions(State(topic.state), topic.closes_on, clock.today())
    return WritingPage(view, asked, str(PHASES[Phase(question.phase)]), taking)


def title_in(topic: Topic, lang: str) -> str:
    """The topic's title for the page that the receipt code opens."""
    return spoken(topic.id, lang).of(topic.public_id, Part.TITLE).text


def _groups(questions: Sequence[QuestionView], rows: Sequence[ContributionView]) -> tuple[Group, ...]:
    return tuple(
        Group(q, str(PHASES[q.phase]), tuple(r for r in rows if r.question_id == q.public_id)) for q in questions
    )
