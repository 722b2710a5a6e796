# SPDX-License-Identifier: EUPL-1.2
"""The votes of every polling place as one bar each, all of one length: shares, not sizes. A table says the same.

A part carries the number of its list or person where there is room for it; looks repeat, so colour alone says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flask_babel import gettext as _

from council.domain.declaration import DeclaredPlace, DeclaredResult
from council.domain.election import LocalText
from council.views.blueprint import blueprint, local

WHOLE = 1000
ROOM_FOR_A_NUMBER = 60
LOOKS = 4
MOST_PARTS = 30


class Named(Protocol):
    """A list or a person as a table of places names it."""

    @property
    def number(self) -> int: ...

    @property
    def name(self) -> LocalText: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One list or person within a bar; places and widths in tenths of a per cent of its length."""

    begins: int
    width: int
    text: str
    look: str

    @property
    def x(self) -> str:
        return _per_cent(self.begins)

    @property
    def wide(self) -> str:
        return _per_cent(self.width)

    @property
    def middle(self) -> str:
        return _per_cent(self.begins + self.width // 2)


def _per_cent(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}%"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the table of places as a bar."""

    names: tuple[LocalText, ...]
    votes: int
    parts: tuple[Part, ...]


def place_bars(result: DeclaredResult, *, mirrored: bool = False) -> tuple[Bar, ...]:
    """A bar for every place with votes and one for all together; none where the parts could not be told apart."""
    numbers = [each.number for each in result.rivals]
    if not numbers or len(numbers) > MOST_PARTS:
        return ()
    bars = [_bar(place, numbers, mirrored) for place in (*result.places, result.total)]
    return tuple(bar for bar in bars if bar.votes)


def _bar(place: DeclaredPlace, numbers: Sequence[int], mirrored: bool) -> Bar:
    total, so_far, parts = sum(place.votes), 0, []
    for index, (number, votes) in enumerate(zip(numbers, place.votes, strict=False)):
        begins, ends = WHOLE * so_far // max(total, 1), WHOLE * (so_far + votes) // max(total, 1)
        so_far += votes
        width = ends - begins
        if width:
            text = str(number) if width >= ROOM_FOR_A_NUMBER else ""
            parts.append(Part(WHOLE - ends if mirrored else begins, width, text, f"part--{index % LOOKS + 1}"))
    return Bar(place.names, total, tuple(parts))


@blueprint.app_template_filter("column_labels")
def column_labels(rivals: Sequence[Named], persons: bool) -> list[str]:
    """What the columns of a table of places are called on a small screen, where every cell says it: made only once."""
    if persons:
        return [f"{each.number}. {local(each.name)}" for each in rivals]
    return [str(_("List %(number)s", number=each.number)) for each in rivals]
