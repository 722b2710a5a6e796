# SPDX-License-Identifier: EUPL-1.2
"""What happened to cards on their way: handed to the post, come back, what was done next. Facts, only added."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.cards import CardRefusal, Remedy, ReturnReason, read_card_number
from council.models.cards import CardDispatch, CardRemedy, CardReturn, CardRun, PollingCard
from council.models.election import Election
from council.permissions import require_reading, require_running
from council.queries.cards import card_by
from council.services.election import held


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchPlan:
    """How many cards of a run went out, on which day, with whom, handed on by whom."""

    handed_on: dt.date
    cards: int
    carrier: str
    handed_by: str
    reference: str = ""
    once: str


def record_dispatch(actor: Actor, run_id: str, plan: DispatchPlan) -> CardDispatch:
    """Write down that cards were handed on; sending the same form twice writes it once.

    :raises Refusal: more than was printed, or a day that cannot be.
    """
    run, election = _run(actor, run_id)
    known = db.session.scalars(sa.select(CardDispatch).where(CardDispatch.once == plan.once)).one_or_none()
    if known is not None:
        return known
    printed_on = run.created_at.astimezone(clock.ZONE).date()
    if not printed_on <= plan.handed_on <= clock.today():
        raise Refusal(CardRefusal.DAY_WRONG, field="handed_on")
    gone = sa.select(sa.func.sum(CardDispatch.cards)).where(CardDispatch.run_id == run.id)
    left = run.cards - int(db.session.scalar(gone) or 0)
    if plan.cards > left:
        raise Refusal(CardRefusal.MORE_THAN_PRINTED, field="cards", left=left)
    dispatch = CardDispatch(
        run_id=run.id,
        handed_on=plan.handed_on,
        cards=plan.cards,
        carrier=plan.carrier,
        handed_by=plan.handed_by,
        reference=plan.reference,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(dispatch)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"run": run.number, "cards": plan.cards, "on": plan.handed_on.isoformat()}
    audit.record(actor, "council.cards_handed_on", ("election", election.public_id), facts)
    return dispatch


def record_return(
    actor: Actor, election_id: str, typed: str, reason: ReturnReason, *, on: dt.date | None = None
) -> CardReturn:
    """Write down that a card came back; its number stands in the window, the letter stays closed.

    :raises Refusal: no such card, recorded before, or a day that cannot be.
    """
    require_reading(actor, election_id)
    election = held(election_id)
    number = read_card_number(typed)
    card = card_by(election, *number) if number else None
    if card is None:
        raise Refusal(CardRefusal.CARD_UNKNOWN, field="number")
    if card.returned is not None:
        raise Refusal(CardRefusal.RETURNED_BEFORE, field="number")
    day = on or clock.today()
    if not card.issued_at.astimezone(clock.ZONE).date() <= day <= clock.today():
        raise Refusal(CardRefusal.DAY_WRONG, field="returned_on")
    returned = CardReturn(card_id=card.id, returned_on=day, reason=reason.value, actor_id=actor.id)
    db.session.add(returned)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"card": card.number, "reason": reason.value}
    audit.record(actor, "council.card_returned", ("election", election_id), facts)
    return returned


def record_remedy(actor: Actor, election_id: str, return_id: str, remedy: Remedy, note: str = "") -> CardRemedy:
    """Write down what was done about a returned card."""
    require_reading(actor, election_id)
    election = held(election_id)
    returned = db.session.scalars(
        sa.select(CardReturn)
        .join(PollingCard, PollingCard.id == CardReturn.card_id)
        .where(PollingCard.election_id == election.id, CardReturn.public_id == return_id)
    ).one()
    done = CardRemedy(return_id=returned.id, remedy=remedy.value, note=note, actor_id=actor.id)
    db.session.add(done)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"return": return_id, "remedy": remedy.value}
    audit.record(actor, "council.card_remedy", ("election", election_id), facts)
    return done


def _run(actor: Actor, run_id: str) -> tuple[CardRun, Election]:
    election_id = db.session.scalars(
        sa.select(Election.public_id)
        .join(CardRun, CardRun.election_id == Election.id)
        .where(CardRun.public_id == run_id)
    ).one()
    require_running(actor, election_id)
    election = held(election_id)
    return db.session.scalars(locked(sa.select(CardRun).where(CardRun.public_id == run_id))).one(), election
