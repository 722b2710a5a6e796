# SPDX-License-Identifier: EUPL-1.2
"""Objections to a result, and the seats of a council through its term: end to end and with wrong input."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator

import pytest
from pypdf import PdfReader

from core import clock, outbox
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from council.services import declaration
from tests.builders import count as counts
from tests.page import PageClient

Person = Callable[..., Actor]
OBJECTION = {
    "objector": "elector",
    "objector_name": "Muster Beispiel",
    "contact": "o@example.org",
    "statement": "Rukla was counted too early.",
}


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


def later(day: int, month: int = 3) -> dt.datetime:
    return counts.EVENING.replace(day=day, month=month)


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def declared(chief: Actor, person: Person) -> str:
    """The public id of an election with a declared result: five, three and one seats."""
    election = counts.counted(chief, person(Role.POLLING_CLERK))
    with unit_of_work():
        declaration.declare_result(chief, election)
    return election


@pytest.mark.requirement("R050", "D05")
def test_an_objection_from_its_paper_to_its_decision(
    page: PageClient, declared: str, chief: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("council.objection_letters.reachable", lambda *_: True)
    page.get("council.file_objection", public_id=declared)
    assert "Please fill this in" in page.submit({**OBJECTION, "statement": ""}, action="new", expect=422).main()
    taken = page.submit(OBJECTION, action="new", expect=200)
    code = next(e.get("data-copy", "") for e in taken.all("button") if e.get("data-copy"))
    shown = page.get("council.show_result", public_id=declared).main()
    assert "Waits for a decision" in shown
    assert "Muster" not in shown
    page.get("core.enter_code")
    page.submit({"code": code}, action="/code")
    assert "Rukla was counted too early" in page.follow().main()

    page.sign_in(chief)
    listed = page.get("council.list_objections", public_id=declared)
    page.client.get(next(link for link in listed.links() if "/objections/" in link and "new" not in link))
    one = next(link for link in listed.links() if "/result/objections/" in link and "new" not in link).rsplit("/")[-1]
    ruling = {"outcome": "rejected", "effect": "recount", "reason": "The times were kept.", "decided_by": "Authority"}
    page.get("council.decide_objection", public_id=declared, objection_id=one)
    sent = {**ruling, "decided_on": "2027-03-14"}
    assert "Only an objection that is upheld" in page.submit(sent, action=one, expect=422).main()
    page.submit({**sent, "effect": "none"}, action=one)
    page.follow()
    (letter,) = outbox.newest()
    assert letter.recipient == "o@example.org"
    assert "Rukla" not in letter.body
    shown = page.get("council.show_result", public_id=declared).main()
    assert "The times were kept" in shown
    assert "Rukla was counted too early" not in shown
    assert not [
        f
        for f in page.get("council.decide_objection", public_id=declared, objection_id=one).forms()
        if "result/objections" in f.get("action", "")
    ]


@pytest.mark.requirement("R050")
def test_objections_have_a_time(page: PageClient, chief: Actor, person: Person, declared: str) -> None:
    page.get("council.file_objection", public_id="nosuchthing", expect=404)
    undeclared = counts.counted(chief, person(Role.POLLING_CLERK))
    page.get("council.file_objection", public_id=undeclared)
    assert "No result is declared yet" in page.submit(OBJECTION, action="new", expect=422).main()
    page.sign_in(person(Role.POLLING_CLERK))
    page.get("council.list_objections", public_id=declared)


def answer(page: PageClient, election: str, seat: int, event: str, on: str, expect: int = 302) -> str:
    page.get("council.record_answer", public_id=election, seat=seat)
    return page.submit({"event": event, "on": on}, action="answer", expect=expect).text


def leave(page: PageClient, election: str, seat: int, event: str = "resigned", on: str = "2027-03-14") -> None:
    page.get("council.record_leaving", public_id=election, seat=seat)
    page.submit({"event": event, "on": on, "reason": "A letter"}, action="leave")


def fill(page: PageClient, election: str, seat: int) -> str:
    page.get("council.fill_seat", public_id=election, seat=seat)
    page.submit(action="fill")
    return page.follow().main()


@pytest.mark.requirement("R059")
def test_a_refused_seat_goes_down_the_list(page: PageClient, declared: str, chief: Actor) -> None:
    page.sign_in(chief)
    assert "answer until Friday" in page.get("council.keep_seats", public_id=declared).main()
    answer(page, declared, 1, "accepted", "2027-03-14")
    assert "was recorded before" in answer(page, declared, 1, "refused", "2027-03-14", expect=422)
    answer(page, declared, 2, "refused", "2027-03-14")
    page.get("council.fill_seat", public_id=declared, seat=2)
    assert "Person6 Of Common Table" in fill(page, declared, 2)
    answer(page, declared, 2, "refused", "2027-03-14")
    assert "Person7 Of Common Table" in fill(page, declared, 2)
    leave(page, declared, 3, "died")
    assert "Person8 Of Common Table" in fill(page, declared, 3)


@pytest.mark.requirement("R059")
def test_a_seat_that_nobody_can_take_stays_vacant(page: PageClient, declared: str, chief: Actor) -> None:
    """Bridges stood with five people and won three seats: two can follow, the third vacancy stays."""
    page.sign_in(chief)
    for seat in (6, 7):
        leave(page, declared, seat)
        assert "Of Bridges" in fill(page, declared, seat)
    leave(page, declared, 8)
    assert "Nobody can take the seat" in page.get("council.fill_seat", public_id=declared, seat=8).main()
    assert "Nobody can take the seat" in fill_text(page, declared, 8)
    assert "1 seat is vacant" in page.get("council.show_members", public_id=declared).main()


def fill_text(page: PageClient, election: str, seat: int) -> str:
    page.submit(action="fill")
    return page.follow().text


@pytest.mark.requirement("R059")
def test_the_members_by_date(page: PageClient, declared: str, chief: Actor) -> None:
    assert "The term has not begun" in page.get("council.show_members", public_id=declared).main()
    with clock.standing_at(later(20, month=6)):
        page.sign_in(chief)
        leave(page, declared, 1, on="2027-06-18")
        fill(page, declared, 1)
        before = page.get("council.show_members", public_id=declared, on="2027-06-01").main()
        now = page.get("council.show_members", public_id=declared).main()
        assert "Person1 Of Common Table" in before
        assert "Former members" not in before
        assert "Elected, the answer is awaited: Person6 Of Common Table" in now
        assert "Person1 Of Common Table" in now.split("Former members")[1]
        answer(page, declared, 1, "accepted", "2027-06-20")
        council = page.client.get(page.address("council.download_file", public_id=declared, name="council.popolo.json"))
        assert council.json is not None
        dates = [(each["start_date"], each["end_date"]) for each in council.json["memberships"][:3]]
        assert dates == [("2027-03-19", "2027-06-18"), ("2027-06-20", "2031-03-18"), ("2027-03-19", "2031-03-18")]
        assert {name for person in council.json["persons"] for name in person} <= {"id", "name", "other_names"}
        assert "Person6 Of Common Table" in page.get("council.show_council").main().split("Former members")[0]
    with clock.standing_at(later(1, month=12)):
        assert "time for an answer ended" in answer(page, declared, 2, "refused", "2027-12-01", expect=422)


@pytest.mark.requirement("R059")
def test_nothing_happens_twice_or_to_a_seat_that_is_not_there(page: PageClient, declared: str, chief: Actor) -> None:
    page.get("council.keep_seats", public_id=declared, expect=302)
    page.sign_in(chief)
    page.get("council.record_answer", public_id=declared, seat=99, expect=404)
    page.get("council.record_leaving", public_id=declared, seat=4)
    stale = {e.get("name", ""): e.get("value", "") for e in page.last.all("input")} if page.last else {}
    leave(page, declared, 5)
    sent = {"seen": stale["seen"], "event": "resigned", "on": "2027-03-14", "reason": "x"}
    shown = page.post("council.record_leaving", sent, public_id=declared, seat=4, expect=422)
    assert "Somebody changed this" in shown.text
    page.get("council.record_leaving", public_id=declared, seat=4)
    wrong = {"event": "resigned", "on": "2027-03-15", "reason": "x"}
    assert "still to come" in page.submit(wrong, action="leave", expect=422).text


@pytest.mark.requirement("R050", "R059")
def test_a_correction_that_changes_the_persons_elected(page: PageClient, declared: str, chief: Actor) -> None:
    """A recount moves a seat: whom it takes the seat from is no member any more, and the first result stays."""
    page.sign_in(chief)
    leave(page, declared, 9)
    page.get("council.keep_seats", public_id=declared)
    with unit_of_work():
        declaration.correct_declaration(chief, declared, "A slip of the pen")
    assert "Waits for a substitute" in page.get("council.keep_seats", public_id=declared).main()
    assert "Person2 Of Rukla Together" in fill(page, declared, 9)


@pytest.mark.requirement("R050")
def test_minutes_and_declaration_on_paper_in_every_language(page: PageClient, declared: str, chief: Actor) -> None:
    page.sign_in(chief)
    page.get("council.write_minutes", public_id=declared)
    told = {"held_at": "Town hall", "begun_at": "2027-03-14T20:05", "present": "Anna, observer"}
    wrong = page.submit({**told, "ended_at": "2027-03-14T19:00"}, action="write", expect=422)
    assert "cannot end before it begins" in wrong.main()
    page.submit({**told, "ended_at": "2027-03-14T22:00", "incidents": "The light went out."}, action="write")
    shown = page.follow().main()
    for said in ("Town hall", "Anna, observer", "The light went out.", "Rukla"):
        assert said in shown
    for lang in ("en", "lt", "ar"):
        page.speak(lang)
        for endpoint in ("download_minutes", "download_declaration"):
            answer = page.client.get(page.address(f"council.{endpoint}", public_id=declared))
            assert answer.mimetype == "application/pdf"
            text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.data)).pages)
            assert "250" in text
            assert title(endpoint) in text or lang != "en"


def title(endpoint: str) -> str:
    return "Declaration of result" if endpoint == "download_declaration" else "Minutes of the count"
