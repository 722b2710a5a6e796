# SPDX-License-Identifier: EUPL-1.2
"""States move by tables: state, event, next state. What is not in the table is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from core.domain.refusal import CoreRefusal, Refusal

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


class Moves(Generic[State, Event]):
    """A frozen table of moves; one generic test walks every pair of state and event."""

    def __init__(self, table: Mapping[tuple[State, Event], State]) -> None:
        self._table = dict(table)

    def allowed(self, state: State) -> tuple[Event, ...]:
        return tuple(event for (at, event) in self._table if at == state)

    def after(self, state: State, event: Event) -> State:
        """The next state.

        :raises Refusal: ``core.move_not_allowed`` when the table has no such move.
        """
        try:
            return self._table[state, event]
        except KeyError:
            raise Refusal(CoreRefusal.MOVE_NOT_ALLOWED, state=state.value, event=event.value) from None
