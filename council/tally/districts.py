# SPDX-License-Identifier: EUPL-1.2
"""Elections in several districts: what is counted, by which rule, and the record of it.

A district record is made of count records: one for the seats of the districts or of the lists as a whole, one for
each district, so that everything a page knows about a count record holds for them too.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.codec import omitted, to_json
from council.tally.errors import TallyError, TallyErrorCode, whole
from council.tally.profile import MOST_LISTS, MOST_VOTES
from council.tally.record import CountRecord, CountState
from council.tally.rules import MOST_SEATS, RuleSheet
from council.tally.ties import Draw

DISTRICT_SCHEMA = "talka-district-record/1"
MOST_DISTRICTS = 200


class DistrictMethod(StrEnum):
    """How districts and lists come to their seats."""

    TWO_TIER = "two_tier"
    BIPROPORTIONAL = "biproportional"
    COMPENSATED = "compensated"


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district; `seats` is None where the votes decide how many it has."""

    name: str
    seats: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictList:
    """One list with its votes in every district, in the order of the districts.

    `personal` is how many of its people reached the quota of their district by themselves.
    """

    number: int
    name: str
    votes: tuple[int, ...]
    joint: bool = omitted(False)
    personal: tuple[int, ...] = omitted(())

    @property
    def total(self) -> int:
        """The votes of all districts."""
        return sum(self.votes)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictProfile:
    """All districts and lists."""

    districts: tuple[District, ...]
    lists: tuple[DistrictList, ...]

    def __post_init__(self) -> None:
        """Refuse tables with holes, and names or numbers that two share."""
        whole(len(self.districts), what="districts", largest=MOST_DISTRICTS)
        whole(len(self.lists), what="lists", largest=MOST_LISTS)
        fixed = [each.seats for each in self.districts if each.seats is not None]
        if any(whole(each, what="seats", largest=MOST_SEATS) < 0 for each in fixed):
            raise TallyError(TallyErrorCode.DISTRICTS_MALFORMED)
        for item in self.lists:
            if not isinstance(item.name, str):
                raise TallyError(TallyErrorCode.DISTRICTS_MALFORMED, number=item.number)
            if len(item.votes) != len(self.districts) or len(item.personal) not in (0, len(self.districts)):
                raise TallyError(TallyErrorCode.DISTRICTS_MALFORMED, number=item.number)
            if any(whole(each, what="votes", largest=MOST_VOTES) < 0 for each in (*item.votes, *item.personal)):
                raise TallyError(TallyErrorCode.NEGATIVE_VOTES, number=item.number)
        for names in ([each.name for each in self.districts], [item.number for item in self.lists]):
            if not names or len(set(names)) < len(names):
                raise TallyError(TallyErrorCode.DISTRICTS_MALFORMED)
        if not any(item.total for item in self.lists):
            raise TallyError(TallyErrorCode.NO_VOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRule:
    """How it is counted. `whole` is the rule over all districts together, `inside` the formula within one.

    Two tiers: `whole` gives seats to districts by their votes, unless they have them. Biproportional: `whole` gives
    seats to lists by voter numbers. Compensated: whole quotas in the districts, then `whole` beside them.
    `or_district_share` is the share in one district that stands in for the threshold.
    """

    method: DistrictMethod
    whole: RuleSheet
    inside: RuleSheet
    or_district_share: Fraction | None = omitted(None)
    version: int = omitted(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictDraw:
    """Lots for one part of the count: a district by its name, or the whole where the name is empty."""

    place: str
    draw: Draw


@dataclass(frozen=True, slots=True)
class Cell:
    """The seats of one list in one district."""

    district: str
    number: int
    seats: int


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of a list or a divisor of a district: what makes the seats add up both ways."""

    name: str
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictTotal:
    """What one list came to in all districts."""

    number: int
    name: str
    votes: int
    admitted: bool
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRecord:
    """Everything about a count in districts.

    Voter numbers are fractions; the count of the whole has them times `voter_scale`, so that they are whole.
    `tied` are cells whose seats could lie otherwise under the same factors: lots would have to be drawn.
    """

    schema: str
    state: CountState
    rule: DistrictRule
    profile: DistrictProfile
    draws: tuple[DistrictDraw, ...]
    whole: CountRecord | None
    districts: tuple[CountRecord, ...]
    cells: tuple[Cell, ...]
    totals: tuple[DistrictTotal, ...]
    factors: tuple[Factor, ...]
    divisors: tuple[Factor, ...]
    tied: tuple[Cell, ...]
    voter_scale: int = omitted(1)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()

    def seats_in(self, district: str) -> dict[int, int]:
        """Seats per list number in one district."""
        return {cell.number: cell.seats for cell in self.cells if cell.district == district}
