# SPDX-License-Identifier: EUPL-1.2
"""What is declared, as one frozen value, and when it may be declared at all.

The value holds everything that the paper shows, so that a later change of a name or a table changes no
declared result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.election import LocalText
from council.domain.polling import SETTLED, PlaceState

SCHEMA = "talka-declaration/1"


def _later(default: Any) -> Any:
    """A field that came later: while it has its default it is left out of the text, so older texts keep their hash."""
    return field(default=default, metadata={"omitted": True})


class ResultKind(StrEnum):
    """What the electors voted for."""

    LISTS = "lists"
    PERSONS = "persons"
    RANKED = "ranked"


def require_declarable(places: Mapping[str, PlaceState], *, allocated: bool, tie_open: bool) -> None:
    """Only a whole result can be declared.

    :raises Refusal: a place is neither confirmed nor left out by a decision, seats are not allocated, or lots are
        still to be drawn.
    """
    waiting = sum(state not in SETTLED for state in places.values())
    if waiting or not places:
        raise Refusal(CountRefusal.PLACES_UNCONFIRMED, open=waiting)
    if not allocated:
        raise Refusal(CountRefusal.NOT_ALLOCATED)
    if tie_open:
        raise Refusal(CountRefusal.TIE_OPEN)


@dataclass(frozen=True, slots=True)
class DeclaredPlace:
    """One line of the table of places; several small places may share it.

    ``votes`` follow the numbers of the lists, or of the persons where persons stand: their votes or first preferences.
    """

    names: tuple[LocalText, ...]
    electors: int | None
    marked: int
    issued: int
    found: int
    valid: int
    rejected: int
    votes: tuple[int, ...]
    keys: tuple[str, ...] = _later(())
    received: int = _later(0)
    unused: int = _later(0)
    spoilt: int = _later(0)


@dataclass(frozen=True, slots=True)
class DeclaredPerson:
    """A person on a list, with the name in its own script where it is known."""

    position: int
    name: str
    original: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredList:
    """What one list came to."""

    number: int
    name: LocalText
    votes: int
    share: str
    admitted: bool
    seats: int
    vacant: int
    elected: tuple[DeclaredPerson, ...]
    substitutes: tuple[DeclaredPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCandidate:
    """A person who was voted for by name. ``votes`` are first preferences where papers rank; ``list`` is its number."""

    number: int
    name: str
    original: str = _later("")
    lang: str = _later("")
    list: int | None = _later(None)
    group: str = _later("")
    votes: int | None = _later(None)
    seat: int | None = _later(None)
    substitute: int | None = _later(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredOmission:
    """A place that never reported: on whose decision, of which day (as ISO text), the result stands without it."""

    name: LocalText
    decided_by: str
    decided_on: str
    reason: str

    @property
    def on(self) -> date:
        return date.fromisoformat(self.decided_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredResult:
    """The whole content of a declaration, whoever signs it and whenever.

    Where persons were voted for there are ``candidates``; then ``votes`` of places follow them and not the lists.
    """

    schema: str
    title: LocalText
    municipality: str
    polling_day: str
    statute_version: int
    statute_fingerprint: str
    formula: str
    seats: int
    places: tuple[DeclaredPlace, ...]
    total: DeclaredPlace
    lists: tuple[DeclaredList, ...]
    lots: tuple[str, ...]
    count_fingerprint: str
    audit_number: int
    audit_head: str
    kind: ResultKind = _later(ResultKind.LISTS)
    candidates: tuple[DeclaredCandidate, ...] = _later(())
    vacant: int = _later(0)
    left_out: tuple[DeclaredOmission, ...] = _later(())

    @property
    def rivals(self) -> tuple["Rival", ...]:
        """Who the votes of a place are for, in their order."""
        if self.kind is ResultKind.LISTS:
            return tuple(Rival(each.number, each.name) for each in self.lists)
        return tuple(Rival(each.number, LocalText(each.name)) for each in self.candidates)

    @property
    def turnout(self) -> str:
        """Electors who voted, per cent of the register, to one decimal; nothing where the register does not say."""
        electors, voted = self.total.electors, self.total.marked or self.total.found
        if not electors:
            return ""
        tenths = (2000 * voted + electors) // (2 * electors)
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def elected(self) -> tuple[DeclaredCandidate, ...]:
        """Persons voted for by name who won a seat, in the order of the seats."""
        return tuple(sorted((e for e in self.candidates if e.seat), key=lambda each: each.seat or 0))

    @property
    def in_line(self) -> tuple[DeclaredCandidate, ...]:
        """Persons voted for by name who may follow, the next one first."""
        waiting = [each for each in self.candidates if each.substitute]
        return tuple(sorted(waiting, key=lambda each: (each.substitute or 0, each.number)))


@dataclass(frozen=True, slots=True)
class Rival:
    """A list or a person as a table of places names it."""

    number: int
    name: LocalText
