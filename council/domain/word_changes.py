# SPDX-License-Identifier: EUPL-1.2
"""What changed between two texts, word by word, in the order of reading. Languages and markup do not matter here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\S+\s*|\s+")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came together."""

    change: Change
    text: str


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts: what stayed and what was added make up the new one."""
    return tuple(_pieces(_WORDS.findall(old), _WORDS.findall(new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Space is no word: a line broken elsewhere is the same text.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new])
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Change.SAME, "".join(new[start:end]))
            continue
        if first < last:
            yield Piece(Change.REMOVED, "".join(old[first:last]))
        if start < end:
            yield Piece(Change.ADDED, "".join(new[start:end]))
