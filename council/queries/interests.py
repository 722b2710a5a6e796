# SPDX-License-Identifier: EUPL-1.2
"""What one interested person may see: the own entry, others who may be found, and with whom a meeting is agreed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from core.db import db
from council.models.outreach import CandidacyInterest, InterestMeeting

MOST_SHOWN = 100


def interest_by(public_id: str) -> CandidacyInterest | None:
    """One entry with its election."""
    return db.session.scalars(
        sa.select(CandidacyInterest)
        .options(joinedload(CandidacyInterest.election))
        .where(CandidacyInterest.public_id == public_id)
    ).one_or_none()


def others_of(mine: CandidacyInterest) -> Sequence[CandidacyInterest]:
    """Others of the same election who may be found, the newest first; nobody for who may not be found."""
    if not mine.may_be_found:
        return ()
    return db.session.scalars(
        sa.select(CandidacyInterest)
        .where(
            CandidacyInterest.election_id == mine.election_id,
            CandidacyInterest.id != mine.id,
            CandidacyInterest.may_be_found.is_(True),
        )
        .order_by(CandidacyInterest.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def meetings_of(mine: CandidacyInterest) -> Sequence[InterestMeeting]:
    """Every meeting this person asked for or was asked for."""
    return db.session.scalars(
        sa.select(InterestMeeting)
        .options(joinedload(InterestMeeting.asking), joinedload(InterestMeeting.asked))
        .where(sa.or_(InterestMeeting.from_id == mine.id, InterestMeeting.to_id == mine.id))
        .order_by(InterestMeeting.id.desc())
    ).all()


def meeting_between(one: CandidacyInterest, other: CandidacyInterest) -> InterestMeeting | None:
    """The meeting of two people, whoever asked."""
    pair = (one.id, other.id)
    return db.session.scalars(
        sa.select(InterestMeeting)
        .where(InterestMeeting.from_id.in_(pair), InterestMeeting.to_id.in_(pair))
        .order_by(InterestMeeting.id)
        .limit(1)
    ).one_or_none()
