# SPDX-License-Identifier: EUPL-1.2
"""One ballot paper as one line of keys: what two people type for each paper, and its one canonical text.

Marked papers: ``12`` or ``12x3`` votes for a person, ``L2`` a ticked list, ``-12`` a name struck out. Ranked papers:
``3 1 2`` in the order of preference, ``3=1`` where two share a place. ``0`` is a paper without a mark, ``!u`` one set
aside by people. What a paper counts for is judged elsewhere.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.grounds import RejectionGround

LONGEST_LINE = 500
MOST_ON_ONE = 99
BLANK = "0"
SET_ASIDE = {
    "o": RejectionGround.NOT_OFFICIAL,
    "u": RejectionGround.WISH_UNCLEAR,
    "i": RejectionGround.IDENTIFIES_ELECTOR,
    "a": RejectionGround.ADDITION,
    "x": RejectionGround.OTHER,
}
"""The letters after ``!``: grounds that people find."""
_LETTERS = {ground: letter for letter, ground in SET_ASIDE.items()}
_MARK = re.compile(r"([1-9][0-9]{0,5})(?:[x*]([1-9][0-9]?))?")
_TICK = re.compile(r"[Ll]([1-9][0-9]{0,3})")
_STRUCK = re.compile(r"-([1-9][0-9]{0,5})")
_LEVEL = re.compile(r"[1-9][0-9]{0,2}(?:=[1-9][0-9]{0,2})*")


class Marking(StrEnum):
    """How papers of an election are marked."""

    MARKED = "marked"
    RANKED = "ranked"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """Who and what can be marked: the numbers of persons and of lists."""

    marking: Marking
    persons: Collection[int]
    lists: Collection[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaper:
    """What stands on one paper. ``marks`` are (person, votes); ``order`` has a group for each place of preference."""

    ticks: tuple[int, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    struck: tuple[int, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    refused: RejectionGround | None = None

    @property
    def text(self) -> str:
        """The one way this paper is written."""
        if self.refused is not None:
            return f"!{_LETTERS[self.refused]}"
        marks = [str(person) if votes == 1 else f"{person}x{votes}" for person, votes in self.marks]
        levels = ["=".join(map(str, level)) for level in self.order]
        tokens = [*(f"L{number}" for number in self.ticks), *marks, *(f"-{number}" for number in self.struck), *levels]
        return " ".join(tokens) or BLANK


def read_lines(text: str, paper: OnPaper) -> tuple[ReadPaper, ...]:
    """Every line that is not empty, as a paper.

    :raises Refusal: ``council.paper_unreadable`` with the number of the line and what cannot be read.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(read_paper(line, paper, number) for number, line in enumerate(lines, start=1))


def read_paper(line: str, paper: OnPaper, number: int = 1) -> ReadPaper:
    """One line as a paper.

    :raises Refusal: as ``read_lines``.
    """
    tokens = line[: LONGEST_LINE + 1].replace(",", " ").split()
    if len(line) > LONGEST_LINE or not tokens:
        raise _unreadable(number, line)
    first = tokens[0]
    if len(tokens) == 1 and first == BLANK:
        return ReadPaper()
    if first.startswith("!"):
        if len(tokens) > 1 or first[1:].lower() not in SET_ASIDE:
            raise _unreadable(number, line)
        return ReadPaper(refused=SET_ASIDE[first[1:].lower()])
    return _ranked(tokens, paper, number) if paper.marking is Marking.RANKED else _marked(tokens, paper, number)


def ranking(paper: ReadPaper) -> tuple[tuple[int, ...], RejectionGround | None]:
    """The order of preference as far as it is clear, or the ground on which the paper is rejected.

    Two persons at one place end the order there; two at the first place leave no first preference.
    """
    if paper.refused is not None:
        return (), paper.refused
    if not paper.order:
        return (), RejectionGround.NOT_MARKED
    clear = tuple(level[0] for level in takewhile(lambda level: len(level) == 1, paper.order))
    return clear, None if clear else RejectionGround.TOO_MANY_VOTES


def _marked(tokens: list[str], paper: OnPaper, number: int) -> ReadPaper:
    ticks: set[int] = set()
    struck: set[int] = set()
    votes: dict[int, int] = {}
    for token in tokens:
        if found := _TICK.fullmatch(token):
            ticks.add(_known(int(found[1]), paper.lists, number, token))
        elif found := _STRUCK.fullmatch(token):
            struck.add(_known(int(found[1]), paper.persons, number, token))
        elif found := _MARK.fullmatch(token):
            person = _known(int(found[1]), paper.persons, number, token)
            votes[person] = votes.get(person, 0) + int(found[2] or 1)
        else:
            raise _unreadable(number, token)
    if max(votes.values(), default=0) > MOST_ON_ONE:
        raise _unreadable(number, tokens[0])
    return ReadPaper(ticks=tuple(sorted(ticks)), marks=tuple(sorted(votes.items())), struck=tuple(sorted(struck)))


def _ranked(tokens: list[str], paper: OnPaper, number: int) -> ReadPaper:
    order: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for token in tokens:
        if not _LEVEL.fullmatch(token):
            raise _unreadable(number, token)
        level = [_known(int(each), paper.persons, number, token) for each in token.split("=")]
        if seen & set(level) or len(set(level)) < len(level):
            raise _unreadable(number, token)
        seen |= set(level)
        order.append(tuple(sorted(level)))
    return ReadPaper(order=tuple(order))


def _known(value: int, among: Collection[int], number: int, token: str) -> int:
    if value not in among:
        raise _unreadable(number, token)
    return value


def _unreadable(number: int, text: str) -> Refusal:
    return Refusal(CountRefusal.PAPER_UNREADABLE, field="lines", line=number, text=text.strip()[:40])
