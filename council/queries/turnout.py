# SPDX-License-Identifier: EUPL-1.2
"""Turnout as it was published, and the exact numbers from which it is written down (for a service only)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.db import db
from council.domain.turnout import Turnout
from council.models.election import Election
from council.models.places import TurnoutReport
from council.models.register import RegisterEntry
from council.models.roll import RollMark
from council.queries.roll import standing_mark
from council.tally import from_json

Groups = dict[str, tuple[int, int]]


def published_turnout(election: Election) -> tuple[TurnoutReport, Turnout] | None:
    """The newest report, read without a look at any elector."""
    row = db.session.scalars(
        sa.select(TurnoutReport)
        .where(TurnoutReport.election_id == election.id)
        .order_by(TurnoutReport.number.desc())
        .limit(1)
    ).one_or_none()
    return (row, from_json(Turnout, row.report_text)) if row else None


def groups_by(election: Election, *columns: Any) -> list[Groups]:
    """For each column or expression: its values with how many electors there are and how many of them voted."""
    return [_grouped(election, column) for column in columns]


def birth_year() -> Any:
    """The year of birth, as the register writes it."""
    return sa.func.substr(RegisterEntry.date_of_birth, 1, 4)


def _grouped(election: Election, column: Any) -> Groups:
    marks = sa.select(RollMark.entry_id).where(RollMark.election_id == election.id, standing_mark()).subquery()
    rows = db.session.execute(
        sa.select(column, sa.func.count(), sa.func.count(marks.c.entry_id))
        .select_from(RegisterEntry)
        .outerjoin(marks, marks.c.entry_id == RegisterEntry.id)
        .where(RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True))
        .group_by(column)
        .order_by(column)
    )
    return {value: (electors, voted) for value, electors, voted in rows}
