# SPDX-License-Identifier: EUPL-1.2
"""The outreach of an election, kept by the body that is responsible for it: plan, events, reach, volunteers.

The first election is told by the working group, a later one by the outgoing council; officers help both.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor, ActorKind, Role
from core.domain.refusal import Refusal
from council.domain.founding import FoundingRefusal
from council.domain.founding_steps import ResponsibleBody, responsible_body
from council.domain.outreach import OutreachRefusal, OutreachTask
from council.models.election import Election
from council.models.outreach import OutreachEvent, OutreachPlan, OutreachShare
from council.queries.terms import election_number
from council.services.working_group import is_member


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlan:
    """What for, whom, in which language, how many people, and how."""

    task: OutreachTask
    community: str
    lang: str
    people: int
    way: str = ""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """One event; ``public`` ones everybody is invited to."""

    title: str
    held_on: dt.date
    hours: str
    place: str
    public: bool
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePlan:
    """What a volunteer covers: an area and stairwells by address, in one language."""

    volunteer: str
    area: str
    stairwells: str
    lang: str
    once: str


def body_of(election: Election) -> ResponsibleBody:
    """Who is responsible for the outreach of this election."""
    return responsible_body(election_number(election))


def may_reach_out(actor: Actor, body: ResponsibleBody) -> bool:
    """True for officers and for the people of the responsible body."""
    if actor.kind is ActorKind.SYSTEM or actor.has(Role.OFFICER):
        return True
    if body is ResponsibleBody.WORKING_GROUP:
        return is_member(actor)
    return actor.has_anywhere(Role.COUNCIL_MEMBER)


def plan_line(actor: Actor, election: Election, plan: LinePlan) -> OutreachPlan:
    """Add a line to the plan; sending the form twice adds it once."""
    _require(actor, election)
    known = db.session.scalars(sa.select(OutreachPlan).where(OutreachPlan.once == plan.once)).one_or_none()
    if known is not None:
        return known
    line = OutreachPlan(
        election_id=election.id,
        task=plan.task.value,
        community=plan.community,
        lang=plan.lang,
        people=plan.people,
        way=plan.way,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(line)
    db.session.flush()
    _note(actor, election, "planned", {"task": line.task, "lang": line.lang, "people": line.people})
    return line


def plan_event(actor: Actor, election: Election, line: OutreachPlan, plan: EventPlan) -> OutreachEvent:
    """Add an event to a line of the plan."""
    _require(actor, election)
    known = db.session.scalars(sa.select(OutreachEvent).where(OutreachEvent.once == plan.once)).one_or_none()
    if known is not None:
        return known
    event = OutreachEvent(
        plan_id=line.id,
        title=plan.title,
        held_on=plan.held_on,
        hours=plan.hours,
        place=plan.place,
        public=plan.public,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(event)
    db.session.flush()
    _note(actor, election, "event_planned", {"event": event.public_id, "on": plan.held_on.isoformat()})
    return event


def count_reach(actor: Actor, election: Election, event_id: str, reached: int) -> None:
    """Write down once how many came.

    :raises Refusal: the event lies ahead, or was counted before.
    """
    _require(actor, election)
    event = db.session.scalars(locked(sa.select(OutreachEvent).where(OutreachEvent.public_id == event_id))).one()
    if event.reached is not None:
        raise Refusal(OutreachRefusal.REACH_KNOWN)
    if event.held_on > clock.today():
        raise Refusal(OutreachRefusal.REACH_BEFORE_EVENT, field="reached", day=event.held_on)
    event.reached, event.counted_by = reached, actor.id
    db.session.flush()
    _note(actor, election, "reach_counted", {"event": event_id, "reached": reached})


def share_out(actor: Actor, election: Election, plan: SharePlan) -> OutreachShare:
    """A volunteer takes something on."""
    _require(actor, election)
    known = db.session.scalars(sa.select(OutreachShare).where(OutreachShare.once == plan.once)).one_or_none()
    if known is not None:
        return known
    share = OutreachShare(
        election_id=election.id,
        volunteer=plan.volunteer,
        area=plan.area,
        stairwells=plan.stairwells,
        lang=plan.lang,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(share)
    db.session.flush()
    _note(actor, election, "shared_out", {"share": share.public_id})
    return share


def finish_share(actor: Actor, election: Election, share_id: str) -> None:
    """:raises Refusal: ``council.already_settled``."""
    _require(actor, election)
    share = db.session.scalars(locked(sa.select(OutreachShare).where(OutreachShare.public_id == share_id))).one()
    if share.done_on is not None:
        raise Refusal(FoundingRefusal.ALREADY_SETTLED)
    share.done_on = clock.today()
    db.session.flush()
    _note(actor, election, "share_done", {"share": share_id})


def _require(actor: Actor, election: Election) -> None:
    if not may_reach_out(actor, body_of(election)):
        raise Refusal(OutreachRefusal.NOT_REACHING_OUT)


def _note(actor: Actor, election: Election, event: str, facts: dict[str, audit.Fact]) -> None:
    audit.record(actor, f"council.outreach_{event}", ("election", election.public_id), facts)
