# SPDX-License-Identifier: EUPL-1.2
"""Drafting an election, calling it on an instruction, and every later move of its life.

The work that belongs to a move (closing the register, declaring a result) is done by the service of that work,
which calls ``move`` in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.election import ELECTION_MOVES, Calendar, ElectionEvent, ElectionState, LocalText
from council.domain.refusals import CouncilRefusal
from council.models.election import Election, ElectionFact
from council.models.statute import StatuteVersion
from council.permissions import require_founding, require_running
from council.services.calling import require_accepted
from council.services.timing import require_time_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionPlan:
    """What an election is to be."""

    title: LocalText
    statute_id: str
    calendar: Calendar
    once: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """Who decided that a move be made, when, and where that is written."""

    by: str = ""
    on: dt.date | None = None
    reference: str = ""


NO_INSTRUCTION = Instruction()


def draft_election(actor: Actor, plan: ElectionPlan) -> Election:
    """Prepare an election under an adopted statute; sending the same form twice prepares it once.

    :raises Refusal: ``council.statute_unknown`` or ``council.statute_not_adopted``.
    """
    require_founding(actor)
    known = db.session.scalars(sa.select(Election).where(Election.once == plan.once)).one_or_none()
    if known is not None:
        return known
    statute = db.session.scalars(
        sa.select(StatuteVersion).where(StatuteVersion.public_id == plan.statute_id)
    ).one_or_none()
    if statute is None:
        raise Refusal(CouncilRefusal.STATUTE_UNKNOWN, field="statute")
    if not statute.adopted:
        raise Refusal(CouncilRefusal.STATUTE_NOT_ADOPTED, field="statute")
    days = plan.calendar
    election = Election(
        title_texts=asdict(plan.title),
        statute=statute,
        qualifying_date=statute.parameters.qualifying_date(days.polling_day, days.register_closes_on),
        once=plan.once,
        **asdict(days),
    )
    db.session.add(election)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"statute": statute.number, "polling_day": days.polling_day.isoformat()}
    audit.record(actor, "council.election_drafted", ("election", election.public_id), facts)
    return election


def call_election(actor: Actor, public_id: str, instruction: Instruction) -> Election:
    """The election authority accepts the instruction; from now on everybody can see the election.

    :raises Refusal: an instruction waits to be accepted, or the actor sits in the working group.
    """
    election = held(public_id)
    require_accepted(actor, election)
    move(actor, election, ElectionEvent.CALL, instruction)
    return election


def move_election(actor: Actor, public_id: str, event: ElectionEvent) -> Election:
    """A move that needs nothing but a decision: opening the register, polling, the count."""
    election = held(public_id)
    move(actor, election, event)
    return election


def held(public_id: str) -> Election:
    """The election, its row kept for this transaction."""
    # The joined statute is left out of the lock: PostgreSQL locks only what is named.
    statement = sa.select(Election).where(Election.public_id == public_id)
    return db.session.scalars(statement.with_for_update(of=Election).execution_options(populate_existing=True)).one()


def move(
    actor: Actor, election: Election, event: ElectionEvent, instruction: Instruction = NO_INSTRUCTION
) -> ElectionFact:
    """Move the election on and keep the fact.

    :raises Refusal: ``council.not_your_election``, ``core.move_not_allowed`` when it is not its turn, or the
        timetable's when it is not its time.
    """
    require_running(actor, election.public_id)
    state: ElectionState = ELECTION_MOVES.after(election.now, event)
    require_time_of(election, event)
    election.state = state.value
    fact = ElectionFact(
        event=event.value,
        state=state.value,
        actor_id=actor.id,
        decided_by=instruction.by,
        decided_on=instruction.on,
        reference=instruction.reference,
    )
    election.facts.append(fact)
    db.session.flush()
    audit.record(actor, f"council.election_{event.value}", ("election", election.public_id), {"state": state.value})
    return fact
