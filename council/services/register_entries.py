# SPDX-License-Identifier: EUPL-1.2
"""Writes entries of the register from a confirmed import. What was put right by hand stays right.

Judging the entries comes afterwards, in ``register_judging``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from core import clock
from core.bulk import insert_rows
from core.db import db, new_public_ids
from council.domain.electoral_register import COLUMNS, Change, index_words, search_text
from council.domain.statute import StatuteParameters
from council.models.election import Election
from council.models.register import RegisterCorrection, RegisterEntry, RegisterWord
from council.models.register_import import RegisterBatch, RegisterBatchRow
from council.services.register_reading import chunks

WRITTEN = ("key", "digest", "line", "search", "place", *COLUMNS)
_INDEXED_AT_ONCE = 50_000


def apply_batch(election: Election, batch: RegisterBatch) -> None:
    """Add, change and take out what the batch says."""
    terms = election.statute.parameters
    for rows in _rows(batch, Change.VANISHED):
        db.session.execute(
            sa.update(RegisterEntry)
            .where(RegisterEntry.election_id == election.id, RegisterEntry.key.in_([row.key for row in rows]))
            .values(present=False, eligible=False)
            .execution_options(synchronize_session=False)
        )
    newest = db.session.scalar(sa.select(sa.func.max(RegisterEntry.id))) or 0
    for rows in _rows(batch, Change.NEW):
        add_entries(election, [_written(election, row, terms) for row in rows])
    _index(election, RegisterEntry.id > newest)
    for rows in _rows(batch, Change.CHANGED):
        _change(election, rows, terms)


def add_entries(election: Election, entries: Sequence[dict[str, Any]]) -> None:
    """Insert new entries; their words are put into the index afterwards."""
    names = new_public_ids(len(entries))
    rows = ((name, *(entry[column] for column in WRITTEN)) for name, entry in zip(names, entries, strict=True))
    alike = {"election_id": election.id, "present": True, "eligible": False, "created_at": clock.now()}
    insert_rows(RegisterEntry, ("public_id", *WRITTEN), rows, alike=alike)


def index_again(election: Election, entry_ids: Iterable[int]) -> None:
    """Put the words of entries that changed into the index anew."""
    for ids in chunks(entry_ids, 500):
        db.session.execute(sa.delete(RegisterWord).where(RegisterWord.entry_id.in_(ids)))
        _index(election, RegisterEntry.id.in_(ids))


def _index(election: Election, which: sa.ColumnElement[bool]) -> None:
    last = 0
    while True:
        rows = db.session.execute(
            sa.select(RegisterEntry.id, RegisterEntry.search)
            .where(RegisterEntry.election_id == election.id, which, RegisterEntry.id > last)
            .order_by(RegisterEntry.id)
            .limit(_INDEXED_AT_ONCE)
        ).all()
        if not rows:
            return
        last = rows[-1].id
        # In the order of the index: a database writes neighbours faster.
        words = sorted((word, entry_id) for entry_id, search in rows for word in index_words(search))
        insert_rows(RegisterWord, ("word", "entry_id"), words, alike={"election_id": election.id})


def _rows(batch: RegisterBatch, change: Change) -> Iterator[list[Any]]:
    """The waiting rows in the order of the file, a few thousand at a time."""
    waiting = (RegisterBatchRow.batch_id == batch.id, RegisterBatchRow.change == change.value)
    in_order = sa.select(RegisterBatchRow.key).where(*waiting).order_by(RegisterBatchRow.line, RegisterBatchRow.key)
    for keys in chunks(db.session.scalars(in_order).all()):
        found = db.session.execute(
            sa.select(
                RegisterBatchRow.key, RegisterBatchRow.line, RegisterBatchRow.digest, RegisterBatchRow.content
            ).where(*waiting, RegisterBatchRow.key.in_(keys))
        ).all()
        yield sorted(found, key=lambda row: (row.line, str(row.key)))


def derived(values: dict[str, str], terms: StatuteParameters) -> dict[str, Any]:
    """Columns that follow from the values: the words to search by and the polling place."""
    return {"search": search_text(values), "place": terms.place_of(values["eldership"])}


def _written(election: Election, row: Any, terms: StatuteParameters) -> dict[str, Any]:
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


def _change(election: Election, rows: list[Any], terms: StatuteParameters) -> None:
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
    index_again(election, [change["id"] for change in changes])


def _corrected(entry_ids: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Corrections of the entries, in the order in which they were made."""
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for correction in db.session.scalars(
        sa.select(RegisterCorrection).where(RegisterCorrection.entry_id.in_(entry_ids)).order_by(RegisterCorrection.id)
    ):
        found[correction.entry_id].append((correction.column, correction.old_value, correction.new_value))
    return found
