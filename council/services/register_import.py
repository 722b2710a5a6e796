# SPDX-License-Identifier: EUPL-1.2
"""Importing the residents' register: read and compared first, then confirmed as a whole or set aside.

What was read waits in the database, so confirming needs no second upload. A file that changes nothing changes
nothing. Rows leave the waiting room as soon as the import is settled.
"""

from __future__ import annotations

import datetime as dt
import hashlib

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import SYSTEM, Actor
from core.domain.refusal import Refusal
from council.domain.election import ElectionState
from council.domain.refusals import CouncilRefusal
from council.models.election import Election
from council.models.register_import import BatchState, RegisterBatch, RegisterBatchRow
from council.permissions import require_running
from council.services.election import held
from council.services.register_entries import apply_batch
from council.services.register_judging import refresh_register
from council.services.register_reading import Progress, kept_batch, last_confirmed, silent

WAITING_DAYS = 14


def read_register(
    actor: Actor, election_id: str, data: bytes, *, exported_on: dt.date, progress: Progress = silent
) -> RegisterBatch:
    """Read a file, report every problem and keep the result for confirmation.

    The same file that waits already, compared with the register as it is, is not read again: so an import that was
    cut off goes on where it stood, and a second upload makes no second batch.

    :raises Refusal: when nothing of the file can be used; nothing is kept then.
    """
    election = _open_election(actor, election_id)
    if exported_on > election.polling_day:
        raise Refusal(CouncilRefusal.EXPORTED_AFTER_POLLING, field="exported_on")
    waiting = _same_waiting(election, hashlib.sha256(data).hexdigest(), exported_on)
    if waiting is not None:
        return waiting
    batch = kept_batch(actor, election, data, exported_on, progress=progress)
    audit.record(actor, "council.register_read", ("election", election_id), _facts(batch))
    return batch


def _same_waiting(election: Election, digest: str, exported_on: dt.date) -> RegisterBatch | None:
    base = last_confirmed(election)
    return db.session.scalars(
        sa.select(RegisterBatch)
        .where(
            RegisterBatch.election_id == election.id,
            RegisterBatch.state == BatchState.READ.value,
            RegisterBatch.file_digest == digest,
            RegisterBatch.exported_on == exported_on,
            RegisterBatch.base_id == base.id if base else RegisterBatch.base_id.is_(None),
        )
        .order_by(RegisterBatch.id.desc())
        .limit(1)
    ).first()


def confirm_import(actor: Actor, batch_id: str, *, progress: Progress = silent) -> RegisterBatch:
    """Bring everything that was read into the register, all or nothing, and judge every entry.

    :raises Refusal: settled before, the register is not open, or another import came in between.
    """
    batch, election = _waiting(actor, batch_id)
    base = last_confirmed(election)
    if batch.base_id != (base.id if base else None):
        raise Refusal(CouncilRefusal.IMPORT_OUTDATED)
    apply_batch(election, batch)
    _settle(actor, batch, BatchState.CONFIRMED)
    if batch.new or batch.changed or batch.vanished or base is None or base.exported_on != batch.exported_on:
        refresh_register(election, batch.exported_on, progress=progress)
    audit.record(actor, "council.register_imported", ("election", election.public_id), _facts(batch))
    return batch


def set_aside_import(actor: Actor, batch_id: str) -> RegisterBatch:
    """Throw away what was read; the register stays as it is."""
    batch, election = _waiting(actor, batch_id)
    _settle(actor, batch, BatchState.SET_ASIDE)
    facts: dict[str, audit.Fact] = {"batch": batch.public_id}
    audit.record(actor, "council.import_set_aside", ("election", election.public_id), facts)
    return batch


def forget_imports() -> int:
    """Set aside what nobody has confirmed for two weeks; returns how many."""
    over = clock.now() - dt.timedelta(days=WAITING_DAYS)
    waiting = db.session.scalars(
        sa.select(RegisterBatch).where(RegisterBatch.state == BatchState.READ.value, RegisterBatch.created_at < over)
    ).all()
    for batch in waiting:
        _settle(SYSTEM, batch, BatchState.SET_ASIDE)
    return len(waiting)


def _open_election(actor: Actor, election_id: str) -> Election:
    require_running(actor, election_id)
    election = held(election_id)
    if election.now is not ElectionState.REGISTER_OPEN:
        raise Refusal(CouncilRefusal.REGISTER_NOT_OPEN)
    return election


def _waiting(actor: Actor, batch_id: str) -> tuple[RegisterBatch, Election]:
    """The import to settle with its election, both kept for this transaction."""
    election_id = db.session.scalars(
        sa.select(Election.public_id)
        .join(RegisterBatch, RegisterBatch.election_id == Election.id)
        .where(RegisterBatch.public_id == batch_id)
    ).one()
    election = _open_election(actor, election_id)
    batch = db.session.scalars(locked(sa.select(RegisterBatch).where(RegisterBatch.public_id == batch_id))).one()
    if batch.state != BatchState.READ.value:
        raise Refusal(CouncilRefusal.IMPORT_SETTLED)
    return batch, election


def _settle(actor: Actor, batch: RegisterBatch, state: BatchState) -> None:
    """Note who settled the import, and delete the waiting rows: they are personal data."""
    batch.state, batch.settled_at, batch.settled_by = state.value, clock.now(), actor.id
    db.session.execute(sa.delete(RegisterBatchRow).where(RegisterBatchRow.batch_id == batch.id))
    db.session.flush()


def _facts(batch: RegisterBatch) -> dict[str, audit.Fact]:
    return {
        "batch": batch.public_id,
        "file": batch.file_digest,
        "exported_on": batch.exported_on.isoformat(),
        "rows": batch.rows,
        "new": batch.new,
        "changed": batch.changed,
        "unchanged": batch.unchanged,
        "vanished": batch.vanished,
        "unreadable": batch.unreadable,
        "faulty": batch.faulty,
    }
