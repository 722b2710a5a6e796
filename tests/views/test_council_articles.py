# SPDX-License-Identifier: EUPL-1.2
"""Pages of articles: from the recommended statute through the talk to adoption, comparison and papers; by-laws."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from core.domain.actor import Actor, Role
from tests.builders import council as build
from tests.page import Page, PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]
PLACES = "jonava | Jonava | Jonavos miesto seniūnija"
REQUIRED = {"municipality": "Jonavos r. sav.", "places": PLACES}


def drafted(page: PageClient, **typed: str) -> str:
    """The public id of the draft that the form made."""
    page.get("council.draft_statute")
    page.submit({**REQUIRED, **typed}, action="statutes/draft")
    links = [link.rsplit("/", 1)[-1] for link in page.follow().links() if "/council/statutes/" in link]
    return next(link for link in links if link not in ("draft", "recommended"))


def article_links(shown: Page, ending: str = "") -> list[str]:
    found = [link for link in shown.links() if "/council/articles/" in link and link.endswith(ending)]
    return [link.split("/articles/")[1].split("/")[0] for link in found]


@pytest.mark.requirement("R039")
def test_everybody_reads_the_recommended_statute_with_its_reasons(page: PageClient) -> None:
    shown = page.get("council.show_first_statute").main()
    assert "Article 12" in shown
    assert "People believe a result when those who gain from it did not count it" in shown
    assert "المجلس المشترك بين الثقافات" in page.speak("ar").get("council.show_first_statute").main()


@pytest.mark.requirement("R037", "R039")
def test_from_the_recommended_statute_to_an_adopted_one(staff: Staff, person: Person) -> None:
    page = staff(Role.OFFICER)
    statute = drafted(page)
    shown = page.get("council.show_statute", public_id=statute)
    assert "Nobody has said yet where they stand" in shown.main()
    article = article_links(shown)[0]
    page.get("council.write_article", public_id=article)
    page.submit({"heading_en": "What it is for"}, action="/edit")
    assert "What it is for" in page.follow().main()

    member = person(Role.FACILITATOR)
    build.joined(person(Role.OFFICER), member)
    page.sign_in(member)
    assert "18 articles wait for you" in page.get("core.show_desk").main()
    page.get("council.discuss_article", public_id=article)
    bad = page.submit({"stance": "object"}, action="/stance", expect=422).main()
    assert "say in a few words" in bad
    page.submit({"stance": "object", "remark": "Say who decides."}, action="/stance")
    page.follow()
    page.submit({"text": "مرحبا"}, action="/comments")
    talked = page.follow().main()
    assert "1 objects" in talked
    assert "17 articles wait for you" in page.get("core.show_desk").main()
    assert "Working group" in talked
    assert "مرحبا" in talked

    staff(Role.OFFICER).get("council.adopt_statute", public_id=statute)
    page.submit({"by": "Municipal council", "on": "2026-09-24"}, action="adopt")
    adopted = page.follow().main()
    assert "What the working group said before adoption" in adopted
    assert "Say who decides." in adopted
    page.get("council.discuss_article", public_id=article)
    assert "nothing more is said here" in page.last.main() if page.last else ""
    page.post("council.comment_article", {"text": "Late"}, public_id=article, expect=422)


@pytest.mark.requirement("R039")
def test_two_versions_are_compared_and_taken_away(staff: Staff, page: PageClient) -> None:
    officer = staff(Role.OFFICER)
    first = drafted(officer)
    officer.get("council.adopt_statute", public_id=first)
    officer.submit({"by": "Municipal council", "on": "2026-09-24"}, action="adopt")
    second = drafted(officer, min_age="16")
    assert "You are changing that one" in officer.get("council.draft_statute", start=first).main()
    shown = officer.get("council.show_statute", public_id=second)
    officer.get("council.write_article", public_id=article_links(shown, "edit")[3])
    officer.submit({"text_en": "The municipality answers within 14 days."}, action="/edit")
    found = officer.get("council.compare_statutes", public_id=second, earlier=first)
    assert "3 differences" not in found.main()
    assert "2 differences" in found.main()
    assert "[added:] 14 " in " ".join("".join(each.itertext()) for each in found.all("ins"))
    assert "18 years 16 years changed" in found.main()
    assert "unchanged" in officer.get("council.compare_statutes", public_id=second, earlier=first, all=1).main()
    page.get("council.compare_statutes", public_id=second, earlier=first, expect=200)

    told = page.client.get(page.address("council.statute_json", public_id=first)).get_json()
    text = "\n".join(filter(None, told["fingerprint_of"]))
    assert hashlib.sha256(text.encode()).hexdigest() == told["fingerprint"]
    assert "Article 18" in page.get("council.print_statute", public_id=first).main()
    for lang in ("en", "ar"):
        answer = page.speak(lang).client.get(page.address("council.statute_pdf", public_id=first))
        assert answer.data.startswith(b"%PDF")


@pytest.mark.requirement("R039")
def test_an_article_that_is_half_said_or_left_out(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    statute = drafted(page, articles="none")
    page.get("council.add_article", public_id=statute)
    bad = page.submit({"heading_en": "Alone"}, action="articles/new", expect=422)
    assert "both a heading and a text" in bad.main()
    assert bad.by_id("heading_en").get("value") == "Alone"
    page.submit({"text_en": "A text.", "heading_en": "First", "states": ["seats", "timetable"]}, action="articles/new")
    shown = page.follow()
    assert "The table of all deadlines" in shown.main()
    assert "No article states yet: Minimum age on polling day;" in shown.main()
    article = article_links(shown, "edit")[0]
    page.get("council.write_article", public_id=article)
    page.get("council.leave_out_article", public_id=article)
    page.submit(action="leave-out", expect=422)
    page.submit({"reason": "It said nothing."}, action="leave-out")
    assert "It said nothing." in page.follow().main()
    page.submit(action="articles/take")
    taken = page.follow()
    assert "The articles are taken over" in taken.text
    page.post("council.move_article", {"direction": "up"}, public_id=article_links(taken, "edit")[1])
    assert "Article 1: Objectives" in page.follow().main()
    page.post("council.take_first_articles", public_id=statute)
    assert "has articles already" in page.follow().text


@pytest.mark.requirement("R039")
def test_the_talk_about_a_draft_is_not_everybodys(staff: Staff, page: PageClient) -> None:
    officer = staff(Role.OFFICER)
    statute = drafted(officer)
    article = article_links(officer.get("council.show_statute", public_id=statute))[0]
    staff(Role.MODERATOR).get("council.discuss_article", public_id=article, expect=404)
    for endpoint in ("council.show_statute", "council.print_statute", "council.statute_json", "council.statute_pdf"):
        PageClient(page.app).get(endpoint, public_id=statute, expect=404)
    staff(Role.OFFICER).get("council.discuss_article", public_id="nosuchthing", expect=404)


@pytest.mark.requirement("R040")
def test_an_amendment_from_draft_to_adoption(staff: Staff, page: PageClient) -> None:
    assert "No amendment yet" in page.get("council.list_amendments").main()
    officer = staff(Role.OFFICER)
    officer.get("council.draft_amendment")
    typed = {"changes": "Rules of procedure", "heading_en": "Hearing the council", "text_en": "Add article 12a."}
    bad = officer.submit({**typed, "text_en": ""}, action="by-laws/new", expect=422)
    assert bad.by_id("changes").get("value") == "Rules of procedure"
    officer.submit(typed, action="by-laws/new")
    link = next(link for link in officer.follow().links() if "/by-laws/" in link and not link.endswith("new"))
    amendment = link.rsplit("/", 1)[-1]
    visitor = PageClient(page.app)
    visitor.get("council.show_amendment", public_id=amendment, expect=404)
    for event, words in (("submit", "Submitted to the municipal council"), ("read", "Read in"), ("adopt", "Adopted")):
        officer.get("council.move_amendment", public_id=amendment)
        officer.submit({"event": event, "by": "Municipal council", "on": "2026-10-01"}, action="/step")
        assert words in officer.follow().main()
    assert "Hearing the council" in visitor.get("council.list_amendments").main()
    refused = officer.post("council.write_amendment", {**typed, "original": "en"}, public_id=amendment, expect=422)
    assert "stays as it is" in refused.main()
