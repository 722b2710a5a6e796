# SPDX-License-Identifier: EUPL-1.2
"""Clause by clause: worked examples of our own for each choice a rule sheet makes."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from council.tally import (
    LIST_FORMULAS,
    BallotProfile,
    CandidateList,
    CountRecord,
    CountState,
    Draw,
    Exhaustion,
    Formula,
    Parameter,
    RuleSheet,
    TallyError,
    TallyErrorCode,
    Threshold,
    ThresholdBase,
    TieProcedure,
    count,
)
from council.tally.display import shown
from council.tally.highest_averages import CellOutcome
from council.tally.rules import Clause

pytestmark = pytest.mark.requirement("R050")

Votes = Sequence[int]


def profile(votes: Votes, candidates: Sequence[int | None] | None = None, voters: int | None = None) -> BallotProfile:
    counts = candidates or [None] * len(votes)
    lists = tuple(
        CandidateList(number=number, name=f"List {number}", votes=each, candidates_count=people)
        for number, (each, people) in enumerate(zip(votes, counts, strict=True), start=1)
    )
    return BallotProfile(lists=lists, voters=voters)


def counted(votes: Votes, seats: int, formula: Formula = Formula.DHONDT, **choices: object) -> CountRecord:
    counts = choices.pop("candidates", None)
    voters = choices.pop("voters", None)
    draws = choices.pop("draws", ())
    rule = RuleSheet(seats=seats, formula=formula, **choices)
    return count(profile(votes, counts, voters), rule, draws)


def seats_of(record: CountRecord) -> list[int]:
    return [result.seats for result in record.results]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (Formula.DHONDT, [5, 3, 1, 0]),
        (Formula.DHONDT_WAHLZAHL, [5, 3, 1, 0]),
        (Formula.SAINTE_LAGUE, [4, 3, 1, 1]),
        (Formula.HARE, [4, 3, 1, 1]),
    ],
)
def test_formulas_on_the_same_papers(formula: Formula, expected: list[int]) -> None:
    assert seats_of(counted([480, 310, 130, 80], 9, formula)) == expected


def test_quotient_table_numbers_every_seat_and_names_the_next_in_line() -> None:
    table = counted([480, 310, 130, 80], 9, Formula.DHONDT_WAHLZAHL, decimals=3).quotients
    assert table is not None
    rows = {row.number: [(cell.divisor, cell.shown, cell.seat) for cell in row.cells] for row in table.rows}
    assert rows[1] == [
        (1, "480", 1),
        (2, "240", 3),
        (3, "160", 4),
        (4, "120", 7),
        (5, "96", 9),
        (6, "80", None),
    ]
    assert rows[2][:4] == [(1, "310", 2), (2, "155", 5), (3, "103.333", 8), (4, "77.500", None)]
    assert rows[3][0] == (1, "130", 6)
    assert (table.last_seat, table.last_seat_shown) == (Fraction(96), "96")
    # Everyone else equal, list 4 passes the 96 of list 1 with 97 votes, and list 2 with more than 4 times 96.
    assert [row.votes_short for row in table.rows] == [141, 75, 63, 17]
    assert table.next_in_line is not None
    assert (table.next_in_line.number, table.next_in_line.votes_short) == (4, 17)
    assert seats_of(counted([480, 310, 130, 80 + 17], 9)) == [4, 3, 1, 1]
    assert counted([480, 310, 130, 80 + 16], 9).open_tie is not None


def test_sainte_lague_divides_by_odd_numbers() -> None:
    table = counted([90, 9], 3, Formula.SAINTE_LAGUE).quotients
    assert table is not None
    assert [cell.divisor for cell in table.rows[0].cells] == [1, 3, 5]
    assert seats_of(counted([50, 30, 20], 3, Formula.SAINTE_LAGUE)) == [1, 1, 1]


def test_a_rounded_wahlzahl_that_would_cost_a_seat_is_noticed() -> None:
    # 500/3 is printed as 166.667, which is contained only 2.99 times in 500.
    table = counted([500, 100], 3, Formula.DHONDT_WAHLZAHL).quotients
    assert table is not None
    assert table.last_seat_shown == "166.667"
    assert table.rounding_would_differ
    assert seats_of(counted([500, 100], 3, Formula.DHONDT_WAHLZAHL)) == [3, 0]


def test_hare_shows_share_whole_seats_and_remainder_rank() -> None:
    table = counted([470, 160, 158, 120, 61, 31], 10, Formula.HARE).remainders
    assert table is not None
    assert table.quota == 100
    assert [(row.share_shown, row.whole_seats, row.rank, row.remainder_seats) for row in table.rows] == [
        ("4.700", 4, 1, 1),
        ("1.600", 1, 3, 1),
        ("1.580", 1, 4, 0),
        ("1.200", 1, 6, 0),
        ("0.610", 0, 2, 1),
        ("0.310", 0, 5, 0),
    ]


@pytest.mark.parametrize(
    ("inclusive", "base", "expected"),
    [
        (True, ThresholdBase.VALID_VOTES, [6, 3, 1]),
        (False, ThresholdBase.VALID_VOTES, [6, 4, 0]),
        (True, ThresholdBase.VOTERS, [6, 4, 0]),
    ],
)
def test_threshold_share_base_and_edge(inclusive: bool, base: ThresholdBase, expected: list[int]) -> None:
    threshold = Threshold(Fraction(1, 10), base, inclusive)
    record = counted([560, 340, 100], 10, threshold=threshold, voters=1001)
    assert seats_of(record) == expected
    assert record.admission.needed == Fraction(1, 10) * (1000 if base == "valid_votes" else 1001)
    assert record.results[2].admitted is (expected[2] > 0)


def test_exhausted_list_leaves_a_seat_vacant_or_passes_it_on() -> None:
    kept = counted([600, 250, 150], 8, candidates=[3, 5, 5])
    assert [(r.seats, r.filled, r.vacant) for r in kept.results] == [(5, 3, 2), (2, 2, 0), (1, 1, 0)]
    passed = counted([600, 250, 150], 8, candidates=[3, 5, 5], exhaustion=Exhaustion.PASS_ON)
    assert [(r.seats, r.vacant) for r in passed.results] == [(3, 0), (3, 0), (2, 0)]
    assert passed.quotients is not None
    assert passed.quotients.rows[0].cells[3].outcome is CellOutcome.NO_CANDIDATE


@pytest.mark.parametrize("formula", LIST_FORMULAS)
def test_seats_nobody_can_take_stay_unassigned(formula: Formula) -> None:
    record = counted([60, 40], 9, formula, candidates=[2, 3], exhaustion=Exhaustion.PASS_ON)
    assert seats_of(record) == [2, 3]
    assert (record.filled, record.vacant, record.unassigned) == (5, 0, 4)
    assert record.state is CountState.DECIDED


def test_hare_passes_seats_on_by_remainder_round_by_round() -> None:
    record = counted([700, 210, 90], 10, Formula.HARE, candidates=[4, 9, 9], exhaustion=Exhaustion.PASS_ON)
    # Whole seats 4 (of 7), 2, 0; four are left: by remainder list 3, then 2, and round again.
    assert seats_of(record) == [4, 4, 2]


def test_one_list_alone_takes_every_seat() -> None:
    for formula in LIST_FORMULAS:
        assert seats_of(counted([7], 5, formula)) == [5]


def test_a_tie_is_a_value_until_lots_are_recorded() -> None:
    clauses = (Clause(Parameter.TIES, "by-law 12(3)"), Clause(Parameter.SEATS, "by-law 2(1)"))
    open_record = counted([100, 50, 50], 3, clauses=clauses)
    tie = open_record.open_tie
    assert open_record.state is CountState.LOTS_NEEDED
    assert tie is not None
    assert (tie.between, tie.seats_at_stake, tie.equal_at) == ((1, 2, 3), 2, Fraction(50))
    assert tie.clause == "by-law 12(3)"
    assert seats_of(open_record) == [1, 0, 0]
    assert open_record.unassigned == 2
    assert [result.lots_pending for result in open_record.results] == [True, True, True]
    settled = counted([100, 50, 50], 3, clauses=clauses, draws=[Draw((3, 1, 2), "drawn in public")])
    assert settled.state is CountState.DECIDED
    assert seats_of(settled) == [2, 0, 1]
    assert settled.quotients is not None
    outcomes = [cell.outcome for row in settled.quotients.rows for cell in row.cells]
    assert outcomes.count(CellOutcome.SEAT_AFTER_TIE) == 2
    assert outcomes.count(CellOutcome.LOST_TIE) == 1
    assert settled.quotients.next_in_line is not None
    assert settled.quotients.next_in_line.votes_short == 1


def test_equal_quotients_with_enough_seats_are_no_tie() -> None:
    assert counted([50, 50], 2).ties == ()
    assert counted([50, 50], 2, Formula.HARE).ties == ()


def test_remainders_tie_too() -> None:
    record = counted([15, 15, 10], 4, Formula.HARE)
    assert record.open_tie is not None
    assert (record.open_tie.between, record.open_tie.lots_for) == ((1, 2), 1)
    assert seats_of(counted([15, 15, 10], 4, Formula.HARE, draws=[Draw((2, 1))])) == [1, 2, 1]


def test_other_tie_clauses() -> None:
    votes = [100, 50, 50]
    by_votes = counted(votes, 2, ties=TieProcedure.MORE_VOTES_THEN_LOTS)
    assert seats_of(by_votes) == [2, 0, 0]
    assert by_votes.ties[0].outright == (1,)
    three = counted(votes, 3, ties=TieProcedure.MORE_VOTES_THEN_LOTS)
    assert three.open_tie is not None
    assert (three.open_tie.outright, three.open_tie.lots_between) == ((1,), (2, 3))
    assert seats_of(counted(votes, 3, ties=TieProcedure.MORE_VOTES_THEN_LOTS, draws=[Draw((3, 2))])) == [2, 0, 1]
    assert seats_of(counted(votes, 3, ties=TieProcedure.LOWER_LIST_NUMBER)) == [2, 1, 0]


@pytest.mark.parametrize("order", [(1, 2), (1, 2, 3, 4), (2, 4)])
def test_lots_nothing_calls_for_are_refused(order: tuple[int, ...]) -> None:
    with pytest.raises(TallyError) as refused:
        counted([100, 50, 50, 1], 3, draws=[Draw(order)])
    assert refused.value.code is TallyErrorCode.LOTS_NOT_CALLED_FOR
    with pytest.raises(TallyError):
        counted([100, 40, 30, 1], 3, draws=[Draw(order)])


def test_people_are_seated_in_list_order_and_the_rest_are_substitutes() -> None:
    lists = (
        CandidateList(number=1, name="North", votes=70, candidates=("A", "B", "C")),
        CandidateList(number=2, name="South", votes=30, candidates=("D",)),
    )
    record = count(BallotProfile(lists=lists), RuleSheet(seats=3, formula=Formula.DHONDT))
    north, south = record.results
    assert [(person.position, person.name) for person in north.elected] == [(1, "A"), (2, "B")]
    assert [person.name for person in north.substitutes] == ["C"]
    assert [person.name for person in south.elected] == ["D"]
    assert south.substitutes == ()


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(500, 3), 3, "166.667"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(1, 3), 0, "0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1999, 1000), 2, "2.00"),
        (Fraction(7), 3, "7"),
    ],
)
def test_numbers_are_printed_half_up(value: Fraction, decimals: int, expected: str) -> None:
    assert shown(value, decimals) == expected
