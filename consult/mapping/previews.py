# SPDX-License-Identifier: EUPL-1.2
"""What the preview of an import shows: every fault in words, every change with both values, what stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consult.mapping import pages
from consult.mapping.domain.importing import Fault
from consult.mapping.domain.imports import BatchState, Outcome
from consult.mapping.domain.organisation import Plains
from consult.mapping.domain.reconcile import LinePlan, Plan, Verdict
from consult.mapping.messages import BATCHES
from consult.mapping.models import OrganisationImport
from consult.mapping.names import country_name
from consult.mapping.problems import sentence_of
from consult.mapping.queries.duplicates import resembled

MOST_SHOWN = 200
MOST_COMPARED = 100


@dataclass(frozen=True, slots=True)
class FaultShown:
    line: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    told: pages.Told
    choice: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the file with what would become of it."""

    line: int
    name: str
    country: str
    public_id: str | None
    archived: bool
    changes: tuple[ChangeShown, ...]
    by_hand: tuple[ChangeShown, ...]
    resembles: str = ""


@dataclass(frozen=True, slots=True)
class ImportShown:
    """One file in the list of a person's imports."""

    public_id: str
    file_name: str
    sent_at: dt.datetime
    state: str
    open: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything on the page of one import. Long lists are cut, with the number of what is left out."""

    summary: ImportShown
    expires_at: dt.datetime
    closed_at: dt.datetime | None
    outcome: Outcome | None
    counts: Outcome
    faulty: tuple[FaultShown, ...]
    new: tuple[LineShown, ...]
    changed: tuple[LineShown, ...]
    by_hand: tuple[LineShown, ...]
    nothing_to_do: bool
    most_shown: int = MOST_SHOWN


def preview(batch: OrganisationImport, plan: Plan, faults: Sequence[Fault]) -> Preview:
    changed = [line for line in plan.lines if line.changes]
    done = batch.state == BatchState.CONFIRMED.value
    return Preview(
        summary=_summary(batch),
        expires_at=batch.expires_at,
        closed_at=batch.closed_at,
        outcome=Outcome(**batch.outcome) if done else None,
        counts=Outcome(
            new=len(plan.of(Verdict.NEW)),
            changed=len(changed),
            unchanged=len(plan.of(Verdict.UNCHANGED)),
            kept=len(plan.with_choices),
            faulty=len({fault.line for fault in faults}),
        ),
        faulty=tuple(FaultShown(f.line, str(f.column or ""), sentence_of(f)) for f in faults[:MOST_SHOWN]),
        new=_new(plan.of(Verdict.NEW)),
        changed=_shown(changed),
        by_hand=tuple(_line(line) for line in plan.with_choices),
        nothing_to_do=plan.nothing_to_do and not faults,
    )


def summaries(batches: Iterable[OrganisationImport]) -> tuple[ImportShown, ...]:
    return tuple(_summary(batch) for batch in batches)


def _summary(batch: OrganisationImport) -> ImportShown:
    state = BatchState(batch.state)
    return ImportShown(
        batch.public_id, batch.file_name, batch.created_at, str(BATCHES[state]), state is BatchState.OPEN
    )


def _shown(lines: Sequence[LinePlan]) -> tuple[LineShown, ...]:
    return tuple(_line(line) for line in lines[:MOST_SHOWN])


def _new(lines: Sequence[LinePlan]) -> tuple[LineShown, ...]:
    """New entries; the first of them are also compared with what is on the map already."""
    values = [plan.line.values for plan in lines[:MOST_COMPARED]]
    asked = [(str(v["name"]), str(v["country"]), _websites(v)) for v in values]
    alike = resembled(asked) if asked else []
    shown = _shown(lines)
    return (*(replace(line, resembles=name) for line, name in zip(shown, alike, strict=False)), *shown[len(alike) :])


def _websites(values: Plains) -> list[str]:
    found = values["websites"]
    return found if isinstance(found, list) else []


def _line(plan: LinePlan) -> LineShown:
    values = plan.line.values
    return LineShown(
        line=plan.line.line,
        name=str(values["name"]),
        country=country_name(str(values["country"])),
        public_id=plan.stored.public_id if plan.stored else None,
        archived=bool(plan.stored and plan.stored.archived),
        changes=tuple(ChangeShown(pages.told(c.field, c.before, c.after), "") for c in plan.changes),
        by_hand=tuple(ChangeShown(pages.told(c.field, c.before, c.after), plan.choice(c)) for c in plan.by_hand),
    )
