# SPDX-License-Identifier: EUPL-1.2
"""Seats of a Dutch municipal council (Kieswet, articles P 5 to P 10).

Whole seats by the exact quota (P 6). Residual seats from 19 seats on by highest averages (P 7); below 19 by largest
remainders among lists with three quarters of the quota, then by highest averages, at first one for each list (P 8).
A list with more than half of the votes but not of the seats takes the seat given last (P 9). Seats a list has no
candidates for go on in the same way (P 10).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from council.tally.choices import Exhaustion, MajorityClause, Parameter
from council.tally.display import shown
from council.tally.errors import whole as whole_number
from council.tally.largest_remainder import Remainders, by_whole_quotas
from council.tally.profile import CandidateList
from council.tally.rules import RuleSheet
from council.tally.steps import Step, StepKind
from council.tally.ties import LotBox, Stage, settle

LARGE_COUNCIL = 19
MOST_SEATS = 500
PART_OF_QUOTA = Fraction(3, 4)


@dataclass(slots=True)
class Kieswet:
    """The distribution under way; `work` holds whole and residual seats, `steps` every residual seat in order."""

    lists: Sequence[CandidateList]
    rule: RuleSheet
    box: LotBox
    work: Remainders
    steps: list[Step] = field(default_factory=list)
    last_equals: list[int] = field(default_factory=list)
    gave_up: int | None = None

    def held(self, number: int) -> int:
        """The seats of a list so far."""
        return self.work.whole[number] + self.work.extra[number]

    def times(self, kind: StepKind, number: int) -> int:
        """How many seats a list has had in this way."""
        return sum(step.kind is kind and step.winner == number for step in self.steps)

    def add(self, kind: StepKind, winner: int, value: Fraction) -> None:
        """Give one residual seat."""
        self.work.extra[winner] += 1
        before = self.steps[-1] if self.steps else None
        if before is None or (before.kind, before.value) != (kind, value):
            self.last_equals = []
        self.last_equals.append(winner)
        self.steps.append(
            Step(
                kind=kind,
                winner=winner,
                value=value,
                value_shown=shown(value, self.rule.decimals),
                clause=self.rule.clause(Parameter.FORMULA),
            )
        )


def kieswet(lists: Sequence[CandidateList], rule: RuleSheet, box: LotBox, *, seats: int) -> Kieswet:
    """Distribute the seats of a municipal council."""
    whole_number(seats, what="seats", largest=MOST_SEATS)
    quota = Fraction(sum(item.votes for item in lists), seats)
    state = Kieswet(lists, rule, box, by_whole_quotas(lists, quota))
    _residual(state, seats - sum(state.work.whole.values()), seats, open_to=lambda _number: True)
    if not state.work.open and rule.majority is not MajorityClause.NONE:
        _majority(state, seats)
    if not state.work.open and rule.exhaustion is not Exhaustion.VACANT:
        _exhausted(state, seats)
    return state


def _residual(state: Kieswet, left: int, seats: int, *, open_to: Callable[[int], bool]) -> None:
    while left:
        rivals = [item for item in state.lists if open_to(item.number)]
        if not rivals:
            return
        kind, values = _next_round(state, rivals, seats)
        top = max(values.values())
        level = [number for number, value in values.items() if value == top]
        if len(level) <= left:
            state.add(kind, level[0], top)
            left -= 1
            continue
        votes = {item.number: item.votes for item in rivals if item.number in level}
        tie = settle(votes, left, at=top, rule=state.rule, box=state.box)
        state.work.ties.append(tie)
        for number in tie.winners:
            state.add(kind, number, top)
        return


def _next_round(state: Kieswet, rivals: Sequence[CandidateList], seats: int) -> tuple[StepKind, dict[int, Fraction]]:
    """By what the next seat goes, and the value of every list that may have it."""
    averages = {item.number: Fraction(item.votes, state.held(item.number) + 1) for item in rivals}
    if seats >= LARGE_COUNCIL:
        return StepKind.HIGHEST_AVERAGE, averages
    strong = {item.number for item in rivals if item.votes >= PART_OF_QUOTA * state.work.quota}
    remainders = {n: state.work.votes_left(n) for n in averages if n in strong and _by_remainder(state, n)}
    if remainders:
        return StepKind.LARGEST_REMAINDER, remainders
    once = {number: value for number, value in averages.items() if _by_average_once(state, number)}
    return (StepKind.HIGHEST_AVERAGE_ONCE, once) if once else (StepKind.HIGHEST_AVERAGE, averages)


def _by_remainder(state: Kieswet, number: int) -> bool:
    """One seat by remainder for each list; another one for a list that had to give its own up."""
    return state.times(StepKind.LARGEST_REMAINDER, number) < 1 + (number == state.gave_up)


def _by_average_once(state: Kieswet, number: int) -> bool:
    """One seat by average for each list, with the same exception."""
    had = state.times(StepKind.HIGHEST_AVERAGE_ONCE, number)
    again = number == state.gave_up and state.times(StepKind.LARGEST_REMAINDER, number) <= 1
    return had < 1 + again


def _majority(state: Kieswet, seats: int) -> None:
    """More than half of the votes but not of the seats: the seat given last changes hands."""
    votes = {item.number: item.votes for item in state.lists}
    first = next((number for number, each in votes.items() if 2 * each > sum(votes.values())), None)
    if first is None or not state.steps or 2 * state.held(first) > seats:
        return
    equals = [number for number in state.last_equals if number != first]
    if not equals:
        return
    loser: int | None = equals[0]
    if len(equals) > 1:
        at = state.steps[-1].value or Fraction(0)
        tie = settle({n: votes[n] for n in equals}, 1, at=at, rule=state.rule, box=state.box, stage=Stage.MAJORITY)
        state.work.ties.append(tie)
        loser = tie.winners[0] if tie.winners else None
    if loser is None:
        return
    state.work.extra[loser] -= 1
    state.work.extra[first] += 1
    state.gave_up = loser
    clause = state.rule.clause(Parameter.MAJORITY)
    state.steps.append(Step(kind=StepKind.MAJORITY, winner=first, loser=loser, clause=clause))


def _exhausted(state: Kieswet, seats: int) -> None:
    """Take back what a list has nobody for, and let the others go on where they stopped."""
    people = {item.number: seats if item.candidates_count is None else item.candidates_count for item in state.lists}
    over = {number: state.held(number) - people[number] for number in people if state.held(number) > people[number]}
    clause = state.rule.clause(Parameter.EXHAUSTION)
    for number, seats_over in over.items():
        residual = min(seats_over, state.work.extra[number])
        state.work.extra[number] -= residual
        state.work.whole[number] -= seats_over - residual
        state.steps.append(Step(kind=StepKind.EXHAUSTED, loser=number, seats=seats_over, clause=clause))
    if over:
        _residual(state, sum(over.values()), seats, open_to=lambda number: state.held(number) < people[number])
