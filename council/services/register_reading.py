# SPDX-License-Identifier: EUPL-1.2
"""Turns an uploaded file into a batch that waits: rows that would change something, and every problem.

Nothing of the register itself is touched here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice
from typing import Any, TypeVar

import sqlalchemy as sa

from core import clock
from core.bulk import insert_rows
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from core.domain.tables import Problem, ProblemCode, Row, scan_table
from council.domain.electoral_register import Change, KeyedRow, ProblemKind, compare, keyed_rows
from council.domain.refusals import CouncilRefusal
from council.domain.register import OPTIONAL_COLUMNS, REQUIRED_COLUMNS, RegisterContext, read_line
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.register_import import BatchState, RegisterBatch, RegisterBatchRow, RegisterProblem

CHUNK = 5_000


class Phase(StrEnum):
    """How far an import has come."""

    READ = "read"
    COMPARED = "compared"
    ENTERED = "entered"
    PROPOSED = "proposed"
    JUDGED = "judged"


Progress = Callable[[Phase, int], None]
"""Is told each phase that is done, with the number of rows it was about."""


def silent(_phase: Phase, _rows: int) -> None:
    """Nobody wants to know."""


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


def reading_day(election: Election) -> dt.date:
    """The day of the export behind the present entries; without one, today: entries may come by decision alone."""
    batch = last_confirmed(election)
    return batch.exported_on if batch else clock.today()


def reading_context(election: Election, exported_on: dt.date) -> RegisterContext:
    """What the lines of an export are read against."""
    terms = election.statute.parameters
    return RegisterContext(exported_on=exported_on, municipality=terms.municipality, elderships=terms.areas)


def kept_batch(
    actor: Actor, election: Election, data: bytes, exported_on: dt.date, *, progress: Progress = silent
) -> RegisterBatch:
    """Read, compare and store.

    :raises Refusal: when nothing of the file can be used.
    """
    problems: list[Problem] = []
    rows = keyed_rows(_readable(data, problems))
    _refuse_unusable(problems, empty=not rows)
    progress(Phase.READ, len(rows))
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
    _keep_problems(batch, problems, _line_problems(rows, reading_context(election, exported_on)))
    db.session.flush()
    progress(Phase.COMPARED, len(rows))
    return batch


def _readable(data: bytes, problems: list[Problem]) -> Iterator[Row]:
    """The rows of a file one by one; what cannot be read is put aside."""
    for item in scan_table(data, required=REQUIRED_COLUMNS, optional=OPTIONAL_COLUMNS):
        if isinstance(item, Row):
            yield item
        else:
            problems.append(item)


def _refuse_unusable(problems: Sequence[Problem], *, empty: bool) -> None:
    stops = [problem for problem in problems if problem.stops_file]
    if stops:
        alike = [problem for problem in stops if problem.code is stops[0].code]
        columns = ", ".join(str(problem.column) for problem in alike)
        raise Refusal(_UNUSABLE[stops[0].code], field="file", line=stops[0].line, columns=columns)
    if empty:
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
    kept = chain(
        ((Change.NEW, row) for row in difference.new),
        ((Change.CHANGED, row) for row in difference.changed),
        ((Change.VANISHED, KeyedRow(0, key, "", ())) for key in gone),
    )
    columns = ("batch_id", "line", "change", "key", "digest", "content")
    insert_rows(RegisterBatchRow, columns, (_stored(batch, change, row) for change, row in kept))


def _stored(batch: RegisterBatch, change: Change, row: KeyedRow) -> tuple[object, ...]:
    content = json.dumps(row.values, ensure_ascii=False)
    return batch.id, row.line, change.value, row.key, row.digest, content


Found = tuple[ProblemKind, int, str, str, dict[str, Any]]


def _line_problems(rows: tuple[KeyedRow, ...], context: RegisterContext) -> Iterator[Found]:
    for row in rows:
        line = read_line(row.as_mapping(), context=context)
        for defect in line.defects:
            yield ProblemKind.DEFECT, row.line, defect.column, defect.code.value, dict(defect.facts)
        for warning in line.warnings:
            yield ProblemKind.WARNING, row.line, warning.column, warning.code.value, {}


def _keep_problems(batch: RegisterBatch, unread: Sequence[Problem], lines: Iterator[Found]) -> None:
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
        (batch.id, number, kind.value, line, column[:80], code, facts)
        for number, (kind, line, column, code, facts) in enumerate(found, start=1)
    )
    insert_rows(RegisterProblem, ("batch_id", "number", "kind", "line", "column", "code", "facts"), stored)
