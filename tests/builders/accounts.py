# SPDX-License-Identifier: EUPL-1.2
"""Accounts that can sign in, and the codes an app would show for them."""

from __future__ import annotations

import base64
import time

from flask_security import hash_password
from passlib.totp import TOTP

from core.accounts.models import Account
from core.db import db, unit_of_work
from core.domain.actor import Actor

PASSWORD = "four quiet teapots sing"


def with_password(actor: Actor, password: str = PASSWORD) -> str:
    """Give somebody a password; returns the e-mail address."""
    with unit_of_work():
        account = db.session.query(Account).filter_by(public_id=actor.id).one()
        account.password = hash_password(password)
        email = account.email
    return email


def app_code(key: str, *, steps: int = 0) -> str:
    """What an app with this key shows now, or so many half minutes from now: an independent peer of the server."""
    plain = base64.b32encode(base64.b32decode(key.replace("-", "").replace(" ", "").upper())).decode()
    return str(TOTP(key=plain, format="base32").generate(time=int(time.time()) + 30 * steps).token)
