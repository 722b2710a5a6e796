# SPDX-License-Identifier: EUPL-1.2
"""Seats by quota and largest remainder (Hare-Niemeyer): votes times seats over all votes, whole seats first.

With exhaustion "pass on", seats beyond a list's candidates go to the next largest remainders, round by round.
Rounded quotas and other quotas are not known yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.tally.display import shown
from council.tally.exhaustion import most_seats
from council.tally.profile import CandidateList
from council.tally.rules import RuleSheet
from council.tally.ties import LotBox, Tie, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainderRow:
    """One list's exact share of the seats: its whole part, the remainder, and the remainder's rank from 1."""

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
    """The whole working; `quota` is the votes that stand for one seat."""

    quota: Fraction
    quota_shown: str
    rows: tuple[RemainderRow, ...]


Outcome = tuple[dict[int, int], RemainderTable, tuple[Tie, ...]]


def largest_remainder(lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox) -> Outcome:
    """Seats per list number, the table of shares, and the tie for the last seats if there is one."""
    quota = Fraction(sum(item.votes for item in lists), rule.seats)
    shares = {item.number: item.votes / quota for item in lists}
    room = {item.number: most_seats(item, rule) for item in lists}
    whole = {number: min(share // 1, room[number]) for number, share in shares.items()}
    extra, tie = _by_remainder(lists, rule, room=room, whole=whole, box=box)
    seats = {number: whole[number] + extra[number] for number in whole}
    remainders = {number: share % 1 for number, share in shares.items()}
    rows = tuple(
        RemainderRow(
            number=number,
            share=share,
            share_shown=shown(share, rule.decimals),
            whole_seats=whole[number],
            remainder=remainders[number],
            remainder_shown=shown(remainders[number], rule.decimals),
            rank=1 + sum(other > remainders[number] for other in remainders.values()),
            remainder_seats=extra[number],
        )
        for number, share in shares.items()
    )
    table = RemainderTable(quota=quota, quota_shown=shown(quota, rule.decimals), rows=rows)
    return seats, table, (tie,) if tie else ()


def _by_remainder(
    lists: Sequence[CandidateList],
    rule: RuleSheet,
    *,
    room: Mapping[int, int],
    whole: Mapping[int, int],
    box: LotBox,
) -> tuple[dict[int, int], Tie | None]:
    """Hand out what is left, one each by remainder, and round again while seats and people last."""
    pool = sum(item.votes for item in lists)
    remainder = {item.number: Fraction(item.votes * rule.seats % pool, pool) for item in lists}
    extra = dict.fromkeys(whole, 0)
    left = rule.seats - sum(whole.values())
    while left:
        open_lists = [item for item in lists if whole[item.number] + extra[item.number] < room[item.number]]
        if not open_lists:
            break
        ranked = sorted(open_lists, key=lambda item: (-remainder[item.number], item.number))
        sure, level = _split(ranked, remainder, left)
        for item in sure:
            extra[item.number] += 1
        left -= len(sure)
        if level:
            at = remainder[level[0].number]
            tie = settle({item.number: item.votes for item in level}, left, at=at, rule=rule, box=box)
            for number in tie.winners:
                extra[number] += 1
            return extra, tie
    return extra, None


def _split(
    ranked: Sequence[CandidateList], remainder: Mapping[int, Fraction], left: int
) -> tuple[Sequence[CandidateList], Sequence[CandidateList]]:
    """Who gets a seat of this round for sure, and who stands level for the last of them."""
    if len(ranked) <= left or remainder[ranked[left - 1].number] > remainder[ranked[left].number]:
        return ranked[:left], ()
    cut = remainder[ranked[left].number]
    sure = [item for item in ranked if remainder[item.number] > cut]
    return sure, [item for item in ranked if remainder[item.number] == cut]
