# SPDX-License-Identifier: EUPL-1.2
"""From candidate lists to a declared result on pages, end to end and with wrong input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from core import clock
from core.audit import AuditEvent
from core.db import db
from core.domain.actor import Actor, Role
from council.domain.election import scope_of
from tests.builders import council as build
from tests.builders import count as counts
from tests.page import Page, PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]
SHEET = {
    "marked": "142",
    "received": "200",
    "issued": "142",
    "unused": "57",
    "spoilt": "1",
    "found": "142",
    "valid": "131",
    "rejected": "11",
    "ground_not_marked": "11",
}


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


def sheet(election: str, *votes: int, **other: str) -> dict[str, str]:
    named = dict(zip((f"votes_{each}" for each in counts.list_ids(election)), map(str, votes), strict=True))
    return {**SHEET, **named, **other}


@pytest.mark.requirement("R048")
def test_from_a_list_to_its_publication(staff: Staff, person: Person) -> None:
    election = build.open_election(person(Role.RETURNING_OFFICER))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.submit_list", public_id=election)
    page.submit({"name_en": "Bridges", "name_lt": "Tiltai", "agent_name": "Agent"}, action="nominations/new")
    shown = page.follow()
    assert "The list has no candidate" in shown.main()
    one = page.last.response.request.path.rsplit("/", 1)[-1] if page.last else ""
    page.get("council.add_candidate", public_id=one)
    page.submit({"given_names": "Nabil", "family_name": "Al-Wahmi"}, action="candidates/new")
    shown = page.follow()
    assert "The consent of this person is missing" in shown.main()
    page.get("council.decide_list", public_id=one)
    assert "cannot be admitted yet" in page.submit({"outcome": "admit"}, action="decide", expect=422).main()
    page.get("council.change_candidate", public_id=one, position=1)
    page.submit({"consent_on": "2027-01-10", "original_name": "نبيل", "original_lang": "ar"}, action="candidates/1")
    page.follow()
    page.submit(action="checked")
    assert "checked on paper" in page.follow().main()
    page.get("council.decide_list", public_id=one)
    page.submit({"outcome": "admit"}, action="decide")
    assert "Admitted" in page.follow().main()
    page.get("council.number_lists", public_id=election)
    page.submit({"drawn_by": "Youngest member", "present": "Two agents", "on": "2027-01-20"}, action="numbers")
    page.follow()
    page.submit(action="publish", expect=409)


@pytest.mark.requirement("R048")
def test_published_lists_are_public_and_printable(page: PageClient, person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    early = counts.numbered(chief)
    assert "No list is published yet" in page.get("council.list_candidate_lists", public_id=early).main()
    page.get("council.print_candidate_lists", public_id=early, expect=404)
    election = counts.counting(chief)
    shown = page.get("council.list_candidate_lists", public_id=election).main()
    assert "List 1: Common Table" in shown
    assert "Person1 Of Bridges" in shown
    assert "Two list agents" in shown
    assert "Person4 Of Rukla" in page.get("council.print_candidate_lists", public_id=election).main()
    assert "Common Table" in page.get("council.show_election", public_id=election).main()


@pytest.mark.requirement("R048")
def test_an_agent_hands_in_and_sees_only_the_own_list(page: PageClient, person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = build.open_election(chief)
    other = counts.handed_in(chief, election, "Others", 2)
    page.sign_in(person(Role.LIST_AGENT, scope=scope_of(election)))
    page.get("council.submit_list", public_id=election)
    page.submit({"name_en": "Mine", "agent_name": "Me"}, action="nominations/new")
    assert "Mine" in page.follow().main()
    assert "Others" not in page.get("council.manage_nominations", public_id=election).main()
    page.get("council.show_list", public_id=other, expect=403)
    page.get("council.decide_list", public_id=other, expect=403)
    page.get("council.submit_list", public_id=election)
    again = page.submit({"name_en": "OTHERS", "agent_name": "Me"}, action="nominations/new", expect=422)
    assert "Another list has this name" in again.main()
    assert again.by_id("agent_name").get("value") == "Me"


def enter(page: PageClient, election: str, data: dict[str, str], key: str = "rukla", expect: int = 302) -> Page:
    page.get("council.enter_count", public_id=election, key=key)
    return page.submit(data, action="enter", expect=expect)


@pytest.mark.requirement("R050")
def test_two_agreeing_entries_confirm_a_place(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief)
    data = sheet(election, 58, 30, 43)
    page.sign_in(clerk)
    enter(page, election, data)
    shown = page.follow()
    assert "Entered once" in shown.main()
    assert "58" not in shown.main()
    assert "The second must be made by somebody else" in shown.main()
    again = enter(page, election, data, expect=422)
    assert "The second must be made by somebody else" in again.main()
    page.sign_in(chief)
    enter(page, election, data)
    assert "Confirmed" in page.follow().main()


@pytest.mark.requirement("R050")
def test_disagreeing_entries_stand_side_by_side_until_decided(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief)
    page.sign_in(clerk)
    enter(page, election, sheet(election, 58, 30, 43))
    page.sign_in(chief)
    enter(page, election, sheet(election, 57, 31, 43))
    shown = page.follow().main()
    assert "Two entries disagree" in shown
    assert "58" in shown
    assert "57" in shown
    shown = page.get("council.decide_count", public_id=election, key="rukla")
    one, two, three = (shown.by_id(f"votes_{each}") for each in counts.list_ids(election))
    assert (one.get("value", ""), two.get("value", ""), three.get("value")) == ("", "", "43")
    assert "Two readings: 58 / 57. Look at the paper." in shown.main()
    page.submit(action="decide", expect=422)
    page.submit({"reason": "Counted again by three people: 58 it is.", **sheet(election, 58, 30, 43)}, action="decide")
    shown = page.follow().main()
    assert "Confirmed" in shown
    assert "57" in shown


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rejected": "12"}, "Papers found must be valid and rejected papers together. 142 against 143."),
        (
            {"valid": "130", "rejected": "12", "ground_other": "1"},
            "The votes of all lists together must be the valid papers.",
        ),
        ({"issued": "141", "unused": "58"}, "More papers found than issued"),
        ({"electors": "100"}, "More papers issued than there are electors"),
        (
            {"ground_other": "1"},
            "The papers rejected on each ground together must be the rejected papers. 12 against 11.",
        ),
        ({"unused": "50"}, "Please give the reason for the differences above"),
        ({"marked": "x"}, "Please give a whole number"),
        ({"marked": ""}, "Please write the number"),
        ({"spoilt": "-1"}, "Please give a whole number"),
    ],
)
def test_figures_that_do_not_fit_are_explained_and_kept(
    page: PageClient, person: Person, change: dict[str, str], sentence: str
) -> None:
    election = counts.counting(person(Role.RETURNING_OFFICER))
    page.sign_in(person(Role.POLLING_CLERK))
    shown = enter(page, election, sheet(election, 58, 30, 43, **change), expect=422)
    assert sentence in shown.main()
    assert shown.by_id("received").get("value") == "200"


def test_a_difference_with_a_reason_is_accepted(page: PageClient, person: Person) -> None:
    election = counts.counting(person(Role.RETURNING_OFFICER))
    page.sign_in(person(Role.POLLING_CLERK))
    enter(page, election, sheet(election, 58, 30, 43, unused="56", reason="One paper was torn."))


def test_whoever_saves_second_is_told(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief)
    page.sign_in(clerk)
    page.get("council.enter_count", public_id=election, key="rukla")
    other = person(Role.POLLING_CLERK)
    votes = {"Common Table": 58, "Bridges": 30, "Rukla Together": 43}
    counts.confirmed([other], election, {"rukla": counts.figures(election, votes)})
    shown = page.submit(sheet(election, 58, 30, 43), action="enter", expect=422)
    assert "Somebody changed this while you were writing" in shown.main()
    assert shown.by_id("found").get("value") == "142"


@pytest.mark.requirement("R050")
def test_from_confirmed_counts_to_a_declared_and_corrected_result(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counted(chief, clerk)
    assert "There is no result yet" in page.get("council.show_result", public_id=election).main()
    page.get("council.print_declaration", public_id=election, expect=404)
    page.get("council.download_count_record", public_id=election, expect=404)
    page.sign_in(chief)
    seats = page.get("council.show_seats", public_id=election).main()
    assert "seat 9" in seats
    assert "Person5 Of Common Table" in seats
    assert "Both fingerprints are equal" in page.get("council.verify_count", public_id=election).main()
    page.get("council.show_seats", public_id=election)
    page.submit(action="provisional")
    assert "Provisional" in page.follow().main()
    page.get("council.declare_result", public_id=election)
    assert "Please confirm this" in page.submit(action="declare", expect=422).main()
    page.submit({"sure": "y"}, action="declare")
    assert "Declared by the returning officer" in page.follow().main()
    paper = page.get("council.print_declaration", public_id=election).main()
    assert "Declaration of result" in paper
    printed = re.search(r"Audit record, entry (\d+)\D+?([0-9a-f]{64})", paper)
    assert printed
    assert db.session.scalar(sa.select(AuditEvent.hash).where(AuditEvent.number == int(printed[1]))) == printed[2]
    db.session.rollback()
    page.get("council.declare_result", public_id=election)
    assert "The result was declared" in page.submit({"sure": "y"}, action="declare", expect=422).main()

    page.get("council.decide_count", public_id=election, key="rukla")
    page.submit({"reason": "Recount: three votes were on the wrong pile."}, action="decide")
    page.get("council.show_seats", public_id=election)
    page.get("council.correct_declaration", public_id=election)
    page.submit({"reason": "Decided by the election authority"}, action="correct")
    page.follow()
    old = page.get("council.print_declaration", public_id=election, version=1).main()
    assert "A later correction has replaced this version" in old
    page.get("council.print_declaration", public_id=election, version=7, expect=404)


@pytest.mark.requirement("R050")
def test_a_tie_waits_for_lots(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief, {"Common Table": 9, "Bridges": 9})
    half = {"Common Table": 50, "Bridges": 50}
    both = {key: counts.figures(election, half) for key in ("jonava", "rukla")}
    counts.confirmed((clerk, chief), election, both)
    page.sign_in(chief)
    page.get("council.show_seats", public_id=election)
    page.submit(action="seats")
    assert "Lots have to be drawn" in page.follow().main()
    page.get("council.declare_result", public_id=election)
    assert "A tie is waiting for lots" in page.submit({"sure": "y"}, action="declare", expect=422).main()
    page.get("council.record_lots", public_id=election)
    drawn = {"place_1": "2", "place_2": "2", "drawn_by": "A child", "present": "Agents", "on": "2027-03-14"}
    assert "exactly one place" in page.submit(drawn, action="lots", expect=422).main()
    page.submit({**drawn, "place_2": "1"}, action="lots")
    shown = page.follow().text
    assert "Drawn by lot: list 2" in shown
    assert "A child" in shown


@pytest.mark.requirement("R050")
def test_the_count_sheet_prints(page: PageClient, person: Person) -> None:
    election = counts.counting(person(Role.RETURNING_OFFICER))
    page.sign_in(person(Role.OBSERVER))
    shown = page.get("council.print_count_sheet", public_id=election, key="rukla").main()
    assert "Votes for 2. Bridges" in shown
    page.get("council.print_count_sheet", public_id=election, key="nowhere", expect=404)
    page.get("council.enter_count", public_id=election, key="rukla", expect=403)


@pytest.mark.parametrize("endpoint", ["show_counts", "show_seats", "manage_nominations", "declare_result"])
@pytest.mark.requirement("D02")
def test_work_on_the_count_is_closed_to_others(page: PageClient, person: Person, endpoint: str) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = counts.counting(chief)
    page.get(f"council.{endpoint}", public_id=election, expect=302)
    page.sign_in(person(Role.FACILITATOR))
    page.get(f"council.{endpoint}", public_id=election, expect=403)
    page.sign_in(person(Role.RETURNING_OFFICER, scope="election:elsewhere"))
    page.get(f"council.{endpoint}", public_id=election, expect=403)


@pytest.mark.requirement("R050")
def test_before_polling_day_nothing_is_counted(page: PageClient, person: Person) -> None:
    election = counts.counting(person(Role.RETURNING_OFFICER))
    page.sign_in(person(Role.POLLING_CLERK))
    with clock.standing_at(counts.EVENING.replace(day=13)):
        shown = enter(page, election, sheet(election, 58, 30, 43), expect=422)
    assert "Polling day is still to come" in shown.main()


def test_unknown_things_are_not_found(page: PageClient, person: Person) -> None:
    page.sign_in(person(Role.RETURNING_OFFICER, Role.POLLING_CLERK))
    for endpoint in ("show_list", "show_result", "show_counts", "list_candidate_lists", "declare_result"):
        page.get(f"council.{endpoint}", public_id="nosuchthing", expect=404)


@pytest.mark.requirement("R048")
def test_a_second_click_takes_no_second_person_off(page: PageClient, person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    one = counts.handed_in(chief, build.open_election(chief), "One", 3)
    page.sign_in(chief)
    shown = page.get("council.show_list", public_id=one)
    sent = {
        e.get("name", ""): e.get("value", "") for e in shown.all("input") if e.get("name") in ("seen", "csrf_token")
    }
    for _ in range(2):
        page.post("council.remove_candidate", sent, public_id=one, position=2)
    left = page.follow()
    assert "Person3 Of One" in left.main()
    assert "Somebody changed this" in left.text
