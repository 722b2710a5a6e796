# SPDX-License-Identifier: EUPL-1.2
"""Who has a stake in the council: people and organisations, each contact with them, and what they promised.

Organisations of the community map are named by their public id alone; their words stay where they are kept.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.founding import CommitmentState, ContactWay, Group, Position, Readiness, StakeholderKind


class Stakeholder(Identified, Model):
    """One person or organisation. Readiness and position are those of the newest contact."""

    __tablename__ = "stakeholder"

    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    organisation_id: Mapped[str | None] = mapped_column(sa.String(10), unique=True)
    belongs_to: Mapped[str] = mapped_column(sa.String(20))
    part: Mapped[str] = mapped_column(sa.String(200), default="")
    reached_by: Mapped[str] = mapped_column(sa.String(200), default="")
    readiness: Mapped[str] = mapped_column(sa.String(20), default=Readiness.UNKNOWN.value)
    position: Mapped[str] = mapped_column(sa.String(20), default=Position.UNKNOWN.value)
    added_by: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    contacts: Mapped[list[StakeholderContact]] = relationship(
        back_populates="stakeholder", order_by="StakeholderContact.contacted_on, StakeholderContact.id", lazy="raise",
        cascade="all, delete-orphan",
    )  # fmt: skip
    commitments: Mapped[list[Commitment]] = relationship(
        back_populates="stakeholder", order_by="Commitment.given_on, Commitment.id", lazy="raise",
        cascade="all, delete-orphan",
    )  # fmt: skip

    __table_args__ = (
        one_of("kind", StakeholderKind, "kind"),
        one_of("belongs_to", Group, "belongs_to"),
        one_of("readiness", Readiness, "readiness"),
        one_of("position", Position, "position"),
        sa.CheckConstraint("name <> '' OR organisation_id IS NOT NULL", name="named"),
    )

    @property
    def group(self) -> Group:
        return Group(self.belongs_to)

    @property
    def ready(self) -> Readiness:
        return Readiness(self.readiness)

    @property
    def stands(self) -> Position:
        return Position(self.position)


class StakeholderContact(Model):
    """One time that somebody spoke with them, and how they stood then."""

    __tablename__ = "stakeholder_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[int] = mapped_column(sa.ForeignKey("stakeholder.id"), index=True)
    contacted_on: Mapped[dt.date]
    way: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    readiness: Mapped[str] = mapped_column(sa.String(20))
    position: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    stakeholder: Mapped[Stakeholder] = relationship(back_populates="contacts", lazy="raise")

    __table_args__ = (
        one_of("way", ContactWay, "way"),
        one_of("readiness", Readiness, "readiness"),
        one_of("position", Position, "position"),
    )

    @property
    def how(self) -> ContactWay:
        return ContactWay(self.way)

    @property
    def ready(self) -> Readiness:
        return Readiness(self.readiness)

    @property
    def stood(self) -> Position:
        return Position(self.position)


class Commitment(Identified, Model):
    """One promise with its days, and once what became of it."""

    __tablename__ = "stakeholder_commitment"

    stakeholder_id: Mapped[int] = mapped_column(sa.ForeignKey("stakeholder.id"), index=True)
    words: Mapped[str] = mapped_column(sa.Text)
    given_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(sa.String(20), default=CommitmentState.OPEN.value)
    settled_on: Mapped[dt.date | None]
    settled_by: Mapped[str] = mapped_column(sa.String(40), default="")
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    stakeholder: Mapped[Stakeholder] = relationship(back_populates="commitments", lazy="raise")

    __table_args__ = (
        one_of("state", CommitmentState, "state"),
        sa.CheckConstraint("due_on IS NULL OR given_on <= due_on", name="due_after_given"),
        sa.CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_with_day"),
    )

    @property
    def now(self) -> CommitmentState:
        return CommitmentState(self.state)
