# SPDX-License-Identifier: EUPL-1.2
"""What the review of an import shows: numbers, problems added up, and each problem as a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from council.domain.electoral_register import ProblemKind
from council.models.election import Election
from council.models.register_import import BatchState, RegisterBatch, RegisterProblem
from council.queries.register_import import ProblemCount
from council.register_messages import SHORT_KINDS, column_label, problem_sentence

TONES = {ProblemKind.UNREADABLE: "stop", ProblemKind.DEFECT: "stop", ProblemKind.WARNING: "warn"}


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem: where it is and what it is, in words."""

    line: int
    column: str
    kind: ProblemKind
    sentence: str

    @property
    def tag(self) -> str:
        return str(SHORT_KINDS[self.kind])

    @property
    def tone(self) -> str:
        return TONES[self.kind]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The problems of one kind in one column, added up."""

    kind: ProblemKind
    column: str
    count: int


@dataclass(frozen=True, slots=True)
class ImportPage:
    election: Election
    batch: RegisterBatch
    summary: tuple[SummaryRow, ...]
    kind: ProblemKind | None
    kinds: tuple[ProblemKind, ...]

    @property
    def waits(self) -> bool:
        return self.batch.standing is BatchState.READ

    @property
    def confirmed(self) -> bool:
        return self.batch.standing is BatchState.CONFIRMED

    @property
    def without_change(self) -> bool:
        return not (self.batch.new or self.batch.changed or self.batch.vanished)


def import_page(
    election: Election, batch: RegisterBatch, counts: Sequence[ProblemCount], kind: ProblemKind | None
) -> ImportPage:
    added: Counter[tuple[ProblemKind, str]] = Counter()
    for found in counts:
        added[found.kind, found.column] += found.count
    summary = tuple(SummaryRow(kind, column_label(column), count) for (kind, column), count in added.items())
    present = tuple(k for k in ProblemKind if any(c.kind is k for c in counts))
    return ImportPage(election, batch, summary, kind, present)


def problem_rows(problems: Iterable[RegisterProblem]) -> list[ProblemRow]:
    """Each problem as a sentence in the reader's language."""
    return [_row(problem) for problem in problems]


def _row(problem: RegisterProblem) -> ProblemRow:
    kind = ProblemKind(problem.kind)
    sentence = problem_sentence(kind, problem.code, {"line": problem.line, "column": problem.column, **problem.facts})
    return ProblemRow(problem.line, column_label(problem.column) if problem.column else "", kind, sentence)
