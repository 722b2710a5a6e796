# SPDX-License-Identifier: EUPL-1.2
"""The working group as it sits on a day and as it sat before, with its tasks and meetings."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core import clock
from core.db import db, once_per_reading
from council.domain.founding import Group, missing_groups
from council.models.working_group import WorkingGroupMeeting, WorkingGroupMember, WorkingGroupTask


def sitting(day: dt.date) -> sa.ColumnElement[bool]:
    """The condition that a membership holds on a day."""
    not_over = sa.or_(WorkingGroupMember.to_on.is_(None), WorkingGroupMember.to_on >= day)
    return sa.and_(WorkingGroupMember.from_on <= day, not_over)


def all_members() -> list[WorkingGroupMember]:
    """Every membership with its stakeholder, the longest first; those that ended too."""
    return list(
        db.session.scalars(
            sa.select(WorkingGroupMember)
            .options(selectinload(WorkingGroupMember.stakeholder))
            .order_by(WorkingGroupMember.from_on, WorkingGroupMember.id)
        )
    )


def member_by(public_id: str) -> WorkingGroupMember | None:
    return db.session.scalars(
        sa.select(WorkingGroupMember)
        .options(selectinload(WorkingGroupMember.stakeholder))
        .where(WorkingGroupMember.public_id == public_id)
    ).one_or_none()


def groups_missing(day: dt.date | None = None) -> tuple[Group, ...]:
    """The groups for which nobody sits in the working group."""
    asked = sa.select(WorkingGroupMember.belongs_to).where(sitting(day or clock.today())).distinct()
    return missing_groups(Group(value) for value in db.session.scalars(asked))


@once_per_reading
def account_sits(account_id: str, day: dt.date) -> bool:
    """True when the person of this account sits in the working group."""
    asked = sa.select(WorkingGroupMember.id).where(WorkingGroupMember.account_id == account_id, sitting(day)).limit(1)
    return bool(account_id) and db.session.scalars(asked).first() is not None


def tasks() -> list[WorkingGroupTask]:
    """Every task, the open ones first and each part by its day."""
    last = sa.func.coalesce(WorkingGroupTask.due_on, dt.date.max)
    return list(
        db.session.scalars(
            sa.select(WorkingGroupTask)
            .options(selectinload(WorkingGroupTask.member).selectinload(WorkingGroupMember.stakeholder))
            .order_by(WorkingGroupTask.done_on.is_not(None), last, WorkingGroupTask.id)
        )
    )


def task_by(public_id: str) -> WorkingGroupTask | None:
    return db.session.scalars(sa.select(WorkingGroupTask).where(WorkingGroupTask.public_id == public_id)).one_or_none()


def meetings() -> list[WorkingGroupMeeting]:
    """Every meeting, the newest first."""
    return list(
        db.session.scalars(
            sa.select(WorkingGroupMeeting).order_by(WorkingGroupMeeting.held_on.desc(), WorkingGroupMeeting.id.desc())
        )
    )


def meeting_by(public_id: str) -> WorkingGroupMeeting | None:
    return db.session.scalars(
        sa.select(WorkingGroupMeeting).where(WorkingGroupMeeting.public_id == public_id)
    ).one_or_none()  # fmt: skip
