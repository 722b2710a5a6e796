# SPDX-License-Identifier: EUPL-1.2
"""Objections to results: all of an election for those who decide, one by its id, and what the public may read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from council.domain.objections import ObjectionEffect, ObjectionState
from council.models.election import Election
from council.models.objections import ResultObjection


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
    """What the page of the result says about objections."""
    return tuple(_public(each) for each in objections_of(election))


def _public(row: ResultObjection) -> PublicObjection:
    decision = row.decision
    if decision is None:
        return PublicObjection(row.received_on, row.now)
    return PublicObjection(
        received_on=row.received_on,
        state=row.now,
        effect=decision.brings,
        reason=decision.reason,
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        reference=decision.reference,
    )
