# SPDX-License-Identifier: EUPL-1.2
"""Finds entries that may describe the same body, across spellings and scripts. It proposes; a person decides.

Names arrive folded to plain letters; how alike two texts are is a function given from outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

Similarity = Callable[[str, str], float]
"""How alike two texts are, from 0 to 100."""

ALIKE_SPELLING = 86.0
ALIKE_SOUND = 92.0
SHORTEST_SOUND = 4
SHORTEST_PART = 5
MOST_SHOWN = 5

_COMMON_WORDS = frozenset(
    {
        "a", "an", "and", "of", "the", "for", "in",
        "association", "asociacija", "biedriba", "bedriba", "center", "centre", "centras", "centrs", "draugija",
        "foundation", "fondas", "fund", "fonds", "public", "institution", "viesoji", "istaiga", "vsi", "mtu",
        "ngo", "nvo", "organisation", "organization", "organizacija", "jaunatnes", "society", "union",
        "community", "group", "bendruomene", "grupe", "integration", "integracijos", "integracija",
    }
)  # fmt: skip


class Reason(StrEnum):
    """Why two entries look like one, the strongest first."""

    SAME_WEBSITE = "same_website"
    SAME_NAME = "same_name"
    ALIKE_SPELLING = "alike_spelling"
    ALIKE_SOUND = "alike_sound"
    PART_OF_NAME = "part_of_name"


@dataclass(frozen=True, slots=True)
class Named:
    """What is compared: the distinctive words of the folded name, its consonants, its web addresses."""

    public_id: str
    country: str
    words: str
    consonants: str
    websites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likely:
    """An entry that may be the same, and why."""

    public_id: str
    reason: Reason
    likeness: float


def likely_duplicates(new: Named, known: Iterable[Named], similarity: Similarity) -> tuple[Likely, ...]:
    """Entries that may be the same as the new one, the most alike first, at most five."""
    found = [
        Likely(other.public_id, *judged)
        for other in known
        if other.public_id != new.public_id and (judged := _judge(new, other, similarity))
    ]
    order = list(Reason)
    found.sort(key=lambda likely: (order.index(likely.reason), -likely.likeness, likely.public_id))
    return tuple(found[:MOST_SHOWN])


def _judge(new: Named, other: Named, similarity: Similarity) -> tuple[Reason, float] | None:
    if new.words == other.words:
        return Reason.SAME_NAME, 100.0
    if new.websites & other.websites:
        return Reason.SAME_WEBSITE, 100.0
    likeness = similarity(new.words, other.words)
    if likeness >= ALIKE_SPELLING:
        return Reason.ALIKE_SPELLING, likeness
    if min(len(new.consonants), len(other.consonants)) < SHORTEST_SOUND:
        return None
    likeness = similarity(new.consonants, other.consonants)
    if likeness >= ALIKE_SOUND:
        return Reason.ALIKE_SOUND, likeness
    short, long = sorted((new.consonants, other.consonants), key=len)
    return (Reason.PART_OF_NAME, likeness) if len(short) >= SHORTEST_PART and short in long else None


def distinctive(folded: str) -> str:
    """A folded name without the words that many names share, unless nothing else is left."""
    kept = [word for word in folded.split() if word not in _COMMON_WORDS]
    return " ".join(kept) or folded
