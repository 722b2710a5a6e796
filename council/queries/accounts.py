# SPDX-License-Identifier: EUPL-1.2
"""Staff as the council's pages name them: by the name of the account, or by its roles where it has none."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core.accounts.models import Account
from core.db import db
from core.domain.actor import Actor


def actors_by(public_ids: Iterable[str]) -> dict[str, Actor]:
    """Who acted, by the id that rows keep, with two questions."""
    asked = {each for each in public_ids if each}
    found = db.session.scalars(
        sa.select(Account).options(selectinload(Account.grants)).where(Account.public_id.in_(asked))
    )
    return {account.public_id: account.as_actor() for account in found}


def active_staff() -> list[Actor]:
    """Everybody who can sign in, by name."""
    found = db.session.scalars(
        sa.select(Account)
        .options(selectinload(Account.grants))
        .where(Account.active.is_(True))
        .order_by(Account.name, Account.id)
    )
    return [account.as_actor() for account in found]
