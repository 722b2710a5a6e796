# SPDX-License-Identifier: EUPL-1.2
"""Turns an uploaded file into a batch that waits: rows that would change something, and every problem.

Nothing of the register itself is touched here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from core.domain.tables import Problem, ProblemCode, Table, read_table
from council.domain.electoral_register import Change, KeyedRow, ProblemKind, compare, keyed_rows
from council.domain.refusals import CouncilRefusal
from council.domain.register import OPTIONAL_COLUMNS, REQUIRED_COLUMNS, RegisterContext, read_line
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.register_import import BatchState, RegisterBatch, RegisterBatchRow, RegisterProblem

CHUNK = 5_000
_UNUSABLE = {
    ProblemCode.EMPTY_FILE: CouncilRefusal.FILE_EMPTY,
    ProblemCode.NOT_UTF8: CouncilRefusal.FILE_NOT_UTF8,
    ProblemCode.MISSING_COLUMN: CouncilRefusal.FILE_COLUMNS_MISSING,
    ProblemCode.DUPLICATE_COLUMN: CouncilRefusal.FILE_COLUMN_TWICE,
    ProblemCode.TOO_MANY_ROWS: CouncilRefusal.FILE_TOO_LONG,
}
T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists small enough for one statement."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def last_confirmed(election: Election) -> RegisterBatch | None:
    """The import from which the present entries come."""
    return db.session.scalars(
        sa.select(RegisterBatch)
        .where(RegisterBatch.election_id == election.id, RegisterBatch.state == BatchState.CONFIRMED.value)
        .order_by(RegisterBatch.id.desc())
        .limit(1)
    ).first()


def reading_context(election: Election, exported_on: dt.date) -> RegisterContext:
    """What the lines of an export are read against."""
    terms = election.statute.parameters
    return RegisterContext(exported_on=exported_on, municipality=terms.municipality, elderships=terms.areas)


def kept_batch(actor: Actor, election: Election, data: bytes, exported_on: dt.date) -> RegisterBatch:
    """Read, compare and store.

    :raises Refusal: when nothing of the file can be used.
    """
    table = read_table(data, required=REQUIRED_COLUMNS, optional=OPTIONAL_COLUMNS)
    _refuse_unusable(table)
    rows = keyed_rows(table.rows)
    base = last_confirmed(election)
    batch = RegisterBatch(
        election_id=election.id,
        file_digest=hashlib.sha256(data).hexdigest(),
        exported_on=exported_on,
        base_id=base.id if base else None,
        actor_id=actor.id,
        rows=len(rows),
    )
    db.session.add(batch)
    db.session.flush()
    _keep_rows(batch, rows)
    _keep_problems(batch, table.problems, _line_problems(rows, reading_context(election, exported_on)))
    db.session.flush()
    return batch


def _refuse_unusable(table: Table) -> None:
    stops = [problem for problem in table.problems if problem.stops_file]
    if stops:
        alike = [problem for problem in stops if problem.code is stops[0].code]
        columns = ", ".join(str(problem.column) for problem in alike)
        raise Refusal(_UNUSABLE[stops[0].code], field="file", line=stops[0].line, columns=columns)
    if not table.rows:
        raise Refusal(CouncilRefusal.FILE_EMPTY, field="file")


def _keep_rows(batch: RegisterBatch, rows: tuple[KeyedRow, ...]) -> None:
    """Store what confirming would do. An entry that had vanished and comes back counts as changed."""
    found = db.session.execute(
        sa.select(RegisterEntry.key, RegisterEntry.digest, RegisterEntry.present).where(
            RegisterEntry.election_id == batch.election_id
        )
    ).all()
    present = {key for key, _digest, here in found if here}
    difference = compare(rows, {key: digest if here else "" for key, digest, here in found})
    gone = [key for key in difference.vanished if key in present]
    batch.new, batch.changed = len(difference.new), len(difference.changed)
    batch.unchanged, batch.vanished = difference.unchanged, len(gone)
    kept = [(Change.NEW, row) for row in difference.new] + [(Change.CHANGED, row) for row in difference.changed]
    kept += [(Change.VANISHED, KeyedRow(0, key, "", ())) for key in gone]
    for chunk in chunks(kept):
        db.session.execute(sa.insert(RegisterBatchRow), [_stored(batch, *item) for item in chunk])


def _stored(batch: RegisterBatch, change: Change, row: KeyedRow) -> dict[str, Any]:
    return {
        "batch_id": batch.id,
        "line": row.line,
        "change": change.value,
        "key": row.key,
        "digest": row.digest,
        "content": json.dumps(row.values, ensure_ascii=False),
    }


Found = tuple[ProblemKind, int, str, str, dict[str, Any]]


def _line_problems(rows: tuple[KeyedRow, ...], context: RegisterContext) -> Iterator[Found]:
    for row in rows:
        line = read_line(row.as_mapping(), context=context)
        for defect in line.defects:
            yield ProblemKind.DEFECT, row.line, defect.column, defect.code.value, dict(defect.facts)
        for warning in line.warnings:
            yield ProblemKind.WARNING, row.line, warning.column, warning.code.value, {}


def _keep_problems(batch: RegisterBatch, unread: tuple[Problem, ...], lines: Iterator[Found]) -> None:
    found: list[Found] = [
        (ProblemKind.UNREADABLE, p.line, str(p.column or ""), p.code.value, dict(p.facts)) for p in unread
    ]
    found += lines
    found.sort(key=lambda item: item[1])
    batch.unreadable, batch.faulty, batch.warned = (
        len({item[1] for item in found if item[0] is kind})
        for kind in (ProblemKind.UNREADABLE, ProblemKind.DEFECT, ProblemKind.WARNING)
    )
    stored = (
        {
            "batch_id": batch.id,
            "number": number,
            "kind": kind.value,
            "line": line,
            "column": column[:80],
            "code": code,
            "facts": facts,
        }
        for number, (kind, line, column, code, facts) in enumerate(found, start=1)
    )
    for chunk in chunks(stored):
        db.session.execute(sa.insert(RegisterProblem), chunk)
