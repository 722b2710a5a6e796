# SPDX-License-Identifier: EUPL-1.2
"""The count record: inputs, every step and the result in one frozen value; same inputs, same bytes.

A results page or a printed declaration renders it and computes nothing. The fingerprint lets anyone check
that two copies are the same count.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.tally.codec import omitted, to_json
from council.tally.highest_averages import QuotientTable
from council.tally.largest_remainder import RemainderTable
from council.tally.linked import LinkedGroup
from council.tally.margin import Margin
from council.tally.persons import Person
from council.tally.profile import BallotProfile
from council.tally.rules import RuleSheet
from council.tally.small_council import CountOutcome
from council.tally.steps import Step
from council.tally.threshold import Admission
from council.tally.ties import Draw, Tie

SCHEMA = "talka-count-record/2"
FIRST_SCHEMA = "talka-count-record/1"
"""Records made before there were margins; they still replay to their own bytes."""


class CountState(StrEnum):
    """Whether the count has come to an end."""

    DECIDED = "decided"
    LOTS_NEEDED = "lots_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListResult:
    """What one list came to. `filled` and `vacant` add up to `seats`; pending lots may still add to them."""

    number: int
    name: str
    votes: int
    vote_share: Fraction
    vote_share_shown: str
    admitted: bool
    seats: int
    filled: int
    vacant: int
    lots_pending: bool
    elected: tuple[Person, ...]
    substitutes: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRecord:
    """Everything about one count. `unassigned` are seats no list could take or that wait for lots.

    `steps` are seats given, moved or taken away after the first distribution; `groups` are linked lists;
    `enlarged_by` are seats beyond those of the rule sheet; `margins` are the votes to each list's next seat.
    """

    schema: str
    state: CountState
    rule: RuleSheet
    profile: BallotProfile
    draws: tuple[Draw, ...]
    valid_votes: int
    admission: Admission
    results: tuple[ListResult, ...]
    seats: int
    filled: int
    vacant: int
    unassigned: int
    quotients: QuotientTable | None
    remainders: RemainderTable | None
    ties: tuple[Tie, ...]
    outcome: CountOutcome = omitted(CountOutcome.BY_FORMULA)
    steps: tuple[Step, ...] = omitted(())
    groups: tuple[LinkedGroup, ...] = omitted(())
    enlarged_by: int = omitted(0)
    margins: tuple[Margin, ...] = omitted(())

    @property
    def open_tie(self) -> Tie | None:
        """The tie for which lots must be drawn before the result can be declared."""
        return next((tie for tie in self.ties if tie.open), None)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()

    def seats_by_name(self) -> dict[str, int]:
        """Seats per list, in the order of the list numbers."""
        return {result.name: result.seats for result in self.results}
