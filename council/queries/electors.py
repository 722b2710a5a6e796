# SPDX-License-Identifier: EUPL-1.2
"""What lists and counts need of the electoral register: electors of each place, and who is an elector."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core.db import db
from council.models.election import Election
from council.models.register import RegisterEntry
from council.queries.register import newest_version


def electors_by_place(election: Election) -> dict[str, int]:
    """Electors of the closed register by the key of their polling place; empty while it is not closed."""
    version = newest_version(election)
    return {key: int(number) for key, number in version.places.items()} if version else {}


def is_register_filled(election: Election) -> bool:
    """True when there is a register against which candidates can be checked."""
    found = db.session.scalars(sa.select(RegisterEntry.id).where(RegisterEntry.election_id == election.id).limit(1))
    return found.first() is not None


def elector_standing(election: Election, numbers: Iterable[str]) -> dict[str, bool]:
    """For each register number that is in the register: whether any entry of it gives the right to vote."""
    rows = db.session.execute(
        sa.select(RegisterEntry.register_number, RegisterEntry.eligible).where(
            RegisterEntry.election_id == election.id,
            RegisterEntry.present.is_(True),
            RegisterEntry.register_number.in_(list(numbers)),
        )
    )
    standing: dict[str, bool] = {}
    for number, eligible in rows:
        standing[number] = eligible or standing.get(number, False)
    return standing
