# SPDX-License-Identifier: EUPL-1.2
"""Pages of the follow-up: the holder of a code, the public, and those who answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from consult.followup import api
from consult.followup.api import FactKind, NewFact, Outcome, Source, Words
from core import clock
from core.db import unit_of_work
from core.domain.actor import SYSTEM, Role
from tests.page import PageClient

Staff = Callable[..., PageClient]
WORDS = "الحافلة الأخيرة تغادر مبكرًا"


def heard(ref: str = "st1", *facts: NewFact, text: str = WORDS, lang: str = "ar") -> api.Receipt:
    with unit_of_work():
        receipt = api.receive(SYSTEM, source=Source.CORNER_STATEMENT, source_ref=ref, text=text, lang=lang)
        for fact in facts:
            api.note(SYSTEM, receipt.public_id, fact)
    return receipt


def answer(**more: str) -> NewFact:
    return NewFact(
        FactKind.ANSWERED,
        outcome=Outcome.IN_PART,
        body="Town hall",
        text="One more bus on Fridays",
        reason="Money for one only",
        texts={"ar": Words("حافلة إضافية يوم الجمعة", "المال يكفي لواحدة", "البلدية")},
    )


def opened(page: PageClient, receipt: api.Receipt) -> PageClient:
    page.get("core.enter_code")
    page.submit({"code": receipt.code}, action="/code")
    return page


@pytest.mark.requirement("R018", "D05")
def test_the_code_opens_the_story_in_the_readers_language(page: PageClient) -> None:
    receipt = heard("st1", answer())
    shown = opened(page, receipt).follow()
    assert WORDS in shown.main()
    assert "One more bus on Fridays" in shown.main()
    assert "Money for one only" in shown.main()
    shown = page.speak("ar").get("followup.show_input", public_id=receipt.public_id)
    assert "حافلة إضافية يوم الجمعة" in shown.main()
    assert "البلدية" in shown.main()
    assert "One more bus" not in shown.main()


def test_an_answer_without_her_language_names_the_one_it_is_in(page: PageClient) -> None:
    receipt = heard("st1", answer())
    shown = opened(page, receipt).speak("lt").get("followup.show_input", public_id=receipt.public_id)
    assert "English" in shown.main()
    assert [e for e in shown.all("blockquote") if e.get("lang") == "en"]


def test_a_code_opens_its_own_input_only(page: PageClient) -> None:
    first, second = heard("st1"), heard("st2")
    page.get("followup.show_input", public_id=first.public_id, expect=302)
    opened(page, first)
    page.get("followup.show_input", public_id=first.public_id)
    page.get("followup.show_input", public_id=second.public_id, expect=404)
    page.get("followup.withdraw_input", public_id=second.public_id, expect=404)
    page.get("followup.show_input", public_id="nowhere", expect=404)


def test_closing_the_page_locks_it_for_the_next_person(page: PageClient) -> None:
    receipt = heard()
    opened(page, receipt).follow()
    page.post("core.close_code")
    page.get("followup.show_input", public_id=receipt.public_id, expect=302)


@pytest.mark.requirement("R018")
def test_words_are_taken_back_only_on_purpose(page: PageClient) -> None:
    receipt = heard("st1", NewFact(FactKind.PUBLISHED), answer())
    assert WORDS in page.get("followup.list_answers").main()
    opened(page, receipt).get("followup.withdraw_input", public_id=receipt.public_id)
    shown = page.submit({}, action="/withdraw", expect=422)
    assert "Please tick this" in shown.main()
    page.submit({"sure": "y"}, action="/withdraw")
    shown = page.follow()
    assert "You took your words back" in shown.text
    assert WORDS in shown.main(), "her own words stay hers"
    assert WORDS not in page.get("followup.list_answers").main()
    page.get("followup.withdraw_input", public_id=receipt.public_id, expect=302)


def test_withdrawn_words_are_not_shown_to_staff(staff: Staff) -> None:
    receipt = heard("st1", NewFact(FactKind.WITHDRAWN))
    client = staff(Role.OFFICER)
    shown = client.get("followup.show_followup", public_id=receipt.public_id)
    assert WORDS not in shown.main()
    assert WORDS not in client.get("followup.list_inputs").main()
    assert "took this back" in shown.main()
    assert client.get("followup.list_inputs", q="الحافلة").all("table") == []


@pytest.mark.requirement("D05")
def test_the_slip_is_shown_once(page: PageClient) -> None:
    receipt = heard()
    with page.client.session_transaction() as session:
        session["slips"] = {receipt.public_id: receipt.code}
    shown = page.get("followup.show_slip", public_id=receipt.public_id)
    assert receipt.code.replace("-", "") in shown.main().replace("-", "").replace(" ", "")
    picture = shown.all("img")[0].get("src", "")
    assert picture.startswith("data:image/svg+xml")
    assert receipt.code not in shown.response.request.url
    again = page.get("followup.show_slip", public_id=receipt.public_id, expect=404)
    assert "only once" in again.main()
    assert receipt.code not in again.text


@pytest.mark.requirement("R018")
def test_public_answers_show_only_what_was_published(page: PageClient) -> None:
    assert "No answer to show yet" in page.get("followup.list_answers").main()
    heard("shown", NewFact(FactKind.PUBLISHED), answer(), text="Show this", lang="en")
    heard("kept", answer(), text="Keep this", lang="en")
    shown = page.get("followup.list_answers").main()
    assert "Show this" in shown
    assert "Money for one only" in shown
    assert "Keep this" not in shown
    assert "Keep this" not in page.get("core.show_home").text
    assert "Show this" in page.get("core.show_home").text


@pytest.mark.requirement("R018")
def test_overdue_is_said_plainly(page: PageClient, staff: Staff) -> None:
    then = clock.now() - dt.timedelta(days=40)
    with clock.standing_at(then):
        receipt = heard(
            "late",
            NewFact(FactKind.PUBLISHED),
            NewFact(FactKind.ASSIGNED, body="Town hall", due_on=then.date() + dt.timedelta(days=10)),
        )
    assert "Town hall owed an answer" in page.get("followup.list_answers").main()
    assert "It is overdue" in opened(page, receipt).follow().main()
    client = staff(Role.OFFICER)
    assert "Overdue" in client.get("core.show_desk").main()
    assert len(client.get("followup.list_inputs", overdue="y").all("tr")) == 2


@pytest.mark.requirement("R018")
def test_an_officer_assigns_answers_and_reports_it_done(staff: Staff) -> None:
    receipt = heard()
    client = staff(Role.OFFICER)
    where = {"public_id": receipt.public_id}
    client.get("followup.take_step", step="assign", **where)
    due = (clock.today() + dt.timedelta(days=10)).isoformat()
    client.submit({"body": "Town hall", "due_on": due}, action="/assign")
    assert "Town hall answers by" in client.follow().main()
    client.get("followup.take_step", step="answer", **where)
    client.submit(
        {
            "outcome": "in_part",
            "body": "Town hall",
            "text": "One bus",
            "reason": "Money",
            "text_ar": "حافلة",
            "reason_ar": "المال",
        },
        action="/answer",
    )
    assert "Answered: Yes, in part" in client.follow().main()
    client.get("followup.take_step", step="done", **where)
    client.submit({"text": "It runs since Monday"}, action="/done")
    assert "It runs since Monday" in client.follow().main()
    shown = client.speak("ar").get("followup.show_followup", **where)
    assert "حافلة" in shown.main()


def test_an_answer_needs_outcome_and_reason_and_keeps_what_was_typed(staff: Staff) -> None:
    receipt = heard()
    client = staff(Role.OFFICER)
    client.get("followup.take_step", step="answer", public_id=receipt.public_id)
    shown = client.submit({"text": "A long letter", "text_ar": "رسالة"}, action="/answer", expect=422)
    assert "Please choose one." in shown.main()
    assert "The person has a right to it" in shown.main()
    assert (shown.by_id("text").text or "").strip() == "A long letter"
    assert (shown.by_id("text_ar").text or "").strip() == "رسالة"
    assert len(api.timeline(receipt.public_id)) == 1


def test_sending_twice_notes_once_and_a_stale_page_is_refused(staff: Staff) -> None:
    receipt = heard()
    client = staff(Role.OFFICER)
    opened_form = client.get("followup.take_step", step="progress", public_id=receipt.public_id)
    for _ in range(2):
        client.last = opened_form
        client.submit({"text": "We look for a driver"}, action="/progress")
    assert len(api.timeline(receipt.public_id)) == 2
    client.last = opened_form
    shown = client.submit({"text": "Something else"}, action="/progress", expect=422)
    assert "changed this while you were writing" in shown.main()


def test_what_can_no_longer_be_done_leads_back(staff: Staff) -> None:
    receipt = heard("st1", NewFact(FactKind.WITHDRAWN))
    client = staff(Role.OFFICER)
    client.get("followup.take_step", step="answer", public_id=receipt.public_id, expect=302)
    assert "can no longer be done" in client.follow().text
    client.get("followup.show_followup", public_id="nowhere", expect=404)
    client.get("followup.take_step", step="answer", public_id="nowhere", expect=404)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MODERATOR, Role.OMBUDSPERSON])
def test_others_read_but_do_not_answer(staff: Staff, role: Role) -> None:
    receipt = heard()
    client = staff(role)
    shown = client.get("followup.show_followup", public_id=receipt.public_id)
    assert "Record the answer" not in shown.main()
    client.get("followup.take_step", step="answer", public_id=receipt.public_id, expect=403)
    client.get("followup.list_inputs")


@pytest.mark.parametrize("role", [Role.RETURNING_OFFICER, Role.LIST_AGENT, Role.TRANSLATOR, Role.OPERATOR])
def test_others_do_not_see_inputs(staff: Staff, role: Role) -> None:
    receipt = heard()
    client = staff(role)
    client.get("followup.list_inputs", expect=403)
    client.get("followup.show_followup", public_id=receipt.public_id, expect=403)


@pytest.mark.parametrize("nonsense", [{"state": "x"}, {"source": "x", "page": "-3"}, {"lang": "xx"}, {"q": "z" * 300}])
def test_a_strange_search_is_answered(staff: Staff, nonsense: dict[str, str]) -> None:
    heard()
    staff(Role.OFFICER).get("followup.list_inputs", **nonsense)
