# SPDX-License-Identifier: EUPL-1.2
"""To which group of the statute a candidate belongs, such as a region of the world. The newest line holds.

Rows are only added: the database refuses anything else.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime


class CandidateGroup(Model):
    """One answer for one kind of group; ``belongs_to`` is empty for somebody who is in none of them."""

    __tablename__ = "candidate_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    candidate: Mapped[str] = mapped_column(sa.String(10))
    trait: Mapped[str] = mapped_column(sa.String(200))
    number: Mapped[int]
    belongs_to: Mapped[str] = mapped_column(sa.String(200))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "candidate", "trait", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("number = 1 OR reason <> ''", name="changed_with_reason"),
    )
