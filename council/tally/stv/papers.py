# SPDX-License-Identifier: EUPL-1.2
"""Sorting papers to their next available preference without touching each paper.

The orders are sorted, so papers that agree on their first preferences lie next to each other: a run of them moves
as one, and is split by bisection only where its papers part. Nothing here knows values, quotas or rules.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import accumulate

from council.tally.stv.profile import RankedProfile

Run = tuple[int, int, int]
"""Positions from the first up to before the second; how many preferences, the same in all, have been used."""

_NEXT = [bytes((number + 1,)) for number in range(255)]


class Papers:
    """The papers of a profile, ready to be sorted."""

    __slots__ = ("_orders", "_upto", "everything")

    def __init__(self, profile: RankedProfile) -> None:
        self._orders = profile.orders
        self._upto = list(accumulate(profile.papers, initial=0))
        self.everything: Run = (0, len(profile.orders), 0)

    def size(self, runs: Iterable[Run]) -> int:
        """How many papers the runs hold."""
        upto = self._upto
        return sum(upto[high] - upto[low] for low, high, _used in runs)

    def sort(self, runs: Iterable[Run], passed_over: Collection[int]) -> tuple[dict[int, list[Run]], int]:
        """The runs under the next preference that is not passed over, and how many papers have none left."""
        orders, upto = self._orders, self._upto
        piles: dict[int, list[Run]] = {}
        spent = 0
        waiting = [run for run in runs if run[0] < run[1]]
        while waiting:
            low, high, used = waiting.pop()
            first = orders[low]
            if len(first) == used:
                spent += upto[low + 1] - upto[low]
                low += 1
            prefix = first[:used]
            while low < high:
                choice = orders[low][used]
                end = high
                if orders[high - 1][used] != choice:
                    end = bisect_left(orders, prefix + _NEXT[choice], low + 1, high)
                if choice in passed_over:
                    waiting.append((low, end, used + 1))
                elif choice in piles:
                    piles[choice].append((low, end, used + 1))
                else:
                    piles[choice] = [(low, end, used + 1)]
                low = end
        return piles, spent
