# SPDX-License-Identifier: EUPL-1.2
"""Sorting papers to their next available preference, touching as few papers as possible.

The orders are sorted, so papers that agree on their first preferences lie next to each other: a long run of them
moves as one and is split by bisection only where its papers part. Short runs are taken apart into loose papers.
Nothing here knows values, quotas or rules.
"""

from bisect import bisect_left
from itertools import accumulate, repeat

from council.tally.stv.profile import RankedProfile

SHORT = 30
"""A run of fewer orders than this is taken apart: looking at each is then quicker than bisecting."""

Run = tuple[int, int, int]
"""Positions from the first up to before the second; how many preferences, the same in all, have been used."""

_AFTER = [bytes((number + 1,)) for number in range(255)]


class Pile:
    """Papers lying together: runs of neighbours, and positions of loose ones."""

    __slots__ = ("loose", "runs")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.loose: list[int] = []

    def add(self, low: int, high: int, used: int) -> None:
        """Lay a run on the pile."""
        if high - low < SHORT:
            self.loose.extend(range(low, high))
        else:
            self.runs.append((low, high, used))

    def take(self, other: "Pile") -> None:
        """Lay another pile on this one."""
        self.runs += other.runs
        self.loose += other.loose


class Papers:
    """The papers of a profile, ready to be sorted."""

    __slots__ = ("_counts", "_orders", "_room", "_single", "_upto")

    def __init__(self, profile: RankedProfile) -> None:
        self._orders, self._counts = profile.orders, profile.papers
        self._upto = list(accumulate(profile.papers, initial=0))
        self._single = self._upto[-1] == len(profile.papers)
        self._room = len(profile.candidates) + 1

    def everything(self) -> Pile:
        """All papers, not yet sorted."""
        pile = Pile()
        pile.add(0, len(self._orders), 0)
        return pile

    def size(self, pile: Pile) -> int:
        """How many papers a pile holds."""
        return self._loose_size(pile.loose) + sum(self._upto[high] - self._upto[low] for low, high, _ in pile.runs)

    def sort(self, pile: Pile, passed_over: bytes) -> tuple[dict[int, Pile], int]:
        """The piles under the next preference not passed over, and how many papers have none left.

        Whoever stands on a paper before its holder must be passed over, and so must the holder.
        """
        piles = [Pile() for _ in range(self._room)]
        loose = list(pile.loose)
        spent = self._sort_runs(pile.runs, frozenset(passed_over), piles, loose)
        spent += self._sort_loose(loose, passed_over, piles)
        return {number: each for number, each in enumerate(piles) if each.runs or each.loose}, spent

    def _sort_runs(self, runs: list[Run], passed_over: frozenset[int], piles: list[Pile], loose: list[int]) -> int:
        orders, upto = self._orders, self._upto
        spent = 0
        waiting = list(runs)
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
                    end = bisect_left(orders, prefix + _AFTER[choice], low + 1, high)
                if choice not in passed_over:
                    piles[choice].add(low, end, used + 1)
                elif end - low < SHORT:
                    loose.extend(range(low, end))
                else:
                    waiting.append((low, end, used + 1))
                low = end
        return spent

    def _sort_loose(self, loose: list[int], passed_over: bytes, piles: list[Pile]) -> int:
        put = [pile.loose.append for pile in piles]
        rests = map(bytes.lstrip, map(self._orders.__getitem__, loose), repeat(passed_over))
        spent: list[int] = []
        for position, rest in zip(loose, rests, strict=True):
            if rest:
                put[rest[0]](position)
            else:
                spent.append(position)
        return self._loose_size(spent)

    def _loose_size(self, loose: list[int]) -> int:
        return len(loose) if self._single else sum(map(self._counts.__getitem__, loose))
