# SPDX-License-Identifier: EUPL-1.2
"""The count of one polling place: its figures, and when two people agree on them.

Papers handed back and replaced are spoilt: they are not among the issued ones and never enter the box. Whether
figures can be true together is judged in ``verification``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from council.domain.grounds import RejectionGround

SMALLEST_SHOWN = 5
"""Places with fewer papers in the box are shown together with others: nobody's vote may be read off a table."""


@dataclass(frozen=True, slots=True)
class ListVotes:
    """The valid votes of one list, by the list's public id."""

    list_id: str
    votes: int


@dataclass(frozen=True, slots=True, order=True)
class GroundPapers:
    """The papers rejected on one ground."""

    ground: RejectionGround
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything counted at one polling place. ``electors`` is None where the register does not say.

    ``grounds`` say why papers were rejected; entries made before they were asked for have none.
    """

    electors: int | None
    marked: int
    received: int
    issued: int
    unused: int
    spoilt: int
    found: int
    valid: int
    rejected: int
    votes: tuple[ListVotes, ...]
    grounds: tuple[GroundPapers, ...] = field(default=(), metadata={"omitted": True})

    def __post_init__(self) -> None:
        """One order for lists and grounds, and no ground without a paper, so that equal counts are equal values."""
        object.__setattr__(self, "votes", tuple(sorted(self.votes, key=lambda each: each.list_id)))
        object.__setattr__(self, "grounds", tuple(sorted(each for each in self.grounds if each.papers)))

    def of(self, list_id: str) -> int:
        return next((each.votes for each in self.votes if each.list_id == list_id), 0)

    def rejected_on(self, ground: RejectionGround) -> int:
        return next((each.papers for each in self.grounds if each.ground is ground), 0)


FIELDS = ("electors", "marked", "received", "issued", "unused", "spoilt", "found", "valid", "rejected")
BEFORE_THE_BOX = FIELDS[:7]
"""What is written on a sheet where the papers themselves are entered one by one: the rest follows from them."""


class EntryKind(StrEnum):
    """Why somebody wrote the figures down."""

    FIRST = "first"
    SECOND = "second"
    DECISION = "decision"


class PlaceState(StrEnum):
    """How far the count of a place has come. A place that is left out never reported, and a decision says so."""

    OPEN = "open"
    RECOUNT = "recount"
    ENTERED_ONCE = "entered_once"
    DISAGREEING = "disagreeing"
    PAPERS_AWAITED = "papers_awaited"
    CONFIRMED = "confirmed"
    LEFT_OUT = "left_out"


SETTLED = (PlaceState.CONFIRMED, PlaceState.LEFT_OUT)
"""A place in one of these states holds up no result."""
BEFORE_ENTRY = (PlaceState.OPEN, PlaceState.RECOUNT, PlaceState.LEFT_OUT)
TO_ENTER = (*BEFORE_ENTRY, PlaceState.ENTERED_ONCE)
"""States in which somebody's own entry is awaited; nobody may see another person's figures in them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One writing-down of a place's figures; ``round`` is 1 for the first count and one more for each recount."""

    kind: EntryKind
    figures: Figures
    round: int = 1


def place_state(entries: Sequence[Entry], *, round: int = 1, left_out: bool = False) -> PlaceState:
    """Two independent entries of one round that agree confirm a place; else a decision does."""
    entries = [each for each in entries if each.round == round]
    if not entries:
        if left_out:
            return PlaceState.LEFT_OUT
        return PlaceState.RECOUNT if round > 1 else PlaceState.OPEN
    if entries[-1].kind is EntryKind.DECISION:
        return PlaceState.CONFIRMED
    if len(entries) == 1:
        return PlaceState.ENTERED_ONCE
    return PlaceState.CONFIRMED if entries[0].figures == entries[1].figures else PlaceState.DISAGREEING


def confirmed(entries: Sequence[Entry], *, round: int = 1) -> Figures | None:
    """The figures that hold, or None while the place is not confirmed."""
    return entries[-1].figures if place_state(entries, round=round) is PlaceState.CONFIRMED else None


def disagreeing_fields(first: Figures, second: Figures) -> tuple[str, ...]:
    """Where two entries differ: names of figures, grounds, and public ids of lists."""
    fields = [name for name in FIELDS if getattr(first, name) != getattr(second, name)]
    grounds = [each.value for each in RejectionGround if first.rejected_on(each) != second.rejected_on(each)]
    lists = {each.list_id for each in (*first.votes, *second.votes)}
    return (*fields, *grounds, *sorted(each for each in lists if first.of(each) != second.of(each)))


def total(places: Iterable[Figures]) -> Figures:
    """All places together; electors are known only when every place knows them."""
    every = tuple(places)
    votes: dict[str, int] = {}
    grounds: dict[RejectionGround, int] = {}
    for figures in every:
        for each in figures.votes:
            votes[each.list_id] = votes.get(each.list_id, 0) + each.votes
        for on in figures.grounds:
            grounds[on.ground] = grounds.get(on.ground, 0) + on.papers
    known = [figures.electors for figures in every if figures.electors is not None]
    return Figures(
        electors=sum(known) if len(known) == len(every) else None,
        votes=tuple(ListVotes(*pair) for pair in votes.items()),
        grounds=tuple(GroundPapers(*pair) for pair in grounds.items()),
        **{name: sum(getattr(figures, name) for figures in every) for name in FIELDS if name != "electors"},
    )


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One line of a public table: the places it stands for (keys) and their figures."""

    keys: tuple[str, ...]
    figures: Figures


def pooled(places: Mapping[str, Figures], *, before: Iterable[str] = ()) -> tuple[ShownPlace, ...]:
    """The lines of a public table. Small places are added up, so that no line is small and none can be worked out.

    One small place alone would follow from the total, so it takes the next smallest place with it.

    :param before: places that an earlier version of the table showed together. They stay together: two versions side
        by side would otherwise tell what the first one hid.
    """
    earlier = frozenset(before)
    by_size = sorted(places, key=lambda key: (places[key].found, key))
    pool = [key for key in by_size if places[key].found < SMALLEST_SHOWN or key in earlier]
    rest = [key for key in by_size if key not in pool]
    while pool and rest and (len(pool) == 1 or sum(places[key].found for key in pool) < SMALLEST_SHOWN):
        pool.append(rest.pop(0))
    lines = [ShownPlace((key,), places[key]) for key in places if key not in pool]
    if pool:
        kept = tuple(key for key in places if key in pool)
        lines.append(ShownPlace(kept, total(places[key] for key in kept)))
    return tuple(lines)
