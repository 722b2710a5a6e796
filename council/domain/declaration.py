# SPDX-License-Identifier: EUPL-1.2
"""What is declared, as one frozen value, and when it may be declared at all.

The value holds everything that the paper shows, so that a later change of a name or a table changes no
declared result.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.election import LocalText
from council.domain.polling import PlaceState

SCHEMA = "talka-declaration/1"


def require_declarable(places: Mapping[str, PlaceState], *, allocated: bool, tie_open: bool) -> None:
    """Only a whole result can be declared.

    :raises Refusal: a place is not confirmed, seats are not allocated, or lots are still to be drawn.
    """
    waiting = sum(state is not PlaceState.CONFIRMED for state in places.values())
    if waiting or not places:
        raise Refusal(CountRefusal.PLACES_UNCONFIRMED, open=waiting)
    if not allocated:
        raise Refusal(CountRefusal.NOT_ALLOCATED)
    if tie_open:
        raise Refusal(CountRefusal.TIE_OPEN)


@dataclass(frozen=True, slots=True)
class DeclaredPlace:
    """One line of the table of places; several small places may share it. ``votes`` follow the list numbers."""

    names: tuple[LocalText, ...]
    electors: int | None
    marked: int
    issued: int
    found: int
    valid: int
    rejected: int
    votes: tuple[int, ...]


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
class DeclaredResult:
    """The whole content of a declaration, whoever signs it and whenever."""

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
