# SPDX-License-Identifier: EUPL-1.2
"""What must hold for every count of persons: seats, caps, promises, papers, and nothing that hangs on an order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.tally.checker_persons import confirm_persons
from council.tally.codec import from_json, to_json
from council.tally.persons.choices import (
    Condition,
    ConditionKind,
    GroupSeats,
    OrderKind,
    PersonOrder,
    PersonTies,
    PreferenceBase,
)
from council.tally.persons.count import count_persons
from council.tally.persons.papers import (
    ListTick,
    Mark,
    MarkedBallot,
    OverPerson,
    OverVote,
    SeveralTicks,
    Validity,
)
from council.tally.persons.profile import Candidate, PersonProfile, Trait
from council.tally.persons.record import ConditionState, PersonRecord, PersonState
from council.tally.persons.validity import examine, take_papers
from council.tally.rules import RuleSheet
from council.tally.ties import Draw
from tests.builders.tally_persons import lists, people, sheet

pytestmark = pytest.mark.requirement("R050")

MANY = settings(max_examples=60, deadline=None)
REGIONS = ("north", "south", "west")
COUNTRIES = ("A", "B", "C", "D")


@st.composite
def candidates(draw: st.DrawFn) -> tuple[Candidate, ...]:
    groups = st.tuples(st.sampled_from(REGIONS), st.sampled_from(COUNTRIES), st.sampled_from("fm"))
    rows = draw(st.lists(st.tuples(st.integers(0, 12), groups), min_size=1, max_size=9))
    return tuple(
        Candidate(
            number=number,
            name=f"Person {number}",
            votes=votes,
            traits=(Trait("region", region), Trait("country", country), Trait("sex", sex)),
        )
        for number, (votes, (region, country, sex)) in enumerate(rows, start=1)
    )


def group_seats(names: Sequence[str], most: int) -> st.SearchStrategy[tuple[GroupSeats, ...]]:
    chosen = st.dictionaries(st.sampled_from(names), st.integers(0, most), min_size=1)
    return chosen.map(lambda found: tuple(GroupSeats(group, found[group]) for group in sorted(found)))


@st.composite
def conditions(draw: st.DrawFn) -> tuple[Condition, ...]:
    promise = st.builds(
        Condition,
        kind=st.sampled_from((ConditionKind.GUARANTEE, ConditionKind.FIXED)),
        trait=st.just("region"),
        groups=group_seats(REGIONS, 2),
        release=st.booleans(),
    )
    cap = st.builds(Condition, kind=st.just(ConditionKind.CAP), trait=st.just("country"), number=st.integers(0, 2))
    minimum = st.builds(
        Condition, kind=st.just(ConditionKind.MINIMUM), trait=st.just("sex"), groups=group_seats("fm", 2)
    )
    variety = st.builds(
        Condition, kind=st.just(ConditionKind.VARIETY), trait=st.just("country"), number=st.integers(1, 3)
    )
    extra = st.just(Condition(kind=ConditionKind.EXTRA_SEAT, trait="sex"))
    return tuple(draw(st.lists(promise | cap | minimum | variety | extra, max_size=4)))


@st.composite
def rules(draw: st.DrawFn) -> RuleSheet:
    order = PersonOrder(
        kind=OrderKind.BY_VOTES,
        ties=draw(st.sampled_from((PersonTies.LOTS, PersonTies.TOP, PersonTies.BOTTOM))),
        needs_a_vote=draw(st.booleans()),
    )
    return sheet(draw(st.integers(1, 6)), order=order, conditions=draw(conditions()))


def settled(profile: PersonProfile, rule: RuleSheet) -> PersonRecord:
    """The same count with lots in the order of the numbers wherever lots are called for."""
    draws: tuple[Draw, ...] = ()
    record = count_persons(profile, rule)
    while (tie := record.open_tie) is not None:
        draws = (*draws, Draw(tie.lots_between))
        record = count_persons(profile, rule, draws)
    return record


@MANY
@given(candidates(), rules())
def test_every_seat_is_filled_vacant_or_waiting(group: tuple[Candidate, ...], rule: RuleSheet) -> None:
    first = count_persons(PersonProfile(candidates=group), rule)
    final = settled(first.profile, rule)
    for record in (first, final):
        assert record.filled + record.vacant + record.undecided == record.seats
        assert record.filled == len(record.elected) == len({each.number for each in record.elected})
        assert [each.seat for each in record.elected] == list(range(1, record.filled + 1))
        assert (record.undecided > 0) == (record.state is PersonState.LOTS_NEEDED) or record.open_tie is not None
    assert final.undecided == 0
    if not rule.conditions:
        able = [each for each in group if each.votes or not rule.persons.needs_a_vote]
        assert final.filled == min(rule.seats, len(able))


@MANY
@given(candidates(), rules())
def test_no_cap_is_ever_broken(group: tuple[Candidate, ...], rule: RuleSheet) -> None:
    record = settled(PersonProfile(candidates=group), rule)
    seated = [group[each.number - 1] for each in record.elected]
    for condition in rule.conditions:
        if condition.kind is ConditionKind.CAP:
            countries = Counter(country for each in seated for country in each.groups("country"))
            assert all(number <= condition.number for number in countries.values())


@MANY
@given(candidates(), rules())
def test_a_promise_is_kept_released_or_said_to_conflict(group: tuple[Candidate, ...], rule: RuleSheet) -> None:
    record = settled(PersonProfile(candidates=group), rule)
    seated = [group[each.number - 1] for each in record.elected]
    assert len(record.conditions) == len(rule.conditions)
    for condition, outcome in zip(rule.conditions, record.conditions, strict=True):
        for each in condition.groups:
            if condition.kind is ConditionKind.CAP:
                continue
            reached = sum(person.is_in(condition.trait, each.group) for person in seated)
            if reached < each.seats:
                assert outcome.state is not ConditionState.HELD
    conflict = any(each.state is ConditionState.CONFLICT for each in record.conditions)
    assert conflict == (record.state is PersonState.CONDITIONS_CONFLICT)


@MANY
@given(candidates(), rules(), st.randoms(use_true_random=False))
def test_no_order_and_no_name_changes_anything(group: tuple[Candidate, ...], rule: RuleSheet, random: object) -> None:
    before = count_persons(PersonProfile(candidates=group), rule)
    mixed = list(group)
    random.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis hands over a Random
    assert to_json(count_persons(PersonProfile(candidates=tuple(mixed)), rule)) == to_json(before)
    renamed = tuple(replace(each, name=f"Z{99 - each.number}") for each in group)
    after = count_persons(PersonProfile(candidates=renamed), rule)
    assert (after.steps, after.ties, after.conditions) == (before.steps, before.ties, before.conditions)


@MANY
@given(candidates(), rules())
def test_a_record_is_counted_again_to_the_byte(group: tuple[Candidate, ...], rule: RuleSheet) -> None:
    text = to_json(settled(PersonProfile(candidates=group), rule))
    stored = from_json(PersonRecord, text)
    assert to_json(count_persons(stored.profile, stored.rule, stored.draws)) == text
    assert confirm_persons(text)


@MANY
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=3).filter(
        lambda found: any(map(any, found))
    ),
    st.integers(1, 6),
    st.sampled_from(OrderKind),
    st.sampled_from((PersonTies.LOTS, PersonTies.TOP, PersonTies.BOTTOM)),
    st.booleans(),
)
def test_lists_give_their_seats_to_those_with_the_best_right(
    votes: list[list[int]], seats: int, kind: OrderKind, ties: PersonTies, inclusive: bool
) -> None:
    order = PersonOrder(kind=kind, ties=ties, inclusive=inclusive, base=PreferenceBase.LIST_AVERAGE)
    profile = lists(dict(enumerate(votes, start=1)), dict.fromkeys(range(1, len(votes) + 1), 2))
    record = settled(profile, sheet(seats, order=order))
    assert confirm_persons(to_json(record))
    assert record.undecided == 0
    if kind in (OrderKind.COMPARISON_NUMBERS, OrderKind.PERSONAL_QUOTA):
        assert record.filled + record.vacant == seats
    else:
        assert [item.filled for item in record.lists] == [min(2, len(each)) for each in votes]


@MANY
@given(st.lists(st.integers(0, 50), min_size=1, max_size=12, unique=True), st.integers(1, 12))
def test_without_conditions_and_ties_the_most_votes_sit(votes: list[int], seats: int) -> None:
    record = count_persons(PersonProfile(candidates=people(*votes)), sheet(seats))
    assert [each.votes for each in record.elected] == sorted(votes, reverse=True)[:seats]
    assert record.ties == ()


@MANY
@given(st.lists(st.integers(0, 9), min_size=2, max_size=9), st.integers(1, 8))
def test_votes_short_is_what_it_takes(votes: list[int], seats: int) -> None:
    """With that many more votes the person sits whatever the lots say; with one fewer it still hangs on them."""
    record = settled(PersonProfile(candidates=people(*votes)), sheet(seats))
    for each in record.results:
        if each.votes_short is None:
            continue
        for missing, certain in ((0, True), (1, False)):
            more = [*votes]
            more[each.number - 1] += each.votes_short - missing
            open_record = count_persons(PersonProfile(candidates=people(*more)), sheet(seats))
            assert open_record.results[each.number - 1].elected is certain


@st.composite
def papers(draw: st.DrawFn) -> MarkedBallot:
    numbers = st.sampled_from((101, 102, 103, 201, 202, 301))
    marks = draw(st.dictionaries(numbers, st.integers(1, 5), max_size=6))
    return MarkedBallot(
        ticks=tuple(draw(st.sets(st.sampled_from((1, 2, 3)), max_size=3))),
        marks=tuple(Mark(person, votes) for person, votes in marks.items()),
        struck=tuple(draw(st.sets(numbers, max_size=3))),
        papers=draw(st.integers(1, 4)),
    )


validities = st.builds(
    Validity,
    votes=st.integers(1, 12),
    most_per_person=st.integers(1, 4),
    list_tick=st.sampled_from(ListTick),
    fill_marked=st.booleans(),
    several_ticks=st.sampled_from(SeveralTicks),
    over_vote=st.sampled_from(OverVote),
    over_person=st.sampled_from(OverPerson),
    across_lists=st.booleans(),
)
ON_PAPER = lists({1: (0, 0, 0), 2: (0, 0), 3: (0,)})


@MANY
@given(papers(), validities)
def test_every_vote_of_a_paper_is_counted_unused_or_void(paper: MarkedBallot, rule: Validity) -> None:
    verdict = examine(paper, ON_PAPER, rule)
    written = sum(mark.votes for mark in paper.marks)
    assert verdict.by_mark + verdict.void == written
    assert sum(each.votes for each in verdict.votes) == verdict.counted
    assert verdict.valid == (verdict.ground is None)
    if verdict.valid:
        assert verdict.counted + verdict.unused == rule.votes
        assert verdict.counted > 0
    else:
        assert (verdict.counted, verdict.unused, verdict.healed) == (0, 0, False)
    assert all(1 <= each.votes <= rule.most_per_person for each in verdict.votes)
    assert not {each.person for each in verdict.votes} & set(paper.struck)


@MANY
@given(st.lists(papers(), max_size=5), validities)
def test_all_papers_together_are_the_sum_of_each(pile: list[MarkedBallot], rule: Validity) -> None:
    votes, account = take_papers(replace(ON_PAPER, ballots=tuple(pile)), rule)
    assert take_papers(replace(ON_PAPER, ballots=tuple(reversed(pile))), rule) == (votes, account)
    assert sum(votes.values()) == account.counted
    assert account.papers == account.valid + account.invalid == sum(each.papers for each in pile)
    assert account.counted + account.unused == account.valid * rule.votes
    assert sum(each.papers for each in account.grounds) == account.invalid
    written = sum(mark.votes * each.papers for each in pile for mark in each.marks)
    assert account.counted - account.by_tick + account.void == written
