# SPDX-License-Identifier: EUPL-1.2
"""Versions of the statute, and for each parameter which version decided it as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import sqlalchemy as sa

from core.db import db
from council.domain.statute import StatuteParameters
from council.models.statute import StatuteVersion
from council.statute_rule import RULE_PARTS


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


def deciding_versions(version: StatuteVersion) -> dict[str, StatuteVersion]:
    """For each parameter the version that first set it to the value it has in this one."""
    earlier = db.session.scalars(
        sa.select(StatuteVersion)
        .where(StatuteVersion.number < version.number, StatuteVersion.adopted_on.is_not(None))
        .order_by(StatuteVersion.number.desc())
    ).all()
    values = {each.id: _values(each) for each in (version, *earlier)}
    return {name: _first_with(name, version, earlier, values) for name in values[version.id]}


def _first_with(
    name: str, version: StatuteVersion, earlier: Sequence[StatuteVersion], values: Mapping[int, Mapping[str, object]]
) -> StatuteVersion:
    found, value = version, values[version.id][name]
    for older in earlier:
        if values[older.id][name] != value:
            break
        found = older
    return found


def _values(version: StatuteVersion) -> dict[str, object]:
    """Every parameter and every part of the rule by its name; each text is read once."""
    terms, rule = version.parameters, version.rule
    return {
        **{item.name: getattr(terms, item.name) for item in fields(StatuteParameters)},
        **{part.value: getattr(rule, part.value) for part in RULE_PARTS},
    }
