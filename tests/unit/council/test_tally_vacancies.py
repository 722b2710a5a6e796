# SPDX-License-Identifier: EUPL-1.2
"""Vacancies: who follows whom under each rule, under caps and after others have left."""

from dataclasses import replace

import pytest

from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import ConditionKind, OrderKind, PersonOrder, SubstituteRule, Substitutes
from council.tally.persons.count import count_persons
from council.tally.persons.record import PersonRecord
from council.tally.persons.vacancies import VacancyState, VacancyStep, fill_vacancy
from council.tally.ties import Draw
from tests.builders.tally_persons import condition, lists, people, person, regions, seated, sheet

pytestmark = pytest.mark.requirement("R050")

OVERALL = Substitutes(rule=SubstituteRule.VOTES_OVERALL, clause="by-law 12")
SAME_REGION = Substitutes(rule=SubstituteRule.SAME_GROUP_FIRST, trait="region", otherwise=SubstituteRule.VOTES_OVERALL)


def council(substitutes: Substitutes = OVERALL) -> PersonRecord:
    """Seats for 1 (north), 4 (south) and 2 (north); 3, 5 and 6 wait with 70, 10 and 10 votes."""
    promise = condition(ConditionKind.GUARANTEE, north=1, south=1)
    return seated(
        regions(north=(90, 80, 70), south=(20, 10, 10)), sheet(3, conditions=(promise,), substitutes=substitutes)
    )


def test_the_next_by_votes_follows() -> None:
    step = fill_vacancy(council(), 1, "moved away")
    assert (step.successor, step.state, step.by) == (3, VacancyState.FILLED, SubstituteRule.VOTES_OVERALL)
    assert (step.who, step.reason, step.number, step.clause, step.now_short) == (1, "moved away", 1, "by-law 12", ())


def test_a_promise_that_no_longer_holds_is_named() -> None:
    step = fill_vacancy(council(), 4, "resigned")
    assert (step.successor, step.now_short) == (3, (1,))


def test_the_same_group_comes_first_and_equals_are_left_to_lots() -> None:
    waiting = fill_vacancy(council(SAME_REGION), 4, "resigned")
    assert (waiting.state, waiting.successor) == (VacancyState.LOTS_NEEDED, None)
    assert waiting.tie is not None
    assert waiting.tie.between == (5, 6)
    step = fill_vacancy(council(SAME_REGION), 4, "resigned", draws=[Draw((6, 5))])
    assert (step.successor, step.now_short) == (6, ())


def test_when_the_group_has_nobody_left_the_votes_of_all_decide() -> None:
    step = fill_vacancy(council(SAME_REGION), 4, "resigned", declined=[5, 6])
    assert (step.successor, step.by, step.declined) == (3, SubstituteRule.VOTES_OVERALL, (5, 6))
    alone = Substitutes(rule=SubstituteRule.SAME_GROUP_FIRST, trait="region")
    empty = fill_vacancy(council(alone), 4, "resigned", declined=[5, 6])
    assert (empty.successor, empty.state, empty.by) == (None, VacancyState.VACANT, None)


def test_steps_build_on_each_other() -> None:
    record = council()
    first = fill_vacancy(record, 1, "moved away")
    second = fill_vacancy(record, 3, "resigned", earlier=[first], draws=[Draw((5, 6))])
    assert (second.number, second.successor) == (2, 5)
    for who, earlier in ((1, [first]), (5, [first]), (2, [second])):
        with pytest.raises(TallyError) as refused:
            fill_vacancy(record, who, "resigned", earlier=earlier)
        assert refused.value.code is TallyErrorCode.NOT_SEATED


def test_steps_of_another_record_are_refused() -> None:
    first = fill_vacancy(council(), 1, "moved away")
    with pytest.raises(TallyError) as refused:
        fill_vacancy(council(SAME_REGION), 2, "resigned", earlier=[first])
    assert refused.value.code is TallyErrorCode.NOT_SEATED


def test_a_cap_keeps_the_next_one_out() -> None:
    group = [person(1, 9, country="A"), person(2, 8, country="B"), person(3, 7, country="A"), person(4, 1)]
    rule = sheet(2, conditions=(condition(ConditionKind.CAP, "country", 1),), substitutes=OVERALL)
    record = seated(group, rule)
    step = fill_vacancy(record, 2, "resigned")
    assert (step.successor, step.passed_over) == (4, (3,))
    assert fill_vacancy(record, 1, "resigned").successor == 3


def test_the_next_on_the_list_follows_and_an_exhausted_list_leaves_the_seat_vacant() -> None:
    record = count_persons(lists({1: (5, 4), 2: (9, 8)}, {1: 1, 2: 2}), sheet(3, OrderKind.CLOSED))
    assert fill_vacancy(record, 101, "resigned").successor == 102
    assert fill_vacancy(record, 201, "resigned").state is VacancyState.VACANT
    other = replace(record.rule, substitutes=Substitutes(otherwise=SubstituteRule.VOTES_OVERALL))
    again = count_persons(record.profile, other)
    assert fill_vacancy(again, 201, "resigned").successor == 102


def test_lots_drawn_in_the_count_still_stand() -> None:
    record = seated(people(9, 5, 5, 5), sheet(2, substitutes=OVERALL), [4, 2, 3])
    step = fill_vacancy(record, 1, "resigned")
    assert (step.successor, step.tie) == (2, None)


def test_the_order_of_a_list_is_no_tie() -> None:
    by_list = count_persons(lists({1: (5, 5, 5)}, {1: 1}), sheet(1, OrderKind.CLOSED))
    assert fill_vacancy(by_list, 101, "resigned").successor == 102
    by_votes = count_persons(lists({1: (9, 5, 5)}, {1: 1}), sheet(1))
    assert fill_vacancy(by_votes, 101, "resigned").state is VacancyState.LOTS_NEEDED


def test_a_personal_deputy_follows() -> None:
    """Münster elects a deputy with each member; without one the next on the list follows where the by-law says so."""
    profile = lists({1: (5, 4, 3)}, {1: 1})
    deputised = (replace(profile.candidates[0], deputy=103), *profile.candidates[1:])
    personal = Substitutes(rule=SubstituteRule.PERSONAL_DEPUTY, otherwise=SubstituteRule.NEXT_ON_LIST)
    record = count_persons(replace(profile, candidates=deputised), sheet(1, order=PersonOrder(), substitutes=personal))
    first = fill_vacancy(record, 101, "resigned")
    assert (first.successor, first.by) == (103, SubstituteRule.PERSONAL_DEPUTY)
    second = fill_vacancy(record, 101, "resigned", declined=[103])
    assert (second.successor, second.by) == (102, SubstituteRule.NEXT_ON_LIST)


def test_nobody_without_a_vote_follows_where_a_vote_is_needed() -> None:
    order = PersonOrder(kind=OrderKind.BY_VOTES, needs_a_vote=True)
    record = seated(people(3, 0), sheet(1, order=order, substitutes=OVERALL))
    assert fill_vacancy(record, 1, "resigned").state is VacancyState.VACANT


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_needed(reason: str) -> None:
    with pytest.raises(TallyError) as refused:
        fill_vacancy(council(), 1, reason)
    assert refused.value.code is TallyErrorCode.REASON_MISSING


def test_strangers_and_draws_nobody_needs_are_refused() -> None:
    for who, choices, code in (
        (3, {}, TallyErrorCode.NOT_SEATED),
        (1, {"declined": [99]}, TallyErrorCode.PERSON_UNKNOWN),
        (1, {"draws": [Draw((5, 6))]}, TallyErrorCode.LOTS_NOT_CALLED_FOR),
    ):
        with pytest.raises(TallyError) as refused:
            fill_vacancy(council(), who, "resigned", **choices)
        assert refused.value.code is code


def test_a_step_is_kept_as_text_and_read_back() -> None:
    step = fill_vacancy(council(), 1, "moved away")
    assert from_json(VacancyStep, to_json(step)) == step
    assert step.record == council().fingerprint
