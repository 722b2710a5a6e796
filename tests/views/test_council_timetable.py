# SPDX-License-Identifier: EUPL-1.2
"""The pages of the timetable: for everybody, as a calendar file, on the desk, and decisions with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from core import clock
from core.domain.actor import Actor, Role
from tests.builders import council as build
from tests.page import PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def at(month: int, day: int) -> object:
    return clock.standing_at(dt.datetime(2027, month, day, 10, tzinfo=clock.ZONE))


@pytest.mark.requirement("R043")
def test_everybody_reads_the_timetable_of_a_called_election(page: PageClient, chief: Actor) -> None:
    election = build.open_election(chief)
    shown = page.get("council.show_timetable", public_id=election)
    assert "Claims and objections to the register" in shown.main()
    assert "By decision" in shown.main()
    assert "Municipal council" in shown.main()
    draft = build.drafted_election(chief)
    page.get("council.show_timetable", public_id=draft, expect=404)
    page.get("council.download_timetable", public_id=draft, expect=404)
    page.get("council.show_timetable", public_id="nosuchthing", expect=404)


def test_today_is_told_first(page: PageClient, staff: Staff, chief: Actor) -> None:
    election = build.drafted_election(chief, timed=True)
    staff(Role.RETURNING_OFFICER)
    with at(2, 8):
        shown = page.get("council.show_timetable", public_id=election).main()
    assert "until Monday, 8 February 2027" in shown
    assert "From Thursday, 28 January 2027 to Monday, 8 February 2027" in shown


def test_the_file_for_calendars(page: PageClient, chief: Actor) -> None:
    election = build.open_election(chief)
    answer = page.client.get(page.address("council.download_timetable", public_id=election))
    assert answer.mimetype == "text/calendar"
    assert b"BEGIN:VCALENDAR\r\n" in answer.data
    timed = build.drafted_election(chief, timed=True)
    page.sign_in(chief)
    text = page.client.get(page.address("council.download_timetable", public_id=timed)).get_data(as_text=True)
    assert f"UID:{timed}-polling@" in text
    assert "DTSTART;VALUE=DATE:20270314" in text
    assert f"UID:{timed}-claims-ends@" in text


@pytest.mark.requirement("R043", "D04")
def test_a_step_out_of_its_time_is_explained_and_opened_by_a_decision(staff: Staff, chief: Actor) -> None:
    election = build.drafted_election(chief, timed=True)
    page = staff(Role.RETURNING_OFFICER)
    with at(1, 4):
        page.get("council.call_election", public_id=election)
        typed = {"by": "Municipal council", "on": "2026-10-01"}
        refused = page.submit(typed, action="call", expect=422)
        assert "too late for this step: its time ended on Monday, 14 December 2026" in refused.main()
        page.get("council.decide_exception", public_id=election)
        wrong = page.submit({"decided_by": "Council", "ends_on": "2027-01-05"}, action="decision", expect=422)
        assert "Please fill this in." in wrong.main()
        assert wrong.by_id("ends_on").get("value") == "2027-01-05"
        nothing = page.submit({"reason": "Flood"}, action="decision", expect=422)
        assert "tick at least one step" in nothing.main()
        page.submit({"steps": ["notice"], "reason": "Flood"}, action="decision")
        assert "Flood" in page.follow().main()
        page.get("council.call_election", public_id=election)
        page.submit(typed, action="call")
    assert "The election is called" in page.follow().text


@pytest.mark.requirement("D02")
def test_only_its_returning_officer_records_a_decision(staff: Staff, chief: Actor) -> None:
    election = build.open_election(chief)
    staff(Role.POLLING_CLERK).get("council.decide_exception", public_id=election, expect=403)


@pytest.mark.requirement("R043")
@pytest.mark.parametrize(
    ("role", "day", "title", "there"),
    [
        (Role.POLLING_CLERK, (2, 1), "Claims and objections to the register", True),
        (Role.LIST_AGENT, (2, 1), "Claims and objections to the register", False),
        (Role.LIST_AGENT, (2, 1), "Nominations", True),
        (Role.OBSERVER, (3, 14), "Polling", True),
        (Role.RETURNING_OFFICER, (2, 11), "Decisions on claims and objections", True),
        (Role.RETURNING_OFFICER, (2, 12), "Decisions on claims and objections", False),
    ],
)
def test_the_desk_says_what_is_due_today(
    staff: Staff, chief: Actor, role: Role, day: tuple[int, int], title: str, there: bool
) -> None:
    election = build.drafted_election(chief, timed=True)
    with clock.standing_at(dt.datetime(2026, 12, 1, 10, tzinfo=clock.ZONE)):
        build.call(chief, election)
    page = staff(role)
    with at(*day):
        desk = page.get("core.show_desk")
    assert (title in desk.main()) is there


def test_days_of_an_election_may_be_left_to_the_statute(staff: Staff, person: Person) -> None:
    statute = build.adopted_statute(person(Role.OFFICER))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.draft_election")
    page.submit({"title_en": "By statute", "statute": statute, "polling_day": "2027-03-14"}, action="elections/new")
    shown = page.follow().main()
    assert "Friday, 12 February 2027" in shown
    assert "Thursday, 18 March 2027" in shown


def test_deadlines_of_a_statute_are_changed_and_explained(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    page.get("council.draft_statute")
    typed = {"municipality": "X", "places": "a | A | Ruklos seniūnija", "deadlines": "cards | lunch -1"}
    wrong = page.submit(typed, action="statutes/draft", expect=422)
    assert "Line 1 of the deadlines cannot be read" in wrong.main()
    page.submit({"deadlines": "cards | | polling -9w"}, action="statutes/draft")
    draft = page.follow()
    statute = next(link for link in draft.links() if "/council/statutes/" in link and "draft" not in link)
    shown = page.get("council.show_statute", public_id=statute.rsplit("/", 1)[-1]).main()
    assert "-9 working days from: Polling" in shown
