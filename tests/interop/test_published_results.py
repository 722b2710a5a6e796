# SPDX-License-Identifier: EUPL-1.2
"""Real elections: our seats are the seats the authorities announced."""

from pathlib import Path

import pytest

from council.tally import CountState, TallyError, TallyErrorCode, check_case, read_case
from council.tally.case import Verdict
from council.tally.published import case_ids, case_text

OTHERS = Path(__file__).parent / "data" / "tally" / "list_pr"
NOT_COUNTABLE = {"mc_graz_2021"}
WITHOUT_RESULT = {"mc_hessen_agah_example"}

pytestmark = pytest.mark.requirement("R050")


@pytest.mark.parametrize("case_id", sorted(set(case_ids()) - NOT_COUNTABLE - WITHOUT_RESULT))
def test_migrant_councils_as_seated(case_id: str) -> None:
    checked = check_case(read_case(case_text(case_id)))
    assert checked.case.official_seats
    assert len(checked.case.official_seats) == len(checked.case.profile.lists)
    assert checked.verdict is Verdict.AGREES
    assert all(record.state is CountState.DECIDED for record in checked.records)


def test_every_case_is_accounted_for() -> None:
    assert len(case_ids()) == 11
    assert len(list(OTHERS.glob("*.json"))) == 17
    assert (NOT_COUNTABLE | WITHOUT_RESULT).issubset(case_ids())


def test_bonn_2014_leaves_the_seat_of_an_exhausted_list_vacant() -> None:
    record = check_case(read_case(case_text("mc_bonn_2014"))).records[0]
    first = record.results[0]
    assert (first.seats, first.filled, first.vacant) == (7, 6, 1)
    assert (record.seats, record.filled, record.vacant, record.unassigned) == (18, 17, 1, 0)


def test_vicenza_2016_published_no_formula_and_all_agree() -> None:
    checked = check_case(read_case(case_text("mc_vicenza_2016")))
    assert checked.case.method == "unknown_formula"
    assert [record.rule.formula for record in checked.records] == ["dhondt", "sainte_lague", "hare"]
    assert checked.formulas_agree
    assert [record.seats_by_name() for record in checked.records] == [
        {"Civica Convivenza Vicenza": 8, "Serbi di Vicenza": 4, "Arcobaleno": 5, "Shapla": 4}
    ] * 3


def test_graz_2021_is_refused_because_votes_are_missing() -> None:
    with pytest.raises(TallyError) as refused:
        read_case(case_text("mc_graz_2021"))
    assert refused.value.code is TallyErrorCode.VOTES_MISSING
    assert refused.value.facts["number"] == 7


def test_graz_city_council_shows_its_wahlzahl() -> None:
    for year, exact, printed in ((2012, "1375/7", "196.429"), (2017, "793/4", "198.250")):
        checked = check_case(read_case((OTHERS / f"at_graz_gemeinderat_{year}.json").read_text("utf-8")))
        table = checked.records[0].quotients
        assert table is not None
        assert str(table.last_seat) == exact
        assert table.last_seat_shown == printed


def test_the_hessen_example_adds_up_without_an_announced_result() -> None:
    checked = check_case(read_case(case_text("mc_hessen_agah_example")))
    assert checked.verdict is Verdict.NOTHING_ANNOUNCED
    assert sum(checked.records[0].seats_by_name().values()) == 11


def test_another_formula_would_have_seated_monheim_differently() -> None:
    case = read_case(case_text("mc_monheim_2020").replace('"sainte_lague"', '"dhondt"'))
    assert check_case(case).verdict is Verdict.DIFFERS
