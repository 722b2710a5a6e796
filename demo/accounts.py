# SPDX-License-Identifier: EUPL-1.2
"""The demo's accounts: one for each role, entered with one click, without a usable password."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from core.accounts.models import Account, RoleGrant
from core.db import db
from core.demo_roles import DEMO_ROLES
from core.domain.actor import SYSTEM, Actor, Role

DOMAIN = "demo.invalid"


def address_of(role: Role) -> str:
    return f"{role.value.replace('_', '-')}@{DOMAIN}"


def seed() -> None:
    """One account for each role of the demo."""
    for role in DEMO_ROLES:
        account = Account(
            email=address_of(role),
            name="",
            password=None,
            fs_uniquifier=secrets.token_hex(32),
        )
        db.session.add(account)
        db.session.flush()
        db.session.add(RoleGrant(account_id=account.id, role=role.value, granted_by=SYSTEM.id))
    db.session.flush()


def account_of(role: Role) -> Account:
    return db.session.scalars(sa.select(Account).where(Account.email == address_of(role))).one()


def actor_of(role: Role) -> Actor:
    """The demo's person with this role, as the seeds act."""
    return account_of(role).as_actor()
