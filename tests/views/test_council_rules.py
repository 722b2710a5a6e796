# SPDX-License-Identifier: EUPL-1.2
"""Rule sheets of real councils on pages, and the rule designer: gains, losses, ties, wrong input."""

from __future__ import annotations

import re
from typing import Any

import pytest

from council.services.rule_trial import read_lists, real_elections
from council.tally.sheets import sheet_ids
from tests.page import PageClient


@pytest.mark.requirement("R039")
def test_the_list_names_every_rule_with_what_is_open(page: PageClient) -> None:
    shown = page.get("council.list_rules")
    assert all(any(f"/council/rules/{each}" == link for link in shown.links()) for each in sheet_ids())
    assert "points open" in shown.main()
    assert "our advice" in shown.main()


@pytest.mark.requirement("R039")
@pytest.mark.parametrize("sheet_id", sheet_ids())
def test_each_rule_has_a_page_with_clauses(page: PageClient, sheet_id: str) -> None:
    assert "Every parameter with its clause" in page.get("council.show_rule", sheet_id=sheet_id).main()


def test_the_values_of_a_rule_are_in_words(page: PageClient) -> None:
    shown = page.get("council.show_rule", sheet_id="lithuania").main()
    assert "4% of the people who took part; 6% for a joint list" in shown
    assert "Votes over seats, rounded up" in shown
    shown = page.get("council.show_rule", sheet_id="erfurt").main()
    assert "3 votes, at most 1 for one person" in shown
    assert "Western Europe 1" in page.get("council.show_rule", sheet_id="jena").main()


def test_what_was_not_read_says_so(page: PageClient) -> None:
    shown = page.get("council.show_rule", sheet_id="rome").main()
    assert "not sourced" in shown
    assert "only partly sourced" in shown
    page.get("council.show_rule", sheet_id="atlantis", expect=404)


@pytest.mark.requirement("R039", "R050")
def test_the_designer_opens_with_the_recommended_rule(page: PageClient) -> None:
    shown = page.get("council.try_rule").main()
    assert "Comparison, not a result" in shown
    assert "This is the rule you started from" in shown


@pytest.mark.requirement("R039", "R050")
def test_one_change_shows_who_gains_and_who_loses(page: PageClient) -> None:
    """Bonn 2014: from Sainte-Laguë to d'Hondt one seat goes from DKKH to BIG."""
    shown = page.get(
        "council.try_rule", sheet="nrw", election="mc_bonn_2014", formula="dhondt", **STEADY, before=18, seats=18
    ).main()
    assert "2. BIG 1,747 3 4 +1 gains" in shown
    assert "7. DKKH 335 1 0 −1 loses" in shown
    assert "1 seat changes hands" in shown
    assert "Integrationsrat Essen" in shown


STEADY: dict[str, Any] = {
    "quota": "hare",
    "threshold": "0",
    "base": "valid_votes",
    "exhaustion": "vacant",
    "ties": "lots",
    "majority": "none",
}


@pytest.mark.requirement("R050")
def test_own_lists_are_counted_and_a_tie_is_said(page: PageClient) -> None:
    shown = page.get("council.try_rule", sheet="recommended", election="own", own="Table; 30\nBridges; 10").main()
    assert "1. Table" in shown
    shown = page.get(
        "council.try_rule",
        sheet="recommended",
        election="own",
        own="Table; 20\nBridges; 10",
        formula="dhondt",
        **STEADY,
        before=1,
        seats=2,
    ).main()
    assert "lists 1, 2 stand equal" in shown


def test_a_wrong_line_is_named_and_what_was_typed_stays(page: PageClient) -> None:
    shown = page.get("council.try_rule", sheet="graz", election="own", own="Table; 30\nBridges", expect=422)
    assert "Line 2 cannot be read: “Bridges”" in shown.main()
    assert "Bridges" in "".join(shown.by_id("own").itertext())


def test_wrong_numbers_are_explained_at_their_field(page: PageClient) -> None:
    shown = page.get(
        "council.try_rule",
        sheet="graz",
        election="mc_bonn_2014",
        formula="dhondt",
        **{**STEADY, "threshold": "80"},
        before=18,
        seats=0,
        expect=422,
    )
    assert "Please give a number from 1 to 200." in shown.main()
    assert "Please give a share from 0 to 50." in shown.main()
    assert shown.by_id("seats").get("value") == "0"


def test_a_threshold_of_people_who_took_part_asks_for_their_number(page: PageClient) -> None:
    typed: dict[str, Any] = {"sheet": "lithuania", "election": "own", "own": "Table; 30\nBridges; 10"}
    assert "voters_unknown" not in page.get("council.try_rule", **typed, expect=422).main()
    assert "needs the number of people who voted" in page.get("council.try_rule", **typed, expect=422).main()
    page.get("council.try_rule", **typed, took_part=50)


def test_unknown_choices_are_refused(page: PageClient) -> None:
    page.get("council.try_rule", sheet="graz", election="mc_nowhere", expect=422)
    page.get("council.try_rule", sheet="../graz", election="own", own="A; 1", expect=422)


def test_lists_are_read_in_the_ways_people_type_them() -> None:
    found = read_lists("A, B and C; 1 250; 9\nD\t٣٠\n\nE, 7")
    assert [(item.name, item.votes, item.candidates_count) for item in found.lists] == [
        ("A, B and C", 1250, 9),
        ("D", 30, None),
        ("E", 7, None),
    ]


def test_only_elections_with_all_their_votes_are_offered() -> None:
    offered = {each.id for each in real_elections()}
    assert "mc_bonn_2014" in offered
    assert "mc_graz_2021" not in offered


@pytest.mark.requirement("R039")
def test_the_same_votes_stand_side_by_side_under_every_method(page: PageClient) -> None:
    """Bonn 2014, 18 seats: d'Hondt gives BIG 4 and DKKH none; Sainte-Laguë and Hare as was decided."""
    shown = page.get("council.try_rule", sheet="nrw", election="mc_bonn_2014").main()
    assert "Sainte-Laguë method (yours)" in shown
    assert re.search(r"7\. DKKH 0 \( ?−1 ?\) 0 \( ?−1 ?\) 1 ", shown)
    assert re.search(r"2\. BIG 4 \( ?\+1 ?\) 4 \( ?\+1 ?\) 3 ", shown)


@pytest.mark.requirement("R039", "R050")
def test_seats_kept_for_regions_are_compared_with_none(page: PageClient) -> None:
    """Jena 2019: without the region's seat the ninth is candidate 1 (175 votes) instead of candidate 9 (125)."""
    shown = page.get("council.try_person_rule").main()
    assert "1 person comes in" in shown
    assert "Candidate 1, MENA comes in MENA 175 – sits" in shown
    assert "Candidate 9, Africa goes out Africa 125 sits –" in shown


PERSONS: dict[str, Any] = {
    "election": "jena_2019",
    "before": 9,
    "before_groups": "none",
    "each": 1,
    "seats": 9,
    "groups": "none",
}


def test_a_cap_and_fixed_seats_can_be_tried(page: PageClient) -> None:
    capped = page.get("council.try_person_rule", **{**PERSONS, "most": 2}).main()
    assert "2 persons go out" in capped
    many = page.get("council.try_person_rule", **{**PERSONS, "groups": "guarantee", "each": 3}).main()
    assert "The conditions cannot all be met" in many
    assert "The conditions cannot all be met" not in capped
    fixed = page.get("council.try_person_rule", **{**PERSONS, "groups": "fixed"}).main()
    assert "A fixed number of seats for each group" in fixed
    assert "Seat stays vacant" in fixed


def test_own_candidates_are_read_and_wrong_lines_named(page: PageClient) -> None:
    own = {
        **PERSONS,
        "election": "own",
        "own": "Ana; 30; North\nBea; 20; South\nCem; 25; North",
        "seats": 2,
        "before": 2,
    }
    shown = page.get("council.try_person_rule", **{**own, "groups": "guarantee"}).main()
    assert "Bea comes in South 20 – sits" in shown
    wrong = page.get("council.try_person_rule", **{**own, "own": "Ana; 30\nBea; many"}, expect=422)
    assert "Line 2 cannot be read: “Bea; many”" in wrong.main()
    assert "many" in "".join(wrong.by_id("own").itertext())
    page.get("council.try_person_rule", **{**own, "own": ""}, expect=422)
    page.get("council.try_person_rule", **{**own, "seats": 0}, expect=422)


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("sheet", "own", "sentence"),
    [
        ("recommended", "Table; 30; 2\nBridges; 10; 1", "all of them are elected"),
        ("hessen", "Table; 30; 2\nBridges; 10; 1", "Under this rule there is no election"),
        ("hessen", "Table; 30; 40", "The rule asks for a vote on persons here"),
    ],
)
def test_small_councils_that_need_no_formula(page: PageClient, sheet: str, own: str, sentence: str) -> None:
    assert sentence in page.get("council.try_rule", sheet=sheet, election="own", own=own).main()
