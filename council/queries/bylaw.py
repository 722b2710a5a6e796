# SPDX-License-Identifier: EUPL-1.2
"""Amendments to the municipality's own rules, the newest first."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from council.domain.bylaw import BylawStage
from council.models.bylaw import BylawAmendment


def all_amendments() -> list[BylawAmendment]:
    return list(db.session.scalars(sa.select(BylawAmendment).order_by(BylawAmendment.id.desc())))


def public_amendments() -> list[BylawAmendment]:
    """Those that went to the city council; a draft is work of the working group."""
    return [each for each in all_amendments() if each.now is not BylawStage.DRAFT]


def amendment_by(public_id: str) -> BylawAmendment | None:
    return db.session.scalars(sa.select(BylawAmendment).where(BylawAmendment.public_id == public_id)).one_or_none()
