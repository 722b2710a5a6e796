# SPDX-License-Identifier: EUPL-1.2
"""Equal standing for fewer seats than lists: who, for how many seats, and under which clause.

Lots are drawn by people and come in as recorded draws. A draw names exactly the lists between which the
clause leaves the choice, in the order drawn; a draw nothing calls for is refused. Where the by-law allows a
public seed, the draw carries the seed and must be the order that follows from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.public_seed import order_from_seed
from council.tally.rules import Parameter, RuleSheet, TieProcedure


class Stage(StrEnum):
    """What the equals compete for. At `GIVE_UP` and `MAJORITY` those drawn first lose a seat."""

    SEATS = "seats"
    GROUPS = "groups"
    WITHIN_GROUP = "within_group"
    GIVE_UP = "give_up"
    MAJORITY = "majority"

    @property
    def loses(self) -> bool:
        """True when to be chosen means to give up a seat."""
        return self in (Stage.GIVE_UP, Stage.MAJORITY)


@dataclass(frozen=True, slots=True)
class Draw:
    """One drawing of lots: list numbers in the order drawn; the first drawn come first."""

    order: tuple[int, ...]
    note: str = ""
    seed: str = omitted("")

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
    stage: Stage = omitted(Stage.SEATS)

    @property
    def open(self) -> bool:
        """True while lots are still to be drawn."""
        return len(self.drawn) < self.lots_for

    @property
    def winners(self) -> tuple[int, ...]:
        """Whom this tie has chosen so far: for a seat, or to give one up."""
        return self.outright + self.drawn


class LotBox:
    """The recorded draws of one count, each used once."""

    def __init__(self, draws: Iterable[Draw]) -> None:
        self._draws = list(draws)
        self._taken = 0

    def take(self, between: Iterable[int], procedure: TieProcedure = TieProcedure.LOTS) -> tuple[int, ...] | None:
        """The first unused draw between exactly these lists; one by public seed must follow from its seed."""
        wanted = frozenset(between)
        draw = next((draw for draw in self._draws if frozenset(draw.order) == wanted), None)
        if draw is None:
            return None
        self._draws.remove(draw)
        self._taken += 1
        self._prove(draw, procedure)
        return draw.order

    def copy(self) -> "LotBox":
        """The same draws once more, for a trial whose outcome decides what is asked of them."""
        twin = LotBox(self._draws)
        twin._taken = self._taken
        return twin

    def become(self, other: "LotBox") -> None:
        """Go on with what a trial left."""
        self._draws, self._taken = list(other._draws), other._taken

    def refuse_leftovers(self) -> None:
        """A draw that decided nothing does not belong to this count."""
        if self._draws:
            lists = ",".join(str(number) for number in self._draws[0].order)
            raise TallyError(TallyErrorCode.LOTS_NOT_CALLED_FOR, lists=lists)

    def _prove(self, draw: Draw, procedure: TieProcedure) -> None:
        if procedure is not TieProcedure.PUBLIC_SEED:
            if draw.seed:
                raise TallyError(TallyErrorCode.SEED_NOT_ALLOWED)
            return
        if not draw.seed:
            raise TallyError(TallyErrorCode.SEED_NEEDED)
        if draw.order != order_from_seed(draw.seed, draw.order, turn=self._taken):
            raise TallyError(TallyErrorCode.SEED_GIVES_OTHER_LOTS)


def settle(
    equals: Mapping[int, int],
    seats: int,
    *,
    at: Fraction,
    rule: RuleSheet,
    box: LotBox,
    stage: Stage = Stage.SEATS,
) -> Tie:
    """Settle a tie as far as the clause and the recorded lots allow; `equals` gives each list its votes."""
    rank = {number: _rank(rule.ties, votes, number, loses=stage.loses) for number, votes in equals.items()}
    ranked = sorted(equals, key=lambda number: (rank[number], number))
    at_cut = rank[ranked[seats - 1]]
    outright = tuple(number for number in ranked if rank[number] < at_cut)
    level = tuple(number for number in ranked if rank[number] == at_cut)
    lots_for = seats - len(outright)
    if len(level) == lots_for:
        outright, level, lots_for = outright + level, (), 0
    order = box.take(level, rule.ties) if level else None
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
        stage=stage,
    )


def _rank(procedure: TieProcedure, votes: int, number: int, *, loses: bool) -> tuple[int, ...]:
    """Lower is better, or loses first where a seat is given up; equal ranks are left to lots."""
    ranks: dict[TieProcedure, tuple[int, ...]] = {
        TieProcedure.MORE_VOTES_THEN_LOTS: (-votes,),
        TieProcedure.LOWER_LIST_NUMBER: (number,),
        TieProcedure.MORE_VOTES_THEN_LOWER_NUMBER: (-votes, number),
        TieProcedure.HIGHER_LIST_NUMBER: (-number,),
    }
    rank = ranks.get(procedure, ())
    return tuple(-each for each in rank) if loses else rank
