# SPDX-License-Identifier: EUPL-1.2
"""Meek's count after the Reference Meek Rule: every elected candidate keeps a share of each paper, the rest goes on.

Keep factors are found by iterating in nine fixed digits until a candidate is elected, all surpluses together fall
below the tolerance, or they stop shrinking. A stage of the record is one run of iterations and what it led to.
"""

from dataclasses import dataclass

from council.tally.errors import whole
from council.tally.stv.equals import Choice, choose
from council.tally.stv.ledger import Ledger
from council.tally.stv.papers import Papers, Pile
from council.tally.stv.profile import RankedProfile
from council.tally.stv.record import ElectedBy, RankedTie, StageAction
from council.tally.stv.rule import StvParameter, StvRule
from council.tally.ties import LotBox

MOST_ITERATIONS = 20_000
"""Factors that have not settled by then are refused: no election comes near."""


@dataclass(slots=True)
class Branch:
    """Papers that agree on which elected candidates come before the next one still in the running.

    `number` is the last of those elected, `above` the branch without it; place 0 is the trunk of all papers.
    """

    number: int
    above: int
    papers: int
    spent: int
    onward: tuple[tuple[int, int], ...]


class MeekCount:
    """One count; `ledger` and `ties` hold what it came to, as far as the recorded lots allow."""

    def __init__(self, profile: RankedProfile, rule: StvRule, box: LotBox) -> None:
        self.rule, self.box = rule, box
        self.ledger = Ledger(profile, rule)
        self.ties: list[RankedTie] = []
        self.papers = Papers(profile)
        self.one = 10**rule.decimals
        self.keep = [self.one] * len(self.ledger.votes)
        self._gone = profile.withdrawn
        for number in self._gone:
            self.keep[number] = 0
        _piles, self._unused = self.papers.sort(self.papers.everything(), self._gone)
        self.valid_papers = sum(profile.papers) - self._unused

    def run(self) -> None:
        """Count until the seats are filled or a lot is needed."""
        action = StageAction.FIRST
        who: list[int] = []
        while True:
            iterations, surplus, elected = self._iterate()
            ledger = self.ledger
            last = 0 < len(ledger.continuing) <= ledger.vacancies
            if last:
                ledger.elect(list(ledger.continuing), ElectedBy.LAST_SEATS)
            ledger.close(action, who, keep=self.keep, iterations=iterations)
            if not ledger.vacancies or not ledger.continuing:
                return
            if elected:
                action, who = StageAction.SURPLUS, [each.number for each in ledger.elected]
                continue
            number = self._lowest(surplus)
            if not number:
                return
            ledger.exclude([number])
            self._gone += bytes((number,))
            self.keep[number] = 0
            action, who = StageAction.EXCLUDE, [number]

    def _iterate(self) -> tuple[int, int, bool]:
        """Distribute until somebody is elected or the factors have settled: iterations, surplus, elected."""
        iterations, before = 0, -1
        branches = self._branches()
        while True:
            iterations = whole(iterations + 1, what="iterations", largest=MOST_ITERATIONS)
            self._distribute(branches)
            ledger = self.ledger
            ledger.quota = sum(ledger.votes) // (self.rule.seats + 1) + 1
            reached = [number for number in ledger.continuing if ledger.votes[number] >= ledger.quota]
            ledger.elect(reached, ElectedBy.QUOTA)
            surplus = sum(max(0, ledger.votes[each.number] - ledger.quota) for each in ledger.elected)
            if reached or surplus < self.rule.tolerance or 0 <= before <= surplus:
                return iterations, surplus, bool(reached)
            before = surplus
            for each in ledger.elected:
                self._renew(each.number)

    def _renew(self, number: int) -> None:
        """The keep factor times quota by votes, each step rounded up to the last digit (B.2.f)."""
        product = -(-self.keep[number] * self.ledger.quota // self.one)
        self.keep[number] = -(-product * self.one // self.ledger.votes[number])

    def _branches(self) -> list[Branch]:
        """The papers by the elected candidates they pass through; it holds as long as nobody is elected or excluded."""
        elected = {each.number for each in self.ledger.elected}
        branches: list[Branch] = []
        waiting: list[tuple[int, int, Pile, bytes]] = [(0, 0, self.papers.everything(), self._gone)]
        while waiting:
            number, above, pile, passed_over = waiting.pop()
            piles, spent = self.papers.sort(pile, passed_over)
            for each in elected & piles.keys():
                waiting.append((each, len(branches), piles[each], passed_over + bytes((each,))))
            onward = [(each, self.papers.size(own)) for each, own in piles.items() if each not in elected]
            branches.append(Branch(number, above, self.papers.size(pile), spent, tuple(onward)))
        return branches

    def _distribute(self, branches: list[Branch]) -> None:
        """Let every elected candidate keep a share, rounded up, of what is left of each paper (B.2.a)."""
        votes = [0] * len(self.ledger.votes)
        left: list[int] = []
        lost = -self._unused * self.one
        for branch in branches:
            weight = left[branch.above] if branch.number else self.one
            if branch.number:
                kept = -(-weight * self.keep[branch.number] // self.one)
                votes[branch.number] += branch.papers * kept
                weight -= kept
            left.append(weight)
            lost += branch.spent * weight
            for number, papers in branch.onward:
                votes[number] += papers * weight
        self.ledger.votes[:] = votes
        self.ledger.non_transferable = lost

    def _lowest(self, surplus: int) -> int:
        """Whom to exclude: the lowest, or one of those whom the surplus could still bring level; 0 needs a lot."""
        votes = self.ledger.votes
        reach = min(votes[number] for number in self.ledger.continuing) + surplus
        level = [number for number in self.ledger.continuing if votes[number] <= reach]
        if len(level) == 1:
            return level[0]
        choice = Choice(StvParameter.EXCLUSION_TIES, self.ledger.stage, min)
        tie = choose(level, choice, history=self.ledger.history, rule=self.rule, box=self.box)
        self.ties.append(tie)
        return tie.chosen
