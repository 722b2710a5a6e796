# SPDX-License-Identifier: EUPL-1.2
"""What a council stands on: legal bases, the budget in whole cents, the instruction of the election authority.

Also the marks that people set on the steps of the founding. A budget line is never rewritten: a changed one takes its
place. An accepted instruction and the marks stay as they are; the database itself refuses to change them.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.founding import AuthorityTask
from council.domain.founding_steps import FoundingStep
from council.models.election import Election


class LegalBasis(Identified, Model):
    """One provision of law: what it allows, what is not clear yet, and whether it secures the council."""

    __tablename__ = "legal_basis"

    citation: Mapped[str] = mapped_column(sa.String(200))
    link: Mapped[str] = mapped_column(sa.String(500), default="")
    allows: Mapped[str] = mapped_column(sa.Text)
    question: Mapped[str] = mapped_column(sa.Text, default="")
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_on: Mapped[dt.date | None]
    answered_by: Mapped[str] = mapped_column(sa.String(40), default="")
    grants_right: Mapped[bool]
    ended_on: Mapped[dt.date | None]
    end_reason: Mapped[str] = mapped_column(sa.Text, default="")
    recorded_by: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    __table_args__ = (
        sa.CheckConstraint("ended_on IS NULL OR end_reason <> ''", name="ended_with_reason"),
        sa.CheckConstraint("answered_on IS NULL OR answer <> ''", name="answered_in_words"),
    )

    @property
    def open_question(self) -> bool:
        return bool(self.question) and self.answered_on is None and self.ended_on is None


class BudgetLine(Identified, Model):
    """One amount for one year from one source. ``replaces_id`` is the line whose place it took."""

    __tablename__ = "budget_line"

    title: Mapped[str] = mapped_column(sa.String(200))
    year: Mapped[int]
    cents: Mapped[int] = mapped_column(sa.BigInteger)
    source: Mapped[str] = mapped_column(sa.String(200))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("budget_line.id"), unique=True)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(sa.String(40), default="")
    recorded_by: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    __table_args__ = (
        sa.CheckConstraint("cents >= 0", name="not_negative"),
        sa.CheckConstraint("year BETWEEN 2000 AND 2200", name="year"),
    )


class AuthorityInstruction(Identified, Model):
    """The election authority is told to hold one election; a different person accepts it for the authority."""

    __tablename__ = "authority_instruction"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), unique=True)
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    decided_on: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    tasks: Mapped[list[str]] = mapped_column(sa.JSON)
    scope: Mapped[str] = mapped_column(sa.Text, default="")
    deadline: Mapped[dt.date]
    written_by: Mapped[str] = mapped_column(sa.String(40))
    accepted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    accepted_by: Mapped[str] = mapped_column(sa.String(40), default="")
    accepted_for: Mapped[str] = mapped_column(sa.String(200), default="")

    election: Mapped[Election] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        sa.CheckConstraint(
            "accepted_at IS NULL OR (accepted_by <> '' AND accepted_for <> '' AND accepted_by <> written_by)",
            name="accepted_by_somebody_else",
        ),
    )

    @property
    def asked(self) -> tuple[AuthorityTask, ...]:
        return tuple(task for task in AuthorityTask if task.value in self.tasks)


class FoundingMark(Model):
    """A person said who answers for a step, by when, or that it is settled (True) or open again (False)."""

    __tablename__ = "founding_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(sa.String(10), index=True)
    owner: Mapped[str] = mapped_column(sa.String(200), default="")
    due_on: Mapped[dt.date | None]
    settled: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    __table_args__ = (
        one_of("step", FoundingStep, "step"),
        sa.CheckConstraint("settled IS NULL OR reason <> ''", name="settled_with_reason"),
    )
