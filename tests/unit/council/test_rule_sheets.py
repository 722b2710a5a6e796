# SPDX-License-Identifier: EUPL-1.2
"""The rule sheets that ship: complete, cited, honest about what was not read, and countable."""

from __future__ import annotations

import io
from fractions import Fraction
from urllib.parse import urlsplit

import pytest

from council.tally import BallotProfile, CandidateList, Exhaustion, Formula, TallyError, TieProcedure, count
from council.tally.choices import LIST_FORMULAS, DirectSeats, MajorityClause, Quota, ThresholdBase
from council.tally.cli import main
from council.tally.codec import from_json, to_json
from council.tally.persons.choices import ConditionKind, OrderKind, PersonTies, SubstituteRule
from council.tally.rules import Parameter, RuleSheet
from council.tally.sheets import Sheet, SheetKind, Sourced, all_sheets, sheet, sheet_ids

WANTED = {
    *("recommended", "graz", "nrw", "hessen", "rlp", "jena", "leipzig", "dresden", "erfurt"),
    *("luxembourg", "bolzano", "rome", "estonia", "lithuania", "latvia"),
}
EVERY = all_sheets()


def test_every_council_of_the_list_has_a_sheet() -> None:
    assert set(sheet_ids()) == WANTED
    assert sheet_ids()[0] == "recommended"
    with pytest.raises(TallyError):
        sheet("../cases/mc_bochum_2014")


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.id)
def test_a_sheet_cites_or_says_that_it_cannot(each: Sheet) -> None:
    for one in each.parameters:
        assert one.says.endswith("."), one
        assert one.sourced is not Sourced.YES or one.source, f"{one.parameter} is called read without a place"
        assert not one.source or urlsplit(one.source).hostname, one.source
        assert (one.sourced is Sourced.ADVICE) == (each.kind is SheetKind.RECOMMENDED)
        assert one.sourced is not Sourced.NO or not one.clause
    named = [one.parameter for one in each.parameters]
    assert len(set(named)) == len(named)
    assert {Parameter.SEATS, Parameter.FORMULA, Parameter.TIES} <= set(named) or each.id == "lithuania"
    assert each.rule.clauses == tuple(each.rule.clauses)
    assert {clause.text for clause in each.rule.clauses} == {one.clause for one in each.parameters if one.clause}


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.id)
def test_a_sheet_is_one_value_that_can_be_written_and_read(each: Sheet) -> None:
    assert from_json(RuleSheet, to_json(each.rule)) == each.rule


@pytest.mark.parametrize("each", [s for s in EVERY if s.rule.formula in LIST_FORMULAS], ids=lambda each: each.id)
def test_a_sheet_of_lists_fills_its_seats(each: Sheet) -> None:
    lists = tuple(CandidateList(number=n, name=f"L{n}", votes=v) for n, v in ((1, 500), (2, 301), (3, 207)))
    profile = BallotProfile(lists=lists, voters=1100, valid_envelopes=1090)
    assert count(profile, each.rule).filled == each.rule.seats


def test_what_makes_each_rule_different_is_in_its_sheet() -> None:
    assert sheet("graz").rule.formula is Formula.DHONDT_WAHLZAHL
    assert sheet("graz").rule.persons.kind is OrderKind.PREFERENCE
    assert sheet("nrw").rule.exhaustion is Exhaustion.VACANT
    assert sheet("nrw").rule.substitutes.rule is SubstituteRule.PERSONAL_DEPUTY
    assert sheet("hessen").rule.majority is MajorityClause.ADDITIONAL_SEAT
    assert sheet("estonia").rule.direct_seats is DirectSeats.WITHIN
    assert sheet("estonia").rule.persons.ties is PersonTies.BOTTOM
    assert sheet("latvia").rule.ties is TieProcedure.MORE_VOTES_THEN_LOWER_NUMBER
    lithuania = sheet("lithuania").rule
    assert (lithuania.quota, lithuania.ties) == (Quota.HARE_ROUNDED_UP, TieProcedure.LOWER_LIST_NUMBER)
    assert lithuania.threshold is not None
    assert (lithuania.threshold.share, lithuania.threshold.joint_share) == (Fraction(4, 100), Fraction(6, 100))
    assert lithuania.threshold.base is ThresholdBase.VOTERS


def test_conditions_on_groups_add_up_to_the_council() -> None:
    for name, kind in (
        ("leipzig", ConditionKind.FIXED),
        ("luxembourg", ConditionKind.FIXED),
        ("rome", ConditionKind.FIXED),
    ):
        rule = sheet(name).rule
        first = rule.conditions[0]
        assert first.kind is kind
        assert sum(each.seats for each in first.groups) == rule.seats
    assert [each.seats for each in sheet("jena").rule.conditions[0].groups] == [1] * 6
    assert sheet("rome").rule.conditions[1].kind is ConditionKind.EXTRA_SEAT


def asked(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(["rules", *arguments], out=out), out.getvalue()


def test_the_command_line_lists_every_sheet_with_its_clauses() -> None:
    code, text = asked()
    assert code == 0
    assert all(f"\nsheet   {each.id:<28}{each.title}" in text for each in EVERY)
    assert "Wahlordnung Graz 2007, s.42" in text
    assert "Roma: consiglieri aggiunti (6 not fully sourced)" in text


def test_the_command_line_shows_one_sheet_and_its_rule() -> None:
    code, text = asked("graz")
    assert code == 0
    assert "clause: Gemeindewahlordnung Graz 2012, s.97(2)" in text
    assert "(no)" in text
    code, text = asked("jena", "--json")
    assert from_json(RuleSheet, text.strip()) == sheet("jena").rule
    assert asked("nowhere")[0] == 2
