# SPDX-License-Identifier: EUPL-1.2
"""Seats of lists given to their people: in the order of each list, by comparison numbers, or by a personal quota.

The seats of a list are those that came in with it, except where persons carry them: comparison numbers and the
personal quota find them here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from council.tally.choices import Parameter
from council.tally.display import shown
from council.tally.persons.choices import OrderKind
from council.tally.persons.comparison import comparison_number, personal_quota, seats_by_quotients
from council.tally.persons.inlist import ListOrder, order_list
from council.tally.persons.lots import PersonTie, TieRule
from council.tally.persons.outcome import Outcome
from council.tally.persons.profile import PersonList, PersonProfile
from council.tally.persons.record import ListOutcome, Step, StepKind
from council.tally.rules import RuleSheet


def seat_by_lists(profile: PersonProfile, rule: RuleSheet, votes: Mapping[int, int], ties: TieRule) -> Outcome:
    """Give the seats of every list to its people, in the way the rule sheet says."""
    kind = rule.persons.kind
    if kind is OrderKind.COMPARISON_NUMBERS:
        return _by_comparison(profile, rule, votes, ties)
    if kind is OrderKind.PERSONAL_QUOTA:
        return _by_personal_quota(profile, rule, votes, ties)
    found = _inside_lists(profile, rule, votes, ties)
    found.seats = sum(item.seats for item in profile.lists)
    return found


def _inside_lists(
    profile: PersonProfile, rule: RuleSheet, votes: Mapping[int, int], ties: TieRule, first: Sequence[int] = ()
) -> Outcome:
    """The seats each list has go to its people in their order; `first` have theirs already, by a personal quota."""
    seated: dict[int, StepKind] = dict.fromkeys(first, StepKind.SEAT_BY_QUOTA)
    found = Outcome(seated=seated, order=[])
    clause = rule.clause(Parameter.PERSONS)
    steps = _steps(first, seated, votes, clause=clause)
    order, settled, lists = list(first), list[PersonTie](), list[ListOutcome]()
    members_of, elected_first = profile.by_list(), set(first)
    for item in profile.lists:
        early = [each.number for each in members_of[item.number] if each.number in elected_first]
        waiting = [each for each in members_of[item.number] if each.number not in elected_first]
        todo = replace(item, seats=item.seats - len(early))
        ranked = order_list(todo, waiting, votes, order=rule.persons, ties=ties, reference=profile.reference)
        seated |= {number: ranked.why(number, rule.persons.kind) for number in ranked.seated}
        steps += _steps(ranked.seated, seated, votes, clause=clause, on_list=item.number)
        steps += _left_over(todo, ranked, clause=clause, lots=ties.clause)
        settled += ranked.ties
        order += [each.number for each in ranked.order]
        found.undecided += ranked.awaiting
        lists.append(_outcome(item, ranked, early=early, decimals=rule.decimals))
    found.order, found.steps, found.ties, found.lists = order, steps, settled, lists
    found.vacant = sum(each.vacant for each in lists)
    return found


def _steps(
    numbers: Sequence[int],
    seated: Mapping[int, StepKind],
    votes: Mapping[int, int],
    *,
    clause: str,
    on_list: int | None = None,
) -> list[Step]:
    """The seats these people were the last to get, each with what brought it."""
    return [
        Step(kind=seated[number], person=number, seat=seat, votes=votes[number], list=on_list, clause=clause)
        for seat, number in enumerate(numbers, start=len(seated) - len(numbers) + 1)
    ]


def _left_over(item: PersonList, ranked: ListOrder, *, clause: str, lots: str) -> list[Step]:
    """Seats of a list nobody took: they wait for lots, or nobody is there to take them."""
    steps = []
    if ranked.awaiting:
        steps.append(Step(kind=StepKind.LOTS_AWAITED, seats=ranked.awaiting, list=item.number, clause=lots))
    vacant = item.seats - len(ranked.seated) - ranked.awaiting
    if vacant:
        steps.append(Step(kind=StepKind.VACANT, seats=vacant, list=item.number, clause=clause))
    return steps


def _outcome(item: PersonList, ranked: ListOrder, *, early: Sequence[int], decimals: int) -> ListOutcome:
    return ListOutcome(
        number=item.number,
        name=item.name,
        votes=item.votes,
        seats=item.seats,
        filled=len(early) + len(ranked.seated),
        vacant=item.seats - len(early) - len(ranked.seated) - ranked.awaiting,
        threshold=ranked.threshold,
        threshold_shown="" if ranked.threshold is None else shown(ranked.threshold, decimals),
        order=(*early, *(each.number for each in ranked.order)),
        preferred=tuple(each.number for each in ranked.order if each.number in ranked.preferred),
    )


def _by_comparison(profile: PersonProfile, rule: RuleSheet, votes: Mapping[int, int], ties: TieRule) -> Outcome:
    """Finland: personal votes order each list, and the highest comparison numbers of all lists are elected."""
    given = seats_by_quotients(profile, votes, rule.seats, ties=ties)
    found = _inside_lists(_seated_lists(profile, given.seats), rule, votes, ties)
    gone = {each.number for each in profile.candidates if each.withdrawn}
    numbers = found.comparison = {
        number: comparison_number(item, place)
        for item, outcome in zip(profile.lists, found.lists, strict=True)
        for place, number in enumerate(outcome.order, start=1)
        if number not in gone
    }
    seated = sorted(found.seated, key=lambda number: (-numbers[number], number))
    found.seated = dict.fromkeys(seated, StepKind.SEAT_BY_COMPARISON_NUMBER)
    found.order = [*sorted(numbers, key=lambda number: (-numbers[number], number)), *sorted(gone)]
    clause = rule.clause(Parameter.PERSONS)
    others = [step for step in found.steps if step.person is None]
    found.steps = [*_steps(seated, found.seated, votes, clause=clause), *others]
    return _with_lots_between_lists(found, rule, given.ties, given.awaiting)


def _by_personal_quota(profile: PersonProfile, rule: RuleSheet, votes: Mapping[int, int], ties: TieRule) -> Outcome:
    """Estonia: whoever reaches the quota is elected; the other seats go to lists, and there to the best-voted."""
    quota = personal_quota(profile, rule.seats)
    reach = [each for each in profile.candidates if votes[each.number] >= quota and not each.withdrawn]
    reach.sort(key=lambda each: (-votes[each.number], each.number))
    already: dict[int, int] = {}
    for each in reach:
        assert each.list is not None
        already[each.list] = already.get(each.list, 0) + 1
    given = seats_by_quotients(profile, votes, rule.seats, ties=ties, already=already)
    first = [each.number for each in reach]
    found = _inside_lists(_seated_lists(profile, given.seats), rule, votes, ties, first)
    found.quota = quota
    return _with_lots_between_lists(found, rule, given.ties, given.awaiting)


def _seated_lists(profile: PersonProfile, seats: Mapping[int, int]) -> PersonProfile:
    return replace(profile, lists=tuple(replace(item, seats=seats[item.number]) for item in profile.lists))


def _with_lots_between_lists(found: Outcome, rule: RuleSheet, ties: Sequence[PersonTie], awaiting: int) -> Outcome:
    """Add what happened between the lists: their tie comes first, and seats nobody can take are vacant."""
    found.ties = [*ties, *found.ties]
    found.undecided += awaiting
    if awaiting:
        lots = Step(kind=StepKind.LOTS_AWAITED, seats=awaiting, clause=rule.clause(Parameter.TIES))
        found.steps = [*found.steps, lots]
    missing = rule.seats - len(found.seated) - found.undecided - found.vacant
    if missing:
        found.vacant += missing
        found.steps = [*found.steps, Step(kind=StepKind.VACANT, seats=missing)]
    return found
