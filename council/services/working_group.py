# SPDX-License-Identifier: EUPL-1.2
"""Who joins and leaves the working group, its tasks and its meetings; and that it runs no election itself.

Whoever sits in the working group is no returning officer of an election that is not over: neither can join the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.accounts.models import Account
from core.db import db, locked
from core.domain.actor import Actor, ActorKind, Grant, Role
from core.domain.refusal import Refusal
from council.domain.election import ElectionState, scope_of
from council.domain.founding import FoundingRefusal, Group
from council.models.election import Election
from council.models.stakeholders import Stakeholder
from council.models.working_group import WorkingGroupMeeting, WorkingGroupMember, WorkingGroupTask
from council.queries.working_group import account_sits

KIND = "working_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPlan:
    """Who joins, from when, and for which group. ``account_id`` only for somebody who signs in here."""

    stakeholder_id: str
    group: Group
    from_on: dt.date
    person: str = ""
    account_id: str = ""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """A meeting, before or after it took place."""

    held_on: dt.date
    place: str
    agenda: str = ""
    outcome: str = ""
    present: tuple[str, ...] = ()
    once: str


def is_member(actor: Actor) -> bool:
    """True when this person sits in the working group today."""
    return actor.is_staff and account_sits(actor.id, clock.today())


def may_prepare(actor: Actor) -> bool:
    """True for the municipality's officers and for those who sit in the working group."""
    return actor.kind is ActorKind.SYSTEM or actor.has(Role.OFFICER) or is_member(actor)


def require_preparing(actor: Actor) -> None:
    """:raises Refusal: when somebody else touches what prepares the council."""
    if not may_prepare(actor):
        raise Refusal(FoundingRefusal.NOT_PREPARING)


def add_member(actor: Actor, plan: MemberPlan) -> WorkingGroupMember:
    """Somebody joins; sending the form twice adds them once.

    :raises Refusal: the account runs an election that is not over.
    """
    require_preparing(actor)
    known = db.session.scalars(
        sa.select(WorkingGroupMember).where(WorkingGroupMember.once == plan.once)
    ).one_or_none()  # fmt: skip
    if known is not None:
        return known
    stakeholder = db.session.scalars(
        locked(sa.select(Stakeholder).where(Stakeholder.public_id == plan.stakeholder_id))
    ).one()
    if plan.account_id and _runs_an_election(plan.account_id):
        raise Refusal(FoundingRefusal.RUNS_THE_ELECTION, field="account")
    member = WorkingGroupMember(
        stakeholder_id=stakeholder.id,
        belongs_to=plan.group.value,
        person=plan.person,
        account_id=plan.account_id,
        from_on=plan.from_on,
        added_by=actor.id,
        once=plan.once,
    )
    db.session.add(member)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"group": plan.group.value, "from_on": plan.from_on.isoformat()}
    audit.record(actor, "council.working_group_joined", (KIND, member.public_id), facts)
    return member


def end_membership(actor: Actor, public_id: str, to_on: dt.date, reason: str) -> WorkingGroupMember:
    """Somebody leaves; the day is the last one of the membership.

    :raises Refusal: the membership ended before, or would end before it began.
    """
    require_preparing(actor)
    member = db.session.scalars(
        locked(sa.select(WorkingGroupMember).where(WorkingGroupMember.public_id == public_id))
    ).one()
    if member.to_on is not None:
        raise Refusal(FoundingRefusal.ALREADY_SETTLED)
    if to_on < member.from_on:
        raise Refusal(FoundingRefusal.LEFT_BEFORE_JOINED, field="to_on", from_on=member.from_on)
    member.to_on, member.left_reason, member.ended_by = to_on, reason, actor.id
    db.session.flush()
    facts: dict[str, audit.Fact] = {"group": member.belongs_to, "to_on": to_on.isoformat()}
    audit.record(actor, "council.working_group_left", (KIND, public_id), facts)
    return member


def add_task(actor: Actor, title: str, *, due_on: dt.date | None, member_id: str, once: str) -> WorkingGroupTask:
    """Write down something that has to be done."""
    require_preparing(actor)
    known = db.session.scalars(sa.select(WorkingGroupTask).where(WorkingGroupTask.once == once)).one_or_none()
    if known is not None:
        return known
    owner = sa.select(WorkingGroupMember.id).where(WorkingGroupMember.public_id == member_id)
    task = WorkingGroupTask(
        title=title, due_on=due_on, member_id=db.session.scalar(owner), added_by=actor.id, once=once
    )  # fmt: skip
    db.session.add(task)
    db.session.flush()
    audit.record(actor, "council.working_group_task_added", (KIND, task.public_id))
    return task


def finish_task(actor: Actor, public_id: str) -> None:
    """:raises Refusal: ``council.already_settled``."""
    require_preparing(actor)
    task = db.session.scalars(locked(sa.select(WorkingGroupTask).where(WorkingGroupTask.public_id == public_id))).one()
    if task.done_on is not None:
        raise Refusal(FoundingRefusal.ALREADY_SETTLED)
    task.done_on, task.done_by = clock.today(), actor.id
    db.session.flush()
    audit.record(actor, "council.working_group_task_done", (KIND, public_id))


def hold_meeting(actor: Actor, plan: MeetingPlan) -> WorkingGroupMeeting:
    """Write down a meeting with what came of it and which members were there."""
    require_preparing(actor)
    known = db.session.scalars(
        sa.select(WorkingGroupMeeting).where(WorkingGroupMeeting.once == plan.once)
    ).one_or_none()  # fmt: skip
    if known is not None:
        return known
    meeting = WorkingGroupMeeting(
        held_on=plan.held_on,
        place=plan.place,
        agenda=plan.agenda,
        outcome=plan.outcome,
        present=_known_members(plan.present),
        added_by=actor.id,
        once=plan.once,
    )
    db.session.add(meeting)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"on": plan.held_on.isoformat(), "present": len(meeting.present)}
    audit.record(actor, "council.working_group_met", (KIND, meeting.public_id), facts)
    return meeting


def minute_meeting(actor: Actor, public_id: str, plan: MeetingPlan) -> None:
    """Put a meeting right, or write down afterwards what came of it and who was there."""
    require_preparing(actor)
    asked = sa.select(WorkingGroupMeeting).where(WorkingGroupMeeting.public_id == public_id)
    meeting = db.session.scalars(locked(asked)).one()
    meeting.held_on, meeting.place, meeting.agenda, meeting.outcome = (
        plan.held_on,
        plan.place,
        plan.agenda,
        plan.outcome,
    )
    meeting.present = _known_members(plan.present)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"on": plan.held_on.isoformat(), "present": len(meeting.present)}
    audit.record(actor, "council.working_group_minuted", (KIND, public_id), facts)


def oppose_grant(account_id: str, wanted: Grant) -> None:
    """Who sits in the working group is not put in charge of an election that is not over.

    :raises Refusal: ``council.sits_in_working_group``.
    """
    if wanted.role is not Role.RETURNING_OFFICER or wanted.scope in _scopes_over():
        return
    if account_sits(account_id, clock.today()):
        raise Refusal(FoundingRefusal.SITS_IN_WORKING_GROUP, field="role")


def require_apart(actor: Actor) -> None:
    """:raises Refusal: when somebody of the working group acts for the election authority."""
    if is_member(actor):
        raise Refusal(FoundingRefusal.SITS_IN_WORKING_GROUP)


def _known_members(public_ids: tuple[str, ...]) -> list[str]:
    asked = sa.select(WorkingGroupMember.public_id).where(WorkingGroupMember.public_id.in_(public_ids))
    return sorted(db.session.scalars(asked))


def _runs_an_election(account_id: str) -> bool:
    account = db.session.scalars(sa.select(Account).where(Account.public_id == account_id)).one_or_none()
    if account is None:
        return False
    held = {grant.scope for grant in account.as_actor().grants if grant.role is Role.RETURNING_OFFICER}
    return bool(held - _scopes_over())


def _scopes_over() -> set[str]:
    """The scopes of elections whose result is declared."""
    over = sa.select(Election.public_id).where(Election.state == ElectionState.DECLARED.value)
    return {scope_of(public_id) for public_id in db.session.scalars(over)}
