# SPDX-License-Identifier: EUPL-1.2
"""One seat given, moved or taken away after the first distribution, in the order in which the law does it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class StepKind(StrEnum):
    """By what a seat came or went."""

    LARGEST_REMAINDER = "largest_remainder"
    HIGHEST_AVERAGE = "highest_average"
    HIGHEST_AVERAGE_ONCE = "highest_average_once"
    MAJORITY = "majority"
    EXHAUSTED = "exhausted"
    DIRECT = "direct"
    OVERHANG = "overhang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A seat to `winner`, from `loser`, or both; `value` is the remainder or average that decided."""

    kind: StepKind
    winner: int | None = None
    loser: int | None = None
    seats: int = 1
    value: Fraction | None = None
    value_shown: str = ""
    clause: str = ""
