# SPDX-License-Identifier: EUPL-1.2
"""The count of one polling place: its figures, whether they can be true, and when two people agree on them.

What cannot be true is refused; what is only unusual needs a written reason. Papers handed back and replaced are
spoilt: they are not among the issued ones and never enter the box.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 5
"""Places with fewer papers in the box are shown together with others: nobody's vote may be read off a table."""


@dataclass(frozen=True, slots=True)
class ListVotes:
    """The valid votes of one list, by the list's public id."""

    list_id: str
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything counted at one polling place. ``electors`` is None where the register does not say."""

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

    def __post_init__(self) -> None:
        """One order for the lists, so that equal counts are equal values."""
        object.__setattr__(self, "votes", tuple(sorted(self.votes, key=lambda each: each.list_id)))

    def of(self, list_id: str) -> int:
        return next((each.votes for each in self.votes if each.list_id == list_id), 0)


FIELDS = ("electors", "marked", "received", "issued", "unused", "spoilt", "found", "valid", "rejected")


class Check(StrEnum):
    """One comparison between figures."""

    FOUND_IS_VALID_AND_REJECTED = "found_is_valid_and_rejected"
    VOTES_ARE_VALID = "votes_are_valid"
    FOUND_ABOVE_ISSUED = "found_above_issued"
    ISSUED_ABOVE_ELECTORS = "issued_above_electors"
    MARKED_ABOVE_ELECTORS = "marked_above_electors"
    RECEIVED_ADDS_UP = "received_adds_up"
    FOUND_BELOW_ISSUED = "found_below_issued"
    ISSUED_IS_MARKED = "issued_is_marked"
    ELECTORS_AS_REGISTER = "electors_as_register"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures that do not fit: the field to look at first, and both sides of the comparison."""

    check: Check
    field: str
    have: int
    want: int

    @property
    def stops(self) -> bool:
        """True when the figures cannot be true whatever happened."""
        return self.check in _STOPPING


_STOPPING = frozenset(
    {
        Check.FOUND_IS_VALID_AND_REJECTED,
        Check.VOTES_ARE_VALID,
        Check.FOUND_ABOVE_ISSUED,
        Check.ISSUED_ABOVE_ELECTORS,
        Check.MARKED_ABOVE_ELECTORS,
    }
)


def differences(figures: Figures, electors: int | None = None) -> tuple[Difference, ...]:
    """Every comparison that does not hold; ``electors`` is what the closed register says, where it does."""
    total = sum(each.votes for each in figures.votes)
    equal = (
        (Check.FOUND_IS_VALID_AND_REJECTED, "found", figures.found, figures.valid + figures.rejected),
        (Check.VOTES_ARE_VALID, "valid", total, figures.valid),
        (Check.RECEIVED_ADDS_UP, "received", figures.received, figures.issued + figures.unused + figures.spoilt),
        (Check.ISSUED_IS_MARKED, "marked", figures.issued, figures.marked),
    )
    found = [Difference(*each) for each in equal if each[2] != each[3]]
    if figures.found > figures.issued:
        found.append(Difference(Check.FOUND_ABOVE_ISSUED, "found", figures.found, figures.issued))
    if figures.found < figures.issued:
        found.append(Difference(Check.FOUND_BELOW_ISSUED, "found", figures.found, figures.issued))
    return (*found, *_against_electors(figures, electors))


def _against_electors(figures: Figures, electors: int | None) -> Iterable[Difference]:
    most = figures.electors
    if most is not None and figures.issued > most:
        yield Difference(Check.ISSUED_ABOVE_ELECTORS, "issued", figures.issued, most)
    if most is not None and figures.marked > most:
        yield Difference(Check.MARKED_ABOVE_ELECTORS, "marked", figures.marked, most)
    if most is not None and electors is not None and most != electors:
        yield Difference(Check.ELECTORS_AS_REGISTER, "electors", most, electors)


class EntryKind(StrEnum):
    """Why somebody wrote the figures down."""

    FIRST = "first"
    SECOND = "second"
    DECISION = "decision"


class PlaceState(StrEnum):
    """How far the count of a place has come."""

    OPEN = "open"
    ENTERED_ONCE = "entered_once"
    DISAGREEING = "disagreeing"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One writing-down of a place's figures."""

    kind: EntryKind
    figures: Figures


def place_state(entries: Sequence[Entry]) -> PlaceState:
    """Two independent entries that agree confirm a place; else a decision does."""
    if not entries:
        return PlaceState.OPEN
    if entries[-1].kind is EntryKind.DECISION:
        return PlaceState.CONFIRMED
    if len(entries) == 1:
        return PlaceState.ENTERED_ONCE
    return PlaceState.CONFIRMED if entries[0].figures == entries[1].figures else PlaceState.DISAGREEING


def confirmed(entries: Sequence[Entry]) -> Figures | None:
    """The figures that hold, or None while the place is not confirmed."""
    return entries[-1].figures if place_state(entries) is PlaceState.CONFIRMED else None


def disagreeing_fields(first: Figures, second: Figures) -> tuple[str, ...]:
    """Where two entries differ: names of figures, and public ids of lists."""
    fields = [name for name in FIELDS if getattr(first, name) != getattr(second, name)]
    lists = {each.list_id for each in (*first.votes, *second.votes)}
    return (*fields, *sorted(each for each in lists if first.of(each) != second.of(each)))


def total(places: Iterable[Figures]) -> Figures:
    """All places together; electors are known only when every place knows them."""
    every = tuple(places)
    votes: dict[str, int] = {}
    for figures in every:
        for each in figures.votes:
            votes[each.list_id] = votes.get(each.list_id, 0) + each.votes
    known = [figures.electors for figures in every if figures.electors is not None]
    return Figures(
        electors=sum(known) if len(known) == len(every) else None,
        votes=tuple(ListVotes(*pair) for pair in votes.items()),
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
