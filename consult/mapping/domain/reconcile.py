# SPDX-License-Identifier: EUPL-1.2
"""Compares the lines of a file with what is stored and says, field by field, what an import would do.

A value that a person changed by hand since the last import is never replaced without being asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.mapping.domain.importing import Line
from consult.mapping.domain.organisation import Plain, Plains


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    BY_HAND = "by_hand"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its value now and its value in the file."""

    field: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of an entry that a line may belong to; ``imported`` is what the last import wrote."""

    public_id: str
    values: Plains
    imported: Plains
    archived: bool = False


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What becomes of one line."""

    line: Line
    verdict: Verdict
    stored: Stored | None = None
    changes: tuple[FieldChange, ...] = ()
    by_hand: tuple[FieldChange, ...] = ()

    def choice(self, change: FieldChange) -> str:
        """The name of the question whether the file's value shall replace the one written by hand."""
        return f"{self.line.line}:{change.field}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a whole file."""

    lines: tuple[LinePlan, ...]

    def of(self, verdict: Verdict) -> tuple[LinePlan, ...]:
        return tuple(plan for plan in self.lines if plan.verdict is verdict)

    @property
    def with_choices(self) -> tuple[LinePlan, ...]:
        return tuple(plan for plan in self.lines if plan.by_hand)

    @property
    def nothing_to_do(self) -> bool:
        return all(plan.verdict is Verdict.UNCHANGED for plan in self.lines)

    @property
    def fingerprint(self) -> str:
        """Differs as soon as the plan would do anything else than what was shown."""
        told = [
            (
                p.line.line,
                p.verdict.value,
                p.stored.public_id if p.stored else "",
                repr(p.changes),
                repr(p.by_hand),
            )
            for p in self.lines
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def plan_import(lines: Iterable[Line], stored: Mapping[tuple[str, str], Stored]) -> Plan:
    """Lay the lines beside the entries, which are found by country and key."""
    return Plan(tuple(_plan_line(line, stored.get((str(line.values["country"]), line.key))) for line in lines))


def _plan_line(line: Line, stored: Stored | None) -> LinePlan:
    if stored is None:
        return LinePlan(line, Verdict.NEW)
    changes: list[FieldChange] = []
    by_hand: list[FieldChange] = []
    for name, value in line.values.items():
        now = stored.values[name]
        if value == now:
            continue
        change = FieldChange(name, now, value)
        (changes if _free(name, now, stored.imported) else by_hand).append(change)
    verdict = Verdict.CHANGED if changes else Verdict.BY_HAND if by_hand else Verdict.UNCHANGED
    return LinePlan(line, verdict, stored, tuple(changes), tuple(by_hand))


def _free(name: str, now: Plain, imported: Plains) -> bool:
    """True when no person's work would be lost: the value came from an import, or there never was one."""
    if name in imported:
        return imported[name] == now
    return now in ("", [], "unknown")
