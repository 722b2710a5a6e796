# SPDX-License-Identifier: EUPL-1.2
"""A batch of ballot papers that two people enter one by one, each without seeing the other, and how they compare.

A person may keep part of a batch and go on later. The order of papers in a batch is that of the pile on the table; it
has nothing to do with who voted when.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from council.domain.polling import EntryKind, PlaceState

MOST_IN_BATCH = 50
USUAL_BATCH = 25


@dataclass(frozen=True, slots=True)
class Part:
    """Papers that one person kept at once, in the order of the pile."""

    kind: EntryKind
    lines: tuple[str, ...]


def lines_of(parts: Sequence[Part], kind: EntryKind) -> tuple[str, ...]:
    """Everything one of the two has kept so far."""
    return tuple(line for part in parts if part.kind is kind for line in part.lines)


def batch_state(papers: int, parts: Sequence[Part]) -> PlaceState:
    """How far a batch of so many papers has come."""
    if not parts:
        return PlaceState.OPEN
    if parts[-1].kind is EntryKind.DECISION:
        return PlaceState.CONFIRMED
    first, second = (lines_of(parts, kind) for kind in (EntryKind.FIRST, EntryKind.SECOND))
    if len(first) < papers or len(second) < papers:
        return PlaceState.ENTERED_ONCE
    return PlaceState.CONFIRMED if first == second else PlaceState.DISAGREEING


def differing_papers(parts: Sequence[Part]) -> tuple[int, ...]:
    """The places in the pile, from 1, at which two whole readings are not the same."""
    first, second = (lines_of(parts, kind) for kind in (EntryKind.FIRST, EntryKind.SECOND))
    return tuple(place for place, (one, two) in enumerate(zip(first, second, strict=False), 1) if one != two)


def settled_lines(papers: int, parts: Sequence[Part]) -> tuple[str, ...] | None:
    """The papers as they hold, or None while the batch is not confirmed."""
    if batch_state(papers, parts) is not PlaceState.CONFIRMED:
        return None
    last = parts[-1]
    return last.lines if last.kind is EntryKind.DECISION else lines_of(parts, EntryKind.FIRST)
