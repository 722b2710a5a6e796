# SPDX-License-Identifier: EUPL-1.2
"""People inside lists: each order of a statute on a list small enough to follow by hand."""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from council.tally.checker_persons import confirm_persons
from council.tally.choices import Formula, OneList
from council.tally.codec import to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import ConditionKind, OrderKind, PersonOrder, PersonTies, PreferenceBase
from council.tally.persons.count import count_persons
from council.tally.persons.open_list import count_open_lists
from council.tally.persons.papers import ListTick, Mark, MarkedBallot, Validity
from council.tally.persons.profile import PersonProfile
from council.tally.persons.record import PersonRecord, PersonState, StepKind
from council.tally.rules import Threshold
from council.tally.ties import Draw
from tests.builders.tally_persons import condition, lists, numbers, sheet

pytestmark = pytest.mark.requirement("R050")

PREFERENCE = OrderKind.PREFERENCE


def order(
    seats: int, votes: Sequence[int], rule: PersonOrder, *, extra: int = 0, reference: Fraction | None = None
) -> PersonRecord:
    profile = replace(lists({1: votes}, {1: seats}, {1: extra}), reference=reference)
    return count_persons(profile, sheet(seats, order=rule))


def test_a_closed_list_goes_from_the_top() -> None:
    record = order(2, (1, 9, 5), PersonOrder())
    assert numbers(record) == [101, 102]
    assert [each.number for each in record.substitutes] == [103]
    assert {each.elected_by for each in record.elected} == {StepKind.SEAT_BY_LIST_ORDER}


def test_an_open_list_goes_by_votes_and_a_tie_for_its_last_seat_by_lots() -> None:
    by_votes = PersonOrder(kind=OrderKind.BY_VOTES)
    assert numbers(order(2, (1, 9, 5), by_votes)) == [102, 103]
    tied = order(2, (5, 9, 5), by_votes)
    assert tied.open_tie is not None
    assert (tied.open_tie.between, tied.filled, tied.undecided) == ((101, 103), 1, 1)
    drawn = count_persons(tied.profile, tied.rule, [Draw((103, 101))])
    assert (numbers(drawn), drawn.state) == ([102, 103], PersonState.DECIDED)
    assert order(2, (9, 5, 1, 1), by_votes).ties == ()


def test_a_tie_nearer_the_bottom_goes_to_the_lower_place() -> None:
    """Estonia s.56(4): further towards the bottom of the list is ranked ahead, also where no seat hangs on it."""
    bottom = PersonOrder(kind=OrderKind.BY_VOTES, ties=PersonTies.BOTTOM)
    record = order(1, (5, 9, 5, 3, 3), bottom)
    assert record.lists[0].order == (102, 103, 101, 105, 104)
    assert numbers(order(1, (5, 5), bottom)) == [102]


def test_graz_moves_up_who_reaches_the_wahlzahl() -> None:
    """Votes 10, 60, 3, 50 and a Wahlzahl of 50: the second and the fourth go first, then the list from the top."""
    rule = PersonOrder(kind=PREFERENCE)
    record = order(3, (10, 60, 3, 50), rule, reference=Fraction(50))
    assert numbers(record) == [102, 104, 101]
    assert [each.elected_by for each in record.elected] == [
        StepKind.SEAT_BY_PREFERENCE,
        StepKind.SEAT_BY_PREFERENCE,
        StepKind.SEAT_BY_LIST_ORDER,
    ]
    assert (record.lists[0].threshold, record.lists[0].preferred) == (50, (102, 104))
    assert numbers(order(3, (10, 60, 3, 49), rule, reference=Fraction(50))) == [102, 101, 103]


def test_dutch_threshold_must_be_passed() -> None:
    """Kieswet P 15: more than half of the quota of 40; exactly 20 is not enough."""
    rule = PersonOrder(kind=PREFERENCE, share=Fraction(1, 2), inclusive=False, ties=PersonTies.TOP)
    assert numbers(order(1, (5, 20, 3), rule, reference=Fraction(40))) == [101]
    assert numbers(order(1, (5, 21, 3), rule, reference=Fraction(40))) == [102]


def test_czech_threshold_is_a_tenth_more_than_the_average_of_the_list() -> None:
    """Forty votes for four people: the average is 10, and 11 votes move up."""
    rule = PersonOrder(kind=PREFERENCE, share=Fraction(11, 10), base=PreferenceBase.LIST_AVERAGE)
    assert numbers(order(1, (9, 11, 10, 10), rule)) == [102]
    assert numbers(order(1, (10, 10, 10, 10), rule)) == [101]


def test_threshold_of_the_votes_of_the_list() -> None:
    rule = PersonOrder(kind=PREFERENCE, share=Fraction(1, 20), base=PreferenceBase.LIST_VOTES)
    assert numbers(order(1, (0, 5), rule, extra=95)) == [102]
    assert numbers(order(1, (0, 4), rule, extra=96)) == [101]


def test_a_threshold_of_the_quota_needs_the_quota() -> None:
    with pytest.raises(TallyError) as refused:
        order(1, (1, 2), PersonOrder(kind=PREFERENCE))
    assert refused.value.code is TallyErrorCode.REFERENCE_MISSING


def test_latvia_adds_plus_marks_and_takes_away_crossings_out() -> None:
    """100 papers: 100 - 30 + 5 = 75, 100 - 5 + 0 = 95, 100 - 10 + 5 = 95; equals stand in list order."""
    profile = lists({1: (0, 0, 0)}, {1: 1}, {1: 100})
    marks = ((30, 5), (5, 0), (10, 5))
    people = tuple(
        replace(each, minus=minus, plus=plus) for each, (minus, plus) in zip(profile.candidates, marks, strict=True)
    )
    rule = sheet(1, order=PersonOrder(kind=OrderKind.MARKS, ties=PersonTies.TOP))
    record = count_persons(replace(profile, candidates=people), rule)
    assert numbers(record) == [102]
    assert record.lists[0].order == (102, 103, 101)
    assert record.ties[0].equal_at == 95


def test_comparison_numbers_elect_across_lists() -> None:
    """Lists of 60 and 50: 60, 50, 30, 25, 20. Three seats: two for the first list, one for the second."""
    profile = lists({1: (10, 30, 20), 2: (25, 25)})
    record = count_persons(profile, sheet(3, OrderKind.COMPARISON_NUMBERS), [Draw((202, 201))])
    assert numbers(record) == [102, 202, 103]
    shown = {each.number: each.comparison_number for each in record.results}
    assert shown == {101: 20, 102: 60, 103: 30, 201: 25, 202: 50}
    assert [item.seats for item in record.lists] == [2, 1]


def test_equal_comparison_numbers_are_left_to_lots() -> None:
    profile = lists({1: (40, 20), 2: (30,)})
    tied = count_persons(profile, sheet(2, OrderKind.COMPARISON_NUMBERS))
    assert tied.open_tie is not None
    assert (tied.open_tie.between, tied.open_tie.equal_at, tied.undecided) == ((102, 201), 30, 1)
    drawn = count_persons(profile, sheet(2, OrderKind.COMPARISON_NUMBERS), [Draw((201, 102))])
    assert (numbers(drawn), drawn.state) == ([101, 201], PersonState.DECIDED)


def test_estonia_elects_by_quota_first_and_then_skips_as_many_divisors() -> None:
    """100 votes, 5 seats: quota 20. Person 101 has 30 and 201 exactly 20. List 1 (55) starts at 55/2 = 27.5,
    list 2 (45) at 22.5; then 55/3 = 18.3 against 45/2 = 22.5: seats 27.5, 22.5, 18.3 go to lists 1, 2, 1."""
    profile = lists({1: (30, 5, 10, 10), 2: (20, 15, 10)})
    rule = sheet(5, order=PersonOrder(kind=OrderKind.PERSONAL_QUOTA, ties=PersonTies.BOTTOM))
    record = count_persons(profile, rule)
    assert record.quota == 20
    assert numbers(record) == [101, 201, 104, 103, 202]
    assert [each.elected_by for each in record.elected][:2] == [StepKind.SEAT_BY_QUOTA] * 2
    assert [(item.seats, item.filled) for item in record.lists] == [(3, 3), (2, 2)]


def test_estonia_a_personal_seat_stays_with_a_list_below_the_threshold() -> None:
    """A list of one person with 25 of 100 votes and a threshold of 30 %: elected by quota, no list seats."""
    profile = lists({1: (25, 0), 2: (40, 35)})
    rule = sheet(
        4,
        order=PersonOrder(kind=OrderKind.PERSONAL_QUOTA, ties=PersonTies.BOTTOM),
        threshold=Threshold(Fraction(3, 10)),
    )
    record = count_open_lists(profile, rule).persons
    assert numbers(record) == [201, 202, 101]
    assert (record.vacant, record.undecided) == (1, 0)


def test_estonia_equal_quotients_go_to_the_list_further_down() -> None:
    profile = lists({1: (5, 5), 2: (5, 5)})
    for clause, winner in ((PersonTies.BOTTOM, 202), (PersonTies.TOP, 101)):
        rule = sheet(1, order=PersonOrder(kind=OrderKind.PERSONAL_QUOTA, ties=clause))
        assert numbers(count_persons(profile, rule)) == [winner]


def test_a_list_with_fewer_people_than_seats_leaves_seats_vacant() -> None:
    record = count_persons(lists({1: (5, 4), 2: (1,)}, {1: 3, 2: 1}), sheet(4))
    assert (numbers(record), record.vacant) == ([101, 102, 201], 1)
    assert [(item.filled, item.vacant) for item in record.lists] == [(2, 1), (1, 0)]


def test_one_list_alone_is_a_vote_on_persons_where_the_by_law_says_so() -> None:
    """Hessen: only one list means the people with the most votes are elected, whatever seats the list has."""
    profile = lists({1: (1, 9, 5)})
    assert numbers(count_persons(profile, sheet(2, one_list=OneList.MAJORITY_VOTE))) == [102, 103]
    assert count_open_lists(profile, sheet(2, one_list=OneList.MAJORITY_VOTE)).lists is None
    two = lists({1: (1, 9), 2: (5,)}, {1: 1, 2: 1})
    assert numbers(count_persons(two, sheet(2, one_list=OneList.MAJORITY_VOTE))) == [102, 201]


def test_lists_and_persons_in_one_go() -> None:
    """60 : 30 for three seats by d'Hondt is 2 : 1; the third quotient, the Wahlzahl, is 30 and moves people up."""
    rule = sheet(3, order=PersonOrder(kind=PREFERENCE), formula=Formula.DHONDT_WAHLZAHL)
    counted = count_open_lists(lists({1: (5, 10, 31), 2: (1, 3, 2)}, extra={1: 14, 2: 24}), rule)
    assert counted.lists is not None
    assert counted.lists.seats_by_name() == {"List 1": 2, "List 2": 1}
    assert counted.persons.profile.reference == 30
    assert numbers(counted.persons) == [103, 101, 201]


def test_marked_papers_give_lists_and_persons_their_votes() -> None:
    """Three ticks for list 1 (four votes each, two people) and two papers with all four votes for 202."""
    profile = lists({1: (0, 0), 2: (0, 0)})
    papers = (MarkedBallot(ticks=(1,), papers=3), MarkedBallot(marks=(Mark(202, 4),), papers=2))
    rule = sheet(2, formula=Formula.HARE, validity=Validity(votes=4, most_per_person=4, list_tick=ListTick.ROUNDS))
    counted = count_open_lists(replace(profile, ballots=papers), rule)
    assert [(item.votes, item.seats) for item in counted.persons.lists] == [(12, 1), (8, 1)]
    assert counted.persons.account is not None
    assert counted.persons.account.counted == 20
    assert counted.persons.open_tie is not None
    assert counted.persons.open_tie.between == (101, 102)


def test_papers_without_a_rule_for_them_are_refused() -> None:
    profile = replace(lists({1: (0,)}, {1: 1}), ballots=(MarkedBallot(ticks=(1,)),))
    with pytest.raises(TallyError) as refused:
        count_persons(profile, sheet(1))
    assert refused.value.code is TallyErrorCode.BAD_VALIDITY


def test_conditions_on_groups_are_for_votes_on_persons() -> None:
    rule = sheet(1, conditions=(condition(ConditionKind.GUARANTEE, north=1),))
    with pytest.raises(TallyError) as refused:
        count_persons(lists({1: (1,)}, {1: 1}), rule)
    assert refused.value.code is TallyErrorCode.CONDITIONS_WITH_LISTS


def test_profiles_nobody_could_count_are_refused() -> None:
    good = lists({1: (1, 2)})
    for change, code in (
        ({"candidates": ()}, TallyErrorCode.NO_CANDIDATES),
        ({"candidates": (good.candidates[0],) * 2}, TallyErrorCode.DUPLICATE_NUMBER),
        ({"candidates": tuple(replace(each, position=1) for each in good.candidates)}, TallyErrorCode.DUPLICATE_NUMBER),
        ({"lists": ()}, TallyErrorCode.LIST_UNKNOWN),
        ({"lists": good.lists * 2}, TallyErrorCode.DUPLICATE_NUMBER),
        ({"candidates": (replace(good.candidates[0], deputy=7),)}, TallyErrorCode.PERSON_UNKNOWN),
        ({"candidates": (replace(good.candidates[0], deputy=101),)}, TallyErrorCode.PERSON_UNKNOWN),
    ):
        with pytest.raises(TallyError) as refused:
            PersonProfile(**{"candidates": good.candidates, "lists": good.lists, **change})
        assert refused.value.code is code


def test_somebody_withdrawn_takes_no_seat_and_the_list_keeps_the_votes() -> None:
    """The best of the list withdrew: the average counts all three, the seat goes to the next, nobody follows twice."""
    profile = lists({1: (50, 30, 10)}, {1: 1})
    gone = (replace(profile.candidates[0], withdrawn=True), *profile.candidates[1:])
    for kind in (OrderKind.CLOSED, OrderKind.BY_VOTES, PREFERENCE):
        rule = PersonOrder(kind=kind, base=PreferenceBase.LIST_AVERAGE)
        record = count_persons(replace(profile, candidates=gone), sheet(1, order=rule))
        assert numbers(record) == [102]
        assert [each.number for each in record.substitutes] == [103]
        assert record.lists[0].order == (102, 103, 101)
    by_quotients = sheet(2, OrderKind.COMPARISON_NUMBERS)
    found = count_persons(replace(profile, candidates=gone), by_quotients)
    assert [each.comparison_number for each in found.results] == [None, 90, 45]
    quota = sheet(1, OrderKind.PERSONAL_QUOTA)
    assert numbers(count_persons(replace(profile, candidates=gone), quota)) == [102]


def test_a_quota_needs_votes_and_no_fewer_than_the_lists_have() -> None:
    with pytest.raises(TallyError) as refused:
        count_persons(lists({1: (0,), 2: (0,)}), sheet(1, OrderKind.PERSONAL_QUOTA))
    assert refused.value.code is TallyErrorCode.NO_VOTES
    with pytest.raises(TallyError) as refused:
        replace(lists({1: (3,)}), valid_votes=2)
    assert refused.value.code is TallyErrorCode.VALID_BELOW_LISTS
    record = count_persons(replace(lists({1: (3, 1)}), valid_votes=8), sheet(2, OrderKind.PERSONAL_QUOTA))
    assert record.quota == 4


def test_the_seats_are_those_the_lists_come_with() -> None:
    """An overhang gives lists more seats than the rule sheet names; lots between lists may leave them fewer."""
    record = count_persons(lists({1: (2, 1), 2: (1,)}, {1: 2, 2: 1}), sheet(2))
    assert (record.seats, record.filled, record.vacant) == (3, 3, 0)


@pytest.mark.parametrize("path", [("results", 0, "elected"), ("filled",), ("vacant",), ("results", 0, "votes")])
def test_the_plain_checker_sees_a_changed_record(path: tuple[str | int, ...]) -> None:
    record = count_persons(lists({1: (2, 3), 2: (1,)}, {1: 1, 2: 1}), sheet(2))
    plain = json.loads(to_json(record))
    assert confirm_persons(json.dumps(plain)) == "confirmed by the plain checker: 2 persons, 0 ties"
    inner = plain
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = not inner[path[-1]] if path[-1] == "elected" else inner[path[-1]] + 1
    with pytest.raises(TallyError) as refused:
        confirm_persons(json.dumps(plain))
    assert refused.value.code is TallyErrorCode.NOT_CONFIRMED


def test_the_plain_checker_sees_two_people_changed_for_each_other() -> None:
    for kind in (OrderKind.CLOSED, OrderKind.BY_VOTES, PREFERENCE):
        rule = PersonOrder(kind=kind, base=PreferenceBase.LIST_AVERAGE)
        plain = json.loads(to_json(count_persons(lists({1: (9, 1, 2)}, {1: 1}), sheet(1, order=rule))))
        first, second = plain["results"][:2]
        for key in ("elected", "seat", "elected_by", "substitute"):
            first[key], second[key] = second[key], first[key]
        with pytest.raises(TallyError) as refused:
            confirm_persons(json.dumps(plain))
        assert refused.value.facts == {"what": "list 1"}
