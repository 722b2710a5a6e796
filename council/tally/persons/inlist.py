# SPDX-License-Identifier: EUPL-1.2
"""The order of people inside one list: closed, by votes, by a preference threshold, or by plus and minus marks.

Only a tie that the seats of the list run through is settled here; further down it waits until a seat falls vacant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import OrderKind, PersonOrder, PersonTies, PreferenceBase
from council.tally.persons.lots import PersonTie, TieRule, settle_persons
from council.tally.persons.profile import Candidate, PersonList
from council.tally.persons.record import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder:
    """The people of a list in order. The first `seated` of them have a seat, `awaiting` more seats wait for lots."""

    order: tuple[Candidate, ...]
    preferred: frozenset[int]
    threshold: Fraction | None
    seated: tuple[int, ...]
    awaiting: int
    ties: tuple[PersonTie, ...]

    def why(self, number: int, kind: OrderKind) -> StepKind:
        """What brought somebody the seat."""
        if kind is OrderKind.PREFERENCE and number in self.preferred:
            return StepKind.SEAT_BY_PREFERENCE
        by_list = kind in (OrderKind.CLOSED, OrderKind.PREFERENCE)
        return StepKind.SEAT_BY_LIST_ORDER if by_list else StepKind.SEAT_BY_VOTES


def preference_threshold(item: PersonList, order: PersonOrder, *, people: int, reference: Fraction | None) -> Fraction:
    """The votes with which somebody on this list moves up."""
    if order.base is PreferenceBase.LIST_VOTES:
        return order.share * item.votes
    if order.base is PreferenceBase.LIST_AVERAGE:
        return order.share * Fraction(item.votes, people)
    if reference is None:
        raise TallyError(TallyErrorCode.REFERENCE_MISSING, number=item.number)
    return order.share * reference


def order_list(
    item: PersonList,
    members: Sequence[Candidate],
    votes: Mapping[int, int],
    *,
    order: PersonOrder,
    ties: TieRule,
    reference: Fraction | None = None,
) -> ListOrder:
    """Put the people of a list in order and give out its seats; `members` come in the order of the list."""
    able = [each for each in members if not each.withdrawn]
    threshold = None
    moved: list[Candidate] = []
    if order.kind is OrderKind.PREFERENCE and members:
        threshold = preference_threshold(item, order, people=len(members), reference=reference)
        moved = [each for each in able if _reaches(votes[each.number], threshold, order)]
    scores = _scores(item, members, votes, order)
    if order.kind not in (OrderKind.CLOSED, OrderKind.PREFERENCE):
        moved = able
    seats = min(item.seats, _may_sit(able, votes, order))
    ranked, settled, short = _rank(moved, scores, seats=seats, ties=ties)
    up = frozenset(each.number for each in moved)
    people = [*ranked, *(each for each in able if each.number not in up)]
    seated = people[: seats - short]
    return ListOrder(
        order=(*people, *(each for each in members if each.withdrawn)),
        preferred=up if threshold is not None else frozenset(),
        threshold=threshold,
        seated=tuple(each.number for each in seated),
        awaiting=short,
        ties=settled,
    )


def _reaches(votes: int, threshold: Fraction, order: PersonOrder) -> bool:
    return votes >= threshold if order.inclusive else votes > threshold


def _scores(
    item: PersonList, members: Sequence[Candidate], votes: Mapping[int, int], order: PersonOrder
) -> dict[int, int]:
    """What people are ranked by: their votes, or the papers of the list less crossings-out and with plus marks."""
    if order.kind is OrderKind.MARKS:
        return {each.number: item.votes - each.minus + each.plus for each in members}
    return {each.number: votes[each.number] for each in members}


def _may_sit(members: Sequence[Candidate], votes: Mapping[int, int], order: PersonOrder) -> int:
    """How many of the list can be given a seat at all."""
    if not order.needs_a_vote or order.kind in (OrderKind.CLOSED, OrderKind.PREFERENCE, OrderKind.MARKS):
        return len(members)
    return sum(votes[each.number] > 0 for each in members)


def _rank(
    people: Sequence[Candidate], scores: Mapping[int, int], *, seats: int, ties: TieRule
) -> tuple[list[Candidate], tuple[PersonTie, ...], int]:
    """Highest score first; equals that the last seat runs between are settled, the others stay in list order."""
    ranked: list[Candidate] = []
    settled: list[PersonTie] = []
    awaiting = 0
    best_first = sorted(people, key=lambda each: (-scores[each.number], each.place, each.number))
    for score, group in groupby(best_first, key=lambda each: scores[each.number]):
        equals = {each.number: each for each in group}
        places = seats - len(ranked)
        if 0 < places < len(equals):
            tie = settle_persons(list(equals.values()), places, at=Fraction(score), rule=ties)
            settled.append(tie)
            awaiting = tie.lots_for if tie.open else 0
            ranked += [equals[number] for number in tie.order]
        else:
            ranked += sorted(equals.values(), key=lambda each: _by_clause(each, ties))
    return ranked, tuple(settled), awaiting


def _by_clause(each: Candidate, ties: TieRule) -> tuple[int, int]:
    """Equals that no seat depends on stand as the clause says where it speaks of the list, else in list order."""
    return (-each.place if ties.procedure is PersonTies.BOTTOM else each.place), each.number
