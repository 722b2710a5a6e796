# SPDX-License-Identifier: EUPL-1.2
"""The forms a published case may have: every key of the list_pr form, its variants, and what is refused."""

import json
from fractions import Fraction

import pytest

from council.tally import (
    DirectSeats,
    Exhaustion,
    Formula,
    MajorityClause,
    Quota,
    TallyError,
    TallyErrorCode,
    ThresholdBase,
    TieProcedure,
    check_case,
    read_case,
)
from council.tally.case import PublishedCase, Verdict, read_data
from council.tally.case_districts import check_districts, district_case
from council.tally.case_method import exact, quota_of_words, word

pytestmark = pytest.mark.requirement("R050")


def case(*lists: dict[str, object], **keys: object) -> PublishedCase:
    given = lists or ({"name": "A", "votes": 60}, {"name": "B", "votes": 40})
    return read_case(json.dumps({"method": "dhondt", "seats": 5, "votes_are": "exact", "lists": given} | keys))


@pytest.mark.parametrize(
    ("method", "formula"),
    [
        ("dhondt", Formula.DHONDT),
        ("D'Hondt", Formula.DHONDT),
        ("Sainte-Laguë", Formula.SAINTE_LAGUE),
        ("sainte_lague_14", Formula.SAINTE_LAGUE_14),
        ("Modified Sainte-Lague", Formula.SAINTE_LAGUE_14),
        ("hare_niemeyer", Formula.HARE),
        ("droop", Formula.LARGEST_REMAINDER),
        ("hagenbach_bischoff", Formula.DHONDT),
    ],
)
def test_methods_by_their_names(method: str, formula: Formula) -> None:
    assert case(method=method).rule.formula is formula


def test_what_a_method_brings_along() -> None:
    assert case(method="sainte_lague", first_divisor=1.4).rule.formula is Formula.SAINTE_LAGUE_14
    assert case(method="dhondt_apparentement").rule.linked_lists
    assert case(method="sainte_lague_mmp_overhang").rule.direct_seats is DirectSeats.OVERHANG
    assert case(method="dhondt_ams").rule.direct_seats is DirectSeats.WITHIN
    dutch = case(method="nl_kieswet").rule
    assert (dutch.majority, dutch.exhaustion) == (MajorityClause.LAST_SEAT, Exhaustion.PASS_ON)
    assert case(method="hare", majority_clause=True).rule.majority is MajorityClause.ADDITIONAL_SEAT
    assert case(method="droop").rule.quota is Quota.DROOP
    up = case(method="largest_remainder", quota="hare_rounded_up").rule
    assert (up.quota, up.ties, up.exhaustion) == (
        Quota.HARE_ROUNDED_UP,
        TieProcedure.LOWER_LIST_NUMBER,
        Exhaustion.PASS_ON,
    )
    assert case(method="largest_remainder").rule.quota is Quota.HARE
    assert case(ties="higher list number").rule.ties is TieProcedure.HIGHER_LIST_NUMBER


@pytest.mark.parametrize(
    ("words", "quota"),
    [
        ("hare", Quota.HARE),
        ("Hare, rounded", Quota.HARE_ROUNDED),
        ("lithuanian_rounded_up", Quota.HARE_ROUNDED_UP),
        ("ceil(votes/seats)", Quota.HARE_ROUNDED_UP),
        ("round(votes/(seats+1))", Quota.HAGENBACH_BISCHOFF_ROUNDED),
        ("Hagenbach-Bischoff rounded", Quota.HAGENBACH_BISCHOFF_ROUNDED),
        ("hagenbach_bischoff", Quota.HAGENBACH_BISCHOFF),
        ({"type": "droop"}, Quota.DROOP),
    ],
)
def test_quotas_by_name_or_formula(words: object, quota: Quota) -> None:
    assert quota_of_words(words) is quota


def test_an_unknown_quota_is_refused() -> None:
    with pytest.raises(TallyError) as refused:
        case(method="largest_remainder", quota="gut feeling")
    assert refused.value.facts == {"what": "quota"}


@pytest.mark.parametrize(
    ("threshold", "papers", "admitted"),
    [
        ({"fraction": "0.05", "base": "valid_votes"}, {}, (1, 2)),
        ({"fraction": "5%", "base": "valid_votes", "inclusive": False}, {}, (1,)),
        ({"fraction": 0.05, "base": "voters"}, {"ballots": {"voters": 1_001}}, (1,)),
        ({"fraction": "0.05", "base": "voters"}, {"ballots": {"valid": 1_000, "invalid": 1}}, (1,)),
        ({"fraction": "0.05", "base": "voters"}, {"voters": 1_000}, (1, 2)),
        ({"fraction": "0.05", "base": "valid_envelopes"}, {"ballots": {"valid_envelopes": 1_020}}, (1,)),
        ({"fraction": "0.05", "base": "valid_votes"}, {"ballots": {"valid": 1_020}}, (1,)),
        ({"fraction": "0.05", "base": "anything", "already_applied": True}, {}, (1, 2)),
        ({"fraction": "0.05", "base": "valid_votes"}, {"votes_are": "1/10000 of valid votes"}, (1,)),
        (None, {"voters": 3}, (1, 2)),
    ],
)
def test_thresholds_and_their_bases(threshold: object, papers: dict[str, object], admitted: tuple[int, ...]) -> None:
    found = case({"name": "A", "votes": 950}, {"name": "B", "votes": 50}, threshold=threshold, **papers)
    assert check_case(found).records[0].admission.admitted == admitted


def test_joint_lists_and_direct_seats_at_a_threshold() -> None:
    found = case(
        {"name": "A", "votes": 900},
        {"name": "B", "votes": 50, "parties": 2},
        {"name": "C", "votes": 50, "parties": 2, "direct_seats": 1},
        threshold={"fraction": "0.04", "joint_fraction": "0.06", "base": "valid_votes", "or_direct_seats": 1},
    )
    assert found.rule.threshold is not None
    assert found.rule.threshold.joint_share == Fraction(3, 50)
    assert found.rule.threshold.base is ThresholdBase.VALID_VOTES
    assert check_case(found).records[0].admission.admitted == (1, 3)


def test_candidates_in_every_form() -> None:
    found = case(
        {"name": "A", "votes": 9, "candidates_count": 3},
        {"name": "B", "votes": 9, "candidates": 4},
        {"name": "C", "votes": 9, "candidates": ["x", "y"]},
        {"name": "D", "votes": 9, "candidate_votes_in_list_order": [4, 3, 2]},
        {"name": "E", "votes": 9},
        exhaustion="next_quotient",
    )
    assert [item.candidates_count for item in found.profile.lists] == [3, 4, 2, 3, None]
    assert found.rule.exhaustion is Exhaustion.PASS_ON


def test_lists_of_one_name_are_told_apart_and_withdrawn_ones_left_out() -> None:
    found = case(
        {"name": "Alone", "votes": 9, "official_seats": 3},
        {"name": "Gone", "votes": 50, "withdrawn": True, "official_seats": 0},
        {"name": "alone", "votes": 7, "official_seats": 2},
    )
    assert [item.name for item in found.profile.lists] == ["Alone (1)", "alone (2)"]
    assert check_case(found).verdict is Verdict.AGREES


def test_published_lots_are_used_where_a_tie_asks_for_them() -> None:
    lists = ({"name": "A", "votes": 50, "official_seats": 1}, {"name": "B", "votes": 50, "official_seats": 2})
    lot = {"between": ["A", "B"], "drawn": "B", "average": 25}
    checked = check_case(case(*lists, seats=3, lot=lot))
    assert checked.verdict is Verdict.AGREES
    assert checked.records[0].draws[0].order == (2, 1)
    assert check_case(case(*lists, seats=3)).verdict is Verdict.DIFFERS
    by_number = check_case(case(*lists, seats=3, lots=[{"between": [1, 2], "drawn": [2]}]))
    assert by_number.verdict is Verdict.AGREES
    unused = check_case(
        case({"name": "A", "votes": 70, "official_seats": 3}, {"name": "B", "votes": 9}, seats=3, lot=lot)
    )
    assert unused.verdict is Verdict.AGREES
    assert unused.records[0].draws == ()
    with pytest.raises(TallyError):
        case(*lists, lot={"between": ["A", "Z"], "drawn": "Z"})


def test_an_announced_wahlzahl_is_compared_as_far_as_it_was_printed() -> None:
    lists = ({"name": "A", "votes": 500, "official_seats": 3}, {"name": "B", "votes": 100, "official_seats": 0})
    for printed, verdict in (("166.667", "agrees"), ("500/3", "agrees"), ("166.67", "agrees"), ("166.66", "differs")):
        found = case(*lists, seats=3, method="dhondt_wahlzahl", official_wahlzahl=printed)
        assert check_case(found).verdict is Verdict(verdict)


@pytest.mark.parametrize("bad", ["1e999999999", "1e3", "9" * 60, True, None, [1]])
def test_numbers_of_unbounded_size_are_refused(bad: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        exact(bad)


def test_a_file_with_a_number_of_unbounded_size_is_refused_at_once() -> None:
    with pytest.raises(TallyError) as refused:
        read_data('{"threshold": {"fraction": 1e999999999}}')
    assert refused.value.code is TallyErrorCode.CASE_MALFORMED
    assert word("  D'Hondt (Wahlzahl) ") == "d_hondt_wahlzahl"


def test_districts_in_both_shapes() -> None:
    regions = {
        "id": "x",
        "method": "two_tier",
        "seats": 4,
        "regions": ["K", {"name": "L"}],
        "region_seats": {"K": 2, "L": 2},
        "lists": [
            {"name": "A", "votes_by_region": {"K": 60, "L": 10}, "official_seats": 2},
            {"name": "B", "votes_by_region": [20, 90], "official_seats": 2},
        ],
        "official_region_seats": {"K": {"A": 2}},
    }
    assert check_districts(district_case(regions)).verdict is Verdict.AGREES
    regions["official_region_seats"] = {"K": {"A": 1, "B": 1}}
    assert check_districts(district_case(regions)).verdict is Verdict.DIFFERS
    places = {
        "method": "biproportional",
        "seats": 6,
        "method_note": "quorum 5% in one constituency or 3% in canton",
        "constituencies": [
            {"constituency": "K", "seats": 5, "lists": [{"name": "A", "votes": 500}, {"name": "B", "votes": 400}]},
            {"constituency": "L", "seats": 1, "lists": [{"name": "B", "votes": 80, "official_seats": 1}]},
        ],
    }
    found = district_case(places)
    assert found.rule.or_district_share == Fraction(1, 20)
    assert found.rule.whole.threshold is not None
    assert found.rule.whole.threshold.share == Fraction(3, 100)
    assert check_districts(found).verdict is Verdict.AGREES
    for broken in ({"constituencies": [{}]}, {"constituencies": None, "regions": None}):
        with pytest.raises(TallyError):
            district_case(places | broken)
