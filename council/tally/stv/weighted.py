# SPDX-License-Identifier: EUPL-1.2
"""Counting by weighted inclusive Gregory: all papers of an elected candidate go on, each at its share of the surplus.

A paper's new value is surplus times old value divided by the candidate's votes, cut after the digits of the rule.
One surplus a stage. Which rule follows which by-law is in `known`; Meek's count is elsewhere.
"""

from collections.abc import Sequence

from council.tally.stv.equals import Choice, choose
from council.tally.stv.hopeless import hopeless
from council.tally.stv.ledger import Ledger
from council.tally.stv.papers import Papers, Pile
from council.tally.stv.profile import RankedProfile
from council.tally.stv.record import ElectedBy, RankedTie, StageAction
from council.tally.stv.rule import Electing, Excluding, StvParameter, StvQuota, StvRule
from council.tally.ties import LotBox


class WeightedCount:
    """One count; `ledger` and `ties` hold what it came to, as far as the recorded lots allow.

    `seated_by` are the papers, by their value, with which each elected candidate was elected or ended.
    """

    def __init__(self, profile: RankedProfile, rule: StvRule, box: LotBox) -> None:
        self.rule, self.box = rule, box
        self.ledger = Ledger(profile, rule)
        self.ties: list[RankedTie] = []
        self.papers = Papers(profile)
        self.seated_by: dict[int, dict[int, Pile]] = {}
        self._held: list[dict[int, Pile]] = [{} for _ in self.ledger.votes]
        self._out = profile.withdrawn
        self.valid_papers = self._begin_with({10**rule.decimals: self.papers.everything()})
        self._to_transfer: list[int] = []

    def run(self) -> None:
        """Count until the seats are filled or a lot is needed."""
        self._first_stage()
        while self.ledger.vacancies and self.ledger.continuing and self._next_stage():
            pass
        for each in self.ledger.elected:
            self.seated_by.setdefault(each.number, self._held[each.number])

    def _begin_with(self, parcels: dict[int, Pile]) -> int:
        """Lay papers, by their value, before whom they rank first; how many of them count."""
        counting = 0
        for value, papers in parcels.items():
            piles, unused = self.papers.sort(papers, self._out)
            counting += self.papers.size(papers) - unused
            for number, pile in piles.items():
                self._held[number][value] = pile
        return counting

    def _first_stage(self) -> None:
        for number, parcels in enumerate(self._held):
            self.ledger.votes[number] = sum(self.papers.size(pile) * value for value, pile in parcels.items())
        self._end_stage(StageAction.FIRST, ())

    def _next_stage(self) -> bool:
        """Do what the rule asks for next; false when a lot must be drawn first."""
        if self.rule.excluding is Excluding.HOPELESS_TOGETHER:
            together = hopeless(self.ledger)
            if together:
                return self._exclude(together)
        surpluses = self._surpluses()
        if surpluses:
            number = self._one_of(surpluses, StvParameter.SURPLUS_TIES)
            return bool(number) and self._transfer_surplus(number)
        number = self._one_of(self.ledger.continuing, StvParameter.EXCLUSION_TIES)
        return bool(number) and self._exclude([number])

    def _surpluses(self) -> list[int]:
        waiting = self._to_transfer if self.rule.electing is Electing.AT_QUOTA else self.ledger.continuing
        return [number for number in waiting if self.ledger.votes[number] > self.ledger.quota]

    def _one_of(self, numbers: Sequence[int], about: StvParameter) -> int:
        """The highest for a surplus, the lowest for an exclusion; 0 when a lot is needed."""
        votes = self.ledger.votes
        extreme = max if about is StvParameter.SURPLUS_TIES else min
        decisive = extreme(votes[number] for number in numbers)
        level = [number for number in numbers if votes[number] == decisive]
        if len(level) == 1:
            return level[0]
        choice = Choice(about, self.ledger.stage, extreme)
        tie = choose(level, choice, history=self.ledger.history, rule=self.rule, box=self.box)
        self.ties.append(tie)
        return tie.chosen

    def _transfer_surplus(self, number: int) -> bool:
        votes = self.ledger.votes
        surplus, total = votes[number] - self.ledger.quota, votes[number]
        if self.rule.electing is Electing.WITH_SURPLUS:
            self.ledger.elect([number], ElectedBy.QUOTA)
        else:
            self._to_transfer.remove(number)
        self._out += bytes((number,))
        votes[number] = self.ledger.quota
        self.seated_by[number] = self._held[number]
        values = {value: self._reduced(value, surplus, total) for value in self._held[number]}
        self._move(number, values, leaving=surplus)
        self._end_stage(StageAction.SURPLUS, [number])
        return True

    def _reduced(self, value: int, surplus: int, total: int) -> int:
        """What a paper is worth after its candidate's surplus was shared out."""
        if not self.rule.cut_fraction:
            return surplus * value // total
        one: int = 10**self.rule.decimals
        return surplus * one // total * value // one

    def _exclude(self, numbers: Sequence[int]) -> bool:
        self.ledger.exclude(numbers)
        self._out += bytes(numbers)
        if self.rule.last_transfer or len(self.ledger.continuing) > self.ledger.vacancies:
            for number in numbers:
                leaving, self.ledger.votes[number] = self.ledger.votes[number], 0
                self._move(number, {value: value for value in self._held[number]}, leaving=leaving)
        self._end_stage(StageAction.EXCLUDE, numbers)
        return True

    def _move(self, source: int, values: dict[int, int], *, leaving: int) -> None:
        """Move all papers of a candidate on at their new values; what does not arrive is not transferable."""
        ledger, size = self.ledger, self.papers.size
        arrived: dict[int, list[int]] = {}
        spent_papers = spent_votes = 0
        for value, new_value in values.items():
            held = self._held[source][value]
            ledger.enter_parcel(source, value=value, papers=size(held), new_value=new_value)
            piles, spent = self.papers.sort(held, self._out)
            spent_papers += spent
            spent_votes += spent * new_value
            for target, pile in piles.items():
                papers = size(pile)
                entry = arrived.setdefault(target, [0, 0])
                entry[0] += papers
                entry[1] += papers * new_value
                self._held[target].setdefault(new_value, Pile()).take(pile)
        self._held[source] = {}
        for target, (papers, votes) in sorted(arrived.items()):
            ledger.votes[target] += votes
            ledger.enter_flow(source, target, papers=papers, votes=votes)
            leaving -= votes
        ledger.non_transferable += leaving
        ledger.cut += leaving - spent_votes
        if spent_papers:
            ledger.enter_flow(source, 0, papers=spent_papers, votes=spent_votes)

    def _end_stage(self, action: StageAction, who: Sequence[int]) -> None:
        ledger = self.ledger
        if not ledger.stages or self.rule.quota is StvQuota.EVERY_STAGE:
            ledger.quota = whole_droop(sum(ledger.votes), self.rule)
        reached = [number for number in ledger.continuing if ledger.votes[number] >= ledger.quota]
        if self.rule.electing is Electing.AT_QUOTA:
            ledger.elect(reached, ElectedBy.QUOTA)
            self._to_transfer += reached
            self._out += bytes(reached)
        elif len(reached) == ledger.vacancies:
            ledger.elect(reached, ElectedBy.QUOTA)
        if 0 < len(ledger.continuing) <= ledger.vacancies:
            ledger.elect(list(ledger.continuing), ElectedBy.LAST_SEATS)
        ledger.close(action, who)


def whole_droop(votes: int, rule: StvRule) -> int:
    """Votes divided by one more than the seats, decimals ignored, plus one vote."""
    one: int = 10**rule.decimals
    return (votes // (one * (rule.seats + 1)) + 1) * one
