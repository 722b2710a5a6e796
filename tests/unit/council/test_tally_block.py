# SPDX-License-Identifier: EUPL-1.2
"""Votes for persons and conditions on groups, with figures small enough to follow by hand."""

from dataclasses import replace

import pytest

from council.tally.choices import FewCandidates, OneList, Parameter
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats, OrderKind, PersonOrder, PersonTies
from council.tally.persons.profile import Candidate
from council.tally.persons.record import ConditionState, PersonRecord, PersonState, StepKind
from council.tally.rules import Clause
from council.tally.small_council import CountOutcome
from tests.builders.tally_persons import condition, numbers, people, person, regions, seated, sheet

pytestmark = pytest.mark.requirement("R050")

GUARANTEE, FIXED, CAP = ConditionKind.GUARANTEE, ConditionKind.FIXED, ConditionKind.CAP
MINIMUM, VARIETY, EXTRA = ConditionKind.MINIMUM, ConditionKind.VARIETY, ConditionKind.EXTRA_SEAT


def steps(record: PersonRecord) -> list[tuple[str, int | None, str]]:
    return [(step.kind.value, step.person, step.group) for step in record.steps]


def test_most_votes_win_and_the_rest_follow_in_order() -> None:
    record = seated(people(30, 50, 10, 40), sheet(2))
    assert numbers(record) == [2, 4]
    assert [each.number for each in record.substitutes] == [1, 3]
    assert [each.votes_short for each in record.results] == [11, None, 31, None]
    assert (record.state, record.filled, record.vacant, record.undecided) == (PersonState.DECIDED, 2, 0, 0)


def test_every_step_names_its_clause() -> None:
    rule = sheet(1, clauses=(Clause(Parameter.PERSONS, "by-law 7"), Clause(Parameter.TIES, "by-law 9")))
    assert [step.clause for step in seated(people(2, 1), rule).steps] == ["by-law 7"]
    tied = seated(people(2, 2), rule)
    assert [(step.kind, step.clause) for step in tied.steps] == [(StepKind.LOTS_AWAITED, "by-law 9")]
    assert tied.ties[0].clause == "by-law 9"


def test_a_tie_for_the_last_seat_waits_for_lots() -> None:
    record = seated(people(9, 5, 5, 5), sheet(3))
    tie = record.open_tie
    assert tie is not None
    assert (tie.between, tie.seats_at_stake, tie.lots_for, tie.equal_at) == ((2, 3, 4), 2, 2, 5)
    assert (record.state, record.filled, record.undecided) == (PersonState.LOTS_NEEDED, 1, 2)
    assert all(each.votes_short is None for each in record.results)
    drawn = seated(people(9, 5, 5, 5), sheet(3), [4, 2, 3])
    assert numbers(drawn) == [1, 4, 2]
    assert drawn.state is PersonState.DECIDED


def test_equals_who_all_fit_are_no_tie() -> None:
    assert seated(people(5, 5, 5), sheet(3)).ties == ()


def test_a_draw_nobody_needs_is_refused() -> None:
    with pytest.raises(TallyError) as refused:
        seated(people(5, 4), sheet(1), [1, 2])
    assert refused.value.code is TallyErrorCode.LOTS_NOT_CALLED_FOR


@pytest.mark.parametrize(
    ("clause", "winner"),
    [(PersonTies.TOP, 1), (PersonTies.BOTTOM, 3), (PersonTies.OLDER, 2), (PersonTies.YOUNGER, 3)],
)
def test_a_clause_can_decide_between_equals(clause: PersonTies, winner: int) -> None:
    births = ("1980-05-02", "1979-12-31", "1980-05-03")
    equals = [
        Candidate(number=number, name=f"P{number}", votes=7, born=born) for number, born in enumerate(births, start=1)
    ]
    record = seated(equals, sheet(1, order=PersonOrder(kind=OrderKind.BY_VOTES, ties=clause)))
    assert numbers(record) == [winner]
    assert record.ties[0].outright == (winner,)


def test_the_same_birthday_leaves_the_seat_to_lots() -> None:
    twins = [Candidate(number=number, name=f"P{number}", votes=7, born="1980-05-02") for number in (1, 2)]
    rule = sheet(1, order=PersonOrder(kind=OrderKind.BY_VOTES, ties=PersonTies.OLDER))
    assert seated(twins, rule).open_tie is not None
    assert numbers(seated(twins, rule, [2, 1])) == [2]


def test_a_clause_on_age_needs_dates_of_birth() -> None:
    with pytest.raises(TallyError) as refused:
        seated(people(1, 1), sheet(1, order=PersonOrder(kind=OrderKind.BY_VOTES, ties=PersonTies.OLDER)))
    assert refused.value.code is TallyErrorCode.BORN_UNKNOWN


def test_fewer_people_than_seats_leaves_seats_vacant() -> None:
    record = seated(people(3, 0), sheet(4))
    assert (numbers(record), record.vacant, record.state) == ([1, 2], 2, PersonState.DECIDED)
    assert steps(record)[-1] == ("vacant", None, "")


def test_nobody_without_a_vote_sits_where_a_vote_is_needed() -> None:
    record = seated(people(3, 0), sheet(2, order=PersonOrder(kind=OrderKind.BY_VOTES, needs_a_vote=True)))
    assert (numbers(record), record.vacant) == ([1], 1)


def test_a_seat_for_the_best_of_each_region_and_a_region_without_people_frees_its_seat() -> None:
    """Jena: north 90 and 80, south 20, west nobody; three seats. South sits with 20 before north's second with 80."""
    promise = condition(GUARANTEE, north=1, south=1, west=1)
    record = seated(regions(north=(90, 80, 70), south=(20, 10)), sheet(3, conditions=(promise,)))
    assert numbers(record) == [1, 4, 2]
    assert steps(record) == [
        ("guaranteed_seat", 1, "north"),
        ("guaranteed_seat", 4, "south"),
        ("released", None, "west"),
        ("seat_by_votes", 2, ""),
    ]
    assert (record.released, record.vacant) == (1, 0)
    assert record.conditions[0].state is ConditionState.RELEASED
    assert [(each.group, each.wanted, each.reached, each.standing) for each in record.conditions[0].groups] == [
        ("north", 1, 2, 3),
        ("south", 1, 1, 2),
        ("west", 1, 0, 0),
    ]
    assert [each.votes_short for each in record.results] == [None, None, 11, None, 71]


def test_a_promise_counts_those_who_already_sit() -> None:
    """The woman from the north fills both promises, so the last seat goes to the most votes."""
    group = [person(1, 50, region="north", sex="f"), person(2, 40, sex="m"), person(3, 5, sex="f")]
    rule = sheet(2, conditions=(condition(GUARANTEE, north=1), condition(GUARANTEE, "sex", f=1)))
    assert numbers(seated(group, rule)) == [1, 2]


def test_more_promised_than_there_are_seats_is_a_result() -> None:
    promise = condition(GUARANTEE, north=1, south=1)
    record = seated(regions(north=(9,), south=(8,)), sheet(1, conditions=(promise,)))
    assert (numbers(record), record.state) == ([1], PersonState.CONDITIONS_CONFLICT)
    assert record.conditions[0].state is ConditionState.CONFLICT
    assert ("condition_fails", None, "south") in steps(record)


def test_a_tie_inside_a_region_is_for_its_guaranteed_seat() -> None:
    promise = condition(GUARANTEE, north=1, south=1)
    group = regions(north=(9, 9), south=(1,))
    waiting = seated(group, sheet(2, conditions=(promise,)))
    assert waiting.open_tie is not None
    assert (waiting.open_tie.between, waiting.undecided, waiting.conditions) == ((1, 2), 2, ())
    assert numbers(seated(group, sheet(2, conditions=(promise,)), [2, 1])) == [2, 3]


def test_fixed_seats_stay_empty_or_are_released() -> None:
    """Two seats each: south has one person. Its other seat stays empty unless the clause releases it."""
    group = regions(north=(9, 8, 7), south=(1,))
    for release, expected, vacant in ((False, [1, 2, 4], 1), (True, [1, 2, 4, 3], 0)):
        kept = Condition(
            kind=FIXED, trait="region", groups=(GroupSeats("north", 2), GroupSeats("south", 2)), release=release
        )
        record = seated(group, sheet(4, conditions=(kept,)))
        assert (numbers(record), record.vacant) == (expected, vacant)
        state = ConditionState.RELEASED if release else ConditionState.LEFT_VACANT
        assert record.conditions[0].state is state


def test_fixed_seats_and_free_seats_together() -> None:
    """Nuremberg's older by-law: base seats for the groups first, the free ones to the most votes of all."""
    record = seated(regions(north=(9, 8, 7), south=(3, 2)), sheet(3, conditions=(condition(FIXED, north=1, south=1),)))
    assert numbers(record) == [1, 4, 2]
    assert [each.elected_by for each in record.elected] == [
        StepKind.FIXED_SEAT,
        StepKind.FIXED_SEAT,
        StepKind.SEAT_BY_VOTES,
    ]


def test_a_cap_passes_people_over() -> None:
    """At most one of each country: the second of A with 80 votes is passed over for B with 10."""
    group = [person(1, 90, country="A"), person(2, 80, country="A"), person(3, 10, country="B")]
    record = seated(group, sheet(2, conditions=(condition(CAP, "country", 1),)))
    assert numbers(record) == [1, 3]
    assert ("passed_over", 2, "A") in steps(record)
    assert record.results[1].votes_short is None
    assert record.conditions[0].state is ConditionState.HELD


def test_a_cap_for_one_group_and_a_cap_inside_a_group() -> None:
    """Luxembourg: of the other countries of the union at most one member each; elsewhere no limit."""
    group = [
        person(1, 90, country="A", area="union"),
        person(2, 80, country="A", area="union"),
        person(3, 70, country="C", area="world"),
        person(4, 60, country="C", area="world"),
        person(5, 50, country="B", area="union"),
    ]
    inside = Condition(kind=CAP, trait="country", number=1, inside_trait="area", inside="union")
    assert numbers(seated(group, sheet(4, conditions=(inside,)))) == [1, 3, 4, 5]
    only_c = Condition(kind=CAP, trait="country", groups=(GroupSeats("C", 1),))
    assert numbers(seated(group, sheet(4, conditions=(only_c,)))) == [1, 2, 3, 5]


def test_a_cap_of_none_keeps_a_group_out_and_can_leave_seats_empty() -> None:
    record = seated(regions(north=(9, 8)), sheet(2, conditions=(condition(CAP, north=0),)))
    assert (numbers(record), record.vacant) == ([], 2)


def test_equals_of_one_country_under_a_cap_are_a_tie_even_when_there_is_room_for_both() -> None:
    group = [person(1, 9, country="A"), person(2, 9, country="A"), person(3, 1, country="B")]
    rule = sheet(2, conditions=(condition(CAP, "country", 1),))
    assert seated(group, rule).open_tie is not None
    assert numbers(seated(group, rule, [2, 1])) == [2, 3]


def test_a_minimum_exchanges_the_last_in_for_the_best_of_the_group() -> None:
    """At least two who arrived lately: the least-voted member without that goes, the best of the group comes."""
    group = [
        person(1, 50, lately="no"),
        person(2, 40, lately="yes"),
        person(3, 30, lately="no"),
        person(4, 20, lately="yes"),
        person(5, 10, lately="yes"),
    ]
    record = seated(group, sheet(3, conditions=(condition(MINIMUM, "lately", yes=2),)))
    assert numbers(record) == [1, 2, 4]
    assert steps(record)[-2:] == [("exchanged_out", 3, ""), ("exchanged_in", 4, "")]
    assert record.conditions[0].state is ConditionState.HELD
    assert record.results[3].elected_by is StepKind.EXCHANGED_IN


def test_an_exchange_stays_inside_fixed_seats() -> None:
    """The newcomer from the south may only replace somebody from the south, although the north's has fewer votes."""
    group = [
        person(1, 9, region="north", lately="no"),
        person(2, 50, region="south", lately="no"),
        person(3, 40, region="south", lately="yes"),
    ]
    rule = sheet(2, conditions=(condition(FIXED, north=1, south=1), condition(MINIMUM, "lately", yes=1)))
    assert numbers(seated(group, rule)) == [1, 3]


def test_an_exchange_never_takes_a_guaranteed_seat() -> None:
    group = [person(1, 50, region="north"), person(2, 40, sex="f")]
    rule = sheet(1, conditions=(condition(GUARANTEE, north=1), condition(MINIMUM, "sex", f=1)))
    record = seated(group, rule)
    assert (numbers(record), record.state) == ([1], PersonState.CONDITIONS_CONFLICT)
    assert [each.state for each in record.conditions] == [ConditionState.HELD, ConditionState.CONFLICT]


def test_a_minimum_with_too_few_people_takes_those_there_are() -> None:
    group = [person(1, 9), person(2, 8), person(3, 1, sex="f")]
    record = seated(group, sheet(2, conditions=(condition(MINIMUM, "sex", f=2),)))
    assert numbers(record) == [1, 3]
    assert (record.conditions[0].state, record.state) == (ConditionState.RELEASED, PersonState.DECIDED)


def test_an_exchange_between_equals_is_left_to_lots() -> None:
    group = [person(1, 9), person(2, 8), person(3, 1, sex="f"), person(4, 1, sex="f")]
    rule = sheet(2, conditions=(condition(MINIMUM, "sex", f=1),))
    assert seated(group, rule).open_tie is not None
    assert numbers(seated(group, rule, [4, 3])) == [1, 4]
    going = [person(1, 9), person(2, 9), person(3, 1, sex="f")]
    assert seated(going, rule).open_tie is not None
    assert numbers(seated(going, rule, [2, 1])) == [3, 2]


def test_a_group_with_several_countries() -> None:
    """Nuremberg: the members of the union group come from at least two countries."""
    group = [
        person(1, 50, area="union", country="A"),
        person(2, 40, area="union", country="A"),
        person(3, 30, area="world", country="D"),
        person(4, 20, area="union", country="B"),
    ]
    variety = Condition(kind=VARIETY, trait="country", number=2, inside_trait="area", inside="union")
    record = seated(group, sheet(2, conditions=(variety,)))
    assert numbers(record) == [1, 4]
    assert record.conditions[0].state is ConditionState.HELD
    assert seated(group[:3], sheet(2, conditions=(variety,))).conditions[0].state is ConditionState.RELEASED


def test_an_extra_seat_for_the_missing_sex() -> None:
    """Rome: when all are of one sex, the best-voted of the other gets a seat more."""
    group = [person(1, 9, sex="m"), person(2, 8, sex="m"), person(3, 2, sex="f"), person(4, 3, sex="f")]
    rule = sheet(2, conditions=(condition(EXTRA, "sex"),))
    record = seated(group, rule)
    assert (numbers(record), record.seats, record.filled) == ([1, 2, 4], 3, 3)
    assert record.results[3].elected_by is StepKind.EXTRA_SEAT
    mixed = [person(1, 9, sex="m"), person(2, 8, sex="f"), person(3, 2, sex="f")]
    assert (numbers(seated(mixed, rule)), seated(mixed, rule).seats) == ([1, 2], 2)
    alone = seated(group[:2], rule)
    assert (numbers(alone), alone.conditions[0].state) == ([1, 2], ConditionState.RELEASED)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": GUARANTEE, "trait": "region"},
        {"kind": FIXED, "trait": " ", "groups": (GroupSeats("a", 1),)},
        {"kind": MINIMUM, "trait": "x", "groups": (GroupSeats("a", 1), GroupSeats("a", 2))},
        {"kind": CAP, "trait": "x", "number": -1},
        {"kind": CAP, "trait": "x", "groups": (GroupSeats("a", -1),)},
        {"kind": GUARANTEE, "trait": "x", "groups": (GroupSeats("", 1),)},
        {"kind": VARIETY, "trait": "x", "number": 2, "inside": "a"},
    ],
)
def test_conditions_nobody_could_follow_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(TallyError) as refused:
        Condition(**values)
    assert refused.value.code is TallyErrorCode.BAD_CONDITION


@pytest.mark.parametrize(
    ("few", "expected", "outcome"),
    [
        (FewCandidates.COUNT, [1], CountOutcome.BY_FORMULA),
        (FewCandidates.MAJORITY_VOTE, [1], CountOutcome.MAJORITY_VOTE),
        (FewCandidates.ALL_ELECTED, [1, 2], CountOutcome.ALL_ELECTED),
        (FewCandidates.NO_ELECTION, [], CountOutcome.NO_ELECTION),
        (FewCandidates.APPOINT, [], CountOutcome.APPOINT),
    ],
)
def test_fewer_people_than_seats(few: FewCandidates, expected: list[int], outcome: CountOutcome) -> None:
    """Two people for three seats, one of them without a vote, where a vote is needed."""
    order = PersonOrder(kind=OrderKind.BY_VOTES, needs_a_vote=True)
    record = seated(people(4, 0), sheet(3, order=order, few_candidates=few))
    assert (numbers(record), record.outcome, record.vacant) == (expected, outcome, 3 - len(expected))
    enough = seated(people(4, 1, 1), sheet(3, order=order, few_candidates=few))
    assert (numbers(enough), enough.outcome) == ([1, 2, 3], CountOutcome.BY_FORMULA)


def test_one_list_only_says_nothing_about_people_without_lists() -> None:
    assert numbers(seated(people(4, 5), sheet(1, one_list=OneList.NO_ELECTION))) == [2]


def test_somebody_withdrawn_is_passed_by() -> None:
    group = [replace(person(1, 9), withdrawn=True), person(2, 5), person(3, 4)]
    record = seated(group, sheet(1))
    assert (numbers(record), [each.number for each in record.substitutes]) == ([2], [3])
    assert [each.rank for each in record.results] == [3, 1, 2]
    assert [each.votes_short for each in record.results] == [None, None, 2]
    few = seated(group, sheet(3, few_candidates=FewCandidates.ALL_ELECTED))
    assert (numbers(few), few.outcome) == ([2, 3], CountOutcome.ALL_ELECTED)
