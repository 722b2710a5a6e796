# SPDX-License-Identifier: EUPL-1.2
"""A file that was read and waits to be confirmed: its rows, and every problem found in it.

Rows are deleted when the import is confirmed, set aside or forgotten; problems carry no personal data and stay.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.electoral_register import Change, ProblemKind


class BatchState(StrEnum):
    """Where an import stands."""

    READ = "read"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


class RegisterBatch(Identified, Model):
    """One uploaded file. ``base_id`` is the confirmed import it was compared with."""

    __tablename__ = "register_batch"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(20), default=BatchState.READ.value)
    file_digest: Mapped[str] = mapped_column(sa.String(64))
    exported_on: Mapped[dt.date]
    base_id: Mapped[int | None] = mapped_column(sa.ForeignKey("register_batch.id"), index=True)
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(sa.String(40), default="")
    rows: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    vanished: Mapped[int] = mapped_column(default=0)
    unreadable: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    warned: Mapped[int] = mapped_column(default=0)

    __table_args__ = (one_of("state", BatchState, "state"),)

    @property
    def standing(self) -> BatchState:
        """The state as a member of its enum."""
        return BatchState(self.state)


class RegisterBatchRow(Model):
    """One row that confirming would add, change, or (without content) take out."""

    __tablename__ = "register_batch_row"

    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("register_batch.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    line: Mapped[int]
    change: Mapped[str] = mapped_column(sa.String(10))
    digest: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (one_of("change", Change, "change"),)


class RegisterProblem(Model):
    """One thing wrong with a row, by physical line and column; facts give the shape of a value only."""

    __tablename__ = "register_problem"

    batch_id: Mapped[int] = mapped_column(
        sa.ForeignKey("register_batch.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(sa.String(20))
    line: Mapped[int]
    column: Mapped[str] = mapped_column(sa.String(80))
    code: Mapped[str] = mapped_column(sa.String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    __table_args__ = (one_of("kind", ProblemKind, "kind"), sa.Index(None, "batch_id", "kind", "line"))
