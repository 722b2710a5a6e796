# SPDX-License-Identifier: EUPL-1.2
"""The third journey in a real browser: from a topic to an answer, and what two contributors read of it by code."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from tests.browser.journeys.conftest import Reader
from tests.browser.journeys.visit import Visit

WORDS = {
    "en": "A bus after the evening course.",
    "lt": "Autobusas po vakaro kursų.",
    "ar": "حافلة بعد دورة المساء.",
}
ANSWER = {"en": "On course evenings, yes.", "lt": "Kursų vakarais – taip.", "ar": "في مساءات الدورات، نعم."}
GROUND = {"en": "It names a neighbour.", "lt": "Minimas kaimynas.", "ar": "يذكر أحد الجيران."}


def day(ahead: int) -> str:
    return (clock.today() + dt.timedelta(days=ahead)).isoformat()


@pytest.mark.requirement("R060", "R061", "R068", "R071", "R072", "R073", "D05")
def test_from_a_topic_to_an_answer_by_code(reader: Reader, mark: str) -> None:
    officer, first, second = reader("officer"), reader(), reader()
    lang, topic = officer.lang, open_forum(officer, f"Vakarai {mark}")
    code = contribute(first, topic, WORDS[lang])
    other = contribute(second, topic, GROUND[lang])

    moderator = reader("moderator")
    published = moderate(moderator, topic, outcome="publish")
    reject_with_ground(moderator, topic, GROUND[lang])

    recommend(officer, topic, published)
    first.go(topic)
    first.quoted(WORDS[lang], lang)
    assert GROUND[lang] not in first.main
    assert f"{topic}#{published}" in first.links("(.*#.*)"), "the recommendation leads back to the contribution"

    for person, slip in ((first, code), (second, other)):
        person.go("/code")
        person.fill(code=slip)
        person.press("/code")
    assert ANSWER[lang] in first.main
    assert ANSWER[lang] not in second.main
    assert second.main.count(GROUND[lang]) > 1, "own words and the moderator's"


def open_forum(visit: Visit, title: str) -> str:
    """The address of a forum that takes contributions: suggested, mandated, asked, opened."""
    visit.go("/forums/new")
    visit.fill(description="Ko reikia vakarais?", place="Rukla")
    visit.refused("/forums/new", "title", description="Ko reikia vakarais?", place="Rukla")
    visit.fill(title=title)
    visit.press("/forums/new")
    topic = visit.path.removesuffix("/desk")
    visit.follow(f"{topic}/mandate")
    visit.fill(signatory="Direktorius", body="Administracija", scope="Vakarai.", promise="Atsakymas.")
    visit.fill(signed_on=day(0), answer_by=day(-9))
    visit.refused("/mandate", "answer_by", signatory="Direktorius", promise="Atsakymas.", answer_by=day(-9))
    visit.fill(answer_by=day(30))
    visit.press("/mandate")
    visit.follow(f"{topic}/questions/new")
    visit.fill(question="Kas padėtų?", phase="propose")
    visit.press("/questions/new")
    visit.follow(f"{topic}/open")
    visit.fill(closes_on=day(10))
    visit.press("/open")
    return topic


def contribute(visit: Visit, topic: str, words: str) -> str:
    """The code on the slip. An empty sheet is refused first."""
    visit.go(topic)
    visit.follow(f"{topic}/questions/")
    action = visit.path
    visit.fill(text=" ")
    visit.refused(action, "text", lang=visit.lang)
    visit.fill(text=words)
    visit.press(action)
    return visit.code()


def moderate(visit: Visit, topic: str, **decision: str) -> str:
    """The public id of the contribution that waited longest, decided."""
    visit.go("/forums/moderation")
    visit.follow(f"{topic}/contributions/")
    public_id = visit.path.rsplit("/", 1)[-1]
    visit.follow("/decide")
    visit.fill(**decision)
    visit.press("/decide")
    return public_id


def reject_with_ground(visit: Visit, topic: str, words: str) -> None:
    """Without a ground nothing is rejected, and the moderator's words stay."""
    visit.follow(f"{topic}/contributions/")
    visit.follow("/decide")
    visit.fill(outcome="reject", explanation=words, lang=visit.lang)
    visit.refused("/decide", "ground", outcome="reject", explanation=words)
    visit.fill(ground="personal_data")
    visit.press("/decide")
    assert not visit.links(f"({topic}/contributions/)")


def recommend(visit: Visit, topic: str, source: str) -> None:
    """From the published contribution to the municipality's answer."""
    visit.go(f"{topic}/stop")
    visit.press("/stop")
    visit.follow(f"{topic}/recommendations/new")
    visit.fill(what="Vėlesnis autobusas", by_on=day(200))
    visit.refused("/recommendations/new", "addressee", what="Vėlesnis autobusas", by_on=day(200))
    visit.fill(addressee="Administracija", contributions=source)
    visit.press("/recommendations/new")
    visit.follow("/adopt")
    visit.press("/adopt")
    visit.follow("/present")
    visit.fill(body="Savivaldybės taryba", presented_on=day(0))
    visit.press("/present")
    visit.follow("/answer")
    visit.fill(reason=ANSWER[visit.lang], answered_on=day(0), body="Administracija")
    visit.refused("/answer", "outcome", reason=ANSWER[visit.lang], body="Administracija")
    visit.fill(outcome="in_part", what="Bandymas", department="Transportas")
    visit.press("/answer")
    assert ANSWER[visit.lang] in visit.main
