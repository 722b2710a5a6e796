# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody has opened an entry lately, and an entry with its election for the person it is about."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import orm

from core import clock
from core.audit import AuditEvent
from core.db import db
from core.domain.actor import Actor
from council.domain.register_access import OPENED, STAYS_OPEN
from council.models.election import Election
from council.models.register import RegisterEntry


def is_open_for(actor: Actor, entry_id: str) -> bool:
    """True for a while after the actor has opened the entry and said why."""
    asked = sa.select(AuditEvent.number).where(
        AuditEvent.subject_kind == "register_entry",
        AuditEvent.subject_id == entry_id,
        AuditEvent.event == OPENED,
        AuditEvent.actor_id == actor.id,
        AuditEvent.at > clock.now() - STAYS_OPEN,
    )
    return db.session.scalars(asked.limit(1)).first() is not None


def own_entry(entry_id: str) -> tuple[RegisterEntry, Election] | None:
    """The entry with its reasons, and its election."""
    row = db.session.execute(
        sa.select(RegisterEntry, Election)
        .join(Election, Election.id == RegisterEntry.election_id)
        .where(RegisterEntry.public_id == entry_id)
        .options(orm.selectinload(RegisterEntry.refusals))
    ).one_or_none()
    return (row[0], row[1]) if row else None
