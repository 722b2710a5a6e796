# SPDX-License-Identifier: EUPL-1.2
"""A ballot paper as one frozen value: its lines in every order of names, where each field is, how many are printed.

Every paper of an order looks alike: what differs between variants is the order of the lines alone, and nothing on a
paper says which variant it is. Fields stand at fixed places, so that a template can be laid over them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class PaperKind(StrEnum):
    """What an elector marks, by the words of the rule."""

    LIST = "list"
    LIST_PREFERENCE = "list_preference"
    PERSONS = "persons"
    PANACHAGE = "panachage"
    RANKED = "ranked"


class PaperSize(StrEnum):
    """How large a paper is printed; the large one has no letter under 18 points."""

    ORDINARY = "ordinary"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line: a list or a person, with its number and as many boxes as it can be given votes.

    ``texts`` are the name in the languages of the paper; a person has one name, and perhaps one in another script.
    """

    number: int
    texts: tuple[str, ...]
    boxes: int = 1
    is_list: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """Lines that stay together when the order of names is rotated: a list with its people, or one person."""

    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The whole paper. ``votes`` and ``most_per_person`` are what the rule gives an elector."""

    kind: PaperKind
    langs: tuple[str, ...]
    titles: tuple[str, ...]
    blocks: tuple[PaperBlock, ...]
    votes: int = 1
    most_per_person: int = 1
    across_lists: bool = True
    list_tick: bool = False

    def in_order(self, variant: int) -> "Paper":
        """The paper with the order of names of one variant (1 is the order of the numbers)."""
        return replace(self, blocks=rotated(self.blocks, variant))

    @property
    def lines(self) -> tuple[PaperLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)


def rotated(items: Sequence[PaperBlock], variant: int) -> tuple[PaperBlock, ...]:
    """The items begun one further down for each variant, so that over all variants each is first once."""
    start = (variant - 1) % max(1, len(items))
    return (*items[start:], *items[:start])


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the fields are, in millimetres from the top left corner of the sheet; the same for paper and template."""

    sheet: str
    width: int
    height: int
    margin: int
    top: int
    row: int
    box: int
    text: int

    @property
    def per_page(self) -> int:
        """How many lines fit below the words."""
        return max(1, (self.height - self.top - self.margin) // self.row)


_SHEETS = {
    PaperSize.ORDINARY: Geometry("a4", 210, 297, 14, 30, 15, 8, 10),
    PaperSize.LARGE: Geometry("a3", 297, 420, 18, 40, 26, 13, 19),
}
"""The least room; names and words that are longer get more, on every paper of an order alike."""

CORNER = 18
"""What the cut corner and the punched hole take from the width of the words, in millimetres."""


def geometry(size: PaperSize, paper: Paper, words: Sequence[tuple[int, int]]) -> Geometry:
    """Where everything is, so that nothing runs into a field.

    :param words: for each language the letters of its heading and of its instructions.
    """
    least = _SHEETS[size]
    inner = least.width - 2 * least.margin
    lines = sum(
        _lines(heading, inner - CORNER, least.text * 5 // 4, bold=True) + _lines(how, inner - CORNER, least.text) + 1
        for heading, how in words
    )
    rows = max((_row(line, inner, least) for line in paper.lines), default=0)
    return replace(
        least,
        top=max(least.top, least.margin + lines * _tall(least.text) + 6),
        row=max(least.row, rows),
    )


def _row(line: PaperLine, inner: int, least: Geometry) -> int:
    """How high a line is, in millimetres."""
    width = inner - least.text * 17 // 10 - 12 - line.boxes * (least.box + 3)
    first = len(line.texts[0]) + len(line.note) + 3
    others = sum(len(text) + 3 for text in line.texts[1:])
    needed = _lines(first, width, least.text * 23 // 20, bold=line.is_list) + _lines(others, width, least.text)
    return needed * _tall(least.text) + 5


def _lines(letters: int, width: int, points: int, *, bold: bool = False) -> int:
    """How many lines so many letters take: a letter is about a fifth of a millimetre wide for each point."""
    hundredths = points * (23 if bold else 21)
    return -(-letters * hundredths // (100 * width))


def _tall(points: int) -> int:
    """The height of a line of text in millimetres."""
    return -(-points * 48 // 100)


@dataclass(frozen=True, slots=True)
class PlaceQuantity:
    """Papers for one polling place: expected, and how many of each variant."""

    place: str
    expected: int
    variants: tuple[int, ...]
    large: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.variants)

    @property
    def all_large(self) -> int:
        return sum(self.large)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """What is printed. ``reserve`` are papers kept at the authority; they also make the variants come out even."""

    paper: Paper
    variants: int
    places: tuple[PlaceQuantity, ...]
    reserve: tuple[int, ...]
    reserve_percent: int = 0

    @property
    def by_variant(self) -> tuple[int, ...]:
        """All ordinary papers of each variant."""
        columns = zip(*(place.variants for place in self.places), self.reserve, strict=True)
        return tuple(sum(column) for column in columns)

    @property
    def total(self) -> int:
        return sum(self.by_variant)

    @property
    def large_by_variant(self) -> tuple[int, ...]:
        """All large papers of each variant."""
        return tuple(sum(column) for column in zip(*(place.large for place in self.places), strict=True))


def make_order(
    paper: Paper, expected: Mapping[str, int], *, rotate: bool, reserve_percent: int = 0, large_each: int = 0
) -> PaperOrder:
    """How many papers of each variant go where: every variant comes out equally often over the whole order."""
    variants = max(1, len(paper.blocks)) if rotate else 1
    places, given = [], 0
    for turn, (key, people) in enumerate(expected.items()):
        wanted = people + -(-people * reserve_percent // 100)
        large = _dealt(large_each, variants, turn * large_each)
        places.append(PlaceQuantity(key, people, _dealt(wanted, variants, given), large))
        given += wanted
    rest = -given % variants
    return PaperOrder(
        paper=paper,
        variants=variants,
        places=tuple(places),
        reserve=_dealt(rest, variants, given),
        reserve_percent=reserve_percent,
    )


def _dealt(papers: int, variants: int, begun: int) -> tuple[int, ...]:
    """So many papers dealt round the variants, going on where the last deal ended."""
    each, over = divmod(papers, variants)
    return tuple(each + ((variant - begun) % variants < over) for variant in range(variants))
