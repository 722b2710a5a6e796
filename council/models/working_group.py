# SPDX-License-Identifier: EUPL-1.2
"""The working group that prepares the council: who sits in it and since when, its tasks and its meetings.

A membership is never deleted: it ends. Who is named stands with the stakeholder.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Identified, Model, one_of
from council.domain.founding import Group, sits
from council.models.stakeholders import Stakeholder


class WorkingGroupMember(Identified, Model):
    """One membership. ``person`` is who comes for an organisation; ``account_id`` is set for staff who sign in."""

    __tablename__ = "working_group_member"

    stakeholder_id: Mapped[int] = mapped_column(sa.ForeignKey("stakeholder.id"), index=True)
    belongs_to: Mapped[str] = mapped_column(sa.String(20))
    person: Mapped[str] = mapped_column(sa.String(200), default="")
    account_id: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    from_on: Mapped[dt.date]
    to_on: Mapped[dt.date | None]
    left_reason: Mapped[str] = mapped_column(sa.Text, default="")
    added_by: Mapped[str] = mapped_column(sa.String(40))
    ended_by: Mapped[str] = mapped_column(sa.String(40), default="")
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    stakeholder: Mapped[Stakeholder] = relationship(lazy="raise")

    __table_args__ = (
        one_of("belongs_to", Group, "belongs_to"),
        sa.CheckConstraint("to_on IS NULL OR from_on <= to_on", name="in_order"),
        sa.CheckConstraint("belongs_to <> 'other'", name="of_a_group"),
    )

    @property
    def group(self) -> Group:
        return Group(self.belongs_to)

    def sits_on(self, day: dt.date) -> bool:
        return sits(self.from_on, self.to_on, day)


class WorkingGroupTask(Identified, Model):
    """Something that the group has to do, and who of it does it."""

    __tablename__ = "working_group_task"

    title: Mapped[str] = mapped_column(sa.String(200))
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("working_group_member.id"), index=True)
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    done_by: Mapped[str] = mapped_column(sa.String(40), default="")
    added_by: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    member: Mapped[WorkingGroupMember | None] = relationship(lazy="raise")


class WorkingGroupMeeting(Identified, Model):
    """One meeting: when and where, what about, what came of it, and which members were there (public ids)."""

    __tablename__ = "working_group_meeting"

    held_on: Mapped[dt.date]
    place: Mapped[str] = mapped_column(sa.String(200))
    agenda: Mapped[str] = mapped_column(sa.Text, default="")
    outcome: Mapped[str] = mapped_column(sa.Text, default="")
    present: Mapped[list[str]] = mapped_column(sa.JSON)
    added_by: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)
