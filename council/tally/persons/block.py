# SPDX-License-Identifier: EUPL-1.2
"""Votes for persons where there are no lists: block, limited and cumulative vote, with conditions on groups.

Seats kept for groups are filled first, in the order of the rule sheet, then everyone competes for the rest. Where a
minimum is still not met, people are exchanged; a seat is added last. What cannot hold together is a result.
"""

from collections.abc import Iterator, Sequence

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import ConditionKind
from council.tally.persons.conditions import broken_caps, counts, groups_under, helpful, shortfall
from council.tally.persons.profile import Candidate
from council.tally.persons.record import Step, StepKind
from council.tally.persons.seating import Seating

KEPT = {ConditionKind.GUARANTEE: StepKind.GUARANTEED_SEAT, ConditionKind.FIXED: StepKind.FIXED_SEAT}
MOST_EXCHANGES_TRIED = 30_000
"""A count with more is refused: councils are small, and a count that takes hours is none."""


def seat_by_votes(seating: Seating, everyone: Sequence[Candidate], seats: int) -> None:
    """Fill the seats of a council from votes for persons; the steps are in the seating."""
    for place, condition in enumerate(seating.conditions, start=1):
        if condition.kind in KEPT and not seating.waits_for_lots:
            _keep(seating, everyone, seats, place)
    if seating.waits_for_lots:
        return
    room = seats - len(seating.seated) - seating.vacant
    left = room - seating.fill(everyone, room, StepKind.SEAT_BY_VOTES)
    if seating.waits_for_lots:
        return
    if left:
        seating.vacant += left
        seating.note(StepKind.VACANT, seats=left)
    _exchange_where_short(seating, everyone)
    for place, condition in enumerate(seating.conditions, start=1):
        if condition.kind is ConditionKind.EXTRA_SEAT and not seating.waits_for_lots:
            _extra_seat(seating, everyone, place)


def _keep(seating: Seating, everyone: Sequence[Candidate], seats: int, place: int) -> None:
    """Fill the seats one condition keeps for its groups; those nobody can take are released or stay empty."""
    condition = seating.conditions[place - 1]
    for each in condition.groups:
        members = [person for person in everyone if each.group in groups_under(condition, person)]
        there = 0
        if condition.kind is ConditionKind.GUARANTEE:
            there = sum(person.number in seating.seated for person in members)
        wanted = max(0, each.seats - there)
        room = min(wanted, seats - len(seating.seated) - seating.vacant)
        if room < wanted:
            seating.note(StepKind.CONDITION_FAILS, seats=wanted - room, condition=place, group=each.group)
        left = room - seating.fill(members, room, KEPT[condition.kind], condition=place, group=each.group)
        if seating.waits_for_lots:
            return
        if left and condition.release:
            seating.released += left
            seating.note(StepKind.RELEASED, seats=left, condition=place, group=each.group)
        elif left:
            seating.vacant += left
            seating.note(StepKind.VACANT, seats=left, condition=place, group=each.group)


def _exchange_where_short(seating: Seating, everyone: Sequence[Candidate]) -> None:
    """Exchange people one for one while that brings a minimum nearer and takes nothing from another condition."""
    for place, condition in enumerate(seating.conditions, start=1):
        if condition.kind not in (ConditionKind.MINIMUM, ConditionKind.VARIETY):
            continue
        while shortfall(condition, seating.members) and _exchange(seating, everyone, place):
            pass
        missing = shortfall(condition, seating.members)
        if missing and not seating.waits_for_lots:
            seating.note(StepKind.CONDITION_FAILS, seats=missing, condition=place)


def _exchange(seating: Seating, everyone: Sequence[Candidate], place: int) -> bool:
    """One exchange: the best-voted who helps comes in for the least-voted who can be spared."""
    if seating.waits_for_lots:
        return False
    pairs = _best_pairs(seating, everyone, place)
    if not pairs:
        return False
    coming = _one_of(seating, sorted({person for person, _ in pairs}), stays=False)
    if coming is None:
        return False
    going = _one_of(seating, sorted(out for person, out in pairs if person == coming), stays=True)
    if going is None:
        return False
    clause = seating.conditions[place - 1].clause
    seat = seating.exchange(going, coming)
    for kind, person, other in (
        (StepKind.EXCHANGED_OUT, going, coming),
        (StepKind.EXCHANGED_IN, coming, going),
    ):
        seating.steps.append(
            Step(
                kind=kind,
                person=person,
                other=other,
                seat=seat,
                votes=seating.votes[person],
                condition=place,
                clause=clause,
            )
        )
    return True


def _one_of(seating: Seating, numbers: Sequence[int], *, stays: bool) -> int | None:
    """The one of these equals who comes in, or the one who goes while the others stay; none until lots are drawn."""
    if len(numbers) == 1:
        return numbers[0]
    tie = seating.settle([seating.people[number] for number in numbers], len(numbers) - 1 if stays else 1)
    if tie.open:
        seating.note(StepKind.LOTS_AWAITED, seats=1)
        return None
    return next(number for number in tie.order if number not in tie.winners) if stays else tie.winners[0]


def _best_pairs(seating: Seating, everyone: Sequence[Candidate], place: int) -> list[tuple[int, int]]:
    """Every (coming, going) pair as good as the best one that helps and harms nothing."""
    best: list[tuple[int, int]] = []
    for incoming, outgoing in _pairs(seating, everyone, place):
        here = (seating.votes[incoming.number], -seating.votes[outgoing.number])
        if best:
            there = (seating.votes[best[0][0]], -seating.votes[best[0][1]])
            if here[0] < there[0]:
                break
            if here < there:
                continue
            if here > there:
                best = []
        best.append((incoming.number, outgoing.number))
    return best


def _pairs(seating: Seating, everyone: Sequence[Candidate], place: int) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs that help this condition and harm no other, best-voted newcomers first, least-voted members first."""
    members = seating.members
    spare = [each for each in members if seating.seated[each.number] is not StepKind.GUARANTEED_SEAT]
    spare.sort(key=lambda each: (seating.votes[each.number], each.number))
    asked = place - 1
    found = counts(seating.conditions[asked], members)
    useful = helpful(seating.conditions[asked], found, seating.waiting(everyone))
    waiting = sorted(useful, key=lambda each: (-seating.votes[each.number], each.number))
    before = [shortfall(each, members) for each in seating.conditions]
    known: dict[tuple[object, object], bool] = {}
    for incoming in waiting:
        for outgoing in spare:
            kinds = (incoming.traits, outgoing.traits)
            if kinds not in known:
                seating.tried += 1
                if seating.tried > MOST_EXCHANGES_TRIED:
                    raise TallyError(TallyErrorCode.TOO_LARGE, what="exchanges", largest=MOST_EXCHANGES_TRIED)
                after = [each for each in members if each is not outgoing] + [incoming]
                gaps = [shortfall(each, after) for each in seating.conditions]
                worse = any(gap > was for gap, was in zip(gaps, before, strict=True))
                better = gaps[asked] < before[asked]
                known[kinds] = better and not worse and not broken_caps(seating.conditions, after)
            if known[kinds]:
                yield incoming, outgoing


def _extra_seat(seating: Seating, everyone: Sequence[Candidate], place: int) -> None:
    """One more seat for the best-voted of another group when all members are of one group."""
    condition = seating.conditions[place - 1]
    found = {group for each in seating.members for group in groups_under(condition, each)}
    if len(found) != 1 or len(seating.seated) < 2:
        return
    others = [each for each in everyone if any(group not in found for group in groups_under(condition, each))]
    if seating.fill(others, 1, StepKind.EXTRA_SEAT, condition=place):
        seating.extra += 1
    elif not seating.waits_for_lots:
        seating.note(StepKind.CONDITION_FAILS, seats=1, condition=place)
