# SPDX-License-Identifier: EUPL-1.2
"""Claims and objections with their decisions, and applications to be entered.

A claim is the paper as it came in; its decision is a row of its own that exists once and never changes.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.claims import ApplicationWay, Claimant, ClaimKind, ClaimState
from council.models.election import Election
from council.models.register import RegisterEntry


class RegisterClaim(Identified, Model):
    """One claim or objection. ``person_values`` are columns of the register as the claimant gave them."""

    __tablename__ = "register_claim"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    state: Mapped[str] = mapped_column(sa.String(20), default=ClaimState.OPEN.value)
    claimant: Mapped[str] = mapped_column(sa.String(20))
    claimant_name: Mapped[str] = mapped_column(sa.String(200))
    contact: Mapped[str] = mapped_column(sa.String(200), default="")
    lang: Mapped[str] = mapped_column(sa.String(12))
    person_values: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    statement: Mapped[str] = mapped_column(sa.Text)
    evidence: Mapped[str] = mapped_column(sa.Text, default="")
    received_on: Mapped[dt.date]
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    election: Mapped[Election] = relationship(lazy="raise_on_sql")
    entry: Mapped[RegisterEntry | None] = relationship(lazy="raise_on_sql")
    decision: Mapped[RegisterClaimDecision | None] = relationship(back_populates="claim", lazy="raise_on_sql")

    __table_args__ = (
        one_of("kind", ClaimKind, "kind"),
        one_of("state", ClaimState, "state"),
        one_of("claimant", Claimant, "claimant"),
        sa.CheckConstraint("statement <> ''", name="says_something"),
        sa.Index(None, "election_id", "state"),
    )

    @property
    def about(self) -> ClaimKind:
        return ClaimKind(self.kind)

    @property
    def now(self) -> ClaimState:
        return ClaimState(self.state)

    @property
    def person_name(self) -> str:
        """The person the claim is about, as the claimant wrote it."""
        return f"{self.person_values.get('given_names', '')} {self.person_values.get('family_name', '')}".strip()


class RegisterClaimDecision(Model):
    """How a claim ended: on whose decision, why, and until when the decision can be challenged."""

    __tablename__ = "register_claim_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(sa.ForeignKey("register_claim.id"), unique=True)
    outcome: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    appeal_until: Mapped[dt.date]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    claim: Mapped[RegisterClaim] = relationship(back_populates="decision")

    __table_args__ = (
        one_of("outcome", ClaimState, "outcome"),
        sa.CheckConstraint("outcome <> 'open' AND reason <> ''", name="decided_with_reason"),
    )


class RegisterApplication(Model):
    """One person asked to be entered, where the statute wants that; once is enough."""

    __tablename__ = "register_application"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), unique=True)
    way: Mapped[str] = mapped_column(sa.String(10))
    signed_on: Mapped[dt.date]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (one_of("way", ApplicationWay, "way"),)
