# SPDX-License-Identifier: EUPL-1.2
"""Versions of the statute, and for each parameter which version decided it as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import sqlalchemy as sa

from core.db import db
from council.domain.statute import StatuteParameters
from council.models.statute import StatuteVersion


def all_statutes() -> list[StatuteVersion]:
    """Every version, the newest first."""
    return list(db.session.scalars(sa.select(StatuteVersion).order_by(StatuteVersion.number.desc())))


def adopted_statutes() -> list[StatuteVersion]:
    return [version for version in all_statutes() if version.adopted]


def statute_by(public_id: str) -> StatuteVersion | None:
    return db.session.scalars(sa.select(StatuteVersion).where(StatuteVersion.public_id == public_id)).one_or_none()


def open_draft() -> StatuteVersion | None:
    """The draft being worked on, when there is one."""
    return db.session.scalars(
        sa.select(StatuteVersion).where(StatuteVersion.adopted_on.is_(None)).order_by(StatuteVersion.number.desc())
    ).first()


RULE_PARTS = ("seats", "formula", "threshold", "exhaustion", "ties")


def deciding_versions(version: StatuteVersion) -> dict[str, StatuteVersion]:
    """For each parameter the version that first set it to the value it has in this one."""
    earlier = db.session.scalars(
        sa.select(StatuteVersion)
        .where(StatuteVersion.number < version.number, StatuteVersion.adopted_on.is_not(None))
        .order_by(StatuteVersion.number.desc())
    ).all()
    names = [item.name for item in fields(StatuteParameters)]
    return {name: _first_with(name, version, earlier) for name in (*names, *RULE_PARTS)}


def _first_with(name: str, version: StatuteVersion, earlier: Sequence[StatuteVersion]) -> StatuteVersion:
    found, value = version, _value(version, name)
    for older in earlier:
        if _value(older, name) != value:
            break
        found = older
    return found


def _value(version: StatuteVersion, name: str) -> object:
    return getattr(version.rule if name in RULE_PARTS else version.parameters, name)
