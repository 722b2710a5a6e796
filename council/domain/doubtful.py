# SPDX-License-Identifier: EUPL-1.2
"""A doubtful ballot paper: what it looks like, what was asked, and how the board judged it.

There is no picture of the paper and no word about whose it could be.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.grounds import RejectionGround


class Outcome(StrEnum):
    """What became of a doubtful paper."""

    VALID = "valid"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of the board. ``counted_for`` is a list's public id, or words where persons are voted for."""

    description: str
    question: str
    outcome: Outcome
    ground: RejectionGround | None = None
    counted_for: str = ""
    reason: str
    board: str
    in_favour: int
    against: int = 0
    replaces: int | None = None

    def __post_init__(self) -> None:
        """Refuse a decision that does not say what it decides, or that no majority carried."""
        if self.outcome is Outcome.REJECTED and self.ground is None:
            raise Refusal(CountRefusal.GROUND_NEEDED, field="ground")
        if self.outcome is Outcome.VALID and not self.counted_for:
            raise Refusal(CountRefusal.COUNTED_FOR_NEEDED, field="counted_for")
        if self.in_favour <= self.against:
            raise Refusal(CountRefusal.NOT_CARRIED, field="in_favour")
