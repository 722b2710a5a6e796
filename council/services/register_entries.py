# SPDX-License-Identifier: EUPL-1.2
"""Writes entries of the register from a confirmed import. What was put right by hand stays right.

Judging the entries comes afterwards, in ``register_judging``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from core.db import db
from council.domain.electoral_register import COLUMNS, Change, search_text
from council.domain.statute import StatuteParameters
from council.models.election import Election
from council.models.register import RegisterCorrection, RegisterEntry
from council.models.register_import import RegisterBatch, RegisterBatchRow
from council.services.register_reading import chunks


def apply_batch(election: Election, batch: RegisterBatch) -> None:
    """Add, change and take out what the batch says."""
    terms = election.statute.parameters
    for keys in chunks(row.key for row in _rows(batch, Change.VANISHED)):
        db.session.execute(
            sa.update(RegisterEntry)
            .where(RegisterEntry.election_id == election.id, RegisterEntry.key.in_(keys))
            .values(present=False, eligible=False)
            .execution_options(synchronize_session=False)
        )
    for rows in chunks(_rows(batch, Change.NEW)):
        db.session.execute(sa.insert(RegisterEntry), [_written(election, row, terms) for row in rows])
    for rows in chunks(_rows(batch, Change.CHANGED)):
        _change(election, rows, terms)


def _rows(batch: RegisterBatch, change: Change) -> list[RegisterBatchRow]:
    return list(
        db.session.scalars(
            sa.select(RegisterBatchRow)
            .where(RegisterBatchRow.batch_id == batch.id, RegisterBatchRow.change == change.value)
            .order_by(RegisterBatchRow.line, RegisterBatchRow.key)
        )
    )


def derived(values: dict[str, str], terms: StatuteParameters) -> dict[str, Any]:
    """Columns that follow from the values: the words to search by and the polling place."""
    return {"search": search_text(values), "place": terms.place_of(values["eldership"])}


def _written(election: Election, row: RegisterBatchRow, terms: StatuteParameters) -> dict[str, Any]:
    values = dict(zip(COLUMNS, json.loads(row.content), strict=True))
    return {
        "election_id": election.id,
        "key": row.key,
        "digest": row.digest,
        "line": row.line,
        "present": True,
        "eligible": False,
        **values,
        **derived(values, terms),
    }


def _change(election: Election, rows: list[RegisterBatchRow], terms: StatuteParameters) -> None:
    by_key = {row.key: row for row in rows}
    entries = db.session.execute(
        sa.select(RegisterEntry.id, RegisterEntry.key).where(
            RegisterEntry.election_id == election.id, RegisterEntry.key.in_(by_key)
        )
    ).all()
    corrected = _corrected([entry_id for entry_id, _key in entries])
    changes = []
    for entry_id, key in entries:
        written = _written(election, by_key[key], terms)
        values = {name: str(written[name]) for name in COLUMNS}
        for column, old, new in corrected[entry_id]:
            if values[column] == old:
                values[column] = new
        changes.append({**written, "id": entry_id, **values, **derived(values, terms)})
    db.session.execute(sa.update(RegisterEntry), changes)


def _corrected(entry_ids: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Corrections of the entries, in the order in which they were made."""
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for correction in db.session.scalars(
        sa.select(RegisterCorrection).where(RegisterCorrection.entry_id.in_(entry_ids)).order_by(RegisterCorrection.id)
    ):
        found[correction.entry_id].append((correction.column, correction.old_value, correction.new_value))
    return found
