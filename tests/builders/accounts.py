# SPDX-License-Identifier: EUPL-1.2
"""Accounts that can sign in, and the codes an app would show for them."""

from __future__ import annotations

import base64
import secrets
import time

from flask_security import hash_password
from passlib.totp import TOTP

from core import clock
from core.accounts.models import Account, Passkey, RoleGrant
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role

PASSWORD = "four quiet teapots sing"


def with_password(actor: Actor, password: str = PASSWORD) -> str:
    """Give somebody a password; returns the e-mail address."""
    with unit_of_work():
        account = db.session.query(Account).filter_by(public_id=actor.id).one()
        account.password = hash_password(password)
        return account.email


def staff_account(*roles: Role, password: str = PASSWORD) -> str:
    """Somebody who can sign in, made without the fixtures of a test; returns the e-mail address."""
    with unit_of_work():
        token = secrets.token_hex(8)
        account = Account(
            email=f"{token}@staff.example",
            name=f"Staff {token[:4]}",
            fs_uniquifier=token,
            password=hash_password(password),
        )
        db.session.add(account)
        db.session.flush()
        for role in roles:
            db.session.add(RoleGrant(account_id=account.id, role=role.value, granted_by="system"))
        return account.email


def passkey_of(account: Account, *, name: str = "work phone", usage: str = "secondary") -> Passkey:
    """A row such as registering a passkey leaves; no device knows its key."""
    return Passkey(
        credential_id=secrets.token_bytes(16),
        public_key=b"key",
        backup_state=False,
        device_type="single_device",
        lastuse_datetime=clock.now(),
        name=name,
        usage=usage,
        user=account,
    )


def app_code(key: str, *, steps: int = 0) -> str:
    """What an app with this key shows now, or so many half minutes from now: an independent peer of the server."""
    plain = base64.b32encode(base64.b32decode(key.replace("-", "").replace(" ", "").upper())).decode()
    return str(TOTP(key=plain, format="base32").generate(time=int(time.time()) + 30 * steps).token)
