# SPDX-License-Identifier: EUPL-1.2
"""The rule sheet: every choice a statute makes about counting, frozen, versioned, with its clause beside it.

It is stored with the election when the election is called; changing this code never changes a past result.
A field that came later is left out of the canonical text while it has its default, so older sheets keep theirs.
"""

from dataclasses import dataclass
from fractions import Fraction

from council.tally.choices import (
    BallotType,
    DirectSeats,
    Exhaustion,
    FewCandidates,
    Formula,
    MajorityClause,
    OneList,
    Parameter,
    Quota,
    ThresholdBase,
    TieProcedure,
)
from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode, whole
from council.tally.persons.choices import MOST_CONDITIONS, Condition, PersonOrder, Substitutes
from council.tally.persons.papers import Validity
from council.tally.stv.rule import StvRule

__all__ = [
    "Clause",
    "Exhaustion",
    "Formula",
    "Parameter",
    "RuleSheet",
    "Threshold",
    "ThresholdBase",
    "TieProcedure",
]

MOST_SEATS = 10_000
MOST_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share of the base a list needs to take part in the distribution of seats.

    `joint_share` is for a list of several parties; `or_direct_seats` is how many seats won otherwise stand in
    for the share.
    """

    share: Fraction
    base: ThresholdBase = ThresholdBase.VALID_VOTES
    inclusive: bool = True
    joint_share: Fraction | None = omitted(None)
    or_direct_seats: int | None = omitted(None)

    def __post_init__(self) -> None:
        """A share lies between none and all, and so does the one for joint lists."""
        for share in (self.share, self.share if self.joint_share is None else self.joint_share):
            if not isinstance(share, Fraction) or not 0 <= share < 1:
                raise TallyError(TallyErrorCode.BAD_THRESHOLD)
        direct = self.or_direct_seats
        if direct is not None and whole(direct, what="or_direct_seats", largest=MOST_SEATS) < 1:
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
    name: str = omitted("")
    ballot: BallotType = omitted(BallotType.LIST)
    quota: Quota = omitted(Quota.HARE)
    majority: MajorityClause = omitted(MajorityClause.NONE)
    direct_seats: DirectSeats = omitted(DirectSeats.NONE)
    linked_lists: bool = omitted(False)
    one_list: OneList = omitted(OneList.ALL_SEATS)
    few_candidates: FewCandidates = omitted(FewCandidates.COUNT)
    persons: PersonOrder = omitted(PersonOrder())
    validity: Validity | None = omitted(None)
    conditions: tuple[Condition, ...] = omitted(())
    substitutes: Substitutes = omitted(Substitutes())
    stv: StvRule | None = omitted(None)

    def __post_init__(self) -> None:
        """Refuse what no count could follow; clauses are kept in the order of the parameters."""
        if whole(self.seats, what="seats", largest=MOST_SEATS) < 1:
            raise TallyError(TallyErrorCode.SEATS_BELOW_ONE, seats=self.seats)
        if whole(self.decimals, what="decimals", largest=MOST_DECIMALS) < 0:
            raise TallyError(TallyErrorCode.BAD_DECIMALS, decimals=self.decimals)
        whole(len(self.conditions), what="conditions", largest=MOST_CONDITIONS)
        parameters = [clause.parameter for clause in self.clauses]
        if len(set(parameters)) < len(parameters):
            raise TallyError(TallyErrorCode.BAD_CLAUSE)
        order = list(Parameter)
        ordered = tuple(sorted(self.clauses, key=lambda clause: order.index(clause.parameter)))
        object.__setattr__(self, "clauses", ordered)

    def clause(self, parameter: Parameter) -> str:
        """The clause that fixes a parameter, or nothing when none is recorded."""
        return next((clause.text for clause in self.clauses if clause.parameter is parameter), "")
