# SPDX-License-Identifier: EUPL-1.2
"""Equal standing for fewer seats than lists: who, for how many seats, and under which clause.

Lots are drawn by people and come in as recorded draws. A draw names exactly the lists between which the
clause leaves the choice, in the order drawn; a draw nothing calls for is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import Parameter, RuleSheet, TieProcedure


@dataclass(frozen=True, slots=True)
class Draw:
    """One drawing of lots: list numbers in the order drawn; the first drawn come first."""

    order: tuple[int, ...]
    note: str = ""

    def __post_init__(self) -> None:
        """A draw is between at least two different lists."""
        if len(self.order) < 2 or len(set(self.order)) < len(self.order):
            raise TallyError(TallyErrorCode.LOTS_MALFORMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Lists with the same quotient or remainder, and who of them has a seat.

    `outright` have one by the clause alone; `lots_between` compete for `lots_for` seats; `drawn` won by lots.
    """

    between: tuple[int, ...]
    seats_at_stake: int
    equal_at: Fraction
    procedure: TieProcedure
    clause: str
    outright: tuple[int, ...]
    lots_between: tuple[int, ...]
    lots_for: int
    drawn: tuple[int, ...]

    @property
    def open(self) -> bool:
        """True while lots are still to be drawn."""
        return len(self.drawn) < self.lots_for

    @property
    def winners(self) -> tuple[int, ...]:
        """Who has a seat out of this tie so far."""
        return self.outright + self.drawn


class LotBox:
    """The recorded draws of one count, each used once."""

    def __init__(self, draws: Iterable[Draw]) -> None:
        self._draws = list(draws)

    def take(self, between: Iterable[int]) -> tuple[int, ...] | None:
        """The first unused draw between exactly these lists."""
        wanted = frozenset(between)
        for draw in self._draws:
            if frozenset(draw.order) == wanted:
                self._draws.remove(draw)
                return draw.order
        return None

    def refuse_leftovers(self) -> None:
        """A draw that decided nothing does not belong to this count."""
        if self._draws:
            lists = ",".join(str(number) for number in self._draws[0].order)
            raise TallyError(TallyErrorCode.LOTS_NOT_CALLED_FOR, lists=lists)


def settle(equals: Mapping[int, int], seats: int, *, at: Fraction, rule: RuleSheet, box: LotBox) -> Tie:
    """Settle a tie as far as the clause and the recorded lots allow; `equals` gives each list its votes."""
    ranked = sorted(equals, key=lambda number: (_rank(rule.ties, equals, number), number))
    cut = _rank(rule.ties, equals, ranked[seats - 1])
    outright = tuple(number for number in ranked if _rank(rule.ties, equals, number) < cut)
    level = tuple(number for number in ranked if _rank(rule.ties, equals, number) == cut)
    lots_for = seats - len(outright)
    if len(level) == lots_for:
        outright, level, lots_for = outright + level, (), 0
    order = box.take(level) if level else None
    return Tie(
        between=tuple(sorted(equals)),
        seats_at_stake=seats,
        equal_at=at,
        procedure=rule.ties,
        clause=rule.clause(Parameter.TIES),
        outright=outright,
        lots_between=level,
        lots_for=lots_for,
        drawn=order[:lots_for] if order else (),
    )


def _rank(procedure: TieProcedure, equals: Mapping[int, int], number: int) -> int:
    """Lower is better; equal ranks are left to lots."""
    if procedure is TieProcedure.MORE_VOTES_THEN_LOTS:
        return -equals[number]
    return number if procedure is TieProcedure.LOWER_LIST_NUMBER else 0
