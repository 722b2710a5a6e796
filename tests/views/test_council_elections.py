# SPDX-License-Identifier: EUPL-1.2
"""Pages of statutes and elections, end to end and with wrong input."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.domain.actor import Actor, Role
from council.domain.election import scope_of
from tests.builders import council as build
from tests.page import PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]
PLACES = "jonava | Jonava | Jonava | يونافا | Jonavos miesto seniūnija\nrukla | Rukla | Ruklos seniūnija"
DAYS = {
    "register_closes_on": "2027-02-12",
    "nominations_close_on": "2027-02-19",
    "polling_day": "2027-03-14",
    "declare_by": "2027-03-18",
}


def test_without_an_election_the_council_page_says_so(page: PageClient) -> None:
    assert "No election is called yet" in page.get("council.list_elections").main()
    assert "No statute is adopted yet" in page.get("council.list_statutes").main()


@pytest.mark.requirement("R039", "R043", "D08")
def test_from_a_draft_statute_to_a_called_election(staff: Staff, page: PageClient) -> None:
    staff(Role.RETURNING_OFFICER).get("council.draft_statute")
    page.submit({"places": PLACES, "municipality": "Jonavos r. sav.", "threshold": "2.5"}, action="statutes/draft")
    draft = page.follow()
    page.client.get(next(link for link in draft.links() if "/council/statutes/" in link and "draft" not in link))
    statute = next(link for link in draft.links() if "/council/statutes/" in link and "draft" not in link)
    public_id = statute.rsplit("/", 1)[-1]
    assert "not decided yet" in page.get("council.show_statute", public_id=public_id).main()
    page.get("council.adopt_statute", public_id=public_id)
    page.submit({"by": "Municipal council", "on": "2026-09-24", "reference": "T-1"}, action="adopt")
    shown = page.follow().main()
    assert "Municipal council" in shown
    assert "2.5% of the valid votes" in shown

    page.get("council.draft_election")
    page.submit({"title_en": "Council of all", "statute": public_id, **DAYS}, action="elections/new")
    election = page.last.response.headers["Location"].rsplit("/", 1)[-1] if page.last else ""
    page.get("council.call_election", public_id=election)
    page.submit({"by": "Municipal council", "on": "2026-10-01"}, action="call")
    assert "The election is called" in page.follow().text
    page.submit(action="moves/open_register")
    assert "Register open" in page.follow().main()
    assert "Council of all" in page.get("core.show_home").main()


@pytest.mark.requirement("R045")
def test_everybody_reads_who_may_vote(page: PageClient, person: Person) -> None:
    election = build.open_election(person(Role.RETURNING_OFFICER))
    shown = page.get("council.show_election", public_id=election).main()
    assert "at least 18 years old" in shown
    assert "at least 90 days" in shown
    assert "Sunday, 14 March 2027" in shown
    assert "Municipal council" in shown


def test_the_title_comes_in_the_language_of_the_reader(page: PageClient, person: Person) -> None:
    build.open_election(person(Role.RETURNING_OFFICER))
    assert "Jonavos tarpkultūrinė taryba" in page.speak("lt").get("council.list_elections").main()
    assert "Intercultural Council of Jonava" in page.speak("ar").get("council.list_elections").main()


def test_a_draft_is_not_public(page: PageClient, staff: Staff, person: Person) -> None:
    election = build.drafted_election(person(Role.RETURNING_OFFICER))
    page.get("council.show_election", public_id=election, expect=404)
    assert "Draft" in staff(Role.RETURNING_OFFICER).get("council.show_election", public_id=election).main()


@pytest.mark.parametrize("endpoint", ["council.show_election", "council.show_statute"])
def test_unknown_things_are_not_found(page: PageClient, endpoint: str) -> None:
    page.get(endpoint, public_id="nosuchthing", expect=404)


@pytest.mark.requirement("D02")
def test_other_roles_may_not_call(staff: Staff, person: Person, page: PageClient) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election, other = build.drafted_election(chief), build.drafted_election(chief)
    staff(Role.FACILITATOR).get("council.call_election", public_id=election, expect=403)
    staff(Role.RETURNING_OFFICER, scope=scope_of(other)).get("council.call_election", public_id=election, expect=403)


def test_days_in_the_wrong_order_keep_what_was_typed(staff: Staff, person: Person) -> None:
    build.adopted_statute(person(Role.OFFICER))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.draft_election")
    typed = {"title_en": "Kept", **DAYS, "polling_day": "2027-01-01"}
    shown = page.submit(typed, action="elections/new", expect=422)
    assert "comes before the day above it" in shown.main()
    assert shown.by_id("title_en").get("value") == "Kept"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"places": "only a name"}, "on a line of its own"),
        ({"places": PLACES + "\nx | X | Ruklos seniūnija"}, "stands there twice"),
        ({"places": PLACES, "min_age": "-3"}, "number from 0 to 120"),
        ({"places": PLACES, "threshold": "60"}, "share from 0 to 50"),
    ],
)
def test_a_statute_that_cannot_work_is_explained(staff: Staff, typed: dict[str, str], sentence: str) -> None:
    page = staff(Role.OFFICER)
    page.get("council.draft_statute")
    shown = page.submit({"municipality": "X", **typed}, action="statutes/draft", expect=422)
    assert sentence in shown.main()
    assert shown.by_id("municipality").get("value") == "X"


def test_a_move_out_of_turn_is_explained(staff: Staff, person: Person) -> None:
    election = build.open_election(person(Role.RETURNING_OFFICER))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.show_election", public_id=election)
    page.post("council.move_election", public_id=election, event="begin_count", expect=409)
    page.post("council.move_election", public_id=election, event="declare", expect=404)
