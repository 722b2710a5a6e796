# SPDX-License-Identifier: EUPL-1.2
"""The outreach of one election: its plan with events, the public events, the volunteers; interest as counts."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core import clock
from core.db import db
from council.domain.outreach import Wish
from council.models.election import Election
from council.models.outreach import CandidacyInterest, OutreachEvent, OutreachPlan, OutreachShare


def plan_of(election: Election) -> list[OutreachPlan]:
    """Every line with its events, by language and community."""
    return list(
        db.session.scalars(
            sa.select(OutreachPlan)
            .options(selectinload(OutreachPlan.events))
            .where(OutreachPlan.election_id == election.id)
            .order_by(OutreachPlan.task, OutreachPlan.lang, OutreachPlan.community, OutreachPlan.id)
        )
    )


def line_of(election: Election, public_id: str) -> OutreachPlan | None:
    return db.session.scalars(
        sa.select(OutreachPlan)
        .options(selectinload(OutreachPlan.events))
        .where(OutreachPlan.election_id == election.id, OutreachPlan.public_id == public_id)
    ).one_or_none()


def event_of(election: Election, public_id: str) -> OutreachEvent | None:
    return db.session.scalars(
        sa.select(OutreachEvent)
        .join(OutreachPlan)
        .options(selectinload(OutreachEvent.plan))
        .where(OutreachPlan.election_id == election.id, OutreachEvent.public_id == public_id)
    ).one_or_none()


def public_events(election: Election) -> list[OutreachEvent]:
    """Events to which everybody is invited, from today on."""
    return list(
        db.session.scalars(
            sa.select(OutreachEvent)
            .join(OutreachPlan)
            .options(selectinload(OutreachEvent.plan))
            .where(
                OutreachPlan.election_id == election.id,
                OutreachEvent.public.is_(True),
                OutreachEvent.held_on >= clock.today(),
            )
            .order_by(OutreachEvent.held_on, OutreachEvent.id)
        )
    )


def shares_of(election: Election) -> list[OutreachShare]:
    """Who covers what, by area."""
    return list(
        db.session.scalars(
            sa.select(OutreachShare)
            .where(OutreachShare.election_id == election.id)
            .order_by(OutreachShare.area, OutreachShare.id)
        )
    )


def share_of(election: Election, public_id: str) -> OutreachShare | None:
    return db.session.scalars(
        sa.select(OutreachShare).where(
            OutreachShare.election_id == election.id, OutreachShare.public_id == public_id
        )
    ).one_or_none()  # fmt: skip


def interest_counts(election: Election) -> Mapping[Wish, int]:
    """How many are interested in what; who they are is for nobody at work to see."""
    rows = db.session.execute(
        sa.select(CandidacyInterest.wish, sa.func.count())
        .where(CandidacyInterest.election_id == election.id)
        .group_by(CandidacyInterest.wish)
    )
    found = {Wish(wish): number for wish, number in rows}
    return {wish: found.get(wish, 0) for wish in Wish}
