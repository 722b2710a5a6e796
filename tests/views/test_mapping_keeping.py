# SPDX-License-Identifier: EUPL-1.2
"""Keeping the map through its pages: add by hand, likely duplicates, edit, contacts, archive; typed text stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consult.mapping.domain.organisation import Description
from core.domain.actor import Actor, Role
from tests.builders.mapping import add, import_sample
from tests.page import Page, PageClient

Staff = Callable[..., PageClient]
People = Callable[..., Actor]
CIRCLE = {"name": "أصدقاء روكلا", "country": "LT", "kind": "community", "formality": "informal"}


@pytest.fixture
def keeper(staff: Staff) -> PageClient:
    return staff(Role.FACILITATOR)


def fill(client: PageClient, data: dict[str, object], *, expect: int = 302) -> Page:
    client.get("mapping.add_community")
    return client.submit(data, action="/add", expect=expect)


@pytest.mark.requirement("R012")
def test_an_informal_community_by_hand(keeper: PageClient, staff: Staff) -> None:
    fill(keeper, {**CIRCLE, "languages": "Arabic, lt", "name_lang": "العربية", "contact_notes": "Ask first."})
    shown = keeper.follow()
    assert "The entry is on the map" in shown.text
    assert "Not public" in shown.main()
    assert "Arabic, Lithuanian" in shown.main()
    assert "Ask first." in shown.main()
    assert "Added by hand" in shown.text
    assert "Facilitator" in shown.text
    name = next(e for e in shown.root.iter("bdi") if e.text == CIRCLE["name"])
    assert (name.get("lang"), name.get("dir")) == ("ar", "rtl")
    assert CIRCLE["name"] in keeper.get("mapping.manage", show="not_public").main()
    assert CIRCLE["name"] not in keeper.get("mapping.list_organisations").main()


@pytest.mark.requirement("R012")
def test_a_likely_duplicate_is_shown_and_can_be_saved_all_the_same(keeper: PageClient, person: People) -> None:
    import_sample(person(Role.OFFICER))
    shown = fill(keeper, {**CIRCLE, "name": "Tartu Welcome Center", "area": "Typed words stay"}, expect=422)
    assert "Is it one of these?" in shown.main()
    assert "Tartu Welcome Centre (Estonia) has the same name" in shown.main()
    assert shown.by_id("area").get("value") == "Typed words stay"
    mark = shown.by_id("seen").get("value")
    keeper.submit({"seen": mark}, action="/add")
    assert "Typed words stay" in keeper.follow().main()


def test_the_same_name_leads_to_the_entry(keeper: PageClient, person: People) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT"))
    shown = fill(keeper, {**CIRCLE, "name": "open door"}, expect=422)
    assert "There is an entry “open door” in this country already" in shown.main()
    assert f"/organisations/{known}" in shown.links()
    assert not [e for e in shown.all("input") if e.get("name") == "seen"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please fill this in"),
        ({"name": "!!"}, "at least one letter or digit"),
        ({"name": "x" * 201}, "at most 200"),
        ({"languages": "Klingonish"}, "We do not know these languages: Klingonish"),
        ({"websites": "javascript:alert(1)"}, "is not a web address"),
        ({"name_lang": "Elvenish"}, "We do not know the language “Elvenish”"),
        ({"kind": ""}, "Please choose"),
        ({"target_groups": "x" * 301}, "at most 300"),
        ({"websites": "\n".join(f"a{n}.lt" for n in range(21))}, "at most 20"),
    ],
)
def test_wrong_input_says_what_to_mend_and_keeps_the_rest(keeper: PageClient, wrong: dict[str, str], said: str) -> None:
    shown = fill(keeper, {**CIRCLE, "objective": "We meet on Saturdays", **wrong}, expect=422)
    assert said in shown.main()
    assert "We meet on Saturdays" in (shown.by_id("objective").text or "")


@pytest.mark.requirement("R094")
def test_edit_shows_in_the_history(keeper: PageClient, person: People) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT", languages=("uk",)))
    opened = keeper.get("mapping.edit_organisation", public_id=known)
    assert opened.by_id("languages").get("value") == "Ukrainian"
    keeper.submit({"area": "Rukla"}, action="/edit")
    shown = keeper.follow()
    assert "The changes are saved" in shown.text
    assert "Area: (empty) Rukla" in shown.text


def test_two_at_once_see_each_other(keeper: PageClient, person: People) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT"))
    mine = keeper.get("mapping.edit_organisation", public_id=known)
    keeper.submit({"area": "Rukla"}, action="/edit")
    keeper.last = mine
    shown = keeper.submit({"objective": "Advice"}, action="/edit", expect=422)
    assert "Somebody changed this while you were writing" in shown.main()
    assert "Area: Rukla" in shown.main()
    assert (shown.by_id("objective").text or "").strip() == "Advice"
    keeper.submit({"area": "Rukla, Jonava"}, action="/edit")
    assert "Rukla, Jonava" in keeper.follow().main()


def test_a_contact_is_noted_and_seen_by_staff_alone(keeper: PageClient, person: People, page: PageClient) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT"))
    keeper.get("mapping.log_contact", public_id=known)
    assert "still to come" in keeper.submit({"contacted_on": "2999-01-01"}, action="/contacts", expect=422).main()
    keeper.submit({"contacted_on": "2026-01-05", "way": "visit", "note": "Tea and talk"}, action="/contacts")
    assert "Tea and talk" in keeper.follow().main()
    assert "2026" in keeper.get("mapping.manage", sort="contact").main()


def test_archived_with_a_reason_and_brought_back(keeper: PageClient, person: People) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT"))
    keeper.get("mapping.archive_organisation", public_id=known)
    assert "Please fill this in" in keeper.submit({}, action="/archive", expect=422).main()
    keeper.submit({"reason": "It closed in spring"}, action="/archive")
    assert "It closed in spring" in keeper.follow().text
    assert "The map is still empty" in keeper.get("mapping.list_organisations").main()
    assert "Open Door" in keeper.get("mapping.manage", show="archived").main()
    keeper.get("mapping.show_organisation", public_id=known)
    keeper.submit({}, action="/restore")
    assert "Open Door" in keeper.get("mapping.list_organisations").main()


def test_links_of_an_entry_stay_harmless_when_shown_to_staff(keeper: PageClient, person: People) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT", websites=("javascript:alert(1)",)))
    shown = keeper.get("mapping.show_organisation", public_id=known)
    assert not [link for link in shown.links() if "javascript" in link]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.POLLING_CLERK, Role.OBSERVER])
@pytest.mark.parametrize(
    "endpoint", ["manage", "add_community", "edit_organisation", "log_contact", "archive_organisation"]
)
def test_others_do_not_keep_the_map(staff: Staff, person: People, role: Role, endpoint: str) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT"))
    values = {} if endpoint in ("manage", "add_community") else {"public_id": known}
    staff(role, scope="election:x").get(f"mapping.{endpoint}", expect=403, **values)


@pytest.mark.parametrize("endpoint", ["edit_organisation", "log_contact", "archive_organisation"])
def test_unknown_entries_are_not_found(keeper: PageClient, endpoint: str) -> None:
    keeper.get(f"mapping.{endpoint}", public_id="nothing", expect=404)
    keeper.post(f"mapping.{endpoint}", public_id="nothing", expect=404)
    keeper.post("mapping.restore_organisation", public_id="nothing", expect=404)


def test_the_desk_tells_the_officer(staff: Staff, person: People) -> None:
    assert "without contact" not in staff(Role.OFFICER).get("core.show_desk").main()


@pytest.mark.parametrize("lang", ["lt", "ar"])
def test_the_pages_open_in_every_language(keeper: PageClient, person: People, lang: str) -> None:
    known = add(person(Role.OFFICER), Description("Open Door", "LT", websites=("a.lt",), languages=("ar",)))
    keeper.speak(lang)
    for endpoint in ("edit_organisation", "log_contact", "archive_organisation", "show_organisation"):
        assert keeper.get(f"mapping.{endpoint}", public_id=known).root.get("lang") == lang
    keeper.get("mapping.add_community")
    keeper.get("mapping.manage")


def test_as_many_queries_for_one_entry_as_for_many(
    keeper: PageClient, person: People, counted_queries: list[str]
) -> None:
    officer = person(Role.OFFICER)
    add(officer, Description("One", "LT", languages=("lt",)))
    counted_queries.clear()
    keeper.get("mapping.manage")
    few = len(counted_queries)
    import_sample(officer)
    counted_queries.clear()
    keeper.get("mapping.manage")
    assert len(counted_queries) == few <= 12
