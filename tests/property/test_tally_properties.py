# SPDX-License-Identifier: EUPL-1.2
"""What must hold for every count: sums, promises of fairness, replay, and lots that decide only the tie."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.tally import (
    DIVISOR_FORMULAS,
    LIST_FORMULAS,
    BallotProfile,
    CandidateList,
    CountRecord,
    CountState,
    Draw,
    Exhaustion,
    Formula,
    MajorityClause,
    RuleSheet,
    Threshold,
    TieProcedure,
    count,
    from_json,
    to_json,
)
from council.tally.count import recount

pytestmark = pytest.mark.requirement("R050")

MANY = settings(max_examples=120, deadline=None)
DIVISOR = DIVISOR_FORMULAS

small_votes = st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any)
large_votes = st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any)
any_votes = small_votes | large_votes
BY_HAND = tuple(each for each in TieProcedure if each is not TieProcedure.PUBLIC_SEED)
room = st.lists(st.none() | st.integers(1, 6), min_size=8, max_size=8)


def profile(votes: list[int], candidates: list[int | None] | None = None) -> BallotProfile:
    lists = [
        CandidateList(
            number=number,
            name=f"List {number}",
            votes=each,
            candidates_count=candidates[number - 1] if candidates else None,
        )
        for number, each in enumerate(votes, start=1)
    ]
    return BallotProfile(lists=tuple(lists))


@st.composite
def rules(draw: st.DrawFn, formulas: tuple[Formula, ...] = LIST_FORMULAS) -> RuleSheet:
    share = draw(st.sampled_from([None, Fraction(1, 50), Fraction(1, 20)]))
    return RuleSheet(
        seats=draw(st.integers(1, 30)),
        formula=draw(st.sampled_from(formulas)),
        threshold=Threshold(share) if share is not None else None,
        exhaustion=draw(st.sampled_from(Exhaustion)),
        ties=draw(st.sampled_from(BY_HAND)),
        decimals=draw(st.integers(0, 4)),
    )


def settled(record: CountRecord) -> CountRecord:
    """The same count with lots in the order of the list numbers, where lots are called for."""
    while (tie := record.open_tie) is not None:
        record = count(record.profile, record.rule, [*record.draws, Draw(tie.lots_between)])
    return record


def seats(record: CountRecord) -> dict[int, int]:
    return {result.number: result.seats for result in record.results}


@MANY
@given(any_votes, room, rules())
def test_seats_add_up_and_none_goes_to_zero_votes(votes: list[int], people: list[int | None], rule: RuleSheet) -> None:
    open_record = count(profile(votes, people), rule)
    for record in (open_record, settled(open_record)):
        assert sum(seats(record).values()) + record.unassigned == rule.seats
        assert record.filled + record.vacant + record.unassigned == rule.seats
        for result in record.results:
            assert result.filled + result.vacant == result.seats
            assert result.votes or not result.seats
            assert result.admitted or not result.seats
            assert rule.exhaustion is Exhaustion.VACANT or result.vacant == 0
    final = settled(open_record)
    assert final.state is CountState.DECIDED
    assert rule.exhaustion is not Exhaustion.VACANT or final.unassigned == 0


@MANY
@given(any_votes, rules(), st.randoms(use_true_random=False))
def test_the_order_of_lists_changes_no_byte(votes: list[int], rule: RuleSheet, random: object) -> None:
    lists = list(profile(votes).lists)
    before = to_json(count(BallotProfile(lists=tuple(lists)), rule))
    random.shuffle(lists)  # type: ignore[attr-defined] # hypothesis hands over a Random
    assert to_json(count(BallotProfile(lists=tuple(lists)), rule)) == before


@MANY
@given(any_votes, st.permutations(range(8)), rules())
def test_which_number_a_list_has_changes_no_decided_seat(votes: list[int], order: list[int], rule: RuleSheet) -> None:
    rule = replace(rule, ties=TieProcedure.LOTS)
    places = [place for place in order if place < len(votes)]
    here = seats(count(profile(votes), rule))
    there = seats(count(profile([votes[place] for place in places]), rule))
    assert [here[place + 1] for place in places] == list(there.values())


@MANY
@given(any_votes, rules(DIVISOR))
def test_a_larger_council_takes_no_seat_away(votes: list[int], rule: RuleSheet) -> None:
    rule = replace(rule, ties=TieProcedure.LOWER_LIST_NUMBER)
    before = seats(count(profile(votes), rule))
    after = seats(count(profile(votes), replace(rule, seats=rule.seats + 1)))
    assert all(after[number] >= before[number] for number in before)


@MANY
@given(any_votes, rules((Formula.HARE,)))
def test_hare_keeps_the_quota_rule(votes: list[int], rule: RuleSheet) -> None:
    record = settled(count(profile(votes), replace(rule, threshold=None)))
    for result in record.results:
        share = Fraction(result.votes * rule.seats, record.valid_votes)
        assert share // 1 <= result.seats <= -(-share // 1)


@MANY
@given(any_votes, rules())
def test_more_votes_never_mean_fewer_seats(votes: list[int], rule: RuleSheet) -> None:
    record = settled(count(profile(votes), rule))
    ranked = sorted(record.results, key=lambda result: result.votes)
    for fewer, more in zip(ranked, ranked[1:], strict=False):
        assert more.seats >= fewer.seats or more.votes == fewer.votes


@MANY
@given(small_votes, rules(), st.randoms(use_true_random=False))
def test_lots_decide_exactly_the_tie(votes: list[int], rule: RuleSheet, random: object) -> None:
    open_record = count(profile(votes), rule)
    tie = open_record.open_tie
    if tie is None or rule.formula is Formula.NL_KIESWET:  # its last clauses may move the seat again
        return
    order = list(tie.lots_between)
    random.shuffle(order)  # type: ignore[attr-defined] # hypothesis hands over a Random
    before, after = seats(open_record), seats(count(open_record.profile, rule, [Draw(tuple(order))]))
    assert sum(after.values()) - sum(before.values()) == tie.lots_for
    for number in before:
        assert after[number] - before[number] == (number in order[: tie.lots_for])


@MANY
@given(any_votes, room, rules())
def test_records_round_trip_and_recount_to_the_same_bytes(
    votes: list[int], people: list[int | None], rule: RuleSheet
) -> None:
    record = settled(count(profile(votes, people), rule))
    text = to_json(record)
    assert from_json(CountRecord, text) == record
    assert to_json(from_json(CountRecord, text)) == text
    assert recount(text).fingerprint == record.fingerprint
    assert hash(recount(text)) == hash(record)
    assert from_json(RuleSheet, to_json(rule)) == rule


@MANY
@given(any_votes, rules(DIVISOR))
def test_the_table_shows_every_seat_once_and_in_order(votes: list[int], rule: RuleSheet) -> None:
    record = settled(count(profile(votes), rule))
    assert record.quotients is not None
    won = [cell for row in record.quotients.rows for cell in row.cells if cell.seat]
    won.sort(key=lambda cell: cell.seat or 0)
    assert [cell.seat for cell in won] == list(range(1, rule.seats + 1))
    assert all(first.quotient >= second.quotient for first, second in zip(won, won[1:], strict=False))
    assert won[-1].quotient == record.quotients.last_seat
    for row in record.quotients.rows:
        assert sum(cell.seat is not None for cell in row.cells) == seats(record)[row.number]


@MANY
@given(any_votes, rules(DIVISOR))
def test_the_votes_a_list_was_short_of_are_exact(votes: list[int], rule: RuleSheet) -> None:
    rule = replace(rule, threshold=None, ties=TieProcedure.LOTS)
    record = count(profile(votes), rule)
    assert record.quotients is not None
    for row in record.quotients.rows:
        if row.votes_short is None:
            continue
        more = list(votes)
        more[row.number - 1] += row.votes_short
        assert seats(count(profile(more), rule))[row.number] > seats(record)[row.number]
        more[row.number - 1] -= 1
        assert seats(count(profile(more), rule))[row.number] <= seats(record)[row.number]


@MANY
@given(small_votes, rules(), room)
def test_the_margin_of_every_list_is_exact(votes: list[int], rule: RuleSheet, people: list[int | None]) -> None:
    record = settled(count(profile(votes, people), replace(rule, ties=TieProcedure.LOTS)))
    for margin in record.margins:
        if margin.votes_short is None:
            continue
        more = list(votes)
        more[margin.number - 1] += margin.votes_short
        assert seats(count(profile(more, people), record.rule))[margin.number] > seats(record)[margin.number]
        more[margin.number - 1] -= 1
        if any(more) and margin.votes_short > 1:
            assert seats(count(profile(more, people), record.rule))[margin.number] <= seats(record)[margin.number]


@MANY
@given(any_votes, rules(DIVISOR), st.integers(0, 7), st.integers(1, 50))
def test_more_votes_for_one_list_alone_never_cost_it_a_seat(
    votes: list[int], rule: RuleSheet, place: int, more: int
) -> None:
    rule = replace(rule, ties=TieProcedure.LOWER_LIST_NUMBER, threshold=None)
    place %= len(votes)
    grown = [each + more * (index == place) for index, each in enumerate(votes)]
    before, after = seats(count(profile(votes), rule)), seats(count(profile(grown), rule))
    assert after[place + 1] >= before[place + 1]


@MANY
@given(any_votes, rules(DIVISOR), st.data())
def test_a_list_that_gains_loses_no_seat_to_one_that_loses(
    votes: list[int], rule: RuleSheet, data: st.DataObject
) -> None:
    """Population monotonicity, which divisor methods promise: not both the wrong way round."""
    rule = replace(rule, ties=TieProcedure.LOTS, threshold=None, exhaustion=Exhaustion.VACANT)
    other = data.draw(st.lists(st.integers(0, 40), min_size=len(votes), max_size=len(votes)).filter(any))
    one, two = count(profile(votes), rule), count(profile(other), rule)
    if one.open_tie or two.open_tie:
        return
    before, after = seats(one), seats(two)
    for up in range(len(votes)):
        for down in range(len(votes)):
            if other[up] >= votes[up] and other[down] <= votes[down]:
                assert not (after[up + 1] < before[up + 1] and after[down + 1] > before[down + 1])


@MANY
@given(any_votes, rules((Formula.DHONDT,)))
def test_dhondt_gives_no_list_fewer_seats_than_its_whole_share(votes: list[int], rule: RuleSheet) -> None:
    record = settled(count(profile(votes), replace(rule, threshold=None, exhaustion=Exhaustion.VACANT)))
    for result in record.results:
        assert result.seats >= result.votes * rule.seats // record.valid_votes


@MANY
@given(any_votes, rules((Formula.NL_KIESWET,)), st.sampled_from(MajorityClause))
def test_dutch_residual_seats_keep_whole_quotas_and_the_majority(
    votes: list[int], rule: RuleSheet, majority: MajorityClause
) -> None:
    rule = replace(rule, threshold=None, exhaustion=Exhaustion.VACANT, majority=majority)
    record = settled(count(profile(votes), rule))
    for result in record.results:
        assert result.seats >= result.votes * rule.seats // record.valid_votes
        if 2 * result.votes > record.valid_votes and majority is not MajorityClause.NONE and rule.seats % 2:
            assert 2 * result.seats > rule.seats
