# SPDX-License-Identifier: EUPL-1.2
"""Reads of imports: an owner's open and closed files, and the plan of one against what is stored now."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from consult.mapping.domain.importing import Fault, Line
from consult.mapping.domain.imports import BatchState
from consult.mapping.domain.reconcile import Plan, Stored, plan_import
from consult.mapping.models import Organisation, OrganisationImport
from core import clock
from core.db import db, locked

MOST_AT_ONCE = 500
NEWEST = 10


def find_import(owner_id: str, public_id: str) -> OrganisationImport | None:
    """A file of this owner; nobody else's."""
    return db.session.scalars(_of(owner_id).where(OrganisationImport.public_id == public_id)).one_or_none()


def import_to_close(owner_id: str, public_id: str) -> OrganisationImport:
    """A file of this owner, held until the end of the transaction."""
    return db.session.scalars(locked(_of(owner_id).where(OrganisationImport.public_id == public_id))).one()


def same_file_open(owner_id: str, digest: str) -> OrganisationImport | None:
    """The same file, sent by the same person and still waiting."""
    return db.session.scalars(
        _of(owner_id)
        .where(
            OrganisationImport.digest == digest,
            OrganisationImport.state == BatchState.OPEN.value,
            OrganisationImport.expires_at > clock.now(),
        )
        .order_by(OrganisationImport.id.desc())
        .limit(1)
    ).one_or_none()


def newest_imports(owner_id: str) -> Sequence[OrganisationImport]:
    """The owner's last files, the newest first."""
    return db.session.scalars(_of(owner_id).order_by(OrganisationImport.id.desc()).limit(NEWEST)).all()


def expired_imports() -> Sequence[OrganisationImport]:
    """Open files whose time is over."""
    return db.session.scalars(
        locked(
            sa.select(OrganisationImport).where(
                OrganisationImport.state == BatchState.OPEN.value, OrganisationImport.expires_at <= clock.now()
            )
        )
    ).all()


def lines_of(batch: OrganisationImport) -> tuple[Line, ...]:
    return tuple(Line(each["line"], each["key"], each["values"]) for each in batch.lines)


def faults_of(batch: OrganisationImport) -> tuple[Fault, ...]:
    return tuple(Fault(**each) for each in batch.faults)


def plan_of(batch: OrganisationImport) -> Plan:
    """What the file would do to the entries as they are now."""
    lines = lines_of(batch)
    return plan_import(lines, {at: _stored(entry) for at, entry in entries_for(lines).items()})


def entries_for(lines: Sequence[Line], *, hold: bool = False) -> dict[tuple[str, str], Organisation]:
    """The entries that lines belong to, by country and key; held when they are about to change."""
    keys = sorted({line.key for line in lines})
    found: dict[tuple[str, str], Organisation] = {}
    for start in range(0, len(keys), MOST_AT_ONCE):
        statement = (
            sa.select(Organisation)
            .where(Organisation.name_key.in_(keys[start : start + MOST_AT_ONCE]))
            .order_by(Organisation.id)
            .options(selectinload(Organisation.audiences), selectinload(Organisation.languages))
        )
        for entry in db.session.scalars(locked(statement) if hold else statement):
            found[entry.country, entry.name_key] = entry
    return found


def plan_over(lines: Sequence[Line], entries: dict[tuple[str, str], Organisation]) -> Plan:
    """The plan against entries that are already at hand."""
    return plan_import(lines, {at: _stored(entry) for at, entry in entries.items()})


def _stored(entry: Organisation) -> Stored:
    values = entry.description().plain()
    return Stored(entry.public_id, values, entry.imported, entry.archived_at is not None)


def _of(owner_id: str) -> sa.Select[OrganisationImport]:
    return sa.select(OrganisationImport).where(OrganisationImport.owner_id == owner_id)
