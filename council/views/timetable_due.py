# SPDX-License-Identifier: EUPL-1.2
"""What the timetable puts on the desk of each role today: the steps whose time runs, with their last day.

Steps that move an election have lines of their own (``register_due``, ``count_tasks``) and are left out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for

from core import clock
from core.domain.actor import Actor, Role
from core.feature import Due
from council.domain.election import ElectionState
from council.domain.timetable import Step, Timing, Window
from council.models.election import Election
from council.permissions import holds
from council.queries.election import all_elections
from council.queries.timetable import timetables_of
from council.timetable_words import STEPS, TAKEN_BY
from council.views.blueprint import local

TOLD_ELSEWHERE = frozenset({Step.NOTICE, Step.REGISTER_CLOSING, Step.DECLARATION})
"""Steps for which the desk of a returning officer has a line already."""

_INVOLVED = (Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.LIST_AGENT, Role.OBSERVER)


def timetable_due(actor: Actor) -> Sequence[Due]:
    """Today's steps of each election in which the actor has a part."""
    if not actor.has_anywhere(*_INVOLVED):
        return ()
    under_way = [
        election
        for election in all_elections()
        if election.now not in (ElectionState.DRAFT, ElectionState.DECLARED)
        and holds(actor, election.public_id, *_INVOLVED)
    ]
    tables = timetables_of(under_way)
    return [due for election in under_way for due in _today(actor, election, tables[election.id])]


def _today(actor: Actor, election: Election, windows: tuple[Window, ...]) -> Iterator[Due]:
    href = url_for("council.show_timetable", public_id=election.public_id)
    for window in windows:
        mine = [role for role in TAKEN_BY.get(window.step, ()) if holds(actor, election.public_id, role)]
        told = window.step in TOLD_ELSEWHERE and Role.RETURNING_OFFICER in mine
        # A decision may leave a step open for good; then no day is due.
        if mine and not told and window.ends and window.timing(clock.today()) is Timing.IN_TIME:
            yield Due(str(STEPS[window.step]), href, on=window.ends, note=local(election.title))
