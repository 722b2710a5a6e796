# SPDX-License-Identifier: EUPL-1.2
"""The timetable of one election as it stands now, and the decisions that changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from core.db import db, once_per_reading
from council.domain.timetable import Step, Window, timetable
from council.models.election import Election
from council.models.timetable import TimetableException


def exceptions_of(election: Election) -> list[TimetableException]:
    """Every decision, the oldest first."""
    return _exceptions().get(election.id, [])


@once_per_reading
def _exceptions() -> dict[int, list[TimetableException]]:
    """All decisions by election: they are few, and one question serves every timetable of a page."""
    found: dict[int, list[TimetableException]] = defaultdict(list)
    for row in db.session.scalars(sa.select(TimetableException).order_by(TimetableException.id)):
        found[row.election_id].append(row)
    return found


def timetable_of(election: Election) -> tuple[Window, ...]:
    """The time of every step."""
    return _reckoned(election, exceptions_of(election))


def window_of(election: Election, step: Step) -> Window:
    """The time of one step; a step that the statute does not name is open."""
    return next((window for window in timetable_of(election) if window.step is step), Window(step, None, None))


def timetables_of(elections: Iterable[Election]) -> dict[int, tuple[Window, ...]]:
    """The timetables of several elections by their id, with one question."""
    decided = _exceptions()
    return {election.id: _reckoned(election, decided.get(election.id, [])) for election in elections}


def exception_sent(once: str) -> bool:
    """True when one sending of the form was recorded."""
    asked = sa.select(TimetableException.id).where(TimetableException.once == once[:40]).limit(1)
    return db.session.scalars(asked).first() is not None


def _reckoned(election: Election, decided: Iterable[TimetableException]) -> tuple[Window, ...]:
    terms = election.statute.parameters.timetable
    return timetable(terms, election.fixed_days, [row.opening for row in decided])
