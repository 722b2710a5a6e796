# SPDX-License-Identifier: EUPL-1.2
"""Objections to a declared result: taken in within their time, decided once. What the decision demands is then done
by those whose work it is: a recount, a correction of the declaration, another election.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock, codes, throttle
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.objections import (
    ObjectionEffect,
    ObjectionRefusal,
    ObjectionState,
    Objector,
    require_consistent,
)
from council.domain.timetable import Step, Timing
from council.domain.timetable_refusals import TimetableRefusal
from council.models.election import Election
from council.models.objections import ResultObjection, ResultObjectionDecision
from council.permissions import require_reading, require_running
from council.queries.declaration import declarations_of
from council.queries.timetable import window_of
from council.services.election import held

CODE_KIND = "objection"
MOST_FROM_ONE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionPlan:
    """What somebody objects to. ``once`` tells two sendings apart; ``received_on`` is for papers."""

    objector: Objector
    objector_name: str
    contact: str
    lang: str
    statement: str
    evidence: str
    once: str
    received_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRuling:
    """How an objection ends, and what that brings about."""

    outcome: ObjectionState
    effect: ObjectionEffect
    reason: str
    decided_by: str
    decided_on: dt.date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """An objection that was taken in, and the code that opens it; empty when the same form had come before."""

    objection: ResultObjection
    code: str


def file_objection(actor: Actor, election_id: str, plan: ObjectionPlan, *, visitor: str = "") -> Received:
    """Take an objection in. Staff enter papers by the day on which they came; everybody else is here today.

    :raises Refusal: nothing is declared, the time is over, or too many came from one visitor.
    """
    election = held(election_id)
    known = db.session.scalars(sa.select(ResultObjection).where(ResultObjection.once == plan.once)).one_or_none()
    if known is not None:
        return Received(known, "")
    declared = declarations_of(election)
    if not declared:
        raise Refusal(ObjectionRefusal.NOTHING_DECLARED)
    received_on = _day_of(actor, election, plan)
    if not actor.is_staff:
        _count(visitor)
    row = ResultObjection(
        election_id=election.id,
        election=election,
        declaration_number=declared[0].number,
        objector=plan.objector.value,
        objector_name=plan.objector_name,
        contact=plan.contact,
        lang=plan.lang,
        statement=plan.statement,
        evidence=plan.evidence,
        received_on=received_on,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"objection": row.public_id, "on": received_on.isoformat()}
    audit.record(actor, "council.objection_filed", ("election", election_id), facts)
    return Received(row, codes.issue(CODE_KIND, row.public_id))


def decide_objection(actor: Actor, election_id: str, objection_id: str, ruling: ObjectionRuling) -> ResultObjection:
    """Record the decision, once.

    :raises Refusal: ``council.objection_decided``, ``council.effect_without_ground``, ``council.day_to_come``.
    """
    require_running(actor, election_id)
    held(election_id)
    # The joined rows are left out of the lock: PostgreSQL locks only what is named.
    statement = sa.select(ResultObjection).where(ResultObjection.public_id == objection_id)
    row = db.session.scalars(
        statement.with_for_update(of=ResultObjection).execution_options(populate_existing=True)
    ).one()
    if row.now is not ObjectionState.OPEN:
        raise Refusal(ObjectionRefusal.OBJECTION_DECIDED)
    require_consistent(ruling.outcome, ruling.effect)
    if ruling.decided_on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="decided_on")
    row.state = ruling.outcome.value
    db.session.add(
        ResultObjectionDecision(
            objection_id=row.id,
            outcome=ruling.outcome.value,
            effect=ruling.effect.value,
            reason=ruling.reason,
            decided_by=ruling.decided_by,
            decided_on=ruling.decided_on,
            reference=ruling.reference,
            actor_id=actor.id,
        )
    )
    db.session.flush()
    facts: dict[str, audit.Fact] = {"objection": objection_id, "outcome": row.state, "effect": ruling.effect.value}
    audit.record(actor, "council.objection_decided", ("election", election_id), facts)
    return row


def _day_of(actor: Actor, election: Election, plan: ObjectionPlan) -> dt.date:
    """The day that counts for the deadline. From the declaration on nobody is too early."""
    day = clock.today()
    if actor.is_staff:
        require_reading(actor, election.public_id)
        day = min(plan.received_on or day, day)
    window = window_of(election, Step.RESULT_OBJECTIONS)
    if window.timing(day) is Timing.LATE:
        raise Refusal(TimetableRefusal.TOO_LATE, field="received_on" if actor.is_staff else "", ends=window.ends)
    return day


def _count(visitor: str) -> None:
    bucket = throttle.visitor_bucket("objection", visitor)
    if throttle.blocked(bucket, MOST_FROM_ONE):
        minutes = int(throttle.WINDOW.total_seconds() // 60)
        raise Refusal(ObjectionRefusal.OBJECTIONS_TOO_MANY, minutes=minutes)
    throttle.count(bucket)
