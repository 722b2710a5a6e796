# SPDX-License-Identifier: EUPL-1.2
"""Objections to results: all of an election for those who decide, one by its id, and what the public may read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from council.domain.objections import ObjectionEffect, ObjectionState
from council.models.election import Election
from council.models.objections import ResultObjection, ResultObjectionDecision


@dataclass(frozen=True, slots=True)
class PublicObjection:
    """An objection as everybody may read it: no name, no statement, only that it exists and how it was decided."""

    received_on: dt.date
    state: ObjectionState
    effect: ObjectionEffect | None = None
    reason: str = ""
    decided_by: str = ""
    decided_on: dt.date | None = None
    reference: str = ""


def objections_of(election: Election) -> list[ResultObjection]:
    """Every objection, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(ResultObjection)
            .where(ResultObjection.election_id == election.id)
            .order_by(ResultObjection.received_on, ResultObjection.id)
        )
    )


def objection_by(public_id: str) -> ResultObjection | None:
    return db.session.scalars(sa.select(ResultObjection).where(ResultObjection.public_id == public_id)).one_or_none()


def objection_sent(once: str) -> bool:
    """True when one sending of the form was taken in."""
    asked = sa.select(ResultObjection.id).where(ResultObjection.once == once[:40]).limit(1)
    return db.session.scalars(asked).first() is not None


def open_objections(election: Election) -> int:
    """How many wait for a decision."""
    waiting = sa.select(sa.func.count()).select_from(ResultObjection)
    which = (ResultObjection.election_id == election.id, ResultObjection.state == ObjectionState.OPEN.value)
    return db.session.scalar(waiting.where(*which)) or 0


def public_objections(election: Election) -> tuple[PublicObjection, ...]:
    """What the page of the result says about objections. Who objected and what was written is not even read."""
    decided = ResultObjectionDecision
    rows = db.session.execute(
        sa.select(
            ResultObjection.received_on,
            ResultObjection.state,
            decided.effect,
            decided.reason,
            decided.decided_by,
            decided.decided_on,
            decided.reference,
        )
        .outerjoin(decided, decided.objection_id == ResultObjection.id)
        .where(ResultObjection.election_id == election.id)
        .order_by(ResultObjection.received_on, ResultObjection.id)
    )
    return tuple(
        PublicObjection(
            received_on=row.received_on,
            state=ObjectionState(row.state),
            effect=ObjectionEffect(row.effect) if row.effect else None,
            reason=row.reason or "",
            decided_by=row.decided_by or "",
            decided_on=row.decided_on,
            reference=row.reference or "",
        )
        for row in rows
    )
