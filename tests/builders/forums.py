# SPDX-License-Identifier: EUPL-1.2
"""Makes forums in any state for tests, through the services that people use."""

from __future__ import annotations

import datetime as dt
import secrets

from core import clock
from core.db import unit_of_work
from core.domain.actor import RESIDENT, Actor
from forums.commands import (
    AnswerRecommendation,
    Contribute,
    Decide,
    GiveMandate,
    PrepareQuestion,
    Present,
    Recommend,
    SuggestTopic,
    TakeMeasure,
)
from forums.domain.moderation import Ground, Outcome
from forums.domain.recommendation import AnswerOutcome
from forums.domain.topic import Phase, SourceGroup, TopicState
from forums.domain.words import Part, Wording
from forums.models.contributions import Contribution
from forums.models.recommendations import Recommendation
from forums.models.topics import Question, Topic
from forums.queries import loading
from forums.services import contributions, recommendations, topics
from forums.services.contributions import Taken


def once() -> str:
    return secrets.token_hex(8)


def wording(lang: str = "en", **parts: str) -> Wording:
    return Wording(lang, {lang: {Part(name): text for name, text in parts.items()}})


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def topic_row(public_id: str) -> Topic:
    found = loading.topic(public_id)
    assert found is not None
    return found


def suggest(officer: Actor, title: str = "Evening courses", **kwargs: str) -> str:
    command = SuggestTopic(
        wording(title=title, description="What it is about."), SourceGroup.COMMUNITIES, once(), **kwargs
    )
    with unit_of_work():
        return topics.suggest(officer, command)


def mandate(officer: Actor, topic_id: str, *, answer_in: int = 30) -> None:
    words = wording(signatory="Mayor", body="Municipal administration", scope="Courses.", promise="An answer.")
    with unit_of_work():
        topics.give_mandate(officer, topic_row(topic_id), GiveMandate(words, in_days(0), in_days(answer_in)))


def ask(officer: Actor, topic_id: str, question: str = "What would help?") -> str:
    with unit_of_work():
        return topics.prepare_question(
            officer, topic_row(topic_id), PrepareQuestion(wording(question=question), Phase.PROPOSE, once())
        )


def open_forum(officer: Actor, title: str = "Evening courses", *, days: int = 10) -> tuple[str, str]:
    """An open topic and its question."""
    topic_id = suggest(officer, title)
    mandate(officer, topic_id)
    question_id = ask(officer, topic_id)
    with unit_of_work():
        topics.open_topic(officer, topic_row(topic_id), in_days(days))
    return topic_id, question_id


def question_row(topic_id: str, question_id: str) -> Question:
    found = loading.question(topic_row(topic_id), question_id)
    assert found is not None
    return found


def contribute(topic_id: str, question_id: str, text: str = "A later bus.", **kwargs: object) -> Taken:
    values = {"lang": "en", "once": once(), **kwargs}
    with unit_of_work():
        return contributions.contribute(
            RESIDENT,
            topic_row(topic_id),
            question_row(topic_id, question_id),
            Contribute(text=text, **values),  # type: ignore[arg-type]  # named values of any field
            title="Evening courses",
        )


def contribution_row(topic_id: str, public_id: str) -> Contribution:
    found = loading.contribution(topic_row(topic_id), public_id)
    assert found is not None
    return found


def decide(moderator: Actor, topic_id: str, public_id: str, *, ground: Ground | None = None, seen: int = 0) -> None:
    command = Decide(Outcome.REJECT if ground else Outcome.PUBLISH, seen, ground)
    with unit_of_work():
        contributions.decide_on(moderator, topic_row(topic_id), contribution_row(topic_id, public_id), command)


def published(moderator: Actor, topic_id: str, question_id: str, text: str = "A later bus.") -> Taken:
    taken = contribute(topic_id, question_id, text)
    decide(moderator, topic_id, taken.public_id)
    return taken


def stop(officer: Actor, topic_id: str) -> None:
    with unit_of_work():
        topics.stop(officer, topic_row(topic_id))


def recommendation_row(topic_id: str, public_id: str) -> Recommendation:
    found = loading.recommendation(topic_row(topic_id), public_id)
    assert found is not None
    return found


def draft(officer: Actor, topic_id: str, contribution_ids: tuple[str, ...], what: str = "A late bus.") -> str:
    command = Recommend(
        wording(what=what, addressee="Municipal administration"), in_days(200), contribution_ids, once()
    )
    with unit_of_work():
        return recommendations.draft(officer, topic_row(topic_id), command)


def adopt(officer: Actor, topic_id: str, public_id: str) -> None:
    with unit_of_work():
        recommendations.adopt(officer, topic_row(topic_id), recommendation_row(topic_id, public_id))


def present(officer: Actor, topic_id: str, public_id: str) -> None:
    with unit_of_work():
        recommendations.present(
            officer,
            topic_row(topic_id),
            recommendation_row(topic_id, public_id),
            Present(wording(body="Municipal council"), in_days(0), once()),
        )


def answer(officer: Actor, topic_id: str, public_id: str, outcome: AnswerOutcome = AnswerOutcome.IN_PART) -> None:
    measure = TakeMeasure(wording(what="Trial of three months", department="Transport"), in_days(90))
    measures = () if outcome is AnswerOutcome.REJECTED else (measure,)
    words = wording(body="Municipal administration", reason="On course evenings; daily it costs too much.")
    with unit_of_work():
        recommendations.answer(
            officer,
            topic_row(topic_id),
            recommendation_row(topic_id, public_id),
            AnswerRecommendation(words, outcome, in_days(0), measures),
        )


def forum_in(state: TopicState, officer: Actor, moderator: Actor) -> str:
    """A topic brought to a state by the steps that lead there."""
    topic_id = suggest(officer)
    if state is TopicState.DRAFT:
        return topic_id
    mandate(officer, topic_id)
    question_id = ask(officer, topic_id)
    if state is TopicState.MANDATED:
        return topic_id
    with unit_of_work():
        topics.open_topic(officer, topic_row(topic_id), in_days(10))
    if state is TopicState.OPEN:
        return topic_id
    taken = published(moderator, topic_id, question_id)
    stop(officer, topic_id)
    if state is TopicState.WEIGHING:
        return topic_id
    made = draft(officer, topic_id, (taken.public_id,))
    adopt(officer, topic_id, made)
    if state is TopicState.RECOMMENDED:
        return topic_id
    present(officer, topic_id, made)
    answer(officer, topic_id, made)
    if state is TopicState.CLOSED:
        with unit_of_work():
            topics.close(officer, topic_row(topic_id), "Everything is answered.", "en")
    return topic_id
