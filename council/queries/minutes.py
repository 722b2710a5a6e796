# SPDX-License-Identifier: EUPL-1.2
"""What the minutes of a count say besides its figures: the newest version, and the doubtful papers."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from council.models.chamber import CountMinutes
from council.models.count_acts import DoubtfulPaper
from council.models.election import Election


def minutes_of(election: Election) -> CountMinutes | None:
    return db.session.scalars(
        sa.select(CountMinutes)
        .where(CountMinutes.election_id == election.id)
        .order_by(CountMinutes.number.desc())
        .limit(1)
    ).one_or_none()


def doubtful_of(election: Election) -> list[DoubtfulPaper]:
    """The decisions on doubtful papers that stand, by place and number."""
    rows = db.session.scalars(
        sa.select(DoubtfulPaper)
        .where(DoubtfulPaper.election_id == election.id)
        .order_by(DoubtfulPaper.place, DoubtfulPaper.number)
    ).all()
    replaced = {(row.place, row.replaces) for row in rows if row.replaces is not None}
    return [row for row in rows if (row.place, row.number) not in replaced]
