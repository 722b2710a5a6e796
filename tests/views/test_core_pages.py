# SPDX-License-Identifier: EUPL-1.2
"""The shared pages: home, desk, code entry, language switch, health, errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core import codes
from core.app import Talka
from core.domain.actor import Role
from tests.page import PageClient


def test_home_explains_the_paths(page: PageClient) -> None:
    assert "Talka" in page.get("core.show_home").text


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("lt", "ltr"), ("ar", "rtl")])
def test_language_is_remembered_and_the_address_stays(page: PageClient, lang: str, direction: str) -> None:
    page.get("core.enter_code")
    answer = page.post("core.choose_language", {"lang": lang, "next": "/code"})
    assert answer.response.headers["Location"] == "/code"
    shown = page.follow()
    assert (shown.root.get("lang"), shown.root.get("dir")) == (lang, direction)


def test_first_visit_follows_the_browser(page: PageClient) -> None:
    answer = page.client.get("/", headers={"Accept-Language": "ar-SY,ar;q=0.9,en;q=0.5"})
    assert 'dir="rtl"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/code\r\nSet-Cookie: a=b",
    ],
)
def test_language_switch_never_leaves_the_site(page: PageClient, target: str) -> None:
    answer = page.post("core.choose_language", {"lang": "lt", "next": target})
    assert answer.response.headers["Location"] == "/"


HOSTILE = {"endpoint": "x", "_scheme": "javascript", "_external": "1", "_anchor": "x", "_method": "POST", "self": "x"}


@pytest.mark.parametrize(
    "endpoint",
    ["mapping.list_organisations", "mapping.print_organisations", "forums.list_topics", "followup.list_answers"],
)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_filter_in_an_address_gives_orders_to_the_links(page: PageClient, endpoint: str, name: str) -> None:
    answer = page.client.get(page.address(endpoint), query_string={name: HOSTILE[name]})
    assert answer.status_code == 200
    assert "javascript:" not in answer.get_data(as_text=True)


def test_closing_a_code_leaves_nothing_for_the_next_person(page: PageClient) -> None:
    with page.client.session_transaction() as session:
        session["opened"], session["slips"] = [["input", "abc"]], {"abc": "0000-0000-0000"}
    page.get("core.enter_code")
    page.post("core.close_code")
    with page.client.session_transaction() as session:
        assert not {"opened", "slips"} & set(session)


def test_desk_needs_somebody_signed_in(page: PageClient) -> None:
    answer = page.get("core.show_desk", expect=302)
    assert answer.response.headers["Location"].startswith("/sign-in")


def test_desk_greets(staff: Callable[..., PageClient]) -> None:
    assert "Municipal officer" in staff(Role.OFFICER).get("core.show_desk").main()


def test_wrong_code_keeps_what_was_typed(page: PageClient) -> None:
    page.get("core.enter_code")
    shown = page.submit({"code": "ABCD-EFGH-JKMN"}, action="/code", expect=422)
    assert "We do not know this code" in shown.main()
    assert shown.by_id("code").get("value") == "ABCD-EFGH-JKMN"


def test_half_a_code_is_explained_and_not_counted(page: PageClient) -> None:
    page.get("core.enter_code")
    for _ in range(codes.FAILURES_PER_VISITOR + 1):
        shown = page.submit({"code": "ABCD"}, action="/code", expect=422)
    assert "12 letters and digits" in shown.main()


def test_guessing_is_throttled(page: PageClient) -> None:
    page.get("core.enter_code")
    for _ in range(codes.FAILURES_PER_VISITOR):
        page.submit({"code": "ABCD-EFGH-JKMN"}, action="/code", expect=422)
    shown = page.submit({"code": "ABCD-EFGH-JKMN"}, action="/code", expect=422)
    assert "Too many wrong codes" in shown.main()


def test_health(page: PageClient) -> None:
    assert page.get("core.health").response.get_data(as_text=True) == "ok\n"
    assert page.get("core.ready").response.json == {"database": True, "schema": True, "outbox": True}


def test_not_found_says_what_to_do(page: PageClient, app: Talka) -> None:
    answer = page.client.get("/no-such-page")
    assert answer.status_code == 404
    assert "We did not find this page" in answer.get_data(as_text=True)


def test_audit_record_is_for_those_who_watch(staff: Callable[..., PageClient]) -> None:
    staff(Role.FACILITATOR).get("core.show_audit", expect=403)
    assert "The record is whole" in staff(Role.OBSERVER).get("core.show_audit").main()
