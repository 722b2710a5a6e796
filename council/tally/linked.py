# SPDX-License-Identifier: EUPL-1.2
"""Linked lists (apparentement): lists that declared it count as one, then share their seats among themselves.

Both steps go by the formula of the rule sheet. While lots are to be drawn between groups, the lists of these groups
have no seats yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from council.tally.codec import omitted
from council.tally.exhaustion import most_seats
from council.tally.formulas import Distribution, at_stage, distribute
from council.tally.highest_averages import QuotientTable
from council.tally.largest_remainder import RemainderTable
from council.tally.profile import CandidateList
from council.tally.rules import RuleSheet
from council.tally.ties import LotBox, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedGroup:
    """Lists that count together under the lowest of their numbers, and how they shared what they won."""

    number: int
    name: str
    members: tuple[int, ...]
    votes: int
    seats: int
    quotients: QuotientTable | None = omitted(None)
    remainders: RemainderTable | None = omitted(None)


def groups_of(lists: Sequence[CandidateList]) -> dict[int, list[CandidateList]]:
    """The lists by the number of their group; a list on its own is a group."""
    by_name: dict[tuple[str, int], list[CandidateList]] = {}
    for item in lists:
        by_name.setdefault((item.group, 0) if item.group else ("", item.number), []).append(item)
    return {members[0].number: members for members in by_name.values()}


def _as_one(members: Sequence[CandidateList], rule: RuleSheet) -> CandidateList:
    if len(members) == 1:
        return members[0]
    room = sum(most_seats(item, rule) for item in members)
    known = all(item.candidates_count is not None for item in members)
    return CandidateList(
        number=members[0].number,
        name=" + ".join(item.name for item in members),
        votes=sum(item.votes for item in members),
        candidates_count=room if known else None,
    )


def distribute_linked(
    lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int, tables: bool = True
) -> tuple[Distribution, tuple[LinkedGroup, ...]]:
    """Seats to groups, then inside each group."""
    groups = groups_of(lists)
    heads = [_as_one(members, rule) for members in groups.values()]
    outer = at_stage(distribute(heads, rule, box, seats=seats, tables=tables), Stage.GROUPS)
    waiting = {number for tie in outer.ties if tie.open for number in tie.lots_between}
    won: dict[int, int] = {}
    ties, shown = list(outer.ties), []
    for head in heads:
        members = groups[head.number]
        share = outer.seats[head.number]
        inner: Distribution | None = None
        if len(members) == 1:
            won[head.number] = share
        elif share and head.number not in waiting:
            inner = at_stage(distribute(members, rule, box, seats=share, tables=tables), Stage.WITHIN_GROUP)
            won |= inner.seats
            ties += inner.ties
        else:
            won |= {item.number: 0 for item in members}
        shown.append(
            LinkedGroup(
                number=head.number,
                name=head.name,
                members=tuple(item.number for item in members),
                votes=head.votes,
                seats=share,
                quotients=inner.quotients if inner else None,
                remainders=inner.remainders if inner else None,
            )
        )
    return Distribution(won, tuple(ties), outer.quotients, outer.remainders, outer.steps), tuple(shown)
