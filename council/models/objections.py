# SPDX-License-Identifier: EUPL-1.2
"""Objections to a declared result, each as it came in, and their decisions, which exist once and never change."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.objections import ObjectionEffect, ObjectionState, Objector
from council.models.election import Election


class ResultObjection(Identified, Model):
    """One objection. Who sent it is known to those who decide, never on a public page."""

    __tablename__ = "result_objection"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    declaration_number: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20), default=ObjectionState.OPEN.value)
    objector: Mapped[str] = mapped_column(sa.String(20))
    objector_name: Mapped[str] = mapped_column(sa.String(200))
    contact: Mapped[str] = mapped_column(sa.String(200), default="")
    lang: Mapped[str] = mapped_column(sa.String(12))
    statement: Mapped[str] = mapped_column(sa.Text)
    evidence: Mapped[str] = mapped_column(sa.Text, default="")
    received_on: Mapped[dt.date]
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    election: Mapped[Election] = relationship(lazy="joined", innerjoin=True)
    decision: Mapped[ResultObjectionDecision | None] = relationship(back_populates="objection", lazy="joined")

    __table_args__ = (
        one_of("state", ObjectionState, "state"),
        one_of("objector", Objector, "objector"),
        sa.CheckConstraint("statement <> ''", name="says_something"),
    )

    @property
    def now(self) -> ObjectionState:
        return ObjectionState(self.state)

    @property
    def by(self) -> Objector:
        return Objector(self.objector)


class ResultObjectionDecision(Model):
    """How an objection ended: outcome, effect, reason, who decided and when. Everybody may read it."""

    __tablename__ = "result_objection_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    objection_id: Mapped[int] = mapped_column(sa.ForeignKey("result_objection.id"), unique=True)
    outcome: Mapped[str] = mapped_column(sa.String(20))
    effect: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    decided_on: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    objection: Mapped[ResultObjection] = relationship(back_populates="decision")

    __table_args__ = (
        one_of("outcome", ObjectionState, "outcome"),
        one_of("effect", ObjectionEffect, "effect"),
        sa.CheckConstraint("outcome <> 'open' AND reason <> ''", name="decided_with_reason"),
        sa.CheckConstraint("effect = 'none' OR outcome = 'upheld'", name="effect_when_upheld"),
    )

    @property
    def ended(self) -> ObjectionState:
        return ObjectionState(self.outcome)

    @property
    def brings(self) -> ObjectionEffect:
        return ObjectionEffect(self.effect)
