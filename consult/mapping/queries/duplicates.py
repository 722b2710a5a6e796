# SPDX-License-Identifier: EUPL-1.2
"""Finds stored entries that a new or renamed one may repeat. Archived and not public ones count too."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from consult.mapping.domain.duplicates import Likely, Reason, likely_duplicates
from consult.mapping.folding import named, similarity
from consult.mapping.models import Organisation
from core.db import db

MOST_COMPARISONS = 50_000


@dataclass(frozen=True, slots=True)
class Resembling:
    """A stored entry that may be the same, as the warning shows it."""

    public_id: str
    name: str
    name_lang: str
    country: str
    archived: bool
    reason: Reason | None


def likely(name: str, country: str, websites: Sequence[str], *, besides: str = "") -> tuple[Likely, ...]:
    """Entries that resemble the one being written."""
    rows = db.session.execute(
        sa.select(Organisation.public_id, Organisation.country, Organisation.name, Organisation.websites)
    )
    known = [named(row.public_id, row.country, row.name, row.websites) for row in rows if row.public_id != besides]
    return likely_duplicates(named("", country, name, tuple(websites)), known, similarity)


def resembled(new: Sequence[tuple[str, str, Sequence[str]]]) -> list[str]:
    """For the first of the new names (with country and web addresses): the entry that each most resembles, or "".

    How many are looked at depends on how large the map is, so that a preview always comes at once.
    """
    rows = db.session.execute(
        sa.select(Organisation.public_id, Organisation.country, Organisation.name, Organisation.websites)
    ).all()
    known = [named(row.public_id, row.country, row.name, row.websites) for row in rows]
    names = {row.public_id: row.name for row in rows}
    found = []
    for name, country, websites in new[: MOST_COMPARISONS // max(len(known), 1)]:
        alike = likely_duplicates(named("", country, name, tuple(websites)), known, similarity)
        found.append(names[alike[0].public_id] if alike else "")
    return found


def mark_of(found: Sequence[Likely]) -> str:
    """Stands for exactly these entries: sent back, it says that the person has seen them."""
    return hashlib.sha256(" ".join(sorted(each.public_id for each in found)).encode()).hexdigest()[:16]


def holder_of(country: str, key: str, *, besides: str = "") -> str | None:
    """The public id of the entry that has this name in this country already."""
    return db.session.scalar(
        sa.select(Organisation.public_id).where(
            Organisation.country == country, Organisation.name_key == key, Organisation.public_id != besides
        )
    )


def resembling(found: Sequence[Likely], holder: str | None = None) -> tuple[Resembling, ...]:
    """The entries of a warning, the one with the same name first, the others as judged."""
    reasons: dict[str, Reason | None] = {each.public_id: each.reason for each in found}
    wanted = [*([holder] if holder else []), *(i for i in reasons if i != holder)]
    rows = db.session.scalars(sa.select(Organisation).where(Organisation.public_id.in_(wanted))).all()
    by_id = {row.public_id: row for row in rows}
    return tuple(
        Resembling(row.public_id, row.name, row.name_lang, row.country, row.archived_at is not None, reasons.get(i))
        for i in wanted
        if (row := by_id.get(i))
    )
