# SPDX-License-Identifier: EUPL-1.2
"""Everything of the founding and of outreach that comes due, asked with one statement: the desk asks many things."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from core import clock
from core.db import db
from council.domain.election import ElectionState
from council.domain.founding import CommitmentState, Group
from council.models.election import Election
from council.models.founding import FoundingMark
from council.models.outreach import OutreachEvent, OutreachPlan
from council.models.stakeholders import Commitment
from council.models.working_group import WorkingGroupMeeting, WorkingGroupMember, WorkingGroupTask

LONGEST_NOTE = 80


class DueKind(StrEnum):
    PROMISE = "promise"
    TASK = "task"
    MEETING = "meeting"
    STEP = "step"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing with its day. ``key`` is its public id (or step), ``election`` that of its election, if it has one."""

    kind: DueKind
    key: str
    election: str
    on: dt.date
    words: str


def coming_due(until: dt.date) -> list[DueRow]:
    """Promises, tasks, meetings and steps up to a day, and events that nobody has counted."""
    newest = sa.select(sa.func.max(FoundingMark.id)).group_by(FoundingMark.step)
    today = clock.today()
    every = sa.union_all(
        _part(DueKind.PROMISE, Commitment.public_id, Commitment.due_on, Commitment.words).where(
            Commitment.state == CommitmentState.OPEN.value, Commitment.due_on <= until
        ),
        _part(DueKind.TASK, WorkingGroupTask.public_id, WorkingGroupTask.due_on, WorkingGroupTask.title).where(
            WorkingGroupTask.done_on.is_(None), WorkingGroupTask.due_on <= until
        ),
        _part(
            DueKind.MEETING, WorkingGroupMeeting.public_id, WorkingGroupMeeting.held_on, WorkingGroupMeeting.place
        ).where(WorkingGroupMeeting.held_on.between(today, until)),
        _part(DueKind.STEP, FoundingMark.step, FoundingMark.due_on, FoundingMark.owner).where(
            FoundingMark.id.in_(newest), FoundingMark.due_on <= until, FoundingMark.settled.is_not(True)
        ),
        _part(DueKind.EVENT, OutreachEvent.public_id, OutreachEvent.held_on, OutreachEvent.title, Election.public_id)
        .join(OutreachPlan, OutreachPlan.id == OutreachEvent.plan_id)
        .join(Election, Election.id == OutreachPlan.election_id)
        .where(
            OutreachEvent.reached.is_(None),
            OutreachEvent.held_on < today,
            Election.state != ElectionState.DECLARED.value,
        ),
    )
    return [DueRow(DueKind(row.kind), row.key, row.election, row.on, row.words) for row in db.session.execute(every)]


def groups_over_time() -> list[tuple[Group, dt.date, dt.date | None]]:
    """Each membership as its group and its days, without who it is."""
    asked = sa.select(WorkingGroupMember.belongs_to, WorkingGroupMember.from_on, WorkingGroupMember.to_on)
    return [(Group(row.belongs_to), row.from_on, row.to_on) for row in db.session.execute(asked)]


def _part(kind: DueKind, key: Any, on: Any, words: Any, election: Any = None) -> sa.Select[Any]:
    return sa.select(
        sa.literal(kind.value).label("kind"),
        key.label("key"),
        (sa.literal("") if election is None else election).label("election"),
        on.label("on"),
        sa.func.substr(words, 1, LONGEST_NOTE).label("words"),
    )
