# SPDX-License-Identifier: EUPL-1.2
"""The record of a count of persons: inputs, every step with its clause, and who sits. Same inputs, same bytes.

A page or a declaration renders it and computes nothing. It belongs to the family of the count record.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.codec import omitted, to_json
from council.tally.persons.choices import ConditionKind
from council.tally.persons.lots import PersonTie
from council.tally.persons.profile import PersonProfile
from council.tally.persons.validity import BallotAccount
from council.tally.rules import RuleSheet
from council.tally.small_council import CountOutcome
from council.tally.ties import Draw

PERSON_SCHEMA = "talka-person-record/1"


class PersonState(StrEnum):
    """Whether the count has come to an end, and whether every condition holds."""

    DECIDED = "decided"
    LOTS_NEEDED = "lots_needed"
    CONDITIONS_CONFLICT = "conditions_conflict"


class StepKind(StrEnum):
    """What happened in one step of the count."""

    GUARANTEED_SEAT = "guaranteed_seat"
    FIXED_SEAT = "fixed_seat"
    SEAT_BY_VOTES = "seat_by_votes"
    SEAT_BY_PREFERENCE = "seat_by_preference"
    SEAT_BY_LIST_ORDER = "seat_by_list_order"
    SEAT_BY_COMPARISON_NUMBER = "seat_by_comparison_number"
    SEAT_BY_QUOTA = "seat_by_quota"
    SEAT_WITHOUT_A_VOTE = "seat_without_a_vote"
    EXTRA_SEAT = "extra_seat"
    EXCHANGED_IN = "exchanged_in"
    EXCHANGED_OUT = "exchanged_out"
    PASSED_OVER = "passed_over"
    RELEASED = "released"
    VACANT = "vacant"
    LOTS_AWAITED = "lots_awaited"
    CONDITION_FAILS = "condition_fails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `condition` is the place of the condition in the rule sheet, from 1; `seats` how many were meant."""

    kind: StepKind
    person: int | None = omitted(None)
    other: int | None = omitted(None)
    seat: int | None = omitted(None)
    votes: int | None = omitted(None)
    list: int | None = omitted(None)
    condition: int | None = omitted(None)
    group: str = omitted("")
    seats: int = omitted(0)
    clause: str = omitted("")


class ConditionState(StrEnum):
    """How a condition came out."""

    HELD = "held"
    RELEASED = "released"
    LEFT_VACANT = "left_vacant"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """One group under a condition: `wanted` is a floor or a cap, `reached` the seats, `standing` the candidates."""

    group: str
    wanted: int
    reached: int
    standing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionOutcome:
    """How one condition came out, with its clause and its groups."""

    condition: int
    kind: ConditionKind
    state: ConditionState
    groups: tuple[GroupOutcome, ...]
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonResult:
    """What one person came to. `rank` is the place in the order of the list, or of all where there are no lists.

    `votes_short` is how many more votes, all else equal, would have brought the seat of the last one in by votes.
    """

    number: int
    name: str
    list: int | None
    place: int
    votes: int
    rank: int
    elected: bool
    elected_by: StepKind | None
    seat: int | None
    substitute: int | None
    votes_short: int | None
    comparison_number: Fraction | None = omitted(None)
    comparison_shown: str = omitted("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOutcome:
    """One list and its people in order. `threshold` is what a person needed to move up, where there is one."""

    number: int
    name: str
    votes: int
    seats: int
    filled: int
    vacant: int
    threshold: Fraction | None
    threshold_shown: str
    order: tuple[int, ...]
    preferred: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Everything about one count of persons. `seats` includes extra seats; `released` were given to everyone."""

    schema: str
    state: PersonState
    rule: RuleSheet
    profile: PersonProfile
    draws: tuple[Draw, ...]
    outcome: CountOutcome
    account: BallotAccount | None
    steps: tuple[Step, ...]
    ties: tuple[PersonTie, ...]
    conditions: tuple[ConditionOutcome, ...]
    lists: tuple[ListOutcome, ...]
    results: tuple[PersonResult, ...]
    quota: Fraction | None
    seats: int
    filled: int
    vacant: int
    undecided: int
    released: int

    @property
    def open_tie(self) -> PersonTie | None:
        """The tie for which lots must be drawn before the result can be declared."""
        return next((tie for tie in self.ties if tie.open), None)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()

    @property
    def elected(self) -> tuple[PersonResult, ...]:
        """Those with a seat, in the order of their seats."""
        seated = [each for each in self.results if each.seat is not None]
        return tuple(sorted(seated, key=lambda each: each.seat or 0))

    @property
    def substitutes(self) -> tuple[PersonResult, ...]:
        """Those who follow, in their order."""
        waiting = [each for each in self.results if each.substitute is not None]
        return tuple(sorted(waiting, key=lambda each: (each.list or 0, each.substitute or 0)))
