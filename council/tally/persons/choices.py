# SPDX-License-Identifier: EUPL-1.2
"""The choices a statute makes about persons: their order, conditions by group, substitutes. Part of a rule sheet.

Nothing here decides. The clause stands beside each condition, because one statute may have several.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.errors import TallyError, TallyErrorCode, whole

MOST_CONDITIONS = 40
MOST_GROUPS = 300
MOST_PLACES = 1_000


class OrderKind(StrEnum):
    """How the people of a list, or all people where there are no lists, come into order."""

    CLOSED = "closed"
    BY_VOTES = "by_votes"
    PREFERENCE = "preference"
    MARKS = "marks"
    COMPARISON_NUMBERS = "comparison_numbers"
    PERSONAL_QUOTA = "personal_quota"


class PreferenceBase(StrEnum):
    """Of what number the preference threshold is a share."""

    REFERENCE = "reference"  # the Wahlzahl or the quota of the list count
    LIST_AVERAGE = "list_average"
    LIST_VOTES = "list_votes"


class PersonTies(StrEnum):
    """What decides between persons who stand equal."""

    LOTS = "lots"
    TOP = "top"
    BOTTOM = "bottom"
    OLDER = "older"
    YOUNGER = "younger"
    PUBLIC_SEED = "public_seed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOrder:
    """The order of persons. `share` and `base` speak of the threshold of preference votes alone.

    `needs_a_vote` keeps people for whom nobody voted out of seats that votes give.
    """

    kind: OrderKind = OrderKind.CLOSED
    share: Fraction = Fraction(1)
    base: PreferenceBase = PreferenceBase.REFERENCE
    inclusive: bool = True
    ties: PersonTies = PersonTies.LOTS
    needs_a_vote: bool = False

    def __post_init__(self) -> None:
        """A threshold is a number above nothing and not beyond reason."""
        if not isinstance(self.share, Fraction) or not 0 < self.share <= 10:
            raise TallyError(TallyErrorCode.BAD_THRESHOLD)


class ConditionKind(StrEnum):
    """What a condition asks of the council."""

    GUARANTEE = "guarantee"
    FIXED = "fixed"
    CAP = "cap"
    MINIMUM = "minimum"
    VARIETY = "variety"
    EXTRA_SEAT = "extra_seat"


@dataclass(frozen=True, slots=True)
class GroupSeats:
    """A group and a number of seats."""

    group: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition on groups; `trait` says of which kind the groups are, such as region or nationality.

    GUARANTEE and FIXED keep seats for each of `groups`; `release` gives those nobody can fill to everyone.
    CAP allows at most `number` of each group, or of the groups that `groups` names with their own numbers.
    MINIMUM asks for the numbers in `groups`. VARIETY asks for `number` different groups, among the members of the
    group `inside` of the trait `inside_trait` when those are given. EXTRA_SEAT adds a seat when all are of one group.
    """

    kind: ConditionKind
    trait: str
    groups: tuple[GroupSeats, ...] = ()
    number: int = 0
    inside_trait: str = ""
    inside: str = ""
    release: bool = True
    clause: str = ""

    def __post_init__(self) -> None:
        """Refuse a condition that names no trait, the same group twice, or numbers nobody could follow."""
        names = [each.group for each in self.groups]
        if not self.trait.strip() or "" in names or len(set(names)) < len(names):
            raise TallyError(TallyErrorCode.BAD_CONDITION, kind=self.kind.value)
        whole(len(names), what="groups", largest=MOST_GROUPS)
        numbers = [self.number, *(each.seats for each in self.groups)]
        if min(whole(number, what="number", largest=MOST_PLACES) for number in numbers) < 0:
            raise TallyError(TallyErrorCode.BAD_CONDITION, kind=self.kind.value)
        named = self.kind in (ConditionKind.GUARANTEE, ConditionKind.FIXED, ConditionKind.MINIMUM)
        if named and not self.groups:
            raise TallyError(TallyErrorCode.BAD_CONDITION, kind=self.kind.value)
        if bool(self.inside) != bool(self.inside_trait):
            raise TallyError(TallyErrorCode.BAD_CONDITION, kind=self.kind.value)

    @property
    def names(self) -> tuple[str, ...]:
        """The groups it names, in the order of the statute."""
        return tuple(each.group for each in self.groups)

    def seats_for(self, group: str) -> int | None:
        """The number beside a group: its own, the general one of a cap, or none."""
        own = next((each.seats for each in self.groups if each.group == group), None)
        return self.number if own is None and self.kind is ConditionKind.CAP and not self.groups else own


class SubstituteRule(StrEnum):
    """Who takes a seat that falls vacant."""

    NEXT_ON_LIST = "next_on_list"
    VOTES_OVERALL = "votes_overall"
    SAME_GROUP_FIRST = "same_group_first"
    PERSONAL_DEPUTY = "personal_deputy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitutes:
    """The order of substitutes; `trait` is the kind of group that comes first.

    `otherwise` is followed when the rule finds nobody; without it the seat stays vacant.
    """

    rule: SubstituteRule = SubstituteRule.NEXT_ON_LIST
    trait: str = ""
    otherwise: SubstituteRule | None = None
    clause: str = ""

    def __post_init__(self) -> None:
        """Same group first needs to know which kind of group."""
        if self.rule is SubstituteRule.SAME_GROUP_FIRST and not self.trait:
            raise TallyError(TallyErrorCode.BAD_CONDITION, kind=self.rule.value)
