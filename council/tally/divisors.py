# SPDX-License-Identifier: EUPL-1.2
"""The highest quotients, found exactly and fast: whole numbers only, no quotient is ever written out to compare.

With divisors up to D two different quotients of whole votes are at least 1/D^2 apart, so the votes times D^2
divided without remainder order all quotients as the fractions do, and are equal only where these are. Counting
starts at a value that surely gives out no more seats than there are, and the few that are left go one by one.
Ties are reported, never settled here.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.tally.choices import Formula


@dataclass(frozen=True, slots=True)
class Series:
    """Divisors as whole numbers in parts of `unit`: the first, then `offset` + `step` for every further seat."""

    first: int
    offset: int
    step: int
    unit: int = 1

    def divisor(self, index: int) -> int:
        """The divisor of a list's (index + 1)th seat."""
        return self.offset + self.step * index if index else self.first

    def quotient(self, votes: int, index: int) -> Fraction:
        """The exact quotient of a list's (index + 1)th seat."""
        return Fraction(votes * self.unit, self.divisor(index))

    def reached(self, times: int) -> int:
        """How many divisors are not larger than this."""
        if times < self.first:
            return 0
        return max(1, (times - self.offset) // self.step + 1)


DHONDT = Series(1, 1, 1)
SAINTE_LAGUE = Series(1, 1, 2)
SAINTE_LAGUE_14 = Series(14, 10, 20, unit=10)

SERIES = {
    Formula.DHONDT: DHONDT,
    Formula.DHONDT_WAHLZAHL: DHONDT,
    Formula.SAINTE_LAGUE: SAINTE_LAGUE,
    Formula.SAINTE_LAGUE_14: SAINTE_LAGUE_14,
}


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the seats end. `won` are seats beyond doubt, in the order of the votes handed over.

    `level` are the places of those that stand equal for the `left` last seats; it is empty when all are given out
    or nobody has room for more. `last` is the quotient of the last seat.
    """

    won: tuple[int, ...]
    level: tuple[int, ...]
    left: int
    last: Fraction | None


@dataclass(slots=True)
class _Count:
    """Seats under way: where each list begins, what it holds, how far it may go, and the scale of the keys."""

    votes: Sequence[int]
    series: Series
    begin: list[int]
    most: list[int]
    held: list[int]
    scale: int

    def key(self, place: int, index: int) -> int:
        """A whole number that orders quotients as the fractions do."""
        return self.votes[place] * self.scale // self.series.divisor(index)


def cut(
    votes: Sequence[int],
    seats: int,
    series: Series,
    *,
    room: Sequence[int] | None = None,
    skipped: Sequence[int] | None = None,
) -> Cut:
    """Give `seats` to the highest quotients; `room` caps a list, `skipped` leaves out its first quotients."""
    begin = [0] * len(votes) if skipped is None else list(skipped)
    most = [start + seats if each else start for each, start in zip(votes, begin, strict=True)]
    if room is not None:
        most = [min(top, start + here) for top, start, here in zip(most, begin, room, strict=True)]
    scale = series.divisor(max(most, default=0)) ** 2
    state = _Count(votes, series, begin, most, _surely(votes, seats, series, begin=begin, most=most), scale)
    left = seats - sum(state.held) + sum(begin)
    return _ends(state, left - _one_by_one(state, left))


def _surely(
    votes: Sequence[int], seats: int, series: Series, *, begin: Sequence[int], most: Sequence[int]
) -> list[int]:
    """Seats whose quotients reach a value that together no more than `seats` quotients can reach."""
    lists = len(votes)
    times = series.step * (seats - lists) + series.offset * lists
    total = sum(votes)
    if times <= 0 or total == 0:
        return list(begin)
    return [
        min(top, max(start, series.reached(each * times // total)))
        for each, start, top in zip(votes, begin, most, strict=True)
    ]


def _one_by_one(state: _Count, left: int) -> int:
    """Give out what is left, always to the highest quotient; says how many seats found somebody."""
    held, most = state.held, state.most
    heap = [(-state.key(place, have), place) for place, have in enumerate(held) if have < most[place]]
    heapq.heapify(heap)
    given = 0
    while given < left and heap:
        place = heap[0][1]
        held[place] += 1
        given += 1
        if held[place] < most[place]:
            heapq.heapreplace(heap, (-state.key(place, held[place]), place))
        else:
            heapq.heappop(heap)
    return given


def _ends(state: _Count, left: int) -> Cut:
    """Look at both sides of the cut: the lowest quotient with a seat and the highest without one."""
    held, begin, most = state.held, state.begin, state.most
    places = range(len(held))
    last = {place: state.key(place, held[place] - 1) for place in places if held[place] > begin[place]}
    if not last:
        return Cut((0,) * len(held), (), left, None)
    lowest = min(last.values())
    owner = next(place for place, key in last.items() if key == lowest)
    at = state.series.quotient(state.votes[owner], held[owner] - 1)
    rivals = [p for p in places if held[p] < most[p] and state.key(p, held[p]) == lowest]
    level: tuple[int, ...] = ()
    if rivals:
        holders = [place for place, key in last.items() if key == lowest]
        level = tuple(sorted(holders + rivals))
        left += len(holders)
        for place in holders:
            held[place] -= 1
    return Cut(tuple(have - start for have, start in zip(held, begin, strict=True)), level, left, at)
