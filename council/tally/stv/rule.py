# SPDX-License-Identifier: EUPL-1.2
"""What a by-law says about counting ranked papers: quota, digits, order of the steps, ties, substitutes.

Each named rule of `known` is one such value; a by-law of its own may combine the same choices. Nothing is counted
here.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode, whole

MOST_STV_SEATS = 200
MOST_STV_DECIMALS = 12


class Transfer(StrEnum):
    """How votes move: papers at a reduced value, or keep factors computed anew for all papers (Meek)."""

    WEIGHTED = "weighted_inclusive_gregory"
    MEEK = "meek"


class StvQuota(StrEnum):
    """Votes divided by one more than the seats: whole and plus one, once or at every stage, or not rounded."""

    FIRST_STAGE = "first_stage"
    EVERY_STAGE = "every_stage"
    UNROUNDED = "unrounded"


class Electing(StrEnum):
    """When a candidate becomes elected: on reaching the quota, or only when the surplus is transferred."""

    AT_QUOTA = "at_quota"
    WITH_SURPLUS = "with_surplus"


class Excluding(StrEnum):
    """Who is excluded: the lowest after all surpluses, or before them everybody who can no longer win."""

    LOWEST = "lowest"
    HOPELESS_TOGETHER = "hopeless_together"


class StvTies(StrEnum):
    """What decides between equals: the latest stage at which they were unequal and then lots, or lots at once."""

    LOOK_BACK = "look_back"
    LOTS = "lots"


class StvSubstitutes(StrEnum):
    """Who follows a member who leaves: nobody by this count, the next in line, or a count of that member's papers."""

    NONE = "none"
    NEXT = "next"
    PAPERS = "papers"


class StvParameter(StrEnum):
    """The parts of the rule a clause can stand beside."""

    FIRST_STAGE = "first_stage"
    QUOTA = "quota"
    ELECTED = "elected"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    LAST_SEATS = "last_seats"
    SURPLUS_TIES = "surplus_ties"
    EXCLUSION_TIES = "exclusion_ties"
    DECIMALS = "decimals"
    SUBSTITUTES = "substitutes"


@dataclass(frozen=True, slots=True)
class StvClause:
    """The place in the by-law that fixes one part of the rule."""

    parameter: StvParameter
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StvRule:
    """How ranked papers are counted. Values are cut, never rounded up, after `decimals` digits.

    With `cut_fraction` the surplus over the votes is cut before a paper's value is multiplied by it, and after.
    Without `last_transfer` the papers of those excluded last stay where they are when the rest fill the seats.
    `tolerance` is for Meek: iterating ends when all surpluses together are below this many units of the last digit.
    """

    name: str
    seats: int
    transfer: Transfer = Transfer.WEIGHTED
    decimals: int = 5
    quota: StvQuota = StvQuota.FIRST_STAGE
    electing: Electing = Electing.AT_QUOTA
    excluding: Excluding = Excluding.LOWEST
    last_transfer: bool = True
    cut_fraction: bool = omitted(False)
    ties: StvTies = StvTies.LOOK_BACK
    tolerance: int = omitted(0)
    substitutes: StvSubstitutes = omitted(StvSubstitutes.NONE)
    source: str = omitted("")
    clauses: tuple[StvClause, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no count could follow; clauses are kept in the order of the parameters."""
        if whole(self.seats, what="seats", largest=MOST_STV_SEATS) < 1:
            raise TallyError(TallyErrorCode.SEATS_BELOW_ONE, seats=self.seats)
        if whole(self.decimals, what="decimals", largest=MOST_STV_DECIMALS) < 0:
            raise TallyError(TallyErrorCode.BAD_DECIMALS, decimals=self.decimals)
        meek = self.transfer is Transfer.MEEK
        if meek != (self.quota is StvQuota.UNROUNDED) or meek != (self.tolerance > 0):
            raise TallyError(TallyErrorCode.RULE_MALFORMED, what="quota")
        if meek and self.substitutes is StvSubstitutes.PAPERS:
            raise TallyError(TallyErrorCode.RULE_MALFORMED, what="substitutes")
        parameters = [clause.parameter for clause in self.clauses]
        if len(set(parameters)) < len(parameters):
            raise TallyError(TallyErrorCode.BAD_CLAUSE)
        order = list(StvParameter)
        ordered = tuple(sorted(self.clauses, key=lambda clause: order.index(clause.parameter)))
        object.__setattr__(self, "clauses", ordered)

    def clause(self, parameter: StvParameter) -> str:
        """The clause that fixes a part, or nothing when none is recorded."""
        return next((clause.text for clause in self.clauses if clause.parameter is parameter), "")
