# SPDX-License-Identifier: EUPL-1.2
"""What the processes of the roll's concurrency tests do: 1 for a paper given, 0 for who was told not to."""

from __future__ import annotations

from collections.abc import Callable

from core.db import unit_of_work
from core.domain.actor import Actor, ActorKind, Grant, Role
from core.domain.refusal import Refusal
from council.domain.polling_refusals import PollingRefusal
from council.services import roll, roll_paper
from council.services.roll import PaperPlan

ANOTHER_REFUSAL = 100


def _clerk() -> Actor:
    return Actor(ActorKind.STAFF, id="clerk", grants=frozenset({Grant(Role.POLLING_CLERK)}))


def a_minute_of_polling(place: int, election: str, both: str, one: str) -> int:
    """Two desks want to mark one elector; one button is sent twice; one page of the printed roll is entered twice.

    Returns what each act brought, as digits: hundreds for the elector of both, tens for the button, then lines.
    """
    first = _told(lambda: roll.give_paper(_clerk(), election, "rukla", PaperPlan(entry_id=both, once=f"desk-{place}")))
    button = _told(lambda: roll.give_paper(_clerk(), election, "rukla", PaperPlan(entry_id=one, once="one button")))
    with unit_of_work():
        lines = roll_paper.enter_lines(_clerk(), election, "rukla", range(1, 7)).marked
    return 100 * first + 10 * button + lines


def _told(act: Callable[[], object]) -> int:
    try:
        with unit_of_work():
            act()
    except Refusal as refusal:
        return 0 if refusal.code is PollingRefusal.ALREADY_VOTED else ANOTHER_REFUSAL
    return 1
