# SPDX-License-Identifier: EUPL-1.2
"""Real councils' published counts: counted again on a page, and a file of one's own."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from core.domain.actor import Actor, Role
from council.tally import published
from tests.page import Page, PageClient

Person = Callable[..., Actor]


@pytest.mark.requirement("R050")
def test_every_case_is_counted_or_says_why_not(page: PageClient) -> None:
    shown = page.get("council.list_cases")
    assert shown.main().count("Agrees with the official seats") == len(published.case_ids()) - 2
    assert "Differs" not in shown.main()
    assert "The votes of list 7 (Kurdische Liste" in shown.main()
    assert "No official seats to compare with" in shown.main()


@pytest.mark.requirement("R050")
@pytest.mark.parametrize("case_id", published.case_ids())
def test_each_case_has_a_page_and_a_file(page: PageClient, case_id: str) -> None:
    page.get("council.show_case", case_id=case_id)
    page.get("council.download_case", case_id=case_id)


def test_a_vacant_seat_and_the_official_seats_stand_side_by_side(page: PageClient) -> None:
    shown = page.get("council.show_case", case_id="mc_bonn_2014").main()
    assert "Official seats" in shown
    assert "SPD" in shown
    assert "www.bonn.de" in shown


def test_unknown_cases_are_not_found(page: PageClient) -> None:
    page.get("council.show_case", case_id="mc_nowhere", expect=404)
    page.get("council.download_case", case_id="..", expect=404)


@pytest.fixture
def load(page: PageClient, person: Person) -> Callable[..., Page]:
    page.sign_in(person(Role.OBSERVER))

    def send(text: str | bytes, name: str, expect: int = 200, **typed: str) -> Page:
        page.get("council.load_count")
        data = text if isinstance(text, bytes) else text.encode()
        return page.submit({"file": (io.BytesIO(data), name), **typed}, action="own", expect=expect)

    return send


@pytest.mark.requirement("R050")
def test_a_published_file_gives_the_official_seats(load: Callable[..., Page]) -> None:
    shown = load(published.case_text("mc_essen_2014"), "essen.json").main()
    assert "Agrees with the official seats" in shown
    assert "Quotient table" in shown


@pytest.mark.requirement("R050")
def test_a_table_is_counted_by_the_chosen_rule(load: Callable[..., Page]) -> None:
    table = "list,votes\nCommon Table,250\nBridges,171\nRukla Together,97\n"
    shown = load(table, "counts.csv", seats="9").main()
    assert "No official seats to compare with" in shown
    assert "seat 9" in shown
    assert "Votes for one seat" in load(table, "counts.csv", seats="9", formula="hare").main()


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        (
            "list,votes\nA,12\nB,many\n",
            "c.csv",
            "Line 3, column votes: A number is missing or is not a whole number: many",
        ),
        ("list;votes\n;12\n", "c.csv", "Line 2, column list: List 1 has no name."),
        ("name,votes\nA,12\n", "c.csv", "column list: This column is missing"),
        ("list,votes\nA,1\nA,2\n", "c.csv", "Two lists have the same name"),
        ("", "c.csv", "The file is empty"),
        (b"list,votes\n\xff,1\n", "c.csv", "cannot be read"),
        ("{", "c.json", "not in the form of a published count"),
        ('{"lists": [{"name": "A", "votes": 1}], "method": "guess"}', "c.json", "“guess” is not known"),
        ('{"lists": [{"name": "A"}], "method": "dhondt", "seats": 3}', "c.json", "were not published"),
    ],
)
def test_a_wrong_file_is_explained(load: Callable[..., Page], text: str | bytes, name: str, sentence: str) -> None:
    assert sentence in load(text, name, expect=422, seats="9").main()


def test_without_seats_a_table_cannot_be_counted(load: Callable[..., Page]) -> None:
    assert "at least one seat" in load("list,votes\nA,1\n", "c.csv", expect=422).main()


def test_only_those_who_run_or_watch_load_files(page: PageClient, person: Person) -> None:
    page.get("council.load_count", expect=302)
    page.sign_in(person(Role.LIST_AGENT)).get("council.load_count", expect=403)
