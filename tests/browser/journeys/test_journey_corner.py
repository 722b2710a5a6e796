# SPDX-License-Identifier: EUPL-1.2
"""The second journey in a real browser: from words said in a cosy corner to an answer read by code, without account."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import clock
from tests.browser.journeys.conftest import Reader
from tests.browser.journeys.visit import Visit

SAID = "Останній автобус із Йонави до Рукли їде надто рано."
ANSWER = {
    "en": "A later bus runs on course evenings.",
    "lt": "Kursų vakarais važiuoja vėlesnis autobusas.",
    "ar": "تسير حافلة متأخرة في مساءات الدورات.",
}
REASON = {"en": "There is no money for every day.", "lt": "Kasdien neužtenka pinigų.", "ar": "لا مال لكل يوم."}
BODY = {"en": "Transport department", "lt": "Transporto skyrius", "ar": "قسم النقل"}
OFFICIAL = "lt"
"""Officials write in the language of the state; the other languages are translations."""


@pytest.mark.requirement("R018", "R030", "R031", "R032", "D03", "D05")
def test_from_a_cosy_corner_to_an_answer_by_code(reader: Reader, mark: str, tmp_path: Path) -> None:
    facilitator = reader("facilitator")
    series = open_series(facilitator, f"Arbata {mark}")
    log_trust_meeting(facilitator, series)
    code = log_topic_meeting(facilitator, series, f"{SAID} {mark}")
    assert f"code={code}" in facilitator.scanned(".receipt__picture", tmp_path / "picture.png")
    sheets, text = facilitator.printed(tmp_path / "slip.pdf")
    assert sheets == 1
    assert not text or all(group in text for group in code.split("-"))

    person, lang = reader(), facilitator.lang
    open_by_code(person, code)
    person.quoted(SAID, "uk")
    assert person.tab.locator("ol.timeline > li", has_text=ANSWER[lang]).count() == 0

    answer(reader("officer"), person.path.removeprefix("/inputs/"), mark)
    person.go(person.path)
    person.quoted(ANSWER[lang], lang)
    assert person.tab.locator("ol.timeline > li", has_text=ANSWER[lang]).count() == 1
    assert REASON[lang] in person.main
    assert BODY[lang] in person.main


def open_series(visit: Visit, title: str) -> str:
    """The address of a new series."""
    visit.go("/corners/open")
    visit.fill(place="Virtuvė", women_only=True, rhythm="weekly")
    visit.refused("/corners/open", "title", place="Virtuvė", rhythm="weekly")
    visit.fill(title=title)
    visit.press("/corners/open")
    assert title in visit.main
    return visit.path


def log_trust_meeting(visit: Visit, series: str) -> None:
    visit.follow(f"{series}/log/trust")
    ahead = (clock.today() + dt.timedelta(days=9)).isoformat()
    visit.fill(held_on=ahead, women="8", children="3", agreements="Kas pasakyta, lieka čia.")
    visit.refused("/log/trust", "held_on", held_on=ahead, women="8", agreements="Kas pasakyta, lieka čia.")
    visit.fill(held_on=clock.today().isoformat())
    visit.press("/log/trust")
    assert "Kas pasakyta, lieka čia." in visit.main


def log_topic_meeting(visit: Visit, series: str, words: str) -> str:
    """The code on the slip of the one statement that its speaker passes on; the other one stays in the log."""
    visit.go(series)
    visit.follow(f"{series}/log/topic")
    visit.fill(
        held_on=clock.today().isoformat(), women="7", minutes="1.5", topics="transport", words_1="Lieka tarp mūsų."
    )
    visit.fill(words_0=words, lang_0="uk", consent_0="pass_on", hands_0="9")
    visit.refused("/log/topic", "minutes", minutes="1.5", words_0=words, lang_0="uk", consent_0="pass_on")
    visit.fill(minutes="90")
    visit.refused("/log/topic", "hands_0", minutes="90", hands_0="9", words_0=words, words_1="Lieka tarp mūsų.")
    visit.fill(hands_0="6")
    visit.press("/log/topic")
    assert visit.tab.locator(".receipt").count() == 1, "a slip for the statement that was passed on, and no other"
    return visit.code()


def open_by_code(visit: Visit, code: str) -> None:
    """A wrong code stays in the field and is explained; the right one may be typed small and without dashes."""
    visit.go("/code")
    wrong = "0000-0000-0000"
    visit.fill(code=wrong)
    visit.refused("/code", "code", code=wrong)
    visit.fill(code=code.replace("-", "").lower())
    visit.press("/code")
    assert visit.path.startswith("/inputs/")


def answer(visit: Visit, public_id: str, words: str) -> None:
    """Found by its words, answered in the official language and in the reader's."""
    visit.go("/follow-up")
    visit.fill(q=words)
    visit.press("/follow-up")
    visit.follow(f"/follow-up/{public_id}")
    visit.follow(f"/follow-up/{public_id}/answer")
    visit.fill(lang=OFFICIAL, text=ANSWER[OFFICIAL], body="")
    visit.refused("/answer", "outcome", "body", "reason", text=ANSWER[OFFICIAL], lang=OFFICIAL)
    visit.fill(outcome="in_part", body=BODY[OFFICIAL], reason=REASON[OFFICIAL])
    if visit.lang != OFFICIAL:
        visit.unfold(f"text_{visit.lang}")
        translated = {"text": ANSWER, "reason": REASON, "body": BODY}
        visit.fill(**{f"{part}_{visit.lang}": texts[visit.lang] for part, texts in translated.items()})
    visit.press("/answer")
    assert ANSWER[visit.lang] in visit.main
