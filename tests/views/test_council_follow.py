# SPDX-License-Identifier: EUPL-1.2
"""Following a count record on a page: examples, records that people bring, changed and broken ones."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from core import clock
from core.domain.actor import Actor, Role
from council.services import followed_record as services
from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, TallyError, count, to_json
from council.tally.district_count import count_districts
from council.tally.districts import District, DistrictList, DistrictMethod, DistrictProfile, DistrictRule
from council.tally.persons.choices import OrderKind, PersonOrder
from council.tally.persons.count import count_persons
from council.tally.persons.papers import Mark, MarkedBallot, Validity
from council.tally.persons.profile import Candidate, PersonList, PersonProfile
from council.tally.stv.record import RankedRecord
from council.tally.stv.rule import StvSubstitutes
from council.tally.stv.vacancy import Vacancy, fill_vacancy
from tests.builders import count as counts
from tests.page import Page, PageClient


@pytest.mark.requirement("R050")
def test_the_example_of_lists_shows_every_division(page: PageClient) -> None:
    shown = page.get("council.follow_example", name="lists").main()
    assert "Counted again: the same record" in shown
    assert "A second, deliberately plain program came to the same seats" in shown
    assert "3399 ÷ 1 = 3399" in shown
    assert " 18 1. SPD 3399 ÷ 13 = 261.462" in shown
    assert "List 4 missed one more seat by 41 votes" in shown
    assert "7 seats, 1 of them vacant" in shown


@pytest.mark.requirement("R050")
def test_the_example_of_ranked_papers_shows_every_stage(page: PageClient) -> None:
    """Edinburgh 2017, ward 13, as its stage table was published: quota 1904, Labour elected at stage 4."""
    shown = page.get("council.follow_example", name="ranked").main()
    assert "The quota is 1904.00000 votes" in shown
    assert "2753.00000 − 1904.00000 = 849.00000" in shown
    assert "A paper that was worth 1.00000 is now worth 0.30839" in shown
    assert "stage 4, 2106.04049" in shown
    assert "Liberal Democrat has the fewest votes and is out" in shown


@pytest.mark.requirement("R050")
def test_the_example_of_persons_shows_the_seats_kept_for_regions(page: PageClient) -> None:
    """Jena 2019: five regions keep a seat, Western Europe frees its own, the ninth seat goes to 209 votes."""
    shown = page.get("council.follow_example", name="persons").main()
    assert "1 kept seat could not be filled and went to everybody" in shown
    assert "Seat 1 Candidate 9, Africa 125 Seat kept for a group: Africa" in shown
    assert "Seat released to everybody: Western Europe" in shown
    assert "Seat 9 Candidate 17, Eastern Europe 209 Seat by votes" in shown
    assert "Candidate 1, MENA MENA 175 substitute 1 35" in shown


@pytest.mark.requirement("R050", "R059")
def test_the_count_of_a_vacancy_is_followed_like_any_other(page: PageClient) -> None:
    first = services.EXAMPLES["ranked"]()
    assert isinstance(first, RankedRecord)
    rule = replace(first.rule, substitutes=StvSubstitutes.PAPERS)
    record = fill_vacancy(first.profile, rule, Vacancy(member=first.elected[0].number))
    shown = bring(page, to_json(record)).main()
    assert "Counted again: the same record" in shown
    assert f"A member has left: {first.elected[0].name}" in shown
    assert "1 seat is to be filled" in shown
    assert record.elected[0].name in shown


def bring(page: PageClient, text: str, expect: int = 200) -> Page:
    page.get("council.follow_record")
    return page.submit({"text": text}, action="follow", expect=expect)


@pytest.mark.requirement("R050")
@pytest.mark.parametrize("name", sorted(services.EXAMPLES))
def test_a_record_can_be_brought_as_text_and_as_a_file(page: PageClient, name: str) -> None:
    text = services.example(name).text
    assert "Counted again: the same record" in bring(page, text).main()
    page.get("council.follow_record")
    sent = page.submit({"file": (io.BytesIO(text.encode()), "record.json")}, action="follow", expect=200)
    assert "Counted again: the same record" in sent.main()


@pytest.mark.requirement("R050")
def test_a_changed_record_is_shown_and_called_changed(page: PageClient) -> None:
    record = json.loads(services.example("lists").text)
    record["results"][0]["seats"] += 1
    changed = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "This record is not what its own counts lead to" in bring(page, changed).main()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please choose a file or paste the text"),
        ("{", "This is not a count record"),
        ("[1]", "This is not a count record"),
        ('{"schema": "another/1"}', "This is not a count record"),
        ('{"schema": "talka-count-record/2", "profile": {"lists": [1, 2]}, "rule": {"seats": 20000}}', "too large"),
        ('{"schema": "talka-count-record/2"}', "This is not a count record"),
    ],
)
def test_what_is_no_record_is_refused_with_the_reason(page: PageClient, text: str, sentence: str) -> None:
    shown = bring(page, text, expect=422)
    assert sentence in shown.main()
    assert text in "".join(shown.by_id("text").itertext())


def test_a_file_that_is_not_text_is_refused(page: PageClient) -> None:
    page.get("council.follow_record")
    shown = page.submit({"file": (io.BytesIO(b"\xff\xfe\x00"), "record.json")}, action="follow", expect=422)
    assert "cannot be read" in shown.main()


def test_a_huge_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(TallyError):
        services.follow("[" * (services.LONGEST_RECORD + 1))


def test_unknown_examples_are_not_found(page: PageClient) -> None:
    page.get("council.follow_example", name="nothing", expect=404)


@pytest.mark.requirement("R050")
def test_a_record_of_districts_can_be_followed(page: PageClient) -> None:
    """Two districts with three and two seats by the votes; seats in each by d'Hondt among all lists."""
    profile = DistrictProfile(
        districts=(District(name="North"), District(name="South")),
        lists=(DistrictList(number=1, name="A", votes=(60, 10)), DistrictList(number=2, name="B", votes=(20, 30))),
    )
    hare = RuleSheet(seats=6, formula=Formula.HARE)
    dhondt = RuleSheet(seats=6, formula=Formula.DHONDT)
    record = count_districts(profile, DistrictRule(method=DistrictMethod.TWO_TIER, whole=hare, inside=dhondt))
    shown = bring(page, to_json(record)).main()
    assert "Counted again: the same record" in shown
    assert "North South Together" in shown
    assert "Seats by list and district, votes below" in shown


@pytest.mark.requirement("R050")
def test_a_result_here_can_be_followed_once_it_is_public(page: PageClient, person: Callable[..., Actor]) -> None:
    with clock.standing_at(counts.EVENING):
        chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
        election = counts.counted(chief, clerk)
        page.get("council.follow_election", public_id=election, expect=404)
        page.sign_in(chief)
        shown = page.get("council.follow_election", public_id=election).main()
        assert "Counted again: the same record" in shown
        assert "Common Table" in shown
        page.get("council.show_seats", public_id=election)
        page.submit(action="provisional")
        page.client.delete_cookie("session")
        assert "Counted again: the same record" in page.get("council.follow_election", public_id=election).main()


@pytest.mark.requirement("R050")
def test_linked_lists_and_a_rounded_electoral_number_are_explained(page: PageClient) -> None:
    lists = tuple(
        CandidateList(number=n, name=f"L{n}", votes=v, group=g)
        for n, v, g in ((1, 500, "a"), (2, 170, "a"), (3, 90, ""))
    )
    rule = RuleSheet(seats=4, formula=Formula.DHONDT, linked_lists=True)
    shown = bring(page, to_json(count(BallotProfile(lists=lists), rule))).main()
    assert "Linked lists share their seats as one list first" in shown
    assert " 1 1. L1 + L2 670 ÷ 1 = 670" in shown
    plain = tuple(CandidateList(number=n, name=f"L{n}", votes=v) for n, v in ((1, 500), (2, 170), (3, 90)))
    rounded = RuleSheet(seats=4, formula=Formula.DHONDT_WAHLZAHL)
    shown = bring(page, to_json(count(BallotProfile(lists=plain), rounded))).main()
    assert "Electoral number (the quotient of the last seat): 166.667." in shown
    assert "would give other seats. list 1: 2" in shown


@pytest.mark.requirement("R050")
def test_papers_and_lists_are_part_of_a_count_of_persons(page: PageClient) -> None:
    """Two papers for A, one with too many votes: A has two votes and the one seat of the list."""
    people = (Candidate(number=1, name="A", list=1), Candidate(number=2, name="B", list=1))
    papers = (MarkedBallot(marks=(Mark(1),), papers=2), MarkedBallot(marks=(Mark(1), Mark(2))))
    rule = RuleSheet(
        seats=1,
        formula=Formula.HARE,
        persons=PersonOrder(kind=OrderKind.BY_VOTES),
        validity=Validity(votes=1, across_lists=True),
    )
    lists = (PersonList(number=1, name="Table", votes=0, seats=1),)
    record = count_persons(PersonProfile(candidates=people, lists=lists, ballots=papers), rule)
    shown = bring(page, to_json(record)).main()
    assert "3 papers were counted, 2 of them valid." in shown
    assert "too many votes: 1" in shown
    assert "The lists and their seats" in shown
    assert "Seat 1 A 2 Seat by votes" in shown
