# SPDX-License-Identifier: EUPL-1.2
"""Seats by quota and largest remainder: whole quotas first, the rest one each by remainder.

Quotas: Hare exact (Hare-Niemeyer), rounded or rounded up (Lithuania), Hagenbach-Bischoff exact or rounded
(Slovakia), Droop. With exhaustion "pass on", seats beyond a list's candidates go to the next remainders, round by
round; with "next quotient" by highest averages. A quota that gives out too many seats takes them back from the
smallest remainders.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from council.tally.choices import Exhaustion, Formula, Quota
from council.tally.codec import omitted
from council.tally.display import shown
from council.tally.divisors import DHONDT, cut
from council.tally.exhaustion import people_for
from council.tally.profile import CandidateList
from council.tally.rules import RuleSheet
from council.tally.ties import LotBox, Stage, Tie, settle

QUOTAS: dict[Quota, Callable[[int, int], Fraction]] = {
    Quota.HARE: lambda votes, seats: Fraction(votes, seats),
    Quota.HARE_ROUNDED: lambda votes, seats: half_up(Fraction(votes, seats)),
    Quota.HARE_ROUNDED_UP: lambda votes, seats: Fraction(-(-votes // seats)),
    Quota.HAGENBACH_BISCHOFF: lambda votes, seats: Fraction(votes, seats + 1),
    Quota.HAGENBACH_BISCHOFF_ROUNDED: lambda votes, seats: half_up(Fraction(votes, seats + 1)),
    Quota.DROOP: lambda votes, seats: Fraction(votes // (seats + 1) + 1),
}


def half_up(value: Fraction) -> Fraction:
    """A whole number of votes, never none."""
    return Fraction(max(1, (2 * value.numerator + value.denominator) // (2 * value.denominator)))


def quota_of(rule: RuleSheet, votes: int, seats: int) -> Fraction:
    """The votes that stand for one seat."""
    kind = rule.quota if rule.formula is Formula.LARGEST_REMAINDER else Quota.HARE
    return QUOTAS[kind](votes, seats)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainderRow:
    """One list's exact share of the seats: its whole part, the remainder, and the remainder's rank from 1.

    `remainder_seats` is below zero where a quota gave out too many seats and took one back.
    """

    number: int
    share: Fraction
    share_shown: str
    whole_seats: int
    remainder: Fraction
    remainder_shown: str
    rank: int
    remainder_seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainderTable:
    """The whole working; `quota` is the votes that stand for one seat. `passed_on` went by highest averages."""

    quota: Fraction
    quota_shown: str
    rows: tuple[RemainderRow, ...]
    passed_on: tuple[int, ...] = omitted(())


@dataclass(slots=True)
class Remainders:
    """A distribution under way: whole quotas, what the remainders added, and the tie that stopped or settled it.

    Remainders are kept as whole numbers: parts of a seat in the size of the quota's numerator.
    """

    quota: Fraction
    whole: dict[int, int]
    remainder: dict[int, int]
    extra: dict[int, int]
    ties: list[Tie] = field(default_factory=list)
    passed_on: list[int] = field(default_factory=list)
    favoured: int | None = None

    def part_of_seat(self, number: int) -> Fraction:
        """The remainder as the part of a seat a list's votes reach beyond whole seats."""
        return Fraction(self.remainder[number], self.quota.numerator)

    def votes_left(self, number: int) -> Fraction:
        """The remainder as the votes a list has beyond whole quotas."""
        return Fraction(self.remainder[number], self.quota.denominator)

    @property
    def seats(self) -> dict[int, int]:
        """Seats per list number."""
        return {number: self.whole[number] + self.extra[number] for number in self.whole}

    @property
    def open(self) -> bool:
        """True while lots are to be drawn."""
        return any(tie.open for tie in self.ties)


def by_whole_quotas(lists: Sequence[CandidateList], quota: Fraction) -> Remainders:
    """How often the quota is contained in each list's votes, and what is left of them."""
    size, parts = quota.numerator, quota.denominator
    return Remainders(
        quota=quota,
        whole={item.number: item.votes * parts // size for item in lists},
        remainder={item.number: item.votes * parts % size for item in lists},
        extra={item.number: 0 for item in lists},
    )


def largest_remainder(
    lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int, favoured: int | None = None
) -> Remainders:
    """Distribute `seats` by the quota of the rule sheet; `favoured` has a further one before remainders decide."""
    quota = quota_of(rule, sum(item.votes for item in lists), seats)
    work = by_whole_quotas(lists, quota)
    room = {number: whole + seats for number, whole in work.whole.items()}
    room |= {item.number: people for item in lists if (people := people_for(item, rule)) is not None}
    work.whole = {number: min(each, room[number]) for number, each in work.whole.items()}
    excess = sum(work.whole.values()) - seats
    if favoured is not None and excess < 0 and work.whole[favoured] < room[favoured]:
        work.favoured = favoured
        work.extra[favoured] += 1
        excess += 1
    if excess > 0:
        _take_back(lists, rule, work, excess=excess, box=box)
    else:
        _by_remainder(lists, rule, work, room=room, left=-excess, box=box)
    return work


def _take_back(lists: Sequence[CandidateList], rule: RuleSheet, work: Remainders, *, excess: int, box: LotBox) -> None:
    """A rounded quota gave out more than there is: the smallest remainders give up one seat each, round by round."""
    while excess and not work.open:
        holders = [item for item in lists if work.whole[item.number] + work.extra[item.number]]
        ranked = sorted(holders, key=lambda item: (work.remainder[item.number], item.number))
        sure, level = _split(ranked, {number: -each for number, each in work.remainder.items()}, excess)
        givers = [item.number for item in sure]
        if level:
            at = work.part_of_seat(level[0].number)
            equals = {item.number: item.votes for item in level}
            tie = settle(equals, excess - len(sure), at=at, rule=rule, box=box, stage=Stage.GIVE_UP)
            work.ties.append(tie)
            givers += tie.winners
        for number in givers:
            work.extra[number] -= 1
        excess -= len(givers)


def _by_remainder(
    lists: Sequence[CandidateList],
    rule: RuleSheet,
    work: Remainders,
    *,
    room: Mapping[int, int],
    left: int,
    box: LotBox,
) -> None:
    """Hand out what is left, one each by remainder, and round again while seats and people last."""
    first = True
    while left and not work.open:
        seats = work.seats
        rivals = [item for item in lists if seats[item.number] < room[item.number]]
        if not rivals:
            return
        if rule.exhaustion is Exhaustion.NEXT_QUOTIENT and not first:
            _by_quotient(rivals, rule, work, room=room, left=left, box=box)
            return
        rounds = min(left // len(rivals), min(room[item.number] - seats[item.number] for item in rivals))
        ranked = sorted(rivals, key=lambda item: (-work.remainder[item.number], item.number))
        if first:
            ranked = [item for item in ranked if item.number != work.favoured]
        sure, level = _split(ranked, work.remainder, left)
        given = 1 if first else max(1, rounds)
        for item in sure:
            work.extra[item.number] += given
        left -= len(sure) * given
        if level:
            _settle_last(level, work.part_of_seat(level[0].number), rule, work, left=left, box=box)
            return
        first = False


def _settle_last(
    level: Sequence[CandidateList], at: Fraction, rule: RuleSheet, work: Remainders, *, left: int, box: LotBox
) -> tuple[int, ...]:
    tie = settle({item.number: item.votes for item in level}, left, at=at, rule=rule, box=box)
    work.ties.append(tie)
    for number in tie.winners:
        work.extra[number] += 1
    return tie.winners


def _by_quotient(
    rivals: Sequence[CandidateList],
    rule: RuleSheet,
    work: Remainders,
    *,
    room: Mapping[int, int],
    left: int,
    box: LotBox,
) -> None:
    """What the lists have nobody for goes to the highest averages of those that have."""
    seats = work.seats
    found = cut(
        [item.votes for item in rivals],
        left,
        DHONDT,
        room=[room[item.number] - seats[item.number] for item in rivals],
        skipped=[seats[item.number] for item in rivals],
    )
    for item, given in zip(rivals, found.won, strict=True):
        work.extra[item.number] += given
        work.passed_on += [item.number] * given
    if found.level and found.last is not None:
        level = [rivals[place] for place in found.level]
        work.passed_on += _settle_last(level, found.last, rule, work, left=found.left, box=box)


def _split(
    ranked: Sequence[CandidateList], value: Mapping[int, int], left: int
) -> tuple[Sequence[CandidateList], Sequence[CandidateList]]:
    """Who is among the first `left` for sure, and who stands level for the last of these places."""
    if len(ranked) <= left or value[ranked[left - 1].number] > value[ranked[left].number]:
        return ranked[:left], ()
    at = value[ranked[left].number]
    sure = [item for item in ranked if value[item.number] > at]
    return sure, [item for item in ranked if value[item.number] == at]


def remainder_table(lists: Sequence[CandidateList], rule: RuleSheet, work: Remainders) -> RemainderTable:
    """The working of a distribution by quota and remainder."""
    ranks = {rest: place for place, rest in reversed([*enumerate(sorted(work.remainder.values(), reverse=True), 1)])}
    rows = []
    for item in lists:
        number, share, rest = item.number, item.votes / work.quota, work.part_of_seat(item.number)
        rows.append(
            RemainderRow(
                number=number,
                share=share,
                share_shown=shown(share, rule.decimals),
                whole_seats=work.whole[number],
                remainder=rest,
                remainder_shown=shown(rest, rule.decimals),
                rank=ranks[work.remainder[number]],
                remainder_seats=work.extra[number],
            )
        )
    return RemainderTable(
        quota=work.quota,
        quota_shown=shown(work.quota, rule.decimals),
        rows=tuple(rows),
        passed_on=tuple(work.passed_on),
    )
