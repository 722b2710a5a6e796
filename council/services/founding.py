# SPDX-License-Identifier: EUPL-1.2
"""Legal bases of the council, and the marks that people set on the steps of its founding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.founding import FoundingRefusal
from council.domain.founding_steps import FoundingStep
from council.models.founding import FoundingMark, LegalBasis
from council.services.working_group import require_preparing

KIND = "legal_basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisPlan:
    """One provision: where it stands, what it allows, what is not clear, and whether it grants the right."""

    citation: str
    allows: str
    link: str = ""
    question: str = ""
    grants_right: bool = False
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPlan:
    """Who answers for a step and by when; ``settled`` True or False is a judgement and needs a reason."""

    owner: str
    due_on: dt.date | None
    settled: bool | None = None
    reason: str = ""
    once: str


def record_basis(actor: Actor, plan: BasisPlan) -> LegalBasis:
    """List a provision of law; sending the form twice lists it once."""
    require_preparing(actor)
    known = db.session.scalars(sa.select(LegalBasis).where(LegalBasis.once == plan.once)).one_or_none()
    if known is not None:
        return known
    basis = LegalBasis(
        citation=plan.citation,
        link=plan.link,
        allows=plan.allows,
        question=plan.question,
        grants_right=plan.grants_right,
        recorded_by=actor.id,
        once=plan.once,
    )
    db.session.add(basis)
    db.session.flush()
    audit.record(actor, "council.legal_basis_recorded", (KIND, basis.public_id), {"grants_right": plan.grants_right})
    return basis


def answer_question(actor: Actor, public_id: str, answer: str) -> None:
    """Close the open question of a provision with its answer.

    :raises Refusal: ``council.no_question``.
    """
    require_preparing(actor)
    basis = _held(public_id)
    if not basis.open_question:
        raise Refusal(FoundingRefusal.NO_QUESTION)
    basis.answer, basis.answered_on, basis.answered_by = answer, clock.today(), actor.id
    db.session.flush()
    audit.record(actor, "council.legal_question_answered", (KIND, public_id))


def end_basis(actor: Actor, public_id: str, ended_on: dt.date, reason: str) -> None:
    """The provision no longer holds from this day on.

    :raises Refusal: ``council.already_settled``.
    """
    require_preparing(actor)
    basis = _held(public_id)
    if basis.ended_on is not None:
        raise Refusal(FoundingRefusal.ALREADY_SETTLED)
    basis.ended_on, basis.end_reason = ended_on, reason
    db.session.flush()
    audit.record(actor, "council.legal_basis_ended", (KIND, public_id), {"on": ended_on.isoformat()})


def mark_step(actor: Actor, step: FoundingStep, plan: MarkPlan) -> None:
    """Say who answers for a step, or that it is settled or open again. Every mark stays; the newest counts."""
    require_preparing(actor)
    if db.session.scalars(sa.select(FoundingMark.id).where(FoundingMark.once == plan.once)).first() is not None:
        return
    db.session.add(
        FoundingMark(
            step=step.value,
            owner=plan.owner,
            due_on=plan.due_on,
            settled=plan.settled,
            reason=plan.reason,
            actor_id=actor.id,
            once=plan.once,
        )
    )
    db.session.flush()
    facts: dict[str, audit.Fact] = {"settled": plan.settled, "due_on": plan.due_on.isoformat() if plan.due_on else ""}
    audit.record(actor, "council.founding_step_marked", ("founding_step", step.value), facts)


def _held(public_id: str) -> LegalBasis:
    return db.session.scalars(locked(sa.select(LegalBasis).where(LegalBasis.public_id == public_id))).one()
