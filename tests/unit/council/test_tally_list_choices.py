# SPDX-License-Identifier: EUPL-1.2
"""Quotas, majority clauses, Dutch law, linked lists, seats won otherwise: figures worked by hand, clause by clause."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from council.tally import (
    BallotProfile,
    CandidateList,
    CountRecord,
    DirectSeats,
    Draw,
    Exhaustion,
    FewCandidates,
    Formula,
    MajorityClause,
    OneList,
    Quota,
    RuleSheet,
    TallyError,
    TallyErrorCode,
    Threshold,
    ThresholdBase,
    TieProcedure,
    count,
    to_json,
)
from council.tally.checker import confirm
from council.tally.count import in_first_schema, recount
from council.tally.small_council import CountOutcome, outcome_for
from council.tally.steps import StepKind
from council.tally.ties import Stage

pytestmark = pytest.mark.requirement("R050")

LR = Formula.LARGEST_REMAINDER


def lists(votes: Sequence[int], **columns: Sequence[object]) -> tuple[CandidateList, ...]:
    return tuple(
        CandidateList(number=n, name=f"List {n}", votes=each, **{name: cells[n - 1] for name, cells in columns.items()})
        for n, each in enumerate(votes, start=1)
    )


def counted(votes: Sequence[int], seats: int, formula: Formula, **choices: object) -> CountRecord:
    columns = {name: choices.pop(name) for name in ("candidates_count", "group", "joint", "direct") if name in choices}
    if "direct" in columns:
        columns["direct_seats"] = columns.pop("direct")
    papers = {name: choices.pop(name) for name in ("voters", "valid_envelopes", "valid") if name in choices}
    draws = choices.pop("draws", ())
    record = count(
        BallotProfile(lists=lists(votes, **columns), **papers),
        RuleSheet(seats=seats, formula=formula, **choices),
        draws,
    )
    assert confirm(to_json(record)).startswith("confirmed")
    return record


def seats_of(record: CountRecord) -> list[int]:
    return [result.seats for result in record.results]


@pytest.mark.parametrize(
    ("quota", "size", "expected"),
    [
        (Quota.HARE, "1001/5", [3, 2, 0]),
        (Quota.HARE_ROUNDED, "200", [3, 2, 0]),
        (Quota.HARE_ROUNDED_UP, "201", [2, 2, 1]),
        (Quota.HAGENBACH_BISCHOFF, "1001/6", [3, 2, 0]),
        (Quota.HAGENBACH_BISCHOFF_ROUNDED, "167", [3, 2, 0]),
        (Quota.DROOP, "167", [3, 2, 0]),
    ],
)
def test_the_size_of_each_quota(quota: Quota, size: str, expected: list[int]) -> None:
    # 1,001 votes for five seats: 200.2 votes a seat, or 166.83 with one seat more.
    record = counted([501, 400, 100], 5, LR, quota=quota)
    assert record.remainders is not None
    assert str(record.remainders.quota) == size
    assert seats_of(record) == expected


def test_a_quota_rounded_half_up_is_never_none() -> None:
    for quota in (Quota.HARE_ROUNDED, Quota.HAGENBACH_BISCHOFF_ROUNDED, Quota.HARE_ROUNDED_UP, Quota.DROOP):
        record = counted([1], 9, LR, quota=quota)
        assert record.remainders is not None
        assert record.remainders.quota == 1
        assert seats_of(record) == [9]


def test_lithuania_rounds_up_and_gives_an_equal_remainder_to_the_smaller_number() -> None:
    # 40 votes, 7 seats: 5.71, rounded up 6. Whole seats 2, 2, 0, 0; votes left 5, 2, 5, 4 for three seats.
    record = counted([17, 14, 5, 4], 7, LR, quota=Quota.HARE_ROUNDED_UP, ties=TieProcedure.LOWER_LIST_NUMBER)
    assert record.remainders is not None
    assert [row.whole_seats for row in record.remainders.rows] == [2, 2, 0, 0]
    assert [row.rank for row in record.remainders.rows] == [1, 4, 1, 3]
    assert seats_of(record) == [3, 2, 1, 1]
    equal = counted([11, 11, 4], 4, LR, quota=Quota.HARE_ROUNDED_UP, ties=TieProcedure.LOWER_LIST_NUMBER)
    # 6.5 rounded up is 7: one whole seat each and 4 votes left three times, two seats for them.
    assert seats_of(equal) == [2, 2, 0]
    assert equal.ties[0].outright == (1, 2)


def test_slovakia_takes_a_seat_back_from_the_smallest_remainder() -> None:
    # 100 votes over four: 25 votes a seat, four whole seats for three.
    record = counted([75, 25], 3, LR, quota=Quota.HAGENBACH_BISCHOFF_ROUNDED, ties=TieProcedure.MORE_VOTES_THEN_LOTS)
    assert seats_of(record) == [3, 0]
    assert record.ties[0].stage is Stage.GIVE_UP
    assert record.ties[0].winners == (2,)
    assert record.remainders is not None
    assert [row.remainder_seats for row in record.remainders.rows] == [0, -1]
    equal = {"quota": Quota.HAGENBACH_BISCHOFF_ROUNDED, "ties": TieProcedure.MORE_VOTES_THEN_LOTS}
    assert counted([50, 50], 3, LR, **equal).open_tie is not None
    # The list drawn first gives the seat up.
    assert seats_of(counted([50, 50], 3, LR, draws=[Draw((2, 1))], **equal)) == [2, 1]


def test_seats_pass_on_by_quotient_where_the_rule_says_so() -> None:
    # Whole seats 4 of 7, 2 and 0; remainders .1 and .9 seat one each, then two are over: round again, or 70 and 45.
    by_remainder = counted([700, 210, 90], 10, Formula.HARE, candidates_count=[4, 9, 9], exhaustion=Exhaustion.PASS_ON)
    by_quotient = counted(
        [700, 210, 90], 10, Formula.HARE, candidates_count=[4, 9, 9], exhaustion=Exhaustion.NEXT_QUOTIENT
    )
    assert seats_of(by_remainder) == [4, 4, 2]
    assert by_quotient.remainders is not None
    assert seats_of(by_quotient) == [4, 4, 2]
    more = counted([700, 260, 40], 10, Formula.HARE, candidates_count=[4, 9, 9], exhaustion=Exhaustion.NEXT_QUOTIENT)
    assert seats_of(more) == [4, 5, 1]
    assert more.remainders is not None
    assert more.remainders.passed_on == (2, 2)


def test_hessen_gives_a_majority_one_seat_before_the_remainders() -> None:
    # 50.1 per cent of 11 seats is 5.511; the remainders of the others are all larger.
    votes = [501, 168, 167, 164]
    assert seats_of(counted(votes, 11, Formula.HARE)) == [5, 2, 2, 2]
    record = counted(votes, 11, Formula.HARE, majority=MajorityClause.ADDITIONAL_SEAT)
    assert seats_of(record) == [6, 2, 2, 1]
    assert [(step.kind, step.winner, step.seats) for step in record.steps] == [(StepKind.MAJORITY, 1, 1)]
    half = counted([500, 168, 168, 164], 11, Formula.HARE, majority=MajorityClause.ADDITIONAL_SEAT)
    assert half.steps == ()


def test_a_majority_by_quotients_shares_the_rest_among_the_others() -> None:
    votes = [52, 18, 16, 14]
    assert seats_of(counted(votes, 5, Formula.SAINTE_LAGUE)) == [2, 1, 1, 1]
    assert seats_of(counted(votes, 5, Formula.SAINTE_LAGUE, majority=MajorityClause.ADDITIONAL_SEAT)) == [3, 1, 1, 0]


def test_dutch_residual_seats_below_nineteen() -> None:
    # Quota 20. Whole seats 2, 1, 0, 0; remainders 12, 10 and, without three quarters of the quota, 12 and 6.
    record = counted([52, 30, 12, 6], 5, Formula.NL_KIESWET)
    assert seats_of(record) == [3, 2, 0, 0]
    assert [(step.kind, step.winner, step.value) for step in record.steps] == [
        (StepKind.LARGEST_REMAINDER, 1, Fraction(12)),
        (StepKind.LARGEST_REMAINDER, 2, Fraction(10)),
    ]
    # Exactly three quarters is enough: 15 of 20.
    assert seats_of(counted([55, 30, 15], 5, Formula.NL_KIESWET)) == [3, 1, 1]
    # Nobody else has three quarters: one by remainder, then by average 14, 13, 13 and 60/5.
    averages = counted([60, 14, 13, 13], 5, Formula.NL_KIESWET)
    assert seats_of(averages) == [4, 1, 0, 0]
    assert averages.steps[1].kind is StepKind.HIGHEST_AVERAGE_ONCE


def test_dutch_residual_seats_from_nineteen_on_go_by_average() -> None:
    # Quota 10: whole seats 10, 8 and 0; the 19th by 109/11, 80/9 and 1.
    record = counted([109, 80, 1], 19, Formula.NL_KIESWET)
    assert seats_of(record) == [11, 8, 0]
    assert record.steps[0].kind is StepKind.HIGHEST_AVERAGE
    # With 18 seats the same votes go by remainder.
    assert counted([109, 80, 1], 18, Formula.NL_KIESWET).steps[0].kind is StepKind.LARGEST_REMAINDER


def test_a_dutch_list_without_candidates_hands_its_seats_on() -> None:
    record = counted([60, 40], 5, Formula.NL_KIESWET, candidates_count=[1, 9], exhaustion=Exhaustion.PASS_ON)
    assert seats_of(record) == [1, 4]
    assert [(step.kind, step.winner or step.loser, step.seats) for step in record.steps] == [
        (StepKind.EXHAUSTED, 1, 2),
        (StepKind.LARGEST_REMAINDER, 2, 1),
        (StepKind.HIGHEST_AVERAGE_ONCE, 2, 1),
    ]


def test_a_joint_list_needs_more_and_a_direct_seat_is_enough() -> None:
    threshold = Threshold(Fraction(1, 20), joint_share=Fraction(1, 10), or_direct_seats=1)
    record = counted(
        [800, 90, 60, 50], 10, Formula.DHONDT, threshold=threshold, joint=[0, 1, 1, 0], direct=[0, 0, 1, None]
    )
    assert record.admission.admitted == (1, 3, 4)
    assert record.admission.by_direct_seats == (3,)
    assert (record.admission.needed, record.admission.needed_joint) == (50, 100)


def test_a_threshold_of_envelopes_needs_their_number() -> None:
    threshold = Threshold(Fraction(1, 20), ThresholdBase.VALID_ENVELOPES)
    record = counted([940, 51], 9, Formula.SAINTE_LAGUE, threshold=threshold, valid_envelopes=1_021)
    assert record.admission.needed == Fraction(1_021, 20)
    assert record.admission.admitted == (1,)
    with pytest.raises(TallyError) as refused:
        counted([940, 51], 9, Formula.SAINTE_LAGUE, threshold=threshold)
    assert refused.value.code is TallyErrorCode.ENVELOPES_UNKNOWN


def test_linked_lists_count_as_one_and_then_share() -> None:
    groups = ["north", "north", ""]
    # Alone 47, 30, 23.5, 22 would win; linked it is 52, 47, 26, 23.5, and inside the link 30 and 22.
    assert seats_of(counted([30, 22, 47], 4, Formula.DHONDT)) == [1, 1, 2]
    record = counted([30, 22, 47], 4, Formula.DHONDT, group=groups, linked_lists=True)
    assert seats_of(record) == [1, 1, 2]
    # Alone the second list has no seat; linked 40, 39, 20 and inside 24, 16.
    assert seats_of(counted([24, 16, 39], 3, Formula.DHONDT)) == [1, 0, 2]
    assert seats_of(counted([24, 16, 39], 3, Formula.DHONDT, group=groups, linked_lists=True)) == [1, 1, 1]
    won = counted([30, 9, 31], 2, Formula.DHONDT, group=groups, linked_lists=True)
    assert [(group.members, group.votes, group.seats) for group in won.groups] == [((1, 2), 39, 1), ((3,), 31, 1)]
    tied = counted([30, 20, 50], 3, Formula.DHONDT, group=groups, linked_lists=True)
    assert tied.open_tie is not None
    assert tied.open_tie.stage is Stage.GROUPS
    assert seats_of(tied)[:2] == [0, 0]


def test_seats_won_otherwise_are_a_lists_first_or_enlarge_the_council() -> None:
    # Estonia: six seats are left; the third list goes on with 200/5 = 40.
    within = counted([500, 300, 200], 10, Formula.DHONDT, direct=[0, 0, 4], direct_seats=DirectSeats.WITHIN)
    assert seats_of(within) == [4, 2, 4]
    over = counted([60, 40], 5, Formula.SAINTE_LAGUE, direct=[0, 4], direct_seats=DirectSeats.OVERHANG)
    assert seats_of(over) == [3, 4]
    assert (over.seats, over.enlarged_by, over.unassigned) == (5, 2, 0)
    assert [(step.kind, step.winner, step.seats) for step in over.steps] == [(StepKind.OVERHANG, 2, 2)]


@pytest.mark.parametrize(
    ("candidates", "choices", "outcome"),
    [
        ([4, 4], {}, CountOutcome.BY_FORMULA),
        ([4, 4], {"few_candidates": FewCandidates.NO_ELECTION}, CountOutcome.NO_ELECTION),
        ([4, 5], {"few_candidates": FewCandidates.NO_ELECTION}, CountOutcome.BY_FORMULA),
        ([4, None], {"few_candidates": FewCandidates.NO_ELECTION}, CountOutcome.BY_FORMULA),
        ([4, 4], {"few_candidates": FewCandidates.APPOINT}, CountOutcome.APPOINT),
        ([9], {"one_list": OneList.MAJORITY_VOTE}, CountOutcome.MAJORITY_VOTE),
        ([9], {}, CountOutcome.BY_FORMULA),
        ([], {}, CountOutcome.NO_ELECTION),
    ],
)
def test_what_few_candidates_or_one_list_come_to(
    candidates: list[int | None], choices: dict[str, object], outcome: CountOutcome
) -> None:
    rule = RuleSheet(seats=9, formula=Formula.DHONDT, **choices)
    assert outcome_for(candidates, rule) is outcome
    if outcome is CountOutcome.NO_ELECTION and candidates:
        record = counted([5, 4], 9, Formula.DHONDT, candidates_count=candidates, **choices)
        assert (record.outcome, record.unassigned, seats_of(record)) == (outcome, 9, [0, 0])


def test_everybody_is_elected_where_the_statute_says_so() -> None:
    record = counted([5, 4], 9, Formula.DHONDT, candidates_count=[3, 4], few_candidates=FewCandidates.ALL_ELECTED)
    assert (seats_of(record), record.unassigned) == ([3, 4], 2)


def test_the_printed_wahlzahl_read_literally_would_lose_a_seat() -> None:
    # 500/3 is printed 166.667 and fits into 500 only 2.99 times.
    record = counted([500, 100], 3, Formula.DHONDT_WAHLZAHL)
    assert record.quotients is not None
    assert record.quotients.rounding_would_differ
    assert [(each.number, each.seats) for each in record.quotients.literal] == [(1, 2), (2, 0)]
    assert seats_of(record) == [3, 0]
    exact = counted([480, 310, 130, 80], 9, Formula.DHONDT_WAHLZAHL)
    assert exact.quotients is not None
    assert exact.quotients.literal == ()


@pytest.mark.parametrize(
    ("formula", "fingerprint"),
    [
        (Formula.DHONDT_WAHLZAHL, "644f3ebfba6e7f8bc4016b09239a4fd3efe49d7127bc4f628df7eb3b8aac81da"),
        (Formula.HARE, "c9f104c8ad5450cf59798ffa92e4459cb6f1de3e43e654905a0f668ca5dc0bef"),
    ],
)
def test_records_of_the_first_schema_keep_their_bytes(formula: Formula, fingerprint: str) -> None:
    threshold = Threshold(Fraction(1, 20), ThresholdBase.VOTERS)
    record = counted(
        [480, 310, 130, 80], 9, formula, candidates_count=[9, 2, 3, None], voters=1_010, threshold=threshold
    )
    old = in_first_schema(record)
    assert old.fingerprint == fingerprint
    assert recount(to_json(old)) == old
    assert "margins" not in to_json(old)
    assert len(record.margins) == 4


def test_dutch_lots_stop_before_the_last_two_clauses() -> None:
    # Quota 10, remainders 5 and 5 for one seat: whoever has it, the majority clause is asked only afterwards.
    asked = {"majority": MajorityClause.LAST_SEAT, "exhaustion": Exhaustion.PASS_ON}
    waiting = counted([15, 15], 3, Formula.NL_KIESWET, candidates_count=[1, 9], **asked)
    assert waiting.open_tie is not None
    assert (seats_of(waiting), waiting.steps) == ([1, 1], ())
    # The first list wins the lot with one candidate only, so the seat goes on to the second.
    settled = counted([15, 15], 3, Formula.NL_KIESWET, candidates_count=[1, 9], draws=[Draw((1, 2))], **asked)
    assert seats_of(settled) == [1, 2]
    assert [step.kind for step in settled.steps] == [
        StepKind.LARGEST_REMAINDER,
        StepKind.EXHAUSTED,
        StepKind.LARGEST_REMAINDER,
    ]


def test_the_dutch_majority_takes_the_last_seat_and_lots_say_from_whom_among_equals() -> None:
    # Quota 29/7: whole seats 3, 1, 1; both equal remainders win. 15 of 29 votes are more than half, 3 of 7 seats not.
    asked = {"majority": MajorityClause.LAST_SEAT}
    assert seats_of(counted([15, 7, 7], 7, Formula.NL_KIESWET)) == [3, 2, 2]
    waiting = counted([15, 7, 7], 7, Formula.NL_KIESWET, **asked)
    assert waiting.open_tie is not None
    assert (waiting.open_tie.stage, waiting.open_tie.lots_between) == (Stage.MAJORITY, (2, 3))
    assert seats_of(waiting) == [3, 2, 2]
    # The list drawn first gives its seat up.
    settled = counted([15, 7, 7], 7, Formula.NL_KIESWET, draws=[Draw((3, 2))], **asked)
    assert seats_of(settled) == [4, 2, 1]
    assert (settled.steps[-1].winner, settled.steps[-1].loser) == (1, 3)
    # Quota 33/7: the seat by remainder went to the second list alone.
    alone = counted([17, 8, 4, 4], 7, Formula.NL_KIESWET, **asked)
    assert seats_of(alone) == [4, 1, 1, 1]
    assert alone.ties == ()


def test_a_dutch_council_of_more_seats_than_any_is_refused() -> None:
    with pytest.raises(TallyError) as refused:
        counted([9, 5], 501, Formula.NL_KIESWET)
    assert refused.value.code is TallyErrorCode.TOO_LARGE
    assert sum(seats_of(counted([9, 5], 500, Formula.NL_KIESWET))) == 500


def test_dutch_averages_go_to_a_list_once_before_they_go_to_it_again() -> None:
    # Quota 20: whole 3; only the first list has three quarters: one by remainder. Then 14, and 70/6 is passed over.
    record = counted([70, 11, 10, 10, 10, 9], 6, Formula.NL_KIESWET)
    assert seats_of(record) == [5, 1, 0, 0, 0, 0]
    assert [(step.kind, step.winner) for step in record.steps] == [
        (StepKind.LARGEST_REMAINDER, 1),
        (StepKind.HIGHEST_AVERAGE_ONCE, 1),
        (StepKind.HIGHEST_AVERAGE_ONCE, 2),
    ]
