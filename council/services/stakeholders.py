# SPDX-License-Identifier: EUPL-1.2
"""Listing stakeholders, noting contacts with them, recording promises and what became of them.

A person who no longer wants to be listed is deleted with everything noted about them, unless they sat in the
working group: who prepared the council stays known.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from core import audit, clock
from core.db import attempt, db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.founding import (
    CommitmentState,
    ContactWay,
    FoundingRefusal,
    Group,
    Position,
    Readiness,
    StakeholderKind,
)
from council.models.stakeholders import Commitment, Stakeholder, StakeholderContact
from council.models.working_group import WorkingGroupMember
from council.queries.stakeholders import commitment_by, stakeholder_by
from council.services.working_group import require_preparing

KIND = "stakeholder"


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholderPlan:
    """Somebody to list: an entry of the community map by its public id, or a name."""

    kind: StakeholderKind
    group: Group
    name: str = ""
    organisation_id: str = ""
    part: str = ""
    reached_by: str = ""
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPlan:
    """One contact, and how they stood after it."""

    contacted_on: dt.date
    way: ContactWay
    note: str
    readiness: Readiness
    position: Position
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPlan:
    """A promise in a few words, with the day on which it was given and the day by which it is to be kept."""

    words: str
    given_on: dt.date
    due_on: dt.date | None
    once: str


def list_stakeholder(actor: Actor, plan: StakeholderPlan) -> Stakeholder:
    """Put somebody on the list.

    :raises Refusal: neither a name nor an entry of the map, or the entry is on the list already.
    """
    require_preparing(actor)
    known = db.session.scalars(sa.select(Stakeholder).where(Stakeholder.once == plan.once)).one_or_none()
    if known is not None:
        return known
    if not (plan.name or plan.organisation_id):
        raise Refusal(FoundingRefusal.STAKEHOLDER_UNNAMED, field="name")
    stakeholder = Stakeholder(
        kind=plan.kind.value,
        belongs_to=plan.group.value,
        name="" if plan.organisation_id else plan.name,
        organisation_id=plan.organisation_id or None,
        part=plan.part,
        reached_by=plan.reached_by,
        added_by=actor.id,
        once=plan.once,
    )
    try:
        with attempt():
            db.session.add(stakeholder)
            db.session.flush()
    except IntegrityError:
        raise Refusal(FoundingRefusal.STAKEHOLDER_LISTED, field="organisation") from None
    facts: dict[str, audit.Fact] = {"kind": plan.kind.value, "group": plan.group.value}
    audit.record(actor, "council.stakeholder_listed", (KIND, stakeholder.public_id), facts)
    return stakeholder


def change_stakeholder(actor: Actor, public_id: str, *, group: Group, part: str, reached_by: str) -> None:
    """Put right whom they speak for, what they could do and how to reach them."""
    require_preparing(actor)
    stakeholder = _held(public_id)
    stakeholder.belongs_to, stakeholder.part, stakeholder.reached_by = group.value, part, reached_by
    db.session.flush()
    audit.record(actor, "council.stakeholder_changed", (KIND, public_id), {"group": group.value})


def note_contact(actor: Actor, public_id: str, plan: ContactPlan) -> None:
    """Add one contact. Readiness and position of the list are those of the newest one.

    :raises Refusal: the day lies ahead.
    """
    require_preparing(actor)
    if plan.contacted_on > clock.today():
        raise Refusal(FoundingRefusal.DAY_AHEAD, field="contacted_on")
    stakeholder = _held(public_id)
    if any(contact.once == plan.once for contact in stakeholder.contacts):
        return
    contact = StakeholderContact(
        contacted_on=plan.contacted_on,
        way=plan.way.value,
        note=plan.note,
        readiness=plan.readiness.value,
        position=plan.position.value,
        actor_id=actor.id,
        once=plan.once,
    )
    newest = max((each.contacted_on for each in stakeholder.contacts), default=plan.contacted_on)
    stakeholder.contacts.append(contact)
    if plan.contacted_on >= newest:
        stakeholder.readiness, stakeholder.position = contact.readiness, contact.position
    db.session.flush()
    facts: dict[str, audit.Fact] = {
        "on": plan.contacted_on.isoformat(), "readiness": contact.readiness, "position": contact.position
    }  # fmt: skip
    audit.record(actor, "council.stakeholder_contacted", (KIND, public_id), facts)


def record_commitment(actor: Actor, public_id: str, plan: CommitmentPlan) -> Commitment:
    """Write a promise down.

    :raises Refusal: given on a day that lies ahead, or due before it was given.
    """
    require_preparing(actor)
    if plan.given_on > clock.today():
        raise Refusal(FoundingRefusal.DAY_AHEAD, field="given_on")
    if plan.due_on and plan.due_on < plan.given_on:
        raise Refusal(FoundingRefusal.DUE_BEFORE_GIVEN, field="due_on")
    stakeholder = _held(public_id)
    known = next((each for each in stakeholder.commitments if each.once == plan.once), None)
    if known is not None:
        return known
    commitment = Commitment(
        words=plan.words, given_on=plan.given_on, due_on=plan.due_on, actor_id=actor.id, once=plan.once
    )  # fmt: skip
    stakeholder.commitments.append(commitment)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"commitment": commitment.public_id, "given_on": plan.given_on.isoformat()}
    audit.record(actor, "council.commitment_recorded", (KIND, public_id), facts)
    return commitment


def settle_commitment(actor: Actor, public_id: str, outcome: CommitmentState, remark: str = "") -> None:
    """Record once what became of a promise.

    :raises Refusal: ``council.already_settled``.
    """
    require_preparing(actor)
    db.session.scalars(locked(sa.select(Commitment).where(Commitment.public_id == public_id))).one()
    commitment = commitment_by(public_id)
    assert commitment is not None
    if commitment.now is not CommitmentState.OPEN:
        raise Refusal(FoundingRefusal.ALREADY_SETTLED)
    commitment.state, commitment.remark = outcome.value, remark
    commitment.settled_on, commitment.settled_by = clock.today(), actor.id
    db.session.flush()
    facts: dict[str, audit.Fact] = {"commitment": public_id, "outcome": outcome.value}
    audit.record(actor, "council.commitment_settled", (KIND, commitment.stakeholder.public_id), facts)


def delete_stakeholder(actor: Actor, public_id: str) -> None:
    """Take somebody off the list with everything that was noted about them.

    :raises Refusal: who sits or sat in the working group stays.
    """
    require_preparing(actor)
    stakeholder = _held(public_id)
    sat = sa.select(WorkingGroupMember.id).where(WorkingGroupMember.stakeholder_id == stakeholder.id).limit(1)
    if db.session.scalars(sat).first() is not None:
        raise Refusal(FoundingRefusal.STAKEHOLDER_BOUND)
    db.session.delete(stakeholder)
    db.session.flush()
    audit.record(actor, "council.stakeholder_deleted", (KIND, public_id))


def _held(public_id: str) -> Stakeholder:
    """The stakeholder with contacts and promises, the row kept for this transaction."""
    db.session.scalars(locked(sa.select(Stakeholder).where(Stakeholder.public_id == public_id))).one()
    found = stakeholder_by(public_id)
    assert found is not None
    return found
