# SPDX-License-Identifier: EUPL-1.2
"""What was found out about entries besides their lines: decisions on objections, and applications left undone."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from core.db import db
from council.domain.claims import ClaimKind, ClaimState, Registration
from council.domain.eligibility import Reason
from council.models.claims import RegisterApplication, RegisterClaim
from council.models.election import Election
from council.models.register import RegisterEntry


def findings_of(election: Election, only: list[int] | None = None) -> dict[int, tuple[Reason, ...]]:
    """Further reasons against entries by their id; ``only`` limits the question to these entries."""
    found: dict[int, tuple[Reason, ...]] = defaultdict(tuple)
    for entry_id in _struck(election, only):
        found[entry_id] += (Reason.STRUCK_BY_DECISION,)
    if election.statute.parameters.registration is Registration.BY_APPLICATION:
        for entry_id in _without_application(election, only):
            found[entry_id] += (Reason.NOT_APPLIED,)
    return dict(found)


def _struck(election: Election, only: list[int] | None) -> set[int]:
    asked = (
        sa.select(RegisterClaim.entry_id)
        .join(RegisterEntry, RegisterEntry.id == RegisterClaim.entry_id)
        .where(RegisterClaim.election_id == election.id, RegisterClaim.kind == ClaimKind.OBJECT.value)
        .where(RegisterClaim.state == ClaimState.ACCEPTED.value, RegisterEntry.present.is_(True))
    )
    if only is not None:
        asked = asked.where(RegisterClaim.entry_id.in_(only))
    return {entry_id for entry_id in db.session.scalars(asked) if entry_id is not None}


def _without_application(election: Election, only: list[int] | None) -> list[int]:
    applied = sa.exists().where(RegisterApplication.entry_id == RegisterEntry.id)
    asked = sa.select(RegisterEntry.id).where(
        RegisterEntry.election_id == election.id, RegisterEntry.present.is_(True), ~applied
    )
    if only is not None:
        asked = asked.where(RegisterEntry.id.in_(only))
    return list(db.session.scalars(asked))
