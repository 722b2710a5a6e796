# SPDX-License-Identifier: EUPL-1.2
"""One door to every formula that gives seats to lists, with its working and its ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from council.tally.choices import LIST_FORMULAS, DirectSeats, Formula
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.highest_averages import QuotientTable, highest_averages, quotient_table
from council.tally.kieswet import kieswet
from council.tally.largest_remainder import RemainderTable, largest_remainder, remainder_table
from council.tally.profile import CandidateList
from council.tally.rules import RuleSheet
from council.tally.steps import Step
from council.tally.ties import LotBox, Stage, Tie


@dataclass(frozen=True, slots=True)
class Distribution:
    """Seats per list number, the ties on the way, and the working unless only the seats were asked for."""

    seats: Mapping[int, int]
    ties: tuple[Tie, ...]
    quotients: QuotientTable | None = None
    remainders: RemainderTable | None = None
    steps: tuple[Step, ...] = ()

    @property
    def waiting(self) -> frozenset[int]:
        """The lists between which lots are to be drawn."""
        return frozenset(number for tie in self.ties if tie.open for number in tie.lots_between)


def distribute(
    lists: Sequence[CandidateList],
    rule: RuleSheet,
    box: LotBox,
    *,
    seats: int,
    tables: bool = True,
    favoured: int | None = None,
) -> Distribution:
    """Give `seats` to lists by the formula of the rule sheet; `favoured` has one more before remainders decide."""
    if rule.formula not in LIST_FORMULAS:
        raise TallyError(TallyErrorCode.FORMULA_NOT_OF_LISTS, method=rule.formula.value)
    if rule.formula.is_divisor:
        found = highest_averages(lists, rule, box, seats=seats)
        table = quotient_table(lists, rule, found) if tables else None
        return Distribution(found.seats, (found.tie,) if found.tie else (), quotients=table)
    if rule.direct_seats is DirectSeats.WITHIN:
        raise TallyError(TallyErrorCode.RULES_DO_NOT_COMBINE, what="direct_seats")
    if rule.formula is Formula.NL_KIESWET:
        state = kieswet(lists, rule, box, seats=seats)
        work, steps = state.work, tuple(state.steps)
    else:
        work, steps = largest_remainder(lists, rule, box, seats=seats, favoured=favoured), ()
    shown = remainder_table(lists, rule, work) if tables else None
    return Distribution(work.seats, tuple(work.ties), remainders=shown, steps=steps)


def at_stage(found: Distribution, stage: Stage) -> Distribution:
    """The same with the stage at which its ties came up, unless a tie says already that a seat is given up."""
    return replace(found, ties=tuple(tie if tie.stage.loses else replace(tie, stage=stage) for tie in found.ties))
