# SPDX-License-Identifier: EUPL-1.2
"""What the demo's people say about the statute: comments and agreement, and two by-laws on their way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

from core import clock
from core.domain.actor import Actor
from council.domain.articles import Stance, Wording
from council.domain.bylaw import BylawEvent
from council.models.statute import StatuteVersion
from council.queries.articles import articles_of
from council.services import article_talk as talk
from council.services import articles, bylaw
from council.services.bylaw import BylawStep

BODY = "Municipal council of Jonava"

HEARING = Wording(
    original="lt",
    headings={
        "lt": "Tarpkultūrinės tarybos nuomonė",
        "en": "The opinion of the Intercultural Council",
        "ar": "رأي المجلس المشترك بين الثقافات",
    },
    texts={
        "lt": "Prieš svarstydama klausimą, susijusį su iš kitų šalių atvykusiais gyventojais, savivaldybės taryba "
        "paprašo Tarpkultūrinės tarybos nuomonės. Jos pirmininkas posėdyje turi teisę kalbėti.",
        "en": "Before it debates a matter that concerns residents from other countries, the municipal council asks the "
        "Intercultural Council for its opinion. The chair of that council has the right to speak at the meeting.",
        "ar": "قبل أن يناقش المجلس البلدي أمرًا يخص السكان القادمين من بلدان أخرى يطلب رأي المجلس المشترك بين الثقافات، "
        "ولرئيس ذلك المجلس حق الكلام في الجلسة.",
    },
)
MONEY = Wording(
    original="lt",
    headings={"lt": "Lėšos tarybos veiklai", "en": "Money for the work of the council"},
    texts={
        "lt": "Savivaldybės biudžete kasmet numatomos lėšos Tarpkultūrinės tarybos patalpoms, vertimui ir sekretoriui.",
        "en": "Each year's budget of the municipality sets money aside for the room, the interpreting and the "
        "secretary of the Intercultural Council.",
    },
)


def before_adoption(officer: Actor, chief: Actor, version: StatuteVersion) -> None:
    """What was said about the first version, which its readers still see."""
    first, *_rest, last = articles_of(version)
    with _on(9, 14):
        talk.comment(officer, first.public_id, "One sentence is enough here.", lang="en", once="demo-comment-1")
        talk.take_stance(officer, first.public_id, Stance.AGREE)
        talk.take_stance(chief, first.public_id, Stance.AGREE)
        remark = "The register of an election that was called must not change either."
        talk.take_stance(chief, last.public_id, Stance.REMARK, remark)


def about_the_proposal(officer: Actor, chief: Actor, version: StatuteVersion) -> None:
    """The next version is being discussed: one article is worded anew, one new one is there."""
    found = {each.key: each for each in articles_of(version)}
    answers = found["answers"]
    with _on(11, 6):
        talk.take_stance(chief, answers.public_id, Stance.OBJECT, "30 days are long when a decision is near.")
        text = answers.texts["en"].replace("within 30 days", "within 20 days")
        articles.write_article(officer, answers.public_id, _reworded(answers.wording, text))
        young = articles.add_article(officer, version.public_id, _young(), key="young")
    with _on(11, 9):
        talk.take_stance(officer, answers.public_id, Stance.AGREE)
        talk.take_stance(officer, young.public_id, Stance.AGREE)
        talk.take_stance(chief, young.public_id, Stance.REMARK, "The schools should be asked first.")
        talk.comment(chief, young.public_id, "Tai padėtų ir mokykloms.", lang="lt", once="demo-comment-2")


def amendments(officer: Actor) -> None:
    """One by-law was adopted with the statute, one is still being drafted, one waits for its reading."""
    with _on(8, 24):
        adopted = bylaw.draft_amendment(
            officer, "Savivaldybės tarybos veiklos reglamentas", HEARING, once="demo-bylaw-1"
        )  # fmt: skip
        waiting = bylaw.draft_amendment(officer, "Savivaldybės biudžeto sudarymo taisyklės", MONEY, once="demo-bylaw-2")
    _steps(officer, adopted.public_id, (BylawEvent.SUBMIT, BylawEvent.READ, BylawEvent.ADOPT))
    _steps(officer, waiting.public_id, (BylawEvent.SUBMIT,))
    with _on(11, 12):
        bylaw.draft_amendment(officer, "Seniūnaičių rinkimų tvarka", _young(), once="demo-bylaw-3")


def _steps(officer: Actor, public_id: str, events: Iterable[BylawEvent]) -> None:
    for number, event in enumerate(events):
        day = dt.date(2026, 9, 3 + 7 * number)
        with _on(day.month, day.day):
            step = BylawStep(event=event, by=BODY, on=day, reference=f"DEMO-B-{number + 1}")
            bylaw.move_amendment(officer, public_id, step)


def _reworded(wording: Wording, text: str) -> Wording:
    """Only the original is new; the translations wait, so that they are left away."""
    return replace(
        wording, headings={"en": wording.headings["en"]}, texts={"en": text}, original="en"
    )  # fmt: skip


def _young() -> Wording:
    return Wording(
        original="en",
        headings={"en": "Young people", "lt": "Jaunimas", "ar": "الشباب"},
        texts={
            "en": "Twice a year the council meets young residents and reports what came of it.",
            "lt": "Du kartus per metus taryba susitinka su jaunais gyventojais ir praneša, kas iš to išėjo.",
            "ar": "يلتقي المجلس مرتين في السنة بالسكان الشباب ويُعلن ما أسفر عنه اللقاء.",
        },
    )


def _on(month: int, day: int) -> AbstractContextManager[None]:
    return clock.standing_at(dt.datetime(2026, month, day, 10, tzinfo=clock.ZONE))
