# SPDX-License-Identifier: EUPL-1.2
"""Imports of a register: each with its numbers and every problem that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from core.pages import Slice
from council.domain.electoral_register import ProblemKind
from council.models.election import Election
from council.models.register_import import RegisterBatch, RegisterProblem


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How often one problem stands in one column."""

    kind: ProblemKind
    column: str
    code: str
    count: int


def batch_by(election: Election, public_id: str) -> RegisterBatch | None:
    return db.session.scalars(
        sa.select(RegisterBatch).where(RegisterBatch.election_id == election.id, RegisterBatch.public_id == public_id)
    ).one_or_none()


def newest_batch(election: Election) -> RegisterBatch | None:
    """The import read last."""
    return next(iter(batches_of(election, 1)), None)


def batches_of(election: Election, most: int = 20) -> list[RegisterBatch]:
    """The newest imports first."""
    return list(
        db.session.scalars(
            sa.select(RegisterBatch)
            .where(RegisterBatch.election_id == election.id)
            .order_by(RegisterBatch.id.desc())
            .limit(most)
        )
    )


def problem_counts(batch: RegisterBatch) -> list[ProblemCount]:
    """Problems added up by what they are, the weightiest kind first."""
    rows = db.session.execute(
        sa.select(RegisterProblem.kind, RegisterProblem.column, RegisterProblem.code, sa.func.count())
        .where(RegisterProblem.batch_id == batch.id)
        .group_by(RegisterProblem.kind, RegisterProblem.column, RegisterProblem.code)
    )
    kinds = list(ProblemKind)
    found = [ProblemCount(ProblemKind(kind), column, code, count) for kind, column, code, count in rows]
    return sorted(found, key=lambda item: (kinds.index(item.kind), -item.count, item.column, item.code))


def problems_of(
    batch: RegisterBatch, kind: ProblemKind | None, number: int, per_page: int = 50
) -> Slice[RegisterProblem]:
    """One page of the problems in the order of the lines."""
    which = [RegisterProblem.batch_id == batch.id]
    if kind is not None:
        which.append(RegisterProblem.kind == kind.value)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(RegisterProblem).where(*which)) or 0
    rows = db.session.scalars(
        sa.select(RegisterProblem)
        .where(*which)
        .order_by(RegisterProblem.line, RegisterProblem.number)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def all_problems(batch: RegisterBatch) -> Sequence[RegisterProblem]:
    """Every problem, for the file to download."""
    return db.session.scalars(
        sa.select(RegisterProblem).where(RegisterProblem.batch_id == batch.id).order_by(RegisterProblem.number)
    ).all()
