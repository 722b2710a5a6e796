# SPDX-License-Identifier: EUPL-1.2
"""Nominations on pages: the call, consent by code, supporters without a look-up, mending, appeals, candidates."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator

import pytest
from pypdf import PdfReader

from core import clock, codes
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.election import scope_of
from council.domain.register_access import CODE_KIND
from council.services import admission, statements
from tests.builders import count as counts
from tests.builders import nominations as build
from tests.page import PageClient

Person = Callable[..., Actor]
NOW = dt.datetime(2027, 2, 15, 10, tzinfo=clock.ZONE)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def enter(page: PageClient, code: str) -> None:
    page.get("core.enter_code")
    page.submit({"code": code}, action="/code")


@pytest.mark.requirement("R052", "D07")
def test_the_call_says_what_is_needed_and_by_when(page: PageClient, chief: Actor) -> None:
    election = build.open_election(chief, supporters=30, single_candidates=True, most_per_seat=1, mending_days=2)
    shown = page.get("council.call_for_nominations", public_id=election).main()
    for expected in (
        "needs 30 supporters",
        "at most 9 candidates",
        "or alone",
        "2 working days",
        "You are at least 18",
    ):
        assert expected in shown
    assert "Supporters of the list" in page.get("council.print_nomination_forms", public_id=election).main()
    assert election in "".join(page.get("council.show_election", public_id=election).links())


@pytest.mark.requirement("R048", "D05")
def test_a_candidate_sees_what_is_published_agrees_and_speaks(page: PageClient, chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one = build.listed(agent, election, "Bridges")
    page.sign_in(agent).get("council.show_list", public_id=one)
    slip = page.submit(action="/candidates/1/slip", expect=200)
    page.get("council.show_list", public_id=one)
    slip = page.submit(action="/slips", expect=200)
    code = "".join(next(e for e in slip.all("span") if e.get("class") == "slip__code").itertext()).strip()
    page.post("security.logout")
    enter(page, code)
    shown = page.follow().main()
    assert "Bridges" in shown
    assert "Anna Lis" in shown
    page.submit(action="agree")
    assert "You have agreed" in page.follow().main()
    page.submit({"lang": "uk", "text": "x" * 601}, action="statement", expect=422)
    page.submit({"lang": "uk", "text": "Я хочу слухати"}, action="statement")
    assert "The candidate's own words" in page.follow().main()
    page.submit(action="decline")
    assert "you do not stand" in page.follow().main()
    page.sign_in(chief).get("council.translate_statement", public_id=one, position=1)
    page.submit({"lang": "lt", "text": "Noriu klausytis"}, action="translation")
    assert "This person does not agree to stand" in page.follow().main()
    page.get("council.show_own_candidacy", public_id="2345678923", expect=404)


@pytest.mark.requirement("R048", "D05")
def test_an_agent_learns_totals_and_the_authority_reasons(page: PageClient, chief: Actor, person: Person) -> None:
    election = build.open_election(chief, supporters=2)
    entries = build.registered(chief, election, 3)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one = build.listed(agent, election)
    page.sign_in(agent).get("council.note_supporters", public_id=one)
    again = page.submit({"lines": "Somebody without a number"}, action="supporters", expect=422)
    assert "Line 1 cannot be read" in again.main()
    assert "Somebody without a number" in again.main()
    typed = "\n".join(f"Oksana Prykladna; {e.date_of_birth}; {e.register_number}" for e in entries[:2])
    page.submit({"lines": f"{typed}\nNobody; 1990-01-01; FR-1"}, action="supporters")
    page.follow()
    page.submit(action="send")
    assert "FR-1" not in page.follow().main()
    page.post("council.check_supporters", expect=403, public_id=one)
    clerk = person(Role.POLLING_CLERK)
    page.sign_in(clerk).get("council.list_support", public_id=election)
    assert "Sent, not checked yet" in page.get("council.note_supporters", public_id=one).main()
    page.sign_in(chief).get("council.note_supporters", public_id=one)
    page.submit(action="check")
    assert "The register has no such number" in page.follow().main()
    shown = page.sign_in(agent).get("council.note_supporters", public_id=one).main()
    assert "Accepted 2" in shown
    assert "The register has no such number" not in shown
    page.get("council.list_support", public_id=election, expect=403)
    with unit_of_work():
        code = codes.issue(CODE_KIND, entries[2].public_id)
    page.post("security.logout")
    enter(page, code)
    assert "Support a candidate list" in page.follow().main()
    page.get("council.support_list", public_id=entries[2].public_id)
    page.submit({"one": one}, action="support")
    page.follow()
    page.get("council.support_list", public_id=entries[2].public_id)
    assert "You support a list already" in page.submit({"one": one}, action="support", expect=422).main()


@pytest.mark.requirement("R048")
def test_a_list_is_sent_back_mended_rejected_and_appeals(page: PageClient, chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent = person(Role.LIST_AGENT, scope=scope_of(election))
    one = build.listed(agent, election)
    page.sign_in(chief).get("council.return_list", public_id=one)
    page.submit({"reason": "Please sign"}, action="return")
    page.sign_in(agent)
    assert "can be mended until" in page.get("council.show_list", public_id=one).main()
    page.submit(action="resubmit")
    page.follow()
    page.get("council.return_list", public_id=one, expect=403)
    page.sign_in(chief).get("council.decide_list", public_id=one)
    page.submit({"outcome": "reject", "reason": "No consent"}, action="decide")
    page.sign_in(agent).get("council.file_appeal", public_id=one)
    page.submit({"grounds": "The paper was there"}, action="appeal")
    page.follow()
    link = page.sign_in(chief).get("council.show_list", public_id=one).links()
    appeal = next(each for each in link if "/appeals/" in each).rsplit("/", 1)[-1]
    page.get("council.decide_appeal", public_id=one, appeal_id=appeal)
    page.submit({"outcome": "upheld", "decided_by": "The court"}, action=appeal, expect=422)
    ruling = {"outcome": "upheld", "decided_by": "The court", "decided_on": "2027-02-15", "reason": "It was there"}
    page.submit(ruling, action=appeal)
    assert "Admitted" in page.follow().main()
    page.sign_in(agent).get("council.withdraw_list", public_id=one)
    page.submit({"reason": ""}, action="withdraw", expect=422)
    page.submit({"reason": "We stand with the others"}, action="withdraw")
    assert "Withdrawn" in page.follow().main()
    page.get("council.decide_appeal", public_id=one, appeal_id="2345678923", expect=403)


@pytest.mark.requirement("R048")
def test_every_candidate_has_the_same_page(page: PageClient, chief: Actor) -> None:
    election = counts.numbered(chief)
    page.get("council.show_candidate", public_id=election, number=1, position=1, expect=404)
    with unit_of_work():
        admission.publish_lists(chief, election)
    db.session.rollback()
    shown = page.get("council.show_candidate", public_id=election, number=1, position=1).main()
    assert "Common Table" in shown
    assert "There is no statement" in shown
    page.get("council.show_candidate", public_id=election, number=1, position=99, expect=404)
    assert "/lists/1/candidates/1" in "".join(page.get("council.list_candidate_lists", public_id=election).links())


@pytest.mark.requirement("R048", "D07")
def test_the_lists_are_one_paper_with_everybody_alike(page: PageClient, chief: Actor) -> None:
    election = counts.numbered(chief)
    page.get("council.show_lists_file", public_id=election, expect=404)
    one = counts.list_ids(election)[0]
    with unit_of_work():
        statements.hand_in(chief, one, 1, lang="ar", text="أريد أن أصغي")
        admission.publish_lists(chief, election)
    assert "Official translation" in page.sign_in(chief).get("council.show_list", public_id=one).main()
    pdf = page.get("council.show_lists_file", public_id=election).response.get_data()
    text = re.sub("[\u2066-\u2069]", "", "".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages))
    for name in ("Common Table", "Person9 Of Common Table", "Rukla Together", "The candidate's own words"):
        assert name in text
