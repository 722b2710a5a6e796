# SPDX-License-Identifier: EUPL-1.2
"""The half-circle of seats: where each dot stands and whose it is. The words beside it say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

MOST_DOTS = 90
RADIUS = 11
GAP = 25
LEAST_RADIUS = 40


@dataclass(frozen=True, slots=True)
class Bench:
    """One list in the picture: seats taken by people, seats kept for a group among them, seats left empty."""

    number: int
    label: str
    filled: int
    vacant: int = 0
    kept: int = 0

    @property
    def seats(self) -> int:
        return self.filled + self.vacant


@dataclass(frozen=True, slots=True)
class Dot:
    """One seat. `look` is a class of the style sheet: list looks repeat, so the number stands on the dot too."""

    x: int
    y: int
    text: str
    look: str


@dataclass(frozen=True, slots=True)
class HalfCircle:
    """The picture and its words."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    benches: tuple[Bench, ...]
    unassigned: int


def half_circle(
    benches: Sequence[Bench], *, unassigned: int = 0, mirrored: bool = False, plain: bool = False
) -> HalfCircle:
    """Seats side by side in the order of the lists; none drawn where there are too many to tell apart.

    ``plain``: seats of persons, all alike but for those kept for groups.
    """
    seated = [each for each in benches if each.seats]
    marks = [mark for place, each in enumerate(seated) for mark in _marks(each, 1 if plain else place)]
    marks += [("?", "dot--open")] * unassigned
    if len(marks) > MOST_DOTS:
        marks = []
    places, radius = _places(len(marks))
    width, height = 2 * (radius + RADIUS + 3), radius + 2 * RADIUS + 4
    dots = []
    for (x, y), (text, look) in zip(places, marks, strict=True):
        across = width // 2 + (x if mirrored else -x)
        dots.append(Dot(across, height - RADIUS - 3 - y, text, look))
    return HalfCircle(width, height, tuple(dots), tuple(seated), unassigned)


def _marks(bench: Bench, place: int) -> list[tuple[str, str]]:
    look = f"dot--{place % 4 + 1}"
    kept = [(str(bench.number), f"{look} dot--kept")] * bench.kept
    own = [(str(bench.number), look)] * (bench.filled - bench.kept)
    return kept + own + [("–", "dot--vacant")] * bench.vacant


def _places(count: int) -> tuple[list[tuple[int, int]], int]:
    """Places from one end of the half-circle to the other, and the outer radius; about one gap between dots."""
    rows = max((rows for rows in range(1, 9) if _innermost(count, rows) >= LEAST_RADIUS), default=1)
    radii = [max(LEAST_RADIUS, round(_innermost(count, rows))) + GAP * row for row in range(rows)]
    share = [count * radius // sum(radii) for radius in radii]
    for row in range(count - sum(share)):
        share[-1 - row % rows] += 1
    found: list[tuple[float, int, int]] = []
    for radius, seats in zip(radii, share, strict=True):
        for index in range(seats):
            angle = pi * (index + 0.5) / seats if seats < 3 else pi * index / (seats - 1)
            found.append((angle, round(radius * cos(angle)), round(radius * sin(angle))))
    return [(x, y) for _angle, x, y in sorted(found)], max(radii)


def _innermost(count: int, rows: int) -> float:
    """The radius of the inner row with which so many rows hold just so many dots."""
    return (GAP * (count - rows) / pi - GAP * rows * (rows - 1) / 2) / rows
