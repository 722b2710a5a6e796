# SPDX-License-Identifier: EUPL-1.2
"""The edges of counts of persons: what is refused, who is exchanged for whom, and who follows at equal votes."""

from dataclasses import replace
from fractions import Fraction

import pytest

from council.tally.codec import to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import (
    Condition,
    ConditionKind,
    GroupSeats,
    OrderKind,
    PersonOrder,
    PersonTies,
    SubstituteRule,
    Substitutes,
)
from council.tally.persons.count import count_persons, recount_persons
from council.tally.persons.profile import Candidate, PersonList
from council.tally.persons.record import ConditionState, StepKind
from council.tally.persons.vacancies import VacancyState, fill_vacancy
from council.tally.replay import replay
from tests.builders.tally_persons import condition, lists, numbers, people, person, seated, sheet

pytestmark = pytest.mark.requirement("R050")

CODE = TallyErrorCode
GOOD = {"number": 1, "name": "A"}
MINIMUM, CAP, GUARANTEE = ConditionKind.MINIMUM, ConditionKind.CAP, ConditionKind.GUARANTEE


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": 0}, CODE.NUMBER_BELOW_ONE),
        ({"position": 0}, CODE.NUMBER_BELOW_ONE),
        ({"name": "  "}, CODE.EMPTY_NAME),
        ({"votes": -1}, CODE.NEGATIVE_VOTES),
        ({"plus": -1}, CODE.NEGATIVE_VOTES),
        ({"minus": -1}, CODE.NEGATIVE_VOTES),
        ({"votes": True}, CODE.NOT_WHOLE),
        ({"votes": 10**12 + 1}, CODE.TOO_LARGE),
    ],
)
def test_people_nobody_could_vote_for_are_refused(values: dict[str, object], code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        Candidate(**{**GOOD, **values})
    assert refused.value.code is code
    assert Candidate(**GOOD).place == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": 0}, CODE.NUMBER_BELOW_ONE),
        ({"name": ""}, CODE.EMPTY_NAME),
        ({"votes": -1}, CODE.NEGATIVE_VOTES),
        ({"seats": -1}, CODE.NEGATIVE_VOTES),
    ],
)
def test_lists_nobody_could_vote_for_are_refused(values: dict[str, object], code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        PersonList(**{**GOOD, "votes": 1, **values})
    assert refused.value.code is code


@pytest.mark.parametrize("share", [Fraction(0), Fraction(-1), Fraction(21, 2), 1])
def test_a_threshold_of_preference_votes_is_above_nothing(share: object) -> None:
    with pytest.raises(TallyError) as refused:
        PersonOrder(share=share)
    assert refused.value.code is CODE.BAD_THRESHOLD


def test_same_group_first_names_the_kind_of_group() -> None:
    with pytest.raises(TallyError) as refused:
        Substitutes(rule=SubstituteRule.SAME_GROUP_FIRST)
    assert refused.value.code is CODE.BAD_CONDITION


def test_a_changed_record_is_not_the_count_of_its_inputs() -> None:
    text = to_json(seated(people(3, 2), sheet(1)))
    assert to_json(recount_persons(text)) == text
    assert replay(text).checked == "confirmed by the plain checker: 1 persons, 0 ties"
    with pytest.raises(TallyError) as refused:
        recount_persons(text.replace('"votes_short":2', '"votes_short":1'))
    assert refused.value.code is CODE.RECORD_DIFFERS


def test_conditions_are_bounded() -> None:
    with pytest.raises(TallyError) as refused:
        sheet(1, conditions=(condition(CAP, number=1),) * 41)
    assert refused.value.code is CODE.TOO_LARGE


def test_the_best_newcomer_comes_in_and_the_least_voted_goes() -> None:
    group = [person(1, 9), person(2, 8), person(3, 7), person(4, 3, sex="f"), person(5, 2, sex="f")]
    record = seated(group, sheet(3, conditions=(condition(MINIMUM, "sex", f=1),)))
    assert numbers(record) == [1, 2, 4]
    assert [(step.person, step.other, step.seat) for step in record.steps[-2:]] == [(3, 4, 3), (4, 3, 3)]


def test_several_exchanges_until_the_minimum_is_met() -> None:
    group = [person(1, 9), person(2, 8), person(3, 7), person(4, 3, sex="f"), person(5, 2, sex="f")]
    record = seated(group, sheet(3, conditions=(condition(MINIMUM, "sex", f=2),)))
    assert numbers(record) == [1, 5, 4]
    assert record.conditions[0].groups[0].reached == 2


def test_an_exchange_breaks_no_cap_and_takes_from_no_other_minimum() -> None:
    """The best woman may only replace the member from her own country; where that seat is promised, the next woman
    comes in. The only one who arrived lately stays, though least voted."""
    group = [
        person(1, 9, country="A"),
        person(2, 8, country="B"),
        person(3, 7, country="C", lately="yes"),
        person(4, 3, country="A", sex="f"),
        person(5, 2, country="D", sex="f"),
    ]
    rules = (condition(CAP, "country", 1), condition(MINIMUM, "lately", yes=1), condition(MINIMUM, "sex", f=1))
    record = seated(group, sheet(3, conditions=rules))
    assert numbers(record) == [4, 2, 3]
    named = Condition(kind=CAP, trait="country", groups=(GroupSeats("A", 1), GroupSeats("D", 0)))
    assert numbers(seated(group, sheet(3, conditions=(named, *rules[1:])))) == [4, 2, 3]
    both = [replace(each, votes=10) if each.number == 1 else each for each in group]
    kept = Condition(kind=GUARANTEE, trait="country", groups=(GroupSeats("A", 1),))
    assert numbers(seated(both, sheet(3, conditions=(kept, *rules)))) == [1, 5, 3]


def test_an_extra_seat_that_nobody_may_take_is_a_conflict() -> None:
    group = [person(1, 9, sex="m"), person(2, 8, sex="m"), person(3, 7, sex="f", country="X")]
    extra, cap = Condition(kind=ConditionKind.EXTRA_SEAT, trait="sex"), condition(CAP, "country", X=0)
    record = seated(group, sheet(2, conditions=(cap, extra)))
    assert numbers(record) == [1, 2]
    assert record.conditions[1].state is ConditionState.CONFLICT
    assert [step.kind for step in record.steps][-2:] == [StepKind.PASSED_OVER, StepKind.CONDITION_FAILS]
    one = seated(group[:1], sheet(1, conditions=(extra,)))
    assert (one.conditions[0].state, one.seats) == (ConditionState.HELD, 1)


def test_equals_for_the_extra_seat_are_left_to_lots() -> None:
    group = [person(1, 9, sex="m"), person(2, 8, sex="m"), person(3, 5, sex="f"), person(4, 5, sex="f")]
    rule = sheet(2, conditions=(Condition(kind=ConditionKind.EXTRA_SEAT, trait="sex"),))
    waiting = seated(group, rule)
    assert waiting.open_tie is not None
    assert waiting.open_tie.between == (3, 4)
    assert numbers(seated(group, rule, [4, 3])) == [1, 2, 4]


def test_who_follows_among_people_moved_up_and_below_them() -> None:
    """Two moved up with equal votes wait for lots; further down the list its order decides at equal votes."""
    rule = PersonOrder(kind=OrderKind.PREFERENCE)
    record = count_persons(replace(lists({1: (1, 9, 5, 5, 1)}, {1: 1}), reference=Fraction(5)), sheet(1, order=rule))
    step = fill_vacancy(record, 102, "resigned")
    assert (step.state, step.tie is not None and step.tie.between) == (VacancyState.LOTS_NEEDED, (103, 104))
    below = fill_vacancy(record, 102, "resigned", declined=[103, 104])
    assert below.successor == 101


def test_who_follows_by_plus_and_minus_marks() -> None:
    profile = lists({1: (0, 0, 0)}, {1: 1}, {1: 10})
    marks = ((0, 0), (0, 3), (0, 2))
    group = tuple(replace(each, minus=m, plus=p) for each, (m, p) in zip(profile.candidates, marks, strict=True))
    rule = sheet(1, order=PersonOrder(kind=OrderKind.MARKS, ties=PersonTies.TOP))
    record = count_persons(replace(profile, candidates=group), rule)
    assert numbers(record) == [102]
    assert fill_vacancy(record, 102, "resigned").successor == 103


def test_a_clause_decides_who_follows_at_equal_votes() -> None:
    overall = Substitutes(rule=SubstituteRule.VOTES_OVERALL)
    for clause, successor in ((PersonTies.TOP, 2), (PersonTies.BOTTOM, 3)):
        order = PersonOrder(kind=OrderKind.BY_VOTES, ties=clause)
        record = seated(people(9, 5, 5), sheet(1, order=order, substitutes=overall))
        assert fill_vacancy(record, 1, "resigned").successor == successor


def test_a_count_with_endless_exchanges_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six members of different towns and six newcomers, none of whom may replace anybody: 36 pairs are tried."""
    group = [person(number, 99 - number, town=f"T{number}", sex="m") for number in range(1, 7)]
    group += [person(number, 1, town=f"T{number}", sex="f") for number in range(7, 13)]
    towns = Condition(kind=MINIMUM, trait="town", groups=tuple(GroupSeats(f"T{each}", 1) for each in range(1, 7)))
    rule = sheet(6, conditions=(towns, condition(MINIMUM, "sex", f=1)))
    monkeypatch.setattr("council.tally.persons.block.MOST_EXCHANGES_TRIED", 36)
    assert seated(group, rule).conditions[1].state is ConditionState.CONFLICT
    monkeypatch.setattr("council.tally.persons.block.MOST_EXCHANGES_TRIED", 35)
    with pytest.raises(TallyError) as refused:
        seated(group, rule)
    assert (refused.value.code, refused.value.facts["what"]) == (CODE.TOO_LARGE, "exchanges")
