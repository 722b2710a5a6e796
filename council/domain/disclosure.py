# SPDX-License-Identifier: EUPL-1.2
"""Counts that may be shown to everybody: small ones are hidden, so that a number never points at a person."""

from collections.abc import Mapping
from typing import TypeVar

SMALLEST_SHOWN = 5

Name = TypeVar("Name")


def shown_counts(counts: Mapping[Name, int]) -> dict[Name, int | None]:
    """The counts with None for what is hidden.

    When only one would be hidden, the next smallest is hidden too: otherwise the total gives it away.
    """
    hidden = {name for name, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    if len(hidden) == 1 and len(counts) > 1:
        others = {name: count for name, count in counts.items() if name not in hidden and count}
        if others:
            hidden.add(min(others, key=lambda name: others[name]))
    return {name: None if name in hidden else count for name, count in counts.items()}


def shown_total(count: int) -> int | None:
    """One count alone, None when it is too small to show."""
    return None if 0 < count < SMALLEST_SHOWN else count
