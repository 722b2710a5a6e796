# SPDX-License-Identifier: EUPL-1.2
"""Claims to a register: in lists, one with its decision, and how many wait."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from core.pages import Slice
from council.domain.claims import ClaimState
from council.models.claims import RegisterApplication, RegisterClaim
from council.models.election import Election
from council.models.register import RegisterEntry


def claims_of(election: Election, number: int, *, waiting: bool, per_page: int = 50) -> Slice[RegisterClaim]:
    """One page of claims: those that wait, the oldest first, or those that are decided, the newest first."""
    open_ones = RegisterClaim.state == ClaimState.OPEN.value
    which = (RegisterClaim.election_id == election.id, open_ones if waiting else ~open_ones)
    order = RegisterClaim.id if waiting else RegisterClaim.id.desc()
    total = db.session.scalar(sa.select(sa.func.count()).select_from(RegisterClaim).where(*which)) or 0
    rows = db.session.scalars(
        sa.select(RegisterClaim)
        .where(*which)
        .options(orm.selectinload(RegisterClaim.decision))
        .order_by(order)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def open_claims(election: Election) -> int:
    """How many claims wait for a decision."""
    asked = sa.select(sa.func.count()).select_from(RegisterClaim)
    waiting = asked.where(RegisterClaim.election_id == election.id, RegisterClaim.state == ClaimState.OPEN.value)
    return db.session.scalar(waiting) or 0


def open_claims_by_election() -> dict[int, int]:
    """How many claims wait, by election."""
    counted = db.session.execute(
        sa.select(RegisterClaim.election_id, sa.func.count())
        .where(RegisterClaim.state == ClaimState.OPEN.value)
        .group_by(RegisterClaim.election_id)
    )
    return {election_id: count for election_id, count in counted}


def claim_by(public_id: str, election: Election | None = None) -> RegisterClaim | None:
    """One claim with its decision, its election and the entry it is about."""
    asked = sa.select(RegisterClaim).where(RegisterClaim.public_id == public_id)
    if election is not None:
        asked = asked.where(RegisterClaim.election_id == election.id)
    options = (RegisterClaim.decision, RegisterClaim.election, RegisterClaim.entry)
    return db.session.scalars(asked.options(*(orm.selectinload(option) for option in options))).one_or_none()


def has_applied(entry: RegisterEntry) -> bool:
    asked = sa.select(RegisterApplication.id).where(RegisterApplication.entry_id == entry.id)
    return db.session.scalars(asked).first() is not None
