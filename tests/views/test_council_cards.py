# SPDX-License-Identifier: EUPL-1.2
"""The pages of polling cards: print, hand to the post, write down what came back, replace; and who may not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pypdf
import pytest

from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.places import PlaceDetails
from council.queries import cards as queries
from council.services import places
from council.services.places import PlacePlan
from tests.builders import cards as make
from tests.builders import council as build
from tests.builders.registers import find
from tests.page import PageClient

Person = Callable[..., Actor]


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    return make.closed_election(chief)


def run_id(election: str) -> str:
    found = queries.runs_of(find(election))[0].public_id
    db.session.rollback()
    return found


def code_in(pdf: bytes) -> str:
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert found
    return found.group()


@pytest.mark.requirement("R047", "D05")
def test_from_printing_to_a_card_in_the_hand(page: PageClient, chief: Actor, election: str) -> None:
    page.sign_in(chief)
    shown = page.get("council.show_cards", public_id=election)
    assert "Print the cards that are missing" in shown.main()
    page.get("council.print_cards", public_id=election)
    sent = page.submit({"whom": "missing", "place": "*"}, action="cards/print", expect=200).response
    assert sent.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        old = code_in(archive.read("02-rukla-en.pdf"))
        manifest = archive.read("manifest.csv")
    run = run_id(election)
    assert "02-rukla-en.pdf" in page.get("council.show_card_run", public_id=election, run_id=run).main()
    wrong = page.submit({"cards": "9", "carrier": "The post", "handed_by": "A clerk"}, action="runs", expect=422)
    assert "3 cards are left" in wrong.main()
    assert "The post" in wrong.response.get_data(as_text=True)
    page.submit({"cards": "3", "carrier": "The post", "handed_by": "A clerk"}, action="runs")
    assert "A clerk" in page.follow().main()
    file = page.client.get(page.address("council.download_card_manifest", public_id=election, run_id=run))
    assert file.data == manifest
    page.get("council.list_returned_cards", public_id=election)
    assert "no card with this number" in page.submit({"number": "x"}, action="returned", expect=422).main()
    page.submit({"number": "1-000002", "reason": "moved"}, action="returned")
    link = next(link for link in page.follow().links() if "/cards/returned/" in link)
    back = link.rsplit("/", 1)[-1]
    page.get("council.show_returned_card", public_id=election, return_id=back)
    page.submit({"remedy": "waits_at_desk", "note": "Drawer 2"}, action="returned")
    assert "Drawer 2" in page.follow().main()
    entry = make.entry_named("Prykladna").public_id
    db.session.rollback()
    here = {"public_id": election, "entry_id": entry}
    assert "What for?" in page.get("council.replace_card", **here).main()
    page.submit({"purpose": "at_the_desk"}, action="open")
    assert page.address("council.replace_card", **here) in page.follow().links()
    shown = page.get("council.replace_card", **here)
    assert "Please choose one." in page.submit({"need": "never_came"}, action="card", expect=422).main()
    form = {"need": "never_came", "proof": "passport", "checked_by": "A clerk"}
    new = code_in(page.submit(form, action="card", expect=200).response.data)
    assert new != old
    page.last = shown
    assert "was sent before" in page.submit(form, action="card", expect=422).main(), "a double click makes one card"
    gone = page.get("council.print_ended_cards", public_id=election, place="rukla").main()
    assert "1-000002" in gone
    assert "Prykladna" not in gone
    assert (
        "Replaced by another card"
        in page.get("council.list_returned_cards", public_id=election, shown="settled").main()
    )
    page.post("core.enter_code", {"code": old}, expect=422)
    page.post("core.enter_code", {"code": new})


def test_printing_again_says_what_it_does(page: PageClient, chief: Actor, election: str) -> None:
    make.printed(chief, election)
    page.sign_in(chief)
    page.get("council.print_cards", public_id=election)
    wrong = page.submit({"whom": "all", "place": "jonava"}, action="cards/print", expect=422)
    assert "their codes will open nothing" in wrong.main()
    assert "nobody to print" in page.submit({"whom": "missing", "place": "*"}, action="print", expect=422).main()
    page.submit({"whom": "all", "place": "jonava", "reason": "Lost"}, action="cards/print", expect=200)
    run = page.get("council.show_card_run", public_id=election, run_id=run_id(election)).main()
    assert "1 card was printed before" in run


def test_a_place_that_changed_after_its_cards_were_printed_is_named(
    page: PageClient, chief: Actor, election: str
) -> None:
    make.printed(chief, election)
    with unit_of_work():
        places.describe_place(chief, election, "rukla", PlacePlan(details=PlaceDetails(address="Taikos g. 9")))
    page.sign_in(chief)
    shown = page.get("council.show_cards", public_id=election).main()
    assert "Rukla changed after its cards were printed" in shown
    assert "Jonava changed" not in shown
    make.printed(chief, election, make.order("rukla", reason="A new address"))
    assert "changed after" not in page.get("council.show_cards", public_id=election).main()


def test_before_closing_the_page_says_so(page: PageClient, chief: Actor) -> None:
    page.sign_in(chief)
    assert "Close it first" in page.get("council.show_cards", public_id=build.open_election(chief)).main()


def test_others_stay_out_and_unknown_things_are_not_found(
    page: PageClient, chief: Actor, election: str, person: Person
) -> None:
    make.printed(chief, election)
    run = run_id(election)
    page.sign_in(person(Role.OBSERVER))
    page.get("council.show_cards", public_id=election, expect=403)
    page.sign_in(person(Role.POLLING_CLERK, scope="election:other"))
    page.get("council.show_card_run", public_id=election, run_id=run, expect=403)
    page.sign_in(person(Role.POLLING_CLERK))
    page.get("council.print_cards", public_id=election, expect=403)
    page.get("council.show_card_run", public_id=election, run_id=run)
    for endpoint, value in (
        ("council.show_card_run", {"run_id": "nothing"}),
        ("council.show_returned_card", {"return_id": "nothing"}),
        ("council.print_ended_cards", {"place": "nothing"}),
        ("council.replace_card", {"entry_id": "nothing"}),
    ):
        page.get(endpoint, public_id=election, **value, expect=404)


def test_more_people_do_not_mean_more_questions(
    page: PageClient, chief: Actor, election: str, counted_queries: list[str]
) -> None:
    asked = []
    page.sign_in(chief)
    for wanted in (make.order("jonava"), make.order("rukla"), make.order("rukla", reason="Again")):
        make.printed(chief, election, wanted)
        counted_queries.clear()
        page.get("council.show_cards", public_id=election)
        asked.append(len(counted_queries))
    assert len(set(asked)) == 1
