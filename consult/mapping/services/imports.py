# SPDX-License-Identifier: EUPL-1.2
"""Importing a list of organisations: read and kept for its owner, shown, then stored whole or not at all.

Confirming twice, by a double click or from two tabs, changes the world once: the row of the file is held and
has a state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.exc import IntegrityError

from consult.mapping.domain.audiences import Audience, audiences_of
from consult.mapping.domain.importing import read_file
from consult.mapping.domain.imports import KEPT_FOR, MOVES, BatchEvent, BatchState, Outcome
from consult.mapping.domain.organisation import (
    Description,
    Event,
    Formality,
    Kind,
    LedBy,
    Plains,
    Source,
    differences,
    public_by_default,
)
from consult.mapping.domain.reconcile import LinePlan, Plan, Verdict
from consult.mapping.domain.refusals import MappingRefusal
from consult.mapping.folding import fold
from consult.mapping.known import KNOWN
from consult.mapping.models import Organisation, OrganisationImport
from consult.mapping.queries import imports as queries
from consult.mapping.services.organisations import Provenance, begin, revise, rewrite
from core import audit, clock
from core.db import attempt, db
from core.domain.actor import Actor
from core.domain.refusal import Refusal

SUBJECT = "organisation_import"
_ENUMS: dict[str, Any] = {"kind": Kind, "formality": Formality, "led_by": LedBy}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the owner decided while looking at the preview."""

    fingerprint: str
    take: Collection[str] = ()
    leave_out_faulty: bool = False


def open_import(actor: Actor, file_name: str, data: bytes) -> OrganisationImport:
    """Read a file and keep what was read for its owner. The same file sent again opens the same preview.

    :raises Refusal: when nothing of the file can be used.
    """
    digest = hashlib.sha256(data).hexdigest()
    if waiting := queries.same_file_open(actor.id, digest):
        return waiting
    read = read_file(data, KNOWN)
    batch = OrganisationImport(
        owner_id=actor.id,
        file_name=file_name[-200:],
        digest=digest,
        state=BatchState.OPEN.value,
        expires_at=clock.now() + KEPT_FOR,
        lines=[{"line": line.line, "key": line.key, "values": dict(line.values)} for line in read.lines],
        faults=[{**asdict(replace(f, facts={})), "code": str(f.code), "facts": dict(f.facts)} for f in read.faults],
        outcome={},
    )
    db.session.add(batch)
    db.session.flush()
    facts = {"lines": len(read.lines), "faults": len(read.faults)}
    audit.record(actor, "mapping.import_opened", (SUBJECT, batch.public_id), facts)
    return batch


def confirm_import(actor: Actor, public_id: str, decided: Confirmation) -> Outcome:
    """Store what the preview showed, all of it or nothing.

    :raises Refusal: the import is closed; faulty lines were not left out on purpose; or the entries changed since
        the preview, so that it would do something else than what was shown.
    """
    batch = queries.import_to_close(actor.id, public_id)
    if batch.state == BatchState.CONFIRMED.value:
        return Outcome(**batch.outcome)
    if batch.state != BatchState.OPEN.value or batch.expires_at <= clock.now():
        raise Refusal(MappingRefusal.IMPORT_CLOSED)
    if batch.faults and not decided.leave_out_faulty:
        raise Refusal(MappingRefusal.FAULTY_LINES, field="leave_out_faulty")
    entries = queries.entries_for(queries.lines_of(batch), hold=True)
    plan = queries.plan_over(queries.lines_of(batch), entries)
    if plan.fingerprint != decided.fingerprint:
        raise Refusal(MappingRefusal.PREVIEW_STALE)
    try:
        with attempt():
            outcome = _apply(plan, entries, decided, Provenance(actor, Source.IMPORT, batch.public_id))
    except IntegrityError:  # an entry of the same name was added in parallel
        raise Refusal(MappingRefusal.PREVIEW_STALE) from None
    outcome = replace(outcome, faulty=len({fault["line"] for fault in batch.faults}))
    _close(batch, BatchEvent.CONFIRM, outcome)
    audit.record(actor, "mapping.organisations_imported", (SUBJECT, public_id), asdict(outcome))
    return outcome


def withdraw_import(actor: Actor, public_id: str) -> None:
    """Throw a file away without storing anything."""
    batch = queries.import_to_close(actor.id, public_id)
    if batch.state != BatchState.WITHDRAWN.value:
        _close(batch, BatchEvent.WITHDRAW, Outcome())
        audit.record(actor, "mapping.import_withdrawn", (SUBJECT, public_id))


def forget_expired() -> int:
    """Delete what was read from files whose owners never came back; returns how many."""
    expired = queries.expired_imports()
    for batch in expired:
        _close(batch, BatchEvent.EXPIRE, Outcome())
    return len(expired)


def _close(batch: OrganisationImport, event: BatchEvent, outcome: Outcome) -> None:
    batch.state = MOVES.after(BatchState(batch.state), event).value
    batch.closed_at = clock.now()
    batch.lines, batch.faults, batch.outcome = [], [], asdict(outcome)
    db.session.flush()


def _apply(plan: Plan, entries: dict[tuple[str, str], Organisation], decided: Confirmation, by: Provenance) -> Outcome:
    """Everything is sent to the database in two goes, however long the file is."""
    changed = kept = 0
    added = [_begin(line, by) for line in plan.of(Verdict.NEW)]
    db.session.flush()
    for organisation in added:
        revise(organisation, Event.IMPORTED, {}, by)
    for line in plan.lines:
        if line.stored is None:
            continue
        taken = [change for change in line.by_hand if line.choice(change) in decided.take]
        kept += len(line.by_hand) - len(taken)
        if line.changes or taken:
            values = {change.field: change.after for change in (*line.changes, *taken)}
            _change(entries[str(line.line.values["country"]), line.line.key], values, by)
            changed += 1
    db.session.flush()
    unchanged = len(plan.lines) - len(added) - changed
    return Outcome(new=len(added), changed=changed, unchanged=unchanged, kept=kept)


def _begin(line: LinePlan, by: Provenance) -> Organisation:
    values = line.line.values
    description = described(Description(name="", country=""), values)
    public = public_by_default(description.kind, description.formality)
    organisation = begin(replace(description, public=public), by.source)
    organisation.imported = {name: value for name, value in values.items() if name != "country"}
    return organisation


def _change(organisation: Organisation, values: Plains, by: Provenance) -> None:
    before = organisation.description()
    after = described(before, values)
    if before.audiences == _proposed(before):  # nobody ticked other groups by hand
        after = replace(after, audiences=_proposed(after))
    rewrite(organisation, after)
    revise(organisation, Event.IMPORTED, differences(before.plain(), after.plain()), by)
    organisation.imported = {**organisation.imported, **values}


def _proposed(description: Description) -> tuple[Audience, ...]:
    return audiences_of(fold(group) for group in description.target_groups)


def described(description: Description, values: Plains) -> Description:
    """The description with plain values of a file in it."""
    typed: dict[str, Any] = {
        name: _ENUMS[name](value) if name in _ENUMS else tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return replace(description, **typed)
