# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers: one that nobody can be known by, orders that add up, every kind of rule, names that left later."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator

import pytest
from pypdf import PdfReader

from core import clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.ballot_paper import Paper, PaperKind, PaperSize
from council.domain.candidate_list import Leaving
from council.paper_print import paper_pdf, template_pdf
from council.paper_words import departure_rule, instructions
from council.queries.ballot_papers import orders_of, paper_of
from council.queries.election import election_by
from council.services import admission
from council.tally import BallotType, Formula, RuleSheet
from council.tally.persons.choices import OrderKind, PersonOrder
from council.tally.persons.papers import ListTick, Validity
from council.tally.stv.known import known_rule
from tests.builders import council as build
from tests.builders import count as counts
from tests.page import PageClient

Person = Callable[..., Actor]
NOW = dt.datetime(2027, 2, 22, 10, tzinfo=clock.ZONE)
SMALLEST = 18
RULES = {
    BallotType.LIST: build.rule(),
    BallotType.LIST_PREFERENCE: RuleSheet(
        seats=9,
        formula=Formula.DHONDT,
        ballot=BallotType.LIST_PREFERENCE,
        persons=PersonOrder(kind=OrderKind.PREFERENCE),
    ),
    BallotType.PANACHAGE: RuleSheet(
        seats=9,
        formula=Formula.HARE,
        ballot=BallotType.PANACHAGE,
        persons=PersonOrder(kind=OrderKind.BY_VOTES),
        validity=Validity(votes=9, most_per_person=3, list_tick=ListTick.ROUNDS),
    ),
    BallotType.PERSONS: RuleSheet(
        seats=9,
        formula=Formula.PLURALITY,
        ballot=BallotType.PERSONS,
        persons=PersonOrder(kind=OrderKind.BY_VOTES),
        validity=Validity(votes=9),
    ),
    BallotType.RANKED: RuleSheet(
        seats=9, formula=Formula.STV_SCOTTISH, ballot=BallotType.RANKED, stv=known_rule("scottish", 9)
    ),
}


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def published(chief: Actor, rule: RuleSheet | None = None) -> str:
    """The public id of an election whose lists are published."""
    election = counts.numbered(chief, rule=rule)
    with unit_of_work():
        admission.publish_lists(chief, election)
    return election


def text_of(pdf: bytes) -> list[str]:
    found = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub("[\u2066-\u2069]", "", found).splitlines()


def drawn(pdf: bytes) -> list[list[str]]:
    """Every shape of every page with its place: fields, lines, the corner and the hole."""
    pages = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        shapes: list[str] = []

        def see(op: bytes, args: list[float], cm: list[float], _tm: object, shapes: list[str] = shapes) -> None:
            if op in (b"m", b"l", b"c", b"re"):
                shapes.append(f"{op!r} {[round(float(x), 2) for x in (*args, *cm)]}")

        page.extract_text(visitor_operand_before=see)
        pages.append(shapes)
    return pages


def smallest_letter(pdf: bytes) -> float:
    sizes: list[float] = []

    def see(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(round(abs(tm[3]) * size, 2))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=see)
    return min(sizes)


@pytest.mark.requirement("R049")
def test_papers_are_ordered_and_add_up(
    page: PageClient, chief: Actor, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotating = dataclasses.replace(build.parameters(), rotate_papers=True)
    monkeypatch.setattr(build, "parameters", lambda: rotating)
    election = published(chief)
    page.sign_in(chief).get("council.order_papers", public_id=election)
    filled = {"papers_jonava": "400", "papers_rukla": "131", "large_each": "4", "reserve_percent": "10"}
    assert page.submit({**filled, "papers_rukla": "-1"}, action="order", expect=422).by_id("papers_jonava").get(
        "value"
    ) == ("400")
    page.submit({**filled, "langs": ["lt", "en"]}, action="order")
    page.follow()
    sheet = page.get("council.print_paper_order", public_id=election, number=1).main()
    assert "In all 195 195 195 585 8" in sheet
    assert "Each name is first on equally many papers" in sheet
    page.get("council.order_papers", public_id=election)
    assert "Please write down the reason" in page.submit({**filled, "langs": ["lt"]}, action="order", expect=422).text
    page.get("council.manage_papers", public_id=election)
    first = page.submit(action="/1/ordinary/1", expect=200).response
    page.get("council.manage_papers", public_id=election)
    again = page.submit(action="/1/ordinary/1", expect=200).response
    assert first.mimetype == "application/pdf"
    assert first.get_data() == again.get_data()
    page.post("council.download_papers", expect=404, public_id=election, number=1, what="ordinary", variant=4)
    page.sign_in(person(Role.POLLING_CLERK)).get("council.manage_papers", public_id=election)
    page.post("council.download_papers", expect=403, public_id=election, number=1, what="ordinary", variant=1)
    db.session.rollback()
    found = election_by(election)
    assert found is not None
    order = orders_of(found)[0].order
    assert order.paper.langs == ("lt", "en")
    assert order.by_variant == (195, 195, 195)


@pytest.mark.requirement("R049")
def test_nothing_on_a_paper_tells_it_from_another(page: PageClient, chief: Actor) -> None:
    election = published(chief)
    shown = page.get("council.show_specimen", public_id=election).response
    assert "SPECIMEN" in "".join(text_of(shown.get_data()))
    with page.app.test_request_context():
        found = election_by(election)
        assert found is not None
        whole = paper_of(found, ("lt", "en", "ar"))
        files = [paper_pdf(whole.in_order(variant), PaperSize.ORDINARY) for variant in (1, 2, 1)]
        template = template_pdf(whole)
        large = paper_pdf(whole, PaperSize.LARGE)
        db.session.rollback()
    assert files[0] == files[2]
    assert sorted(text_of(files[0])) == sorted(text_of(files[1]))
    assert text_of(files[0]) != text_of(files[1])
    assert "SPECIMEN" not in "".join(text_of(files[0]))
    assert not any("Date" in key or "ID" in key for key in PdfReader(io.BytesIO(files[0])).metadata or {})
    assert [line.strip() for line in text_of(template) if line.strip().isdecimal()] == ["1", "2", "3"]
    assert drawn(files[0]) == drawn(files[1]) == drawn(template)
    assert len(drawn(template)[0]) > 3
    assert smallest_letter(large) >= SMALLEST


@pytest.mark.requirement("R049")
@pytest.mark.parametrize("kind", RULES)
def test_the_paper_follows_the_rule(chief: Actor, page: PageClient, kind: BallotType) -> None:
    election = published(chief, RULES[kind])
    with page.app.test_request_context():
        found = election_by(election)
        assert found is not None
        paper = paper_of(found, ("en",))
        pdf = "\n".join(text_of(paper_pdf(paper, PaperSize.ORDINARY)))
        how = " ".join(instructions(paper))
        db.session.rollback()
    persons, lists = [x for x in paper.lines if not x.is_list], [x for x in paper.lines if x.is_list]
    assert (len(paper.blocks), len(lists), len(persons)) == {
        BallotType.LIST: (3, 3, 0),
        BallotType.LIST_PREFERENCE: (3, 3, 18),
        BallotType.PANACHAGE: (3, 3, 18),
        BallotType.PERSONS: (18, 0, 18),
        BallotType.RANKED: (18, 0, 18),
    }[kind]
    assert all(line.boxes == (3 if kind is BallotType.PANACHAGE else 1) for line in persons)
    assert all(line.texts[0] in pdf for line in paper.lines)
    assert expected_words(kind) in how
    assert departure_rule(paper.kind)


def test_every_kind_of_rule_has_its_paper() -> None:
    assert set(RULES) == set(BallotType)
    assert {kind.value for kind in BallotType} == {kind.value for kind in PaperKind}


def expected_words(kind: BallotType) -> str:
    return {
        BallotType.LIST: "Put one cross beside one list",
        BallotType.LIST_PREFERENCE: "one person of the same list",
        BallotType.PANACHAGE: "beside a person for each vote. One person can get at most 3",
        BallotType.PERSONS: "You have 9 votes",
        BallotType.RANKED: "Write 1 beside",
    }[kind]


@pytest.mark.requirement("R048", "R049")
def test_a_name_that_leaves_after_printing_is_told_and_stays_on_what_was_ordered(
    page: PageClient, chief: Actor
) -> None:
    election = published(chief)
    page.sign_in(chief).get("council.order_papers", public_id=election)
    page.submit({"papers_jonava": "10", "papers_rukla": "10", "langs": ["lt"]}, action="order")
    before = orders(election)
    assert "Everybody on the ballot paper still stands" in page.get("council.show_departures", public_id=election).text
    one = counts.list_ids(election)[1]
    departure = admission.Departure(Leaving.WITHDREW, dt.date(2027, 2, 22), "A letter of that day")
    with unit_of_work():
        admission.record_departure(chief, one, 2, departure)
    shown = page.get("council.show_departures", public_id=election).main()
    assert "Person2 Of Bridges" in shown
    assert "A cross beside the list stays valid" in shown
    links = "".join(page.get("council.list_candidate_lists", public_id=election).links())
    assert "/papers/departures" in links
    assert orders(election) == before


def orders(election: str) -> list[Paper]:
    db.session.rollback()
    found = election_by(election)
    assert found is not None
    return [row.order.paper for row in orders_of(found)]
