# SPDX-License-Identifier: EUPL-1.2
"""Pages of polling: where to vote, the desk of a place from the first search to the printed roll, post, turnout."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest

from core import clock, codes
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.register_access import CODE_KIND
from council.queries.roll import marked
from council.services import roll
from tests.builders import polling as build
from tests.builders.registers import find
from tests.page import Page, PageClient

Person = Callable[..., Actor]
Staff = Callable[..., PageClient]


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.standing_at(build.MORNING):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def marks(election: str) -> dict[str, int]:
    found = marked(find(election))
    db.session.rollback()
    return found


def search(page: PageClient, election: str, typed: str, key: str = "rukla", expect: int = 200) -> Page:
    page.get("council.show_desk", public_id=election, key=key)
    return page.submit({"typed": typed}, action=f"/polling/{key}/desk", expect=expect)


@pytest.mark.requirement("R049", "R047")
def test_a_place_is_described_found_by_area_and_a_change_is_announced(
    chief: Actor, page: PageClient, staff: Staff
) -> None:
    election = build.closed(chief)
    empty = page.get("council.show_places", public_id=election)
    assert "not fixed yet" in empty.text
    page.sign_in(chief)
    typed = {
        "address": "Taurostos g. 1",
        "hours": "2027-03-14 07:00 - 20:00",
        "access": "step_free",
        "languages": "lt uk",
    }
    page.get("council.describe_place", public_id=election, key="rukla")
    wrong = page.submit({**typed, "hours": "Sunday 7 to 20"}, action="/describe", expect=422)
    assert "Line 1 cannot be read" in wrong.text
    assert "Sunday 7 to 20" in wrong.response.get_data(as_text=True)
    page.submit(typed, action="/describe")
    stranger = PageClient(page.app)
    found = stranger.get("council.show_places", public_id=election, area="Ruklos seniūnija")
    assert "You vote here: Rukla" in found.text
    for words in ("Taurostos g. 1", "07:00 – 20:00", "no steps", "Українська", "Sunday, 14 March 2027"):
        assert words in found.text
    page.get("council.describe_place", public_id=election, key="rukla")
    unexplained = page.submit({"hours": "2027-03-14 08:00 - 20:00"}, action="/describe", expect=422)
    assert "Say why it changes" in unexplained.text
    page.submit({"hours": "2027-03-14 08:00 - 20:00", "reason": "The school is used until eight"}, action="/describe")
    assert "The school is used until eight" in stranger.get("council.show_places", public_id=election).text
    stranger.get("council.show_desk", public_id=election, key="rukla", expect=302)
    page.get("council.show_poll", public_id=election, key="nowhere", expect=404)


@pytest.mark.requirement("R049")
def test_staff_of_a_place_are_listed_with_their_times_and_taken_off(chief: Actor, page: PageClient) -> None:
    election = build.closed(chief)
    page.sign_in(chief).get("council.put_on_duty", public_id=election, key="rukla")
    row = {"name": "Muster Beispiel", "duty": "interpreter", "languages": "uk ar"}
    page.submit({**row, "begins": "2027-03-14T12:00", "ends": "2027-03-14T06:00"}, action="/duties", expect=422)
    page.submit({**row, "begins": "2027-03-14T06:00", "ends": "2027-03-14T12:00"}, action="/duties")
    assert "Interpreter" in page.follow().main()
    assert "Muster Beispiel" in page.get("council.show_poll", public_id=election, key="rukla").text
    page.get("council.put_on_duty", public_id=election, key="rukla")
    page.submit(action="/end")
    assert "Muster Beispiel" not in page.follow().main()
    page.sign_in(chief).post("council.take_off_duty", public_id=election, key="rukla", duty_id="unknown", expect=404)


@pytest.mark.requirement("R049", "D05")
def test_two_clicks_give_a_paper_and_the_second_desk_is_told(chief: Actor, person: Person, page: PageClient) -> None:
    election, clerk = build.polling(chief), person(Role.POLLING_CLERK)
    alpha = build.elector("Alpha")
    with unit_of_work():
        card = codes.issue(CODE_KIND, alpha)
    page.sign_in(clerk)
    shown = search(page, election, card)
    assert "May vote here" in shown.main()
    assert card not in shown.response.request.url
    assert "camera=(self)" in shown.response.headers["Permissions-Policy"]
    given = page.submit(action="/desk/give", expect=200)
    assert "Give one ballot paper." in given.main()
    assert marks(election) == {"rukla": 1}
    other = PageClient(page.app).sign_in(chief)
    assert "Already voted" in search(other, election, "alpha").main()
    refused = other.post(
        "council.give_paper", {"entry_id": alpha, "once": "x"}, public_id=election, key="rukla", expect=422
    )
    assert "has already been given one" in refused.main()
    page.last = given
    page.submit({"reason": ""}, action="/take-back", expect=422)
    page.submit({"reason": "The wrong person"}, action="/take-back", expect=200)
    assert marks(election) == {}
    assert "Belongs to another place" in search(page, election, "golf").main()
    assert "Not on the roll" in search(page, election, "nobodyatall").main()
    assert "Please type at least" in search(page, election, "a", expect=422).main()


@pytest.mark.requirement("R049")
def test_somebody_who_insists_hands_in_a_tendered_ballot(chief: Actor, page: PageClient) -> None:
    election = build.polling(chief)
    with unit_of_work():
        roll.give_paper(chief, election, "rukla", build.paper("Alpha"))
    page.sign_in(chief)
    assert "No tendered ballot" in page.get("council.list_tendered", public_id=election).main()
    search(page, election, "alpha")
    page.submit({"statement": ""}, action="/desk/tender", expect=422)
    kept = page.submit({"statement": "It was not me"}, action="/desk/tender", expect=200)
    number = re.findall(r"Write (\w+) on the outer envelope", kept.main())
    listed = page.get("council.list_tendered", public_id=election)
    assert "It was not me" in listed.main()
    assert "Alpha" not in listed.main()
    page.get("council.decide_tendered", public_id=election, tendered_id=number[0])
    page.submit({"outcome": "rejected", "reason": "The roll is right", "decided_by": "Board"}, action="/tendered")
    assert "Left closed, not counted" in page.follow().main()
    page.get("council.decide_tendered", public_id=election, tendered_id="unknown", expect=404)


@pytest.mark.requirement("R049", "D09")
def test_the_roll_is_printed_and_its_lines_come_in_later(chief: Actor, person: Person, page: PageClient) -> None:
    election, clerk = build.polling(chief), person(Role.POLLING_CLERK)
    page.sign_in(clerk).get("council.show_poll", public_id=election, key="rukla")
    printed = page.submit(action="/roll", expect=200)
    assert printed.response.get_data().startswith(b"%PDF")
    assert "6 lines" in page.get("council.show_poll", public_id=election, key="rukla").main()
    page.get("council.enter_lines", public_id=election, key="rukla")
    unreadable = page.submit({"lines": "3 4x"}, expect=422)
    assert "“4x” is not a line number" in unreadable.main()
    assert "3 4x" in unreadable.response.get_data(as_text=True)
    entered = page.submit({"lines": "1-3 99"}, expect=200)
    assert "3 lines are newly marked." in entered.main()
    assert "Line 99 : The printed roll has no such line" in entered.main()
    assert "3 lines had been entered before." in page.submit({"lines": "3 2 1"}, expect=200).main()
    assert marks(election) == {"rukla": 3}


@pytest.mark.requirement("R049")
def test_postal_envelopes_step_by_step_and_handing_one_in_at_the_desk(chief: Actor, page: PageClient) -> None:
    election = build.polling(chief, build.by_post())
    page.sign_in(chief)
    for family in ("alpha", "bravo"):
        search(page, election, family, key="post")
        for event in ("apply", "issue"):
            page.submit(button=f"event={event}", action="/postal/step", expect=200)
    assert "Has a postal envelope" in search(page, election, "alpha").main()
    page.submit(action="/desk/give", expect=422)
    page.submit({"envelope": "handed_in"}, action="/desk/give", expect=200)
    search(page, election, "bravo", key="post")
    for event in ("return", "accept"):
        page.submit(button=f"event={event}", action="/postal/step", expect=200)
    assert marks(election) == {"rukla": 1, "post": 1}
    assert "Voted by post" in search(page, election, "bravo").main()
    assert "The numbers add up" in page.get("council.show_postal", public_id=election).main()
    page.post("council.step_envelope", {"event": "burn"}, public_id=election, expect=404)


@pytest.mark.requirement("R049", "R053", "D03")
def test_turnout_is_live_for_the_authority_and_public_after_polling_with_small_numbers_hidden(
    chief: Actor, page: PageClient
) -> None:
    election = build.polling(chief)
    for hours, family in enumerate(("Alpha", "Bravo", "Golf")):
        with clock.standing_at(build.MORNING + dt.timedelta(hours=hours)), unit_of_work():
            roll.give_paper(chief, election, "jonava" if family == "Golf" else "rukla", build.paper(family))
    stranger = PageClient(page.app)
    assert "Not published yet" in stranger.get("council.show_turnout", public_id=election).main()
    page.sign_in(chief)
    assert "09:00" in page.get("council.show_turnout", public_id=election).main()
    for key in ("rukla", "jonava"):
        page.get("council.show_poll", public_id=election, key=key)
        page.submit(action="/report/")
        page.follow()
        page.post("council.report_poll", public_id=election, key=key, kind="closed")
    build.counting(chief, election)
    page.get("council.show_turnout", public_id=election)
    page.submit(action="/publish")
    told = stranger.get("council.show_turnout", public_id=election).main()
    assert "37.5%" in told
    assert "Hidden, because few" in told
    assert "09:00 fewer than 5, or hidden" in told
    assert "election authority alone" not in told
    page.post("council.report_poll", public_id=election, key="rukla", kind="unknown", expect=404)


@pytest.mark.requirement("R049")
def test_a_mobile_place_is_added_and_shown_with_its_stops(chief: Actor, page: PageClient) -> None:
    election = build.closed(chief)
    page.sign_in(chief).get("council.add_mobile_place", public_id=election)
    row = {"key": "bus", "name": "Polling bus", "address": "A bus", "stops": "Market | 2027-03-14 09:00 - 10:30"}
    page.submit(row, expect=422)
    page.submit({**row, "serves": "rukla"})
    page.follow()
    shown = page.get("council.show_places", public_id=election).text
    assert "Market : Sunday, 14 March 2027, 09:00 – 10:30" in shown
    page.get("council.describe_place", public_id=election, key="bus")
    page.submit({"stops": "Church | 2027-03-14 09:00 - 10:30", "reason": "The market is moved"}, action="/describe")
    assert "Church" in page.get("council.show_places", public_id=election).text


def test_a_desk_asks_no_more_for_twenty_people_than_for_one(
    chief: Actor, page: PageClient, counted_queries: list[str]
) -> None:
    apart = "Ban Dog Fir Gum Hut Ink Jam Kit Log Map Net Oak Pin Rug Sun Tap Urn Van Web Zip"
    twenty = [
        build.PEOPLE[0] | {"given_names": name, "date_of_birth": f"19{50 + place}-0{place % 9 + 1}-1{place % 7}"}
        for place, name in enumerate(apart.split())
    ]
    election = build.polling(chief, people=[*twenty, build.PEOPLE[6]])
    page.sign_in(chief)
    page.get("council.show_desk", public_id=election, key="rukla")
    asked = []
    for typed, found in (("golf", 1), ("alpha", 20)):
        counted_queries.clear()
        answer = search(page, election, typed)
        asked.append(len(counted_queries))
        assert f"{found} p" in answer.main()
    assert asked[0] == asked[1]
