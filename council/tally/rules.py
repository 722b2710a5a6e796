# SPDX-License-Identifier: EUPL-1.2
"""The rule sheet: every choice a statute makes about counting, frozen, versioned, with its clause beside it.

It is stored with the election when the election is called; changing this code never changes a past result.
Choosing among persons by preference votes, quotas and majority clauses are not part of it yet.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.errors import TallyError, TallyErrorCode, whole

MOST_SEATS = 1_000
MOST_DECIMALS = 9


class Formula(StrEnum):
    """How votes become seats."""

    DHONDT = "dhondt"
    DHONDT_WAHLZAHL = "dhondt_wahlzahl"
    SAINTE_LAGUE = "sainte_lague"
    HARE = "hare"

    @property
    def is_divisor(self) -> bool:
        """True when seats go to the highest quotients, False when by quota and remainder."""
        return self is not Formula.HARE


class ThresholdBase(StrEnum):
    """Of what a threshold is a share."""

    VALID_VOTES = "valid_votes"
    VOTERS = "voters"


class Exhaustion(StrEnum):
    """What becomes of a seat won by a list that has no candidate left for it."""

    VACANT = "vacant"
    PASS_ON = "pass_on"  # noqa: S105 - a choice, not a password


class TieProcedure(StrEnum):
    """What decides between equals."""

    LOTS = "lots"
    MORE_VOTES_THEN_LOTS = "more_votes_then_lots"
    LOWER_LIST_NUMBER = "lower_list_number"


class Parameter(StrEnum):
    """The parts of a rule sheet a clause can stand beside."""

    SEATS = "seats"
    FORMULA = "formula"
    THRESHOLD = "threshold"
    EXHAUSTION = "exhaustion"
    TIES = "ties"
    DECIMALS = "decimals"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share of the base a list needs to take part in the distribution of seats."""

    share: Fraction
    base: ThresholdBase = ThresholdBase.VALID_VOTES
    inclusive: bool = True

    def __post_init__(self) -> None:
        """A share lies between none and all."""
        if not isinstance(self.share, Fraction) or not 0 <= self.share < 1:
            raise TallyError(TallyErrorCode.BAD_THRESHOLD)


@dataclass(frozen=True, slots=True)
class Clause:
    """The place in the statute that fixes one parameter."""

    parameter: Parameter
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSheet:
    """How this election is counted. `decimals` is only how quotients are printed: fractions decide."""

    seats: int
    formula: Formula
    threshold: Threshold | None = None
    exhaustion: Exhaustion = Exhaustion.VACANT
    ties: TieProcedure = TieProcedure.LOTS
    decimals: int = 3
    version: int = 1
    clauses: tuple[Clause, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no count could follow; clauses are kept in the order of the parameters."""
        if whole(self.seats, what="seats", largest=MOST_SEATS) < 1:
            raise TallyError(TallyErrorCode.SEATS_BELOW_ONE, seats=self.seats)
        if whole(self.decimals, what="decimals", largest=MOST_DECIMALS) < 0:
            raise TallyError(TallyErrorCode.BAD_DECIMALS, decimals=self.decimals)
        parameters = [clause.parameter for clause in self.clauses]
        if len(set(parameters)) < len(parameters):
            raise TallyError(TallyErrorCode.BAD_CLAUSE)
        order = list(Parameter)
        ordered = tuple(sorted(self.clauses, key=lambda clause: order.index(clause.parameter)))
        object.__setattr__(self, "clauses", ordered)

    def clause(self, parameter: Parameter) -> str:
        """The clause that fixes a parameter, or nothing when none is recorded."""
        return next((clause.text for clause in self.clauses if clause.parameter is parameter), "")
