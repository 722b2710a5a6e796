# SPDX-License-Identifier: EUPL-1.2
"""Seats of lists in districts when both have their seats already (biproportional, "doppelter Pukelsheim").

The votes of a list in a district times the list's factor over the district's divisor, rounded at the half, give the
seats; the factors are what makes all rows and columns add up. They are found exactly: every seat goes to where the
product of quotients along a chain of moves is largest, compared as whole numbers. If another distribution fits the same
factors, lots would have to be drawn, and the cells in question are named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.tally.errors import TallyError, TallyErrorCode

MOST_CELLS = 2_500
MOST_SEATS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Biproportional:
    """Seats by list and district, the factor of each list, the divisor of each district, and cells left to lots."""

    seats: tuple[tuple[int, ...], ...]
    factors: tuple[Fraction, ...]
    divisors: tuple[Fraction, ...]
    tied: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Gain:
    """A product of quotients as a numerator and a denominator, compared without being cancelled."""

    over: int
    under: int

    def times(self, over: int, under: int) -> "_Gain":
        return _Gain(self.over * over, self.under * under)

    def beats(self, other: "_Gain | None") -> bool:
        return other is None or self.over * other.under > other.over * self.under


class _Table:
    """Seats under way. Lists are nodes 0 to r - 1, districts the nodes after them."""

    def __init__(self, votes: Sequence[Sequence[int]], rows: Sequence[int], columns: Sequence[int]) -> None:
        self.votes, self.rows, self.columns = votes, rows, columns
        self.seats = [[0] * len(columns) for _ in rows]
        self.row_left, self.column_left = list(rows), list(columns)

    def moves(self) -> list[tuple[int, int, int, int]]:
        """From node, to node, numerator, denominator: one seat more in a cell, or one taken back."""
        found = []
        many = len(self.rows)
        for row, line in enumerate(self.votes):
            for column, votes in enumerate(line):
                have = self.seats[row][column]
                if votes:
                    found.append((row, many + column, votes, 2 * have + 1))
                if have:
                    found.append((many + column, row, 2 * have - 1, votes))
        return found

    def best(self, starts: Sequence[int]) -> tuple[list[_Gain | None], list[int]]:
        """The largest product with which every node is reached from the starts, and the node before it."""
        nodes = len(self.rows) + len(self.columns)
        gains: list[_Gain | None] = [None] * nodes
        before = [-1] * nodes
        for start in starts:
            gains[start] = _Gain(1, 1)
        moves = self.moves()
        for _ in range(nodes):
            changed = False
            for source, target, over, under in moves:
                here = gains[source]
                if here is None:
                    continue
                gain = here.times(over, under)
                if gain.beats(gains[target]):
                    gains[target], before[target], changed = gain, source, True
            if not changed:
                break
        return gains, before

    def place_one(self) -> None:
        """Give one more seat along the best chain from a list with seats left to a district with seats left."""
        many = len(self.rows)
        gains, before = self.best([row for row, left in enumerate(self.row_left) if left])
        chosen, best = -1, None
        for column, left in enumerate(self.column_left):
            gain = gains[many + column]
            if left and gain is not None and gain.beats(best):
                chosen, best = many + column, gain
        if chosen < 0:
            raise TallyError(TallyErrorCode.NO_SUCH_DIVISORS)
        self.column_left[chosen - many] -= 1
        node = chosen
        while before[node] >= 0:
            source = before[node]
            if source < many:
                self.seats[source][node - many] += 1
            else:
                self.seats[node][source - many] -= 1
            node = source
        self.row_left[node] -= 1


def biproportional(
    votes: Sequence[Sequence[int]], *, list_seats: Sequence[int], district_seats: Sequence[int]
) -> Biproportional:
    """Seats for `votes` by list and district so that both sums are kept.

    :raises TallyError: when the sums differ or no distribution keeps them.
    """
    cells = len(list_seats) * len(district_seats)
    if sum(list_seats) != sum(district_seats) or any(len(line) != len(district_seats) for line in votes):
        raise TallyError(TallyErrorCode.DISTRICTS_MALFORMED)
    if cells > MOST_CELLS or sum(list_seats) > MOST_SEATS:
        raise TallyError(TallyErrorCode.TOO_LARGE, what="cells", largest=MOST_CELLS)
    table = _Table(votes, list_seats, district_seats)
    for _ in range(sum(list_seats)):
        table.place_one()
    gains, _before = table.best(range(len(list_seats)))
    factors = tuple(_fraction(gains[row]) for row in range(len(list_seats)))
    divisors = tuple(2 * _fraction(gain) for gain in gains[len(list_seats) :])
    return Biproportional(
        seats=tuple(tuple(line) for line in table.seats),
        factors=factors,
        divisors=divisors,
        tied=_tied(table, factors, divisors),
    )


def _fraction(gain: _Gain | None) -> Fraction:
    return Fraction(1) if gain is None else Fraction(gain.over, gain.under)


def _tied(table: _Table, factors: Sequence[Fraction], divisors: Sequence[Fraction]) -> tuple[tuple[int, int], ...]:
    """Cells whose product lies exactly at a half and that form a ring of moves: there the seats could lie otherwise."""
    many = len(factors)
    size = [*factors, *(each / 2 for each in divisors)]
    tight: dict[int, set[int]] = {}
    for source, target, over, under in table.moves():
        if size[source] * over == size[target] * under:
            tight.setdefault(source, set()).add(target)
    found = set()
    for source, targets in tight.items():
        for target in targets:
            if source in _reached(tight, target, without=(target, source)):
                row, column = min(source, target), max(source, target) - many
                found.add((row, column))
    return tuple(sorted(found))


def _reached(tight: dict[int, set[int]], start: int, *, without: tuple[int, int]) -> set[int]:
    """Every node that tight moves lead to, not going straight back."""
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        for following in tight.get(node, ()):
            if (node, following) != without and following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen
