# SPDX-License-Identifier: EUPL-1.2
"""Drafting amendments to the municipality's own rules, and writing down their way through the city council."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.articles import Wording
from council.domain.bylaw import BYLAW_MOVES, BylawEvent, BylawStage
from council.domain.statute_refusals import StatuteRefusal
from council.models.bylaw import BylawAmendment, BylawFact
from council.permissions import require_founding

KIND = "bylaw_amendment"


@dataclass(frozen=True, slots=True, kw_only=True)
class BylawStep:
    """A step of an amendment: who took it, when, under which number."""

    event: BylawEvent
    by: str
    on: dt.date
    reference: str = ""
    note: str = ""


def draft_amendment(actor: Actor, changes: str, wording: Wording, *, once: str) -> BylawAmendment:
    """A new amendment; sending the form twice drafts it once."""
    require_founding(actor)
    known = db.session.scalars(sa.select(BylawAmendment).where(BylawAmendment.once == once)).one_or_none()
    if known is not None:
        return known
    amendment = BylawAmendment(drafted_by=actor.id, once=once)
    _write(amendment, changes, wording)
    db.session.add(amendment)
    db.session.flush()
    audit.record(actor, "council.bylaw_drafted", (KIND, amendment.public_id))
    return amendment


def write_amendment(actor: Actor, public_id: str, changes: str, wording: Wording) -> BylawAmendment:
    """Another text, as long as it was not submitted.

    :raises Refusal: ``council.bylaw_amendment_fixed``.
    """
    amendment = _held(actor, public_id)
    if amendment.now is not BylawStage.DRAFT:
        raise Refusal(StatuteRefusal.AMENDMENT_FIXED)
    _write(amendment, changes, wording)
    db.session.flush()
    audit.record(actor, "council.bylaw_written", (KIND, public_id))
    return amendment


def move_amendment(actor: Actor, public_id: str, step: BylawStep) -> BylawFact:
    """Write down what the city council did.

    :raises Refusal: ``core.move_not_allowed`` when it is not its turn.
    """
    amendment = _held(actor, public_id)
    stage = BYLAW_MOVES.after(amendment.now, step.event)
    fact = BylawFact(
        event=step.event.value,
        stage=stage.value,
        on=step.on,
        by=step.by,
        reference=step.reference,
        note=step.note,
        actor_id=actor.id,
    )
    amendment.facts.append(fact)
    amendment.stage = stage.value
    db.session.flush()
    facts: dict[str, audit.Fact] = {"stage": stage.value, "on": step.on.isoformat()}
    audit.record(actor, f"council.bylaw_{step.event.value}", (KIND, public_id), facts)
    return fact


def _held(actor: Actor, public_id: str) -> BylawAmendment:
    require_founding(actor)
    return db.session.scalars(locked(sa.select(BylawAmendment).where(BylawAmendment.public_id == public_id))).one()


def _write(amendment: BylawAmendment, changes: str, wording: Wording) -> None:
    amendment.changes, amendment.original = changes, wording.original
    amendment.titles, amendment.texts = dict(wording.headings), dict(wording.texts)
