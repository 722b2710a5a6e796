# SPDX-License-Identifier: EUPL-1.2
"""The pages of claims, of one's own entry, and of opening an entry: the whole way, and who may not go it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit, outbox
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.claims import Registration
from council.models.register import RegisterEntry
from council.services import register, register_access
from tests.builders import council as build
from tests.builders.registers import PEOPLE, file_of, load, number
from tests.page import Page, PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]
TYPED = {
    "kind": "correct",
    "claimant": "person",
    "claimant_name": "Žygimantė",
    "contact": "z@example.org",
    "given_names": "Žygimantė",
    "statement": "My birth date is wrong.",
}


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    election = build.open_election(chief)
    load(chief, election, file_of(*PEOPLE))
    return election


def entry_id(family_name: str) -> str:
    found = db.session.scalars(sa.select(RegisterEntry.public_id).where(RegisterEntry.family_name == family_name)).one()
    db.session.rollback()
    return found


def code_on(page: Page) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.response.get_data(as_text=True))
    assert found
    return found.group()


def type_code(page: PageClient, code: str) -> Page:
    page.get("core.enter_code")
    page.submit({"code": code}, action="/code")
    return page.follow()


@pytest.mark.requirement("R046", "D05")
def test_a_claim_from_the_form_to_the_decision_read_with_a_code(page: PageClient, election: str, chief: Actor) -> None:
    page.get("council.file_claim", public_id=election)
    wrong = page.submit({"statement": "Kept"}, action="claims/new", expect=422)
    assert "Please choose one." in wrong.main()
    assert "Kept" in wrong.main()
    filed = page.submit(TYPED, action="claims/new", expect=200)
    code = code_on(filed)
    assert "Waits for a decision" in type_code(page, code).main()
    page.sign_in(chief)
    assert "Decide 1 claim" in page.get("core.show_desk").main()
    listed = page.get("council.list_claims", public_id=election)
    claim = next(link for link in listed.links() if "/claims/" in link and not link.endswith("new")).rsplit("/", 1)[-1]
    page.get("council.show_claim", public_id=election, claim_id=claim)
    page.get("council.decide_claim", public_id=election, claim_id=claim)
    decision = {"outcome": "accepted", "decided_by": "Election authority", "date_of_birth": "1990-12-31"}
    wrong = page.submit({**decision, "reason": "Passport seen"}, action="/decide", expect=422)
    assert "Please give the register number" in wrong.main()
    assert wrong.by_id("date_of_birth").get("value") == "1990-12-31"
    page.submit({**decision, "reason": "Passport seen", "register_number": number(3)}, action="/decide")
    assert "Passport seen" in page.follow().main()
    page.get("council.decide_claim", public_id=election, claim_id=claim)
    again = page.submit({**decision, "reason": "Again", "register_number": number(3)}, action="/decide", expect=422)
    assert "decided before" in again.main()
    assert "Accepted" in page.get("council.list_claims", public_id=election, shown="decided").main()
    assert "Accepted" in type_code(page, code).main()


def test_whoever_left_an_address_is_told_without_a_name(
    page: PageClient, election: str, chief: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("council.claim_letters.reachable", lambda *_: True)
    page.get("council.file_claim", public_id=election)
    filed = page.submit(TYPED, action="claims/new", expect=200)
    assert code_on(filed)
    page.sign_in(chief)
    listed = page.get("council.list_claims", public_id=election)
    claim = next(link for link in listed.links() if "/claims/" in link and not link.endswith("new")).rsplit("/", 1)[-1]
    page.get("council.decide_claim", public_id=election, claim_id=claim)
    decision = {"outcome": "rejected", "decided_by": "Authority", "reason": "No paper was shown"}
    page.submit(decision, action="/decide")
    (letter,) = outbox.newest()
    assert letter.recipient == "z@example.org"
    assert "/code" in letter.body
    assert "Žygimantė" not in letter.body + letter.subject


@pytest.mark.requirement("D05")
def test_nobody_learns_from_the_claim_page_who_is_in_the_register(page: PageClient, election: str) -> None:
    answers = set()
    for name, once in (("Samira", "a"), ("Nobody", "b")):
        page.get("council.file_claim", public_id=election)
        shown = page.submit({**TYPED, "given_names": name, "once": once}, action="claims/new", expect=200)
        answers.add(re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", "CODE", shown.main()).replace(code_on(shown), ""))
    assert len({re.sub(r"[0-9A-Z]{4} ?-? ?", "", answer) for answer in answers}) == 1


@pytest.mark.requirement("D02", "D05")
def test_no_third_party_looks_anybody_up(page: PageClient, staff: Staff, election: str) -> None:
    entry = entry_id("Al-Wahmi")
    assert page.get("council.show_own_line", public_id=entry, expect=302).response.headers["Location"].endswith("/code")
    staff(Role.LIST_AGENT).get("council.show_entry", public_id=election, entry_id=entry, expect=403)
    page.get("council.list_claims", public_id=election, expect=403)


@pytest.mark.requirement("D04", "D05", "R044")
def test_an_entry_opens_only_after_saying_what_for(staff: Staff, election: str) -> None:
    page, entry = staff(Role.POLLING_CLERK), entry_id("Al-Wahmi")
    first = page.get("council.show_entry", public_id=election, entry_id=entry)
    assert "Samira" not in first.main()
    assert "This is recorded" in first.main()
    page.submit({"purpose": "nothing"}, action="/open", expect=422)
    page.submit({"purpose": "at_the_desk"}, action="/open")
    assert "Samira" in page.follow().main()
    assert [each.event for each in audit.story_of("register_entry", entry)] == ["council.entry_opened"]
    page.post("council.open_entry", {"purpose": "check"}, public_id=election, entry_id="nobody", expect=404)


@pytest.mark.requirement("R046")
def test_correcting_asks_for_opening_first(staff: Staff, election: str) -> None:
    page, entry = staff(Role.RETURNING_OFFICER), entry_id("Al-Wahmi")
    shown = page.get("council.correct_entry", public_id=election, entry_id=entry).main()
    assert "This is recorded" in shown
    assert "Samira" not in shown


@pytest.mark.requirement("D05", "R046")
def test_a_person_reads_the_own_entry_with_a_code_and_no_other(page: PageClient, election: str, chief: Actor) -> None:
    mine, other = entry_id("Exampleson"), entry_id("Al-Wahmi")
    page.sign_in(chief)
    page.get("council.show_entry", public_id=election, entry_id=mine)
    page.submit({"purpose": "at_the_desk"}, action="/open")
    page.follow()
    code = code_on(page.submit(action=f"{mine}/code", expect=200))
    visitor = PageClient(page.app)
    shown = type_code(visitor, code).main()
    assert "As it stands, you may not vote" in shown
    assert "The date of birth is missing or wrong." in shown
    assert "Send a claim" in shown
    visitor.get("council.show_own_line", public_id=other, expect=404)


@pytest.mark.requirement("R045", "D05")
def test_a_person_applies_with_the_code_and_staff_from_paper(page: PageClient, chief: Actor) -> None:
    terms = replace(build.parameters(), registration=Registration.BY_APPLICATION)
    election = build.open_election(chief, terms)
    load(chief, election, file_of(*PEOPLE))
    mine, other = entry_id("Prykladna"), entry_id("Al-Wahmi")
    with unit_of_work():
        code = register_access.issue_line_code(chief, election, mine)
    shown = type_code(page, code)
    assert "there is none" in shown.main()
    page.submit(action="/apply")
    assert "You may vote" in page.follow().main()
    page.sign_in(chief)
    page.get("council.show_entry", public_id=election, entry_id=other)
    page.submit({"purpose": "claim"}, action="/open")
    page.follow()
    wrong = page.submit({"signed_on": ""}, action="/applied", expect=422)
    assert "Please give the day." in wrong.main()
    page.submit({"signed_on": "2026-11-02"}, action="/applied")
    assert "This person may vote" in page.follow().main()


@pytest.mark.requirement("R044", "D04", "D10")
def test_an_extract_leaves_with_its_hash_in_the_record(staff: Staff, election: str, chief: Actor) -> None:
    with unit_of_work():
        register.close_register(chief, election)
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.print_polling_list", public_id=election, place="rukla")
    answer = page.submit(action="/extract", expect=200).response
    assert b"Prykladna" in answer.data
    assert b"Al-Wahmi" not in answer.data, "another polling place"
    digest = hashlib.sha256(answer.data).hexdigest()
    assert digest in audit.story_of("election", election)[-1].facts
    page.post("council.download_extract", public_id=election, place="nowhere", expect=404)
