# SPDX-License-Identifier: EUPL-1.2
"""Counts in districts: two tiers, both sums kept at once, and quotas with compensation, by figures worked by hand."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from council.tally import CountState, Formula, RuleSheet, TallyError, TallyErrorCode, Threshold, from_json, to_json
from council.tally.biproportional import biproportional
from council.tally.checker_districts import confirm_districts
from council.tally.district_count import count_districts, recount_districts
from council.tally.districts import (
    District,
    DistrictDraw,
    DistrictList,
    DistrictMethod,
    DistrictProfile,
    DistrictRecord,
    DistrictRule,
)
from council.tally.replay import replay
from council.tally.ties import Draw

pytestmark = pytest.mark.requirement("R050")


def profile(votes: list[list[int]], seats: list[int | None]) -> DistrictProfile:
    return DistrictProfile(
        districts=tuple(District(name=name, seats=each) for name, each in zip("KLMN", seats, strict=False)),
        lists=tuple(DistrictList(number=n, name=f"List {n}", votes=tuple(line)) for n, line in enumerate(votes, 1)),
    )


def rule(method: DistrictMethod, whole: RuleSheet, inside: Formula = Formula.DHONDT, **more: object) -> DistrictRule:
    return DistrictRule(method=method, whole=whole, inside=RuleSheet(seats=1, formula=inside), **more)


def totals(record: DistrictRecord) -> list[int]:
    return [each.seats for each in record.totals]


def counted(*asked: object) -> DistrictRecord:
    record = count_districts(*asked)
    text = to_json(record)
    assert from_json(DistrictRecord, text) == record
    assert recount_districts(text) == record
    assert confirm_districts(text).startswith("confirmed")
    assert replay(text).fingerprint == record.fingerprint
    return record


def test_two_tiers_share_seats_among_districts_and_then_inside() -> None:
    # 600 and 400 votes: 6 and 4 seats. Inside K 300, 200, 150, 100, 100, 90 and in L 200, 150, 100, 75.
    votes = profile([[300, 150], [210, 50], [90, 200]], [None, None])
    record = counted(votes, rule(DistrictMethod.TWO_TIER, RuleSheet(seats=10, formula=Formula.HARE)))
    assert record.whole is not None
    assert [result.seats for result in record.whole.results] == [6, 4]
    assert record.seats_in("K") == {1: 3, 2: 2, 3: 1}
    assert record.seats_in("L") == {1: 2, 2: 0, 3: 2}
    assert totals(record) == [5, 2, 3]
    fixed = counted(
        replace(votes, districts=(District(name="K", seats=1), District(name="L", seats=1))),
        rule(DistrictMethod.TWO_TIER, RuleSheet(seats=2, formula=Formula.HARE)),
    )
    assert fixed.whole is None
    assert totals(fixed) == [1, 0, 1]


def test_the_threshold_of_two_tiers_is_one_of_all_votes() -> None:
    votes = profile([[300, 150], [210, 50], [90, 0]], [None, None])
    whole = RuleSheet(seats=8, formula=Formula.HARE, threshold=Threshold(Fraction(1, 5)))
    record = counted(votes, rule(DistrictMethod.TWO_TIER, whole))
    assert [each.admitted for each in record.totals] == [True, True, False]
    assert totals(record)[2] == 0
    anywhere = counted(votes, rule(DistrictMethod.TWO_TIER, whole, or_district_share=Fraction(3, 20)))
    assert [each.admitted for each in anywhere.totals] == [True, True, True]


def test_both_sums_are_kept_and_every_cell_is_a_rounded_quotient() -> None:
    votes = [[123, 45, 815], [912, 714, 414], [312, 255, 215]]
    found = biproportional(votes, list_seats=[5, 11, 4], district_seats=[7, 6, 7])
    assert [sum(line) for line in found.seats] == [5, 11, 4]
    assert [sum(column) for column in zip(*found.seats, strict=True)] == [7, 6, 7]
    for row, line in enumerate(votes):
        for column, each in enumerate(line):
            reached = each * found.factors[row] / found.divisors[column]
            assert abs(reached - found.seats[row][column]) <= Fraction(1, 2)
    assert found.tied == ()


def test_cells_that_could_lie_otherwise_are_named_and_not_chosen_silently() -> None:
    found = biproportional([[10, 10], [10, 10]], list_seats=[1, 1], district_seats=[1, 1])
    assert found.tied == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert biproportional([[10, 9], [9, 10]], list_seats=[1, 1], district_seats=[1, 1]).tied == ()


@pytest.mark.parametrize(
    ("votes", "rows", "columns", "code"),
    [
        ([[1, 1]], [3], [1, 1], TallyErrorCode.DISTRICTS_MALFORMED),
        ([[1]], [2], [1, 1], TallyErrorCode.DISTRICTS_MALFORMED),
        ([[1, 0], [1, 0]], [1, 1], [1, 1], TallyErrorCode.NO_SUCH_DIVISORS),
        ([[1] * 60] * 60, [60] * 60, [60] * 60, TallyErrorCode.TOO_LARGE),
    ],
)
def test_tables_without_a_solution_are_refused(
    votes: list[list[int]], rows: list[int], columns: list[int], code: TallyErrorCode
) -> None:
    with pytest.raises(TallyError) as refused:
        biproportional(votes, list_seats=rows, district_seats=columns)
    assert refused.value.code is code


def test_biproportional_counts_voters_not_votes() -> None:
    # Five votes each in K and one in L: 500 and 100 votes are 100 voters each.
    votes = profile([[500, 60], [400, 80]], [5, 1])
    record = counted(
        votes,
        rule(DistrictMethod.BIPROPORTIONAL, RuleSheet(seats=6, formula=Formula.SAINTE_LAGUE), Formula.SAINTE_LAGUE),
    )
    assert record.whole is not None
    assert record.voter_scale == 1
    assert [result.votes for result in record.whole.results] == [160, 160]
    assert totals(record) == [3, 3]
    assert record.seats_in("L") == {1: 0, 2: 1}


def test_a_tie_between_lists_waits_for_lots_of_the_whole() -> None:
    votes = profile([[50, 50], [50, 50]], [2, 1])
    asked = rule(DistrictMethod.BIPROPORTIONAL, RuleSheet(seats=3, formula=Formula.SAINTE_LAGUE), Formula.SAINTE_LAGUE)
    record = counted(votes, asked)
    assert record.state is CountState.LOTS_NEEDED
    assert totals(record) == [0, 0]
    drawn = counted(votes, asked, (DistrictDraw(place="", draw=Draw((2, 1))),))
    assert totals(drawn) == [1, 2]
    with pytest.raises(TallyError):
        count_districts(votes, asked, (DistrictDraw(place="nowhere", draw=Draw((2, 1))),))


def test_quotas_in_districts_are_compensated_over_all() -> None:
    # Tallinn: 100 votes a seat in both. Whole quotas 3, 1 and 0, then 2, 2, 0 in L; two seats are left for all.
    votes = profile([[310, 210], [190, 240], [100, 50]], [6, 5])
    record = counted(votes, rule(DistrictMethod.COMPENSATED, RuleSheet(seats=11, formula=Formula.DHONDT)))
    assert record.seats_in("K") == {1: 3, 2: 1, 3: 1}
    assert record.seats_in("L") == {1: 2, 2: 2, 3: 0}
    # 520/6, 430/4 and 150/2 go on: the seats left are two, for the second list and the first.
    assert totals(record) == [6, 4, 1]


def test_a_person_with_the_quota_sits_whatever_the_list_has() -> None:
    lists = (
        DistrictList(number=1, name="One", votes=(300,)),
        DistrictList(number=2, name="Alone", votes=(60,), personal=(1,)),
    )
    votes = DistrictProfile(districts=(District(name="K", seats=6),), lists=lists)
    whole = RuleSheet(seats=6, formula=Formula.DHONDT, threshold=Threshold(Fraction(1, 5)))
    record = count_districts(votes, rule(DistrictMethod.COMPENSATED, whole))
    assert totals(record) == [5, 1]


def test_a_touched_record_of_districts_is_not_confirmed() -> None:
    votes = profile([[500, 60], [400, 80]], [5, 1])
    asked = rule(DistrictMethod.BIPROPORTIONAL, RuleSheet(seats=6, formula=Formula.SAINTE_LAGUE), Formula.SAINTE_LAGUE)
    plain = json.loads(to_json(count_districts(votes, asked)))
    for where, key, value in (("totals", "seats", 5), ("factors", "value", "9/1"), ("cells", "seats", 4)):
        touched = json.loads(json.dumps(plain))
        touched[where][0][key] = value
        with pytest.raises(TallyError) as refused:
            confirm_districts(json.dumps(touched))
        assert refused.value.code is TallyErrorCode.NOT_CONFIRMED


@pytest.mark.parametrize(
    "change",
    [
        {"lists": (DistrictList(number=1, name="One", votes=(1,)),)},
        {"lists": (DistrictList(number=1, name="One", votes=(-1, 1)),)},
        {"lists": (DistrictList(number=1, name="One", votes=(0, 0)),)},
        {"lists": ()},
        {"districts": (District(name="K"), District(name="K"))},
    ],
)
def test_tables_with_holes_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(TallyError):
        replace(profile([[1, 2]], [1, 1]), **change)
