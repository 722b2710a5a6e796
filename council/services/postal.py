# SPDX-License-Identifier: EUPL-1.2
"""Postal envelopes, step by step, and what is decided about tendered ballots.

Opening an outer envelope against the roll marks its elector and puts the inner one into the box in one act.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.places import POSTAL_KEY
from council.domain.polling_refusals import PollingRefusal
from council.domain.postal import POSTAL_MOVES, PostalEvent, PostalState, TenderedOutcome
from council.domain.roll import REFUSED, Standing, Way, standing
from council.models.election import Election
from council.models.roll import PostalFact, TenderedBallot, TenderedDecision
from council.permissions import require_reading, require_running
from council.queries.places import by_post
from council.services.election import held
from council.services.places import known_place
from council.services.roll import NewMark, add_mark, line_held, polling, state_of

AFTER_POLLING = frozenset({PostalEvent.RETURN_LATE, PostalEvent.RETURN_VOID})
"""What can still come with the post when the count has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalStep:
    """What happened to an envelope, on which day. ``once`` tells a second click from a second step."""

    entry_id: str
    event: PostalEvent
    on: dt.date
    reason: str = ""
    once: str = ""


def postal_step(actor: Actor, election_id: str, step: PostalStep) -> PostalFact:
    """Record one step of one elector's envelope.

    :raises Refusal: the statute knows no post, the step does not follow, or the elector has voted at a desk.
    """
    require_reading(actor, election_id)
    election = _election(election_id, step.event)
    entry = line_held(election, step.entry_id)
    state = state_of(entry)
    if not state.eligible:
        raise Refusal(PollingRefusal.NOT_AN_ELECTOR)
    if step.event not in POSTAL_MOVES.allowed(state.post):
        raise Refusal(PollingRefusal.POST_STEP_WRONG)
    if state.marked and step.event in (PostalEvent.APPLY, PostalEvent.ISSUE, PostalEvent.ACCEPT):
        raise Refusal(PollingRefusal.ALREADY_VOTED)
    if step.event is PostalEvent.CANCEL and not step.reason:
        raise Refusal(PollingRefusal.REASON_NEEDED, field="reason")
    turn = db.session.scalar(sa.select(sa.func.max(PostalFact.turn)).where(PostalFact.entry_id == entry.id)) or 0
    fact = PostalFact(entry_id=entry.id, turn=turn + 1, election_id=election.id, event=_judged(step, election).value)
    fact.on, fact.reason, fact.actor_id = min(step.on, clock.today()), step.reason, actor.id
    db.session.add(fact)
    db.session.flush()
    if step.event is PostalEvent.ACCEPT:
        add_mark(actor, election, entry, NewMark(state, POSTAL_KEY, Way.POST, step.once or f"post:{entry.id}"))
    audit.record(actor, "council.envelope_step", ("election", election_id), {"step": fact.event})
    return fact


def _election(election_id: str, event: PostalEvent) -> Election:
    election = held(election_id) if event in AFTER_POLLING else polling(election_id, before=True)
    if not by_post(election):
        raise Refusal(PollingRefusal.NO_POST)
    return polling(election_id) if event is PostalEvent.ACCEPT else election


def _judged(step: PostalStep, election: Election) -> PostalEvent:
    """What came back after polling day came late, whatever was clicked."""
    late = step.event is PostalEvent.RETURN and step.on > election.polling_day
    return PostalEvent.RETURN_LATE if late else step.event


def tender(actor: Actor, election_id: str, key: str, entry_id: str, statement: str) -> TenderedBallot:
    """Somebody who cannot be given a paper in the usual way insists: the paper goes into an envelope kept apart.

    :raises Refusal: the usual way is open, or this was done before.
    """
    require_reading(actor, election_id)
    election = polling(election_id)
    here = known_place(election, key)
    entry = line_held(election, entry_id)
    found = standing(state_of(entry), here)
    if found is Standing.MAY_VOTE:
        raise Refusal(PollingRefusal.TENDERED_NOT_NEEDED)
    if found is Standing.ANOTHER_PLACE:
        raise Refusal(REFUSED[found])
    if not statement:
        raise Refusal(PollingRefusal.REASON_NEEDED, field="statement")
    known = sa.select(TenderedBallot.public_id).where(TenderedBallot.entry_id == entry.id)
    if db.session.scalars(known).first() is not None:
        raise Refusal(PollingRefusal.TENDERED_TWICE)
    row = TenderedBallot(election_id=election.id, place=key, entry_id=entry.id, statement=statement, actor_id=actor.id)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "council.tendered", ("election", election_id), {"place": key})
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderedRuling:
    """Whether a tendered ballot is opened into the box, who decided that, and why."""

    outcome: TenderedOutcome
    reason: str
    decided_by: str


def decide_tendered(actor: Actor, election_id: str, tendered_id: str, ruling: TenderedRuling) -> TenderedDecision:
    """Decide about one envelope, once and for good.

    :raises Refusal: ``council.tendered_decided``.
    """
    require_running(actor, election_id)
    election = held(election_id)
    row = db.session.scalars(
        locked(
            sa.select(TenderedBallot).where(
                TenderedBallot.election_id == election.id, TenderedBallot.public_id == tendered_id
            )
        )
    ).one()
    if db.session.get(TenderedDecision, row.public_id) is not None:
        raise Refusal(PollingRefusal.TENDERED_DECIDED)
    decision = TenderedDecision(
        tendered_id=row.public_id,
        outcome=ruling.outcome.value,
        reason=ruling.reason,
        decided_by=ruling.decided_by,
        on=clock.today(),
        actor_id=actor.id,
    )
    db.session.add(decision)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"envelope": tendered_id, "outcome": ruling.outcome.value}
    audit.record(actor, "council.tendered_decided", ("election", election_id), facts)
    return decision


__all__ = ["PostalState", "PostalStep", "TenderedRuling", "decide_tendered", "postal_step", "tender"]
