# SPDX-License-Identifier: EUPL-1.2
"""The life of an election as a table of moves, its calendar, and texts that exist in several languages.

Dates are facts of the call, not deadlines worked out here; who may make a move is decided elsewhere.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from core.domain.refusal import Refusal
from core.domain.transitions import Moves
from council.domain.refusals import CouncilRefusal


class ElectionState(StrEnum):
    """How far an election has come."""

    DRAFT = "draft"
    CALLED = "called"
    REGISTER_OPEN = "register_open"
    REGISTER_CLOSED = "register_closed"
    NOMINATIONS_CLOSED = "nominations_closed"
    POLLING = "polling"
    COUNTING = "counting"
    DECLARED = "declared"


class ElectionEvent(StrEnum):
    """What moves an election on."""

    CALL = "call"
    OPEN_REGISTER = "open_register"
    CLOSE_REGISTER = "close_register"
    CLOSE_NOMINATIONS = "close_nominations"
    OPEN_POLLING = "open_polling"
    BEGIN_COUNT = "begin_count"
    DECLARE = "declare"


ELECTION_MOVES: Moves[ElectionState, ElectionEvent] = Moves(
    {
        (ElectionState.DRAFT, ElectionEvent.CALL): ElectionState.CALLED,
        (ElectionState.CALLED, ElectionEvent.OPEN_REGISTER): ElectionState.REGISTER_OPEN,
        (ElectionState.REGISTER_OPEN, ElectionEvent.CLOSE_REGISTER): ElectionState.REGISTER_CLOSED,
        (ElectionState.REGISTER_CLOSED, ElectionEvent.CLOSE_NOMINATIONS): ElectionState.NOMINATIONS_CLOSED,
        (ElectionState.NOMINATIONS_CLOSED, ElectionEvent.OPEN_POLLING): ElectionState.POLLING,
        (ElectionState.POLLING, ElectionEvent.BEGIN_COUNT): ElectionState.COUNTING,
        (ElectionState.COUNTING, ElectionEvent.DECLARE): ElectionState.DECLARED,
    }
)

STATES = tuple(ElectionState)


def reached(state: ElectionState, wanted: ElectionState) -> bool:
    """True when the election is at the wanted state or past it."""
    return STATES.index(state) >= STATES.index(wanted)


def scope_of(election_id: str) -> str:
    """The scope in which roles of one election are held."""
    return f"election:{election_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days of an election, in the order in which they come."""

    register_closes_on: date
    nominations_close_on: date
    polling_day: date
    declare_by: date

    def __post_init__(self) -> None:
        """Refuse days in the wrong order, at the first one that comes too early."""
        names = [item.name for item in fields(self)]
        for earlier, later in zip(names, names[1:], strict=False):
            if getattr(self, later) < getattr(self, earlier):
                raise Refusal(CouncilRefusal.DATES_OUT_OF_ORDER, field=later)


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in the languages of the papers; English is always there."""

    en: str
    lt: str = ""
    ar: str = ""

    def read(self, lang: str) -> tuple[str, str]:
        """The text for a reader and the language it is in."""
        found = getattr(self, lang, "") if lang in self.__slots__ else ""
        return (found, lang) if found else (self.en, "en")
