# SPDX-License-Identifier: EUPL-1.2
"""Persons who stand equal for fewer seats: who they are, what the clause decides, and what is left to lots.

Lots come in as recorded draws between exactly the persons named. A clause on age needs the dates of birth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.tally.choices import TieProcedure
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.choices import PersonTies
from council.tally.persons.profile import Candidate
from council.tally.ties import LotBox

_KIND_OF_DRAW = {PersonTies.PUBLIC_SEED: TieProcedure.PUBLIC_SEED}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTie:
    """Persons with equal standing. `order` holds all of them as far as the clause and the lots put them in order.

    `outright` have a seat by the clause alone; `lots_between` compete for `lots_for`; `drawn` won by lots.
    """

    between: tuple[int, ...]
    seats_at_stake: int
    equal_at: Fraction
    procedure: PersonTies
    clause: str
    outright: tuple[int, ...]
    lots_between: tuple[int, ...]
    lots_for: int
    drawn: tuple[int, ...]
    order: tuple[int, ...]

    @property
    def open(self) -> bool:
        """True while lots are still to be drawn."""
        return len(self.drawn) < self.lots_for

    @property
    def winners(self) -> tuple[int, ...]:
        """Who has a seat out of this tie so far."""
        return self.outright + self.drawn


@dataclass(frozen=True, slots=True)
class TieRule:
    """What decides between equals here, with its clause and the draws recorded so far."""

    procedure: PersonTies
    clause: str
    box: LotBox


def settle_persons(equals: Sequence[Candidate], seats: int, *, at: Fraction, rule: TieRule) -> PersonTie:
    """Settle a tie as far as the clause and the recorded lots allow."""
    ranks = {each.number: _rank(rule.procedure, each) for each in equals}
    ranked = sorted(ranks, key=lambda number: (ranks[number], number))
    cut = ranks[ranked[seats - 1]]
    outright = tuple(number for number in ranked if ranks[number] < cut)
    level = tuple(number for number in ranked if ranks[number] == cut)
    beyond = tuple(number for number in ranked if ranks[number] > cut)
    lots_for = seats - len(outright)
    if len(level) == lots_for:
        outright, level, lots_for = outright + level, (), 0
    order = rule.box.take(level, _KIND_OF_DRAW.get(rule.procedure, TieProcedure.LOTS)) if level else None
    return PersonTie(
        between=tuple(sorted(ranks)),
        seats_at_stake=seats,
        equal_at=at,
        procedure=rule.procedure,
        clause=rule.clause,
        outright=outright,
        lots_between=level,
        lots_for=lots_for,
        drawn=order[:lots_for] if order else (),
        order=outright + (order or level) + beyond,
    )


def _rank(procedure: PersonTies, each: Candidate) -> tuple[int, ...]:
    """Lower is better; equal ranks are left to lots."""
    if procedure in (PersonTies.LOTS, PersonTies.PUBLIC_SEED):
        return ()
    if procedure is PersonTies.TOP:
        return (each.place,)
    if procedure is PersonTies.BOTTOM:
        return (-each.place,)
    born = _born(each)
    return born if procedure is PersonTies.OLDER else tuple(-part for part in born)


def _born(each: Candidate) -> tuple[int, ...]:
    parts = each.born.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise TallyError(TallyErrorCode.BORN_UNKNOWN, number=each.number)
    return tuple(int(part) for part in parts)
