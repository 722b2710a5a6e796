# SPDX-License-Identifier: EUPL-1.2
"""Elections as lists and one by one, with what the public may see of their registers."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db, once_per_reading
from council.domain.election import ElectionState
from council.models.election import Election


def public_elections() -> list[Election]:
    """Every election that was called, the newest polling day first."""
    return list(
        db.session.scalars(
            sa.select(Election)
            .where(Election.state != ElectionState.DRAFT.value)
            .order_by(Election.polling_day.desc(), Election.id.desc())
        )
    )


@once_per_reading
def all_elections() -> list[Election]:
    """Every election for those who run them, the newest polling day first and drafts last."""
    drafts_last = sa.case((Election.state == ElectionState.DRAFT.value, 1), else_=0)
    return list(
        db.session.scalars(sa.select(Election).order_by(drafts_last, Election.polling_day.desc(), Election.id.desc()))
    )


def declared_elections() -> list[Election]:
    """Elections with a declared result, the newest polling day first."""
    return [election for election in all_elections() if election.now is ElectionState.DECLARED]


def election_by(public_id: str) -> Election | None:
    return db.session.scalars(sa.select(Election).where(Election.public_id == public_id)).one_or_none()


def election_sent(once: str) -> Election | None:
    """The election that one sending of the form prepared."""
    return db.session.scalars(sa.select(Election).where(Election.once == once[:40])).one_or_none()
