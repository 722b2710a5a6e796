# SPDX-License-Identifier: EUPL-1.2
"""Reads of the cosy corners. Each starts from the facilitator: what is not hers does not exist for her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from consult.corners.models import (
    CornerContact,
    CornerFacilitator,
    CornerMeeting,
    CornerSeries,
    CornerStatement,
)
from core.accounts.models import Account, RoleGrant
from core.db import db
from core.domain.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series in the list, with how often it met and when last."""

    series: CornerSeries
    meetings: int
    last_on: dt.date | None


def _led_by(actor: Actor) -> sa.ColumnElement[bool]:
    return CornerSeries.id.in_(sa.select(CornerFacilitator.series_id).where(CornerFacilitator.account == actor.id))


def series_led_by(actor: Actor) -> Sequence[SeriesLine]:
    """The facilitator's own series, the next meeting first."""
    rows = db.session.execute(
        sa.select(CornerSeries, sa.func.count(CornerMeeting.id), sa.func.max(CornerMeeting.held_on))
        .outerjoin(CornerMeeting, CornerMeeting.series_id == CornerSeries.id)
        .where(_led_by(actor))
        .group_by(CornerSeries.id)
        .order_by(sa.case((CornerSeries.next_on.is_(None), 1), else_=0), CornerSeries.next_on, CornerSeries.id)
    )
    return [SeriesLine(series, meetings, last_on) for series, meetings, last_on in rows]


def series_of(actor: Actor, public_id: str) -> CornerSeries | None:
    """One series, if the actor leads it."""
    return db.session.scalars(
        sa.select(CornerSeries)
        .where(CornerSeries.public_id == public_id, _led_by(actor))
        .options(selectinload(CornerSeries.facilitators))
    ).one_or_none()


def meetings_of(series: CornerSeries) -> Sequence[CornerMeeting]:
    """All meetings of a series with their statements, the newest first."""
    return list(
        db.session.scalars(
            sa.select(CornerMeeting)
            .where(CornerMeeting.series_id == series.id)
            .options(selectinload(CornerMeeting.statements))
            .order_by(CornerMeeting.held_on.desc(), CornerMeeting.id.desc())
        )
    )


def contacts_of(series: CornerSeries) -> Sequence[CornerContact]:
    return list(
        db.session.scalars(
            sa.select(CornerContact)
            .where(CornerContact.series_id == series.id)
            .order_by(CornerContact.made_on.desc(), CornerContact.id.desc())
        )
    )


def meeting_of(series: CornerSeries, public_id: str) -> CornerMeeting | None:
    """One meeting of this series, with its statements and what was decided about them."""
    return db.session.scalars(
        sa.select(CornerMeeting)
        .where(CornerMeeting.series_id == series.id, CornerMeeting.public_id == public_id)
        .options(selectinload(CornerMeeting.statements).selectinload(CornerStatement.decisions))
    ).one_or_none()


def statement_of(series: CornerSeries, public_id: str) -> CornerStatement | None:
    """One statement said in this series."""
    return db.session.scalars(
        sa.select(CornerStatement)
        .join(CornerStatement.meeting)
        .where(CornerMeeting.series_id == series.id, CornerStatement.public_id == public_id)
        .options(selectinload(CornerStatement.meeting), selectinload(CornerStatement.decisions))
    ).one_or_none()


def facilitators() -> Sequence[tuple[str, str]]:
    """Everybody who holds the role of facilitator: public id and name, by name."""
    held = sa.select(RoleGrant.account_id).where(
        RoleGrant.role == Role.FACILITATOR.value, RoleGrant.withdrawn_at.is_(None)
    )
    rows = db.session.execute(
        sa.select(Account.public_id, Account.name)
        .where(Account.id.in_(held), Account.active.is_(True))
        .order_by(Account.name, Account.id)
    )
    return [(public_id, name) for public_id, name in rows]
