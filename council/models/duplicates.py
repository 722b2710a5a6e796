# SPDX-License-Identifier: EUPL-1.2
"""Two entries that may be one person, with the evidence, and every decision ever made about them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.duplicates import Confidence, Evidence
from council.domain.electoral_register import Verdict
from council.models.register import RegisterEntry


class DuplicatePair(Identified, Model):
    """A proposed pair. ``verdict`` and ``kept_id`` hold the newest decision; certain pairs start as the same."""

    __tablename__ = "duplicate_pair"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    first_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)
    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)
    confidence: Mapped[str] = mapped_column(sa.String(10))
    score: Mapped[int]
    evidence_codes: Mapped[str] = mapped_column("evidence", sa.String(300))
    verdict: Mapped[str | None] = mapped_column(sa.String(10))
    by_hand: Mapped[bool] = mapped_column(default=False)

    first: Mapped[RegisterEntry] = relationship(foreign_keys=[first_id], lazy="raise_on_sql")
    second: Mapped[RegisterEntry] = relationship(foreign_keys=[second_id], lazy="raise_on_sql")
    decisions: Mapped[list[DuplicateDecision]] = relationship(order_by="DuplicateDecision.id", lazy="raise_on_sql")

    __table_args__ = (
        sa.UniqueConstraint("first_id", "second_id"),
        sa.Index(None, "election_id", "verdict"),
        one_of("confidence", Confidence, "confidence"),
        one_of("verdict", Verdict, "verdict"),
        sa.CheckConstraint("first_id < second_id", name="in_order"),
        sa.CheckConstraint("kept_id IN (first_id, second_id)", name="keeps_one_of_them"),
    )

    @property
    def ruling(self) -> Verdict | None:
        """The newest decision as a member of its enum."""
        return Verdict(self.verdict) if self.verdict else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(Evidence(code) for code in self.evidence_codes.split())


class DuplicateDecision(Model):
    """One decision of a person about a pair."""

    __tablename__ = "duplicate_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("duplicate_pair.id"), index=True)
    verdict: Mapped[str] = mapped_column(sa.String(10))
    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())

    __table_args__ = (one_of("verdict", Verdict, "verdict"),)

    @property
    def ruling(self) -> Verdict:
        return Verdict(self.verdict)
