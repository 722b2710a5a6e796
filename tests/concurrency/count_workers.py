# SPDX-License-Identifier: EUPL-1.2
"""What the processes of the count's concurrency tests do: 1 for whoever was first, 0 for whoever was told why not."""

from __future__ import annotations

from core import clock
from core.db import unit_of_work
from core.domain.actor import Actor, ActorKind, Grant, Role
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.count_refusals import CountRefusal
from council.services import declaration, polling
from council.services.polling import PlaceReport
from tests.builders import count as counts

ANOTHER_REFUSAL = 100


def enter_the_same_count(number: int, election: str, clerks: tuple[str, ...]) -> int:
    """Two clerks send the first entry of a place at once."""
    figures = counts.figures(election, counts.RUKLA)
    actor = Actor(ActorKind.STAFF, id=clerks[number], grants=frozenset({Grant(Role.POLLING_CLERK)}))
    try:
        with clock.standing_at(counts.EVENING), unit_of_work():
            polling.enter_count(actor, election, "rukla", PlaceReport(figures=figures, seen=0))
    except Refusal as refusal:
        return 0 if refusal.code is CoreRefusal.CHANGED_MEANWHILE else ANOTHER_REFUSAL
    return 1


def declare_at_once(_number: int, election: str, chief: str) -> int:
    """The same result declared several times at once."""
    actor = Actor(ActorKind.STAFF, id=chief, grants=frozenset({Grant(Role.RETURNING_OFFICER)}))
    try:
        with unit_of_work():
            declaration.declare_result(actor, election)
    except Refusal as refusal:
        return 0 if refusal.code is CountRefusal.DECLARED_BEFORE else ANOTHER_REFUSAL
    return 1
