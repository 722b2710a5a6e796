# SPDX-License-Identifier: EUPL-1.2
"""The demo's forums: one that has run its course to a municipal answer in part, and one that is open today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from core import clock
from core.domain.actor import RESIDENT, Role
from demo.accounts import actor_of
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
from forums.domain.topic import Phase, SourceGroup
from forums.domain.words import Part, Wording
from forums.models.topics import Topic
from forums.queries import loading
from forums.screens.public import title_in
from forums.services import contributions, recommendations, topics
from forums.services.contributions import Taken

DATA = Path(__file__).parent.parent / "data"
Texts = Mapping[str, str]
ORIGINAL = "lt"
"""Officials write in the language of the state; the other languages are translations."""
COUNCIL = {"en": "Municipal council", "lt": "Savivaldybės taryba", "ar": "المجلس البلدي"}
ABOUT = {
    "en": "People who work late want to learn Lithuanian, but lessons are in the morning and the last bus is early.",
    "lt": "Iki vakaro dirbantys žmonės nori mokytis lietuvių kalbos, bet pamokos rytais, o autobusas anksti.",
    "ar": "من يعملون حتى المساء يريدون تعلّم الليتوانية، لكن الدروس صباحًا والحافلة الأخيرة تغادر مبكرًا.",
}


def seed() -> None:
    """Both forums, as if the days they took had passed."""
    teller, bodies = Teller(clock.today()), _bodies()
    for number, story in enumerate(_read("story.yaml")["forums"]):
        teller.answered_forum(story, bodies, number)
    teller.open_forum(_read("open_forum.yaml"), bodies["administration"])


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what happened, each thing on its own day; days are counted from the real ``today``."""

    today: dt.date

    def answered_forum(self, story: dict[str, Any], bodies: Mapping[str, Texts], number: int) -> None:
        officer, moderator = actor_of(Role.OFFICER), actor_of(Role.MODERATOR)
        mandate, asked = story["mandate"], story["question"]
        with self.on(mandate["day"] - 8):
            suggestion = SuggestTopic(
                _words(title=story["topic"], description=ABOUT),
                SourceGroup.COMMUNITIES,
                f"demo-topic-{number}",
                place=story["eldership"].title(),
                suitability="Said again and again in the cosy corner; courses and the bus are ours to change.",
            )
            topic = _topic(topics.suggest(officer, suggestion))
        promised = story["recommendation"]["day"] + 30
        self.mandate(topic, {**mandate, "answer_day": promised}, bodies["administration"])
        hint = {lang: "\n".join(h[lang] for h in asked["hints"]) for lang in asked["hints"][0]}
        question = self.question(topic, Phase.PROPOSE, {"question": asked["text"], "hint": hint}, story["opens_day"])
        self.open(topic, story["opens_day"], story["closes_day"])
        written = {row["id"]: self.contribution(topic, question, row) for row in story["contributions"]}
        with self.on(story["closes_day"]):
            topics.stop(moderator, topic)
        self.recommendation(topic, story["recommendation"], written, bodies)

    def open_forum(self, story: dict[str, Any], body: Texts) -> None:
        officer = actor_of(Role.OFFICER)
        with self.on(story["topic"]["day"]):
            suggestion = SuggestTopic(
                _words(title=story["topic"]["title"], description=story["topic"]["description"]),
                SourceGroup.RESIDENTS,
                "demo-topic-open",
                place=story["topic"]["place"],
                suitability=story["topic"]["suitability"],
            )
            topic = _topic(topics.suggest(officer, suggestion))
        self.mandate(topic, story["mandate"], body)
        asked = [
            (row, self.question(topic, Phase(row["phase"]), row, story["mandate"]["day"])) for row in story["questions"]
        ]
        self.open(topic, story["opens_day"], story["closes_day"])
        for row, question in asked:
            for number, written in enumerate(row["contributions"]):
                self.contribution(topic, question, {**written, "id": f"{row['phase']}-{number}"})

    def mandate(self, topic: Topic, mandate: dict[str, Any], body: Texts) -> None:
        with self.on(mandate["day"]):
            wording = _words(
                signatory=mandate["signatory"], body=body, scope=mandate["scope"], promise=mandate["promise"]
            )
            command = GiveMandate(wording, clock.today(), self.day(mandate["answer_day"]), mandate["reference"])
            topics.give_mandate(actor_of(Role.OFFICER), topic, command)

    def question(self, topic: Topic, phase: Phase, texts: Mapping[str, Texts], day: int) -> str:
        with self.on(day):
            wording = _words(question=texts["question"], hint=texts["hint"])
            once = f"demo-{topic.public_id}-{phase.value}"
            return topics.prepare_question(actor_of(Role.OFFICER), topic, PrepareQuestion(wording, phase, once))

    def open(self, topic: Topic, opens: int, closes: int) -> None:
        with self.on(opens):
            topics.open_topic(actor_of(Role.MODERATOR), topic, self.day(closes))

    def contribution(self, topic: Topic, question_id: str, row: dict[str, Any]) -> Taken:
        question = loading.question(topic, question_id)
        assert question is not None
        lang = row["original"]
        with self.on(row["day"]):
            once = f"demo-{topic.public_id}-{row['id']}"
            title = title_in(topic, lang)
            written = Contribute(row["text"][lang], lang, once)
            taken = contributions.contribute(RESIDENT, topic, question, written, title=title)
        decision = row.get("decision") or _published_on(row.get("published_day"))
        if decision:
            with self.on(decision["day"]):
                _translate(topic, taken, row)
                _decide(topic, taken, decision)
        return taken

    def recommendation(
        self, topic: Topic, story: dict[str, Any], written: Mapping[str, Taken], bodies: Mapping[str, Texts]
    ) -> None:
        officer, given = actor_of(Role.OFFICER), story["answer"]
        with self.on(story["day"]):
            command = Recommend(
                _words(what=story["what"], addressee=bodies[story["who"]]),
                self.day(story["by_day"]),
                tuple(written[key].public_id for key in story["from_contributions"]),
                f"demo-{story['id']}",
            )
            found = loading.recommendation(topic, recommendations.draft(officer, topic, command))
            assert found is not None
            recommendations.adopt(officer, topic, found)
        with self.on(story["day"] + 1):
            presented = Present(_words(body=COUNCIL), clock.today(), f"demo-{story['id']}-council")
            recommendations.present(officer, topic, found, presented)
        with self.on(given["day"]):
            measure = TakeMeasure(
                _words(what=given["accepted"], department=bodies["education"]), self.day(story["by_day"])
            )
            answer = AnswerRecommendation(
                _words(body=bodies[given["by"]], reason=given["text"]),
                AnswerOutcome(given["outcome"]),
                clock.today(),
                (measure,),
            )
            recommendations.answer(officer, topic, found, answer)

    def on(self, day: int) -> AbstractContextManager[None]:
        """Late in the morning of a day, counted from today."""
        moment = dt.datetime.combine(self.day(day), dt.time(10, 30), tzinfo=clock.ZONE)
        return clock.standing_at(moment)

    def day(self, day: int) -> dt.date:
        return self.today + dt.timedelta(days=day)


def _published_on(day: int | None) -> dict[str, Any] | None:
    return None if day is None else {"day": day, "outcome": "published"}


def _translate(topic: Topic, taken: Taken, row: dict[str, Any]) -> None:
    found = loading.contribution(topic, taken.public_id)
    assert found is not None
    for lang, text in row["text"].items():
        if lang != row["original"]:
            contributions.translate(actor_of(Role.TRANSLATOR), topic, found, lang, text)


def _decide(topic: Topic, taken: Taken, decision: dict[str, Any]) -> None:
    found = loading.contribution(topic, taken.public_id)
    assert found is not None
    rejected = "ground" in decision
    command = Decide(
        Outcome.REJECT if rejected else Outcome.PUBLISH,
        0,
        Ground(decision["ground"]) if rejected else None,
        decision.get("text", {}),
    )
    contributions.decide_on(actor_of(Role.MODERATOR), topic, found, command)


def _topic(public_id: str) -> Topic:
    found = loading.topic(public_id)
    assert found is not None
    return found


def _words(**parts: Texts) -> Wording:
    langs = dict.fromkeys((ORIGINAL, *(lang for texts in parts.values() for lang in texts)))
    return Wording(ORIGINAL, {lang: {Part(name): texts[lang] for name, texts in parts.items()} for lang in langs})


def _bodies() -> dict[str, Texts]:
    return {row["id"]: row["name"] for row in _read("jonava.yaml")["institutions"]}


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DATA / name).read_text("utf-8"))
    return read
