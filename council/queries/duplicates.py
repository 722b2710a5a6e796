# SPDX-License-Identifier: EUPL-1.2
"""Pairs of entries that may be one person: those that wait, those that are decided, one with its story."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from core.pages import Slice
from council.models.duplicates import DuplicatePair
from council.models.election import Election


class Shown(StrEnum):
    """Which pairs a list shows."""

    OPEN = "open"
    AUTOMATIC = "automatic"
    DECIDED = "decided"


def pairs_of(election: Election, shown: Shown, number: int, per_page: int = 50) -> Slice[DuplicatePair]:
    """One page of pairs, the surest first."""
    states = {
        Shown.OPEN: DuplicatePair.verdict.is_(None),
        Shown.AUTOMATIC: sa.and_(DuplicatePair.verdict.is_not(None), DuplicatePair.by_hand.is_(False)),
        Shown.DECIDED: DuplicatePair.by_hand.is_(True),
    }
    which = (DuplicatePair.election_id == election.id, states[shown])
    total = db.session.scalar(sa.select(sa.func.count()).select_from(DuplicatePair).where(*which)) or 0
    rows = db.session.scalars(
        sa.select(DuplicatePair)
        .where(*which)
        .options(orm.selectinload(DuplicatePair.first), orm.selectinload(DuplicatePair.second))
        .order_by(DuplicatePair.score.desc(), DuplicatePair.id)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def open_pairs_by_election() -> dict[int, int]:
    """How many pairs wait for a decision, by election."""
    counted = db.session.execute(
        sa.select(DuplicatePair.election_id, sa.func.count())
        .where(DuplicatePair.verdict.is_(None))
        .group_by(DuplicatePair.election_id)
    )
    return {election_id: count for election_id, count in counted}


def pairs_proposed(election: Election) -> int:
    """How many pairs were ever proposed for this register and still stand."""
    asked = sa.select(sa.func.count()).select_from(DuplicatePair).where(DuplicatePair.election_id == election.id)
    return db.session.scalar(asked) or 0


def first_shown(election: Election) -> Shown:
    """What a list shows unless asked for more: what is to decide, else what was decided, else the rest."""
    mine = DuplicatePair.election_id == election.id
    states = db.session.execute(sa.select(DuplicatePair.verdict, DuplicatePair.by_hand).where(mine).distinct()).all()
    if any(verdict is None for verdict, _by_hand in states) or not states:
        return Shown.OPEN
    return Shown.DECIDED if any(by_hand for _verdict, by_hand in states) else Shown.AUTOMATIC


def pair_by(election: Election, public_id: str) -> DuplicatePair | None:
    """One pair with both entries and every decision about it."""
    return db.session.scalars(
        sa.select(DuplicatePair)
        .where(DuplicatePair.election_id == election.id, DuplicatePair.public_id == public_id)
        .options(
            orm.selectinload(DuplicatePair.first),
            orm.selectinload(DuplicatePair.second),
            orm.selectinload(DuplicatePair.decisions),
        )
    ).one_or_none()
