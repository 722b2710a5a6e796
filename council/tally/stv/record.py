# SPDX-License-Identifier: EUPL-1.2
"""The record of a ranked count: papers, rule, lots, every stage with every transfer, and who was elected when.

Numbers of votes are text with all the digits the rule counts in. A page renders the record and computes nothing;
a picture of the transfers is drawn from the flows of its stages.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from council.tally.codec import omitted, to_json
from council.tally.stv.profile import RankedProfile
from council.tally.stv.rule import StvParameter, StvRule
from council.tally.ties import Draw

RANKED_SCHEMA = "talka-ranked-record/1"


class RankedState(StrEnum):
    """Whether the count has come to an end."""

    DECIDED = "decided"
    LOTS_NEEDED = "lots_needed"


class StageAction(StrEnum):
    """What a stage of the count did."""

    FIRST = "first"
    SURPLUS = "surplus"
    EXCLUDE = "exclude"


class Standing(StrEnum):
    """How a candidate stands after a stage."""

    CONTINUING = "continuing"
    ELECTED = "elected"
    EXCLUDED = "excluded"


class ElectedBy(StrEnum):
    """Why somebody was elected: the quota, or as many candidates left as seats."""

    QUOTA = "quota"
    LAST_SEATS = "last_seats"


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate in a stage. Whoever is excluded in it appears a last time. `keep` is Meek's keep factor."""

    number: int
    change: str
    total: str
    standing: Standing
    keep: str = omitted("")


@dataclass(frozen=True, slots=True)
class Parcel:
    """Papers somebody held at one value, and what each of them is worth after this stage."""

    source: int
    value: str
    papers: int
    new_value: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Votes that went from one candidate to another; target 0 is the pile of papers without a further preference."""

    source: int
    target: int
    papers: int
    votes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage. `non_transferable` is the total so far and includes `cut`, what cutting digits has lost so far."""

    number: int
    action: StageAction
    who: tuple[int, ...]
    clause: str
    quota: str
    lines: tuple[Line, ...]
    parcels: tuple[Parcel, ...]
    flows: tuple[Flow, ...]
    non_transferable: str
    non_transferable_change: str
    cut: str
    elected: tuple[int, ...]
    iterations: int = omitted(0)


@dataclass(frozen=True, slots=True)
class LookBack:
    """What those still equal had at an earlier stage."""

    stage: int
    numbers: tuple[int, ...]
    votes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedTie:
    """Equals between whom one had to be chosen, for the stage that follows.

    `lots_between` is who remained equal at every stage; `chosen` is 0 while the lot is still to be drawn.
    """

    stage: int
    about: StvParameter
    between: tuple[int, ...]
    equal_at: str
    clause: str
    look_back: tuple[LookBack, ...]
    lots_between: tuple[int, ...]
    chosen: int

    @property
    def open(self) -> bool:
        """True while the lot is still to be drawn."""
        return self.chosen == 0


@dataclass(frozen=True, slots=True)
class ElectedCandidate:
    """Somebody elected, at which stage, with how many votes, and why."""

    number: int
    name: str
    stage: int
    votes: str
    by: ElectedBy


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Who came nearest: behind whom, by how many votes, at the last stage at which both were in the running.

    It is a distance in the table. How few papers would change the result can be less, and is not computed.
    """

    number: int
    behind: int
    stage: int
    votes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRecord:
    """Everything about one ranked count. `substitutes` are groups: the next in line first, equals together."""

    schema: str
    state: RankedState
    rule: StvRule
    profile: RankedProfile
    draws: tuple[Draw, ...]
    valid_papers: int
    not_counted: int
    quota: str
    seats: int
    vacant: int
    stages: tuple[Stage, ...]
    elected: tuple[ElectedCandidate, ...]
    ties: tuple[RankedTie, ...]
    runner_up: RunnerUp | None
    substitutes: tuple[tuple[int, ...], ...]

    @property
    def open_tie(self) -> RankedTie | None:
        """The tie for which a lot must be drawn before the count can go on."""
        return next((tie for tie in self.ties if tie.open), None)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()
