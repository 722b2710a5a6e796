# SPDX-License-Identifier: EUPL-1.2
"""The demo's forums: one at each stage, one of them answered in part, told through the services that people use."""

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
from demo import codes
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
from forums.domain.topic import Phase, SourceGroup, TopicState
from forums.domain.words import Part, Wording
from forums.models.recommendations import Recommendation
from forums.models.topics import Topic
from forums.queries import loading
from forums.screens.public import title_in
from forums.services import contributions, recommendations, topics
from forums.services.contributions import Taken

DATA = Path(__file__).parent.parent / "data"
Texts = Mapping[str, str]
Story = Mapping[str, Any]
ORIGINAL = "lt"
"""Officials write in the language of the state; the other languages are translations."""
COUNCIL = {"en": "Municipal council", "lt": "Savivaldybės taryba", "ar": "المجلس البلدي"}
ABOUT = {
    "en": "People who work late want to learn Lithuanian, but lessons are in the morning and the last bus is early.",
    "lt": "Iki vakaro dirbantys žmonės nori mokytis lietuvių kalbos, bet pamokos rytais, o autobusas anksti.",
    "ar": "من يعملون حتى المساء يريدون تعلّم الليتوانية، لكن الدروس صباحًا والحافلة الأخيرة تغادر مبكرًا.",
}
AFTER_MANDATE = tuple(TopicState)[1:]
AFTER_OPENING = AFTER_MANDATE[1:]
AFTER_STOP = AFTER_OPENING[1:]


def seed() -> None:
    """Every forum, as if the days it took had passed."""
    teller = Teller(clock.today(), {row["id"]: row["name"] for row in _read("jonava.yaml")["institutions"]})
    for story in _read("story.yaml")["forums"]:
        teller.forum(_answered(story))
    for story in _read("forums.yaml"):
        teller.forum(story)


def _answered(story: Story) -> Story:
    """The long story in the form of the others."""
    asked, recommended = story["question"], story["recommendation"]
    hint = {lang: "\n".join(line[lang] for line in asked["hints"]) for lang in asked["hints"][0]}
    return {
        "stage": TopicState.ANSWERED.value,
        "topic": {
            "source_group": SourceGroup.COMMUNITIES.value,
            "title": story["topic"],
            "description": ABOUT,
            "day": story["mandate"]["day"] - 8,
            "place": story["eldership"].title(),
            "suitability": "Said again and again in the cosy corner; courses and the bus are ours to change.",
        },
        "mandate": {**story["mandate"], "answer_day": recommended["day"] + 30},
        "opens_day": story["opens_day"],
        "closes_day": story["closes_day"],
        "questions": [
            {
                "phase": Phase.PROPOSE.value,
                "question": asked["text"],
                "hint": hint,
                "contributions": story["contributions"],
            }
        ],
        "recommendations": [{**recommended, "stage": "answered"}],
    }


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what happened, each thing on its own day; days are counted from the real ``today``."""

    today: dt.date
    bodies: Mapping[str, Texts]

    def forum(self, story: Story) -> None:
        """One forum, up to the stage it has reached."""
        stage = TopicState(story["stage"])
        topic = self.topic(story["topic"])
        if stage in AFTER_MANDATE:
            self.mandate(topic, story["mandate"])
            asked = [(self.question(topic, row, story["mandate"]["day"]), row) for row in story["questions"]]
        if stage not in AFTER_OPENING:
            return
        with self.on(story["opens_day"]):
            topics.open_topic(actor_of(Role.MODERATOR), topic, self.day(story["closes_day"]))
        written: dict[str, Taken] = {}
        for question_id, row in asked:
            for number, contribution in enumerate(row.get("contributions", ())):
                key = contribution.get("id", f"{row['phase']}-{number}")
                written[key] = self.contribution(topic, question_id, key, contribution)
        if stage in AFTER_STOP:
            with self.on(story["closes_day"]):
                topics.stop(actor_of(Role.MODERATOR), topic)
        for number, row in enumerate(story.get("recommendations", ())):
            self.recommendation(topic, f"demo-{topic.public_id}-{number}", row, written)

    def topic(self, row: Story) -> Topic:
        with self.on(row["day"]):
            suggestion = SuggestTopic(
                _words(title=row["title"], description=row["description"]),
                SourceGroup(row["source_group"]),
                f"demo-{row['title']['en']}"[:40],
                place=row["place"],
                suitability=row["suitability"],
            )
            found = loading.topic(topics.suggest(actor_of(Role.OFFICER), suggestion))
        assert found is not None
        return found

    def mandate(self, topic: Topic, row: Story) -> None:
        with self.on(row["day"]):
            wording = _words(
                signatory=row["signatory"],
                body=self.bodies["administration"],
                scope=row["scope"],
                promise=row["promise"],
            )
            command = GiveMandate(wording, clock.today(), self.day(row["answer_day"]), row["reference"])
            topics.give_mandate(actor_of(Role.OFFICER), topic, command)

    def question(self, topic: Topic, row: Story, day: int) -> str:
        with self.on(day):
            wording = _words(question=row["question"], hint=row["hint"])
            command = PrepareQuestion(wording, Phase(row["phase"]), f"demo-{topic.public_id}-{row['phase']}")
            return topics.prepare_question(actor_of(Role.OFFICER), topic, command)

    def contribution(self, topic: Topic, question_id: str, key: str, row: Story) -> Taken:
        question = loading.question(topic, question_id)
        assert question is not None
        lang = row["original"]
        with self.on(row["day"]):
            written = Contribute(row["text"][lang], lang, f"demo-{topic.public_id}-{key}")
            title = title_in(topic, lang)
            taken = contributions.contribute(RESIDENT, topic, question, written, title=title)
        if taken.receipt and "en" in row["text"]:
            codes.keep(f"Forum: {row['text']['en'][:60]}…", taken.receipt.code)
        decision = row.get("decision") or {"day": row.get("published_day")}
        if decision["day"] is not None:
            with self.on(decision["day"]):
                _translate_and_decide(topic, taken, row, decision)
        return taken

    def recommendation(self, topic: Topic, once: str, row: Story, written: Mapping[str, Taken]) -> None:
        officer, stage = actor_of(Role.OFFICER), row["stage"]
        with self.on(row["day"]):
            sources = tuple(written[key].public_id for key in row.get("from_contributions", written))
            wording = _words(what=row["what"], addressee=self.bodies[row.get("who", "administration")])
            command = Recommend(wording, self.day(row["by_day"]), sources, once)
            found = loading.recommendation(topic, recommendations.draft(officer, topic, command))
            assert found is not None
            if stage != "draft":
                recommendations.adopt(officer, topic, found)
        if stage in ("presented", "answered"):
            with self.on(row["day"] + 1):
                presented = Present(_words(body=COUNCIL), clock.today(), once)
                recommendations.present(officer, topic, found, presented)
        if stage == "answered":
            self.answer(topic, found, row["answer"], row["by_day"])

    def answer(self, topic: Topic, found: Recommendation, row: Story, by_day: int) -> None:
        with self.on(row["day"]):
            what = _words(what=row["accepted"], department=self.bodies["education"])
            answer = AnswerRecommendation(
                _words(body=self.bodies[row["by"]], reason=row["text"]),
                AnswerOutcome(row["outcome"]),
                clock.today(),
                (TakeMeasure(what, self.day(by_day)),),
            )
            recommendations.answer(actor_of(Role.OFFICER), topic, found, answer)

    def on(self, day: int) -> AbstractContextManager[None]:
        """Late in the morning of a day."""
        moment = dt.datetime.combine(self.day(day), dt.time(10, 30), tzinfo=clock.ZONE)
        return clock.standing_at(moment)

    def day(self, day: int) -> dt.date:
        return self.today + dt.timedelta(days=day)


def _translate_and_decide(topic: Topic, taken: Taken, row: Story, decision: Story) -> None:
    found = loading.contribution(topic, taken.public_id)
    assert found is not None
    for lang, text in row["text"].items():
        if lang != row["original"]:
            contributions.translate(actor_of(Role.TRANSLATOR), topic, found, lang, text)
    ground = Ground(decision["ground"]) if "ground" in decision else None
    outcome = Outcome.REJECT if ground else Outcome.PUBLISH
    command = Decide(outcome, 0, ground, decision.get("text", {}))
    contributions.decide_on(actor_of(Role.MODERATOR), topic, found, command)


def _words(**parts: Texts) -> Wording:
    """Every part in every language it has, the original first."""
    langs = dict.fromkeys((ORIGINAL, *(lang for texts in parts.values() for lang in texts)))
    texts = {lang: {Part(name): told[lang] for name, told in parts.items()} for lang in langs}
    return Wording(ORIGINAL, texts)


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))
