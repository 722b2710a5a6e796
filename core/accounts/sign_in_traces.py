# SPDX-License-Identifier: EUPL-1.2
"""Writes into the audit record what Flask-Security did: sign-ins, passwords, second factors.

What has no signal of its own (recovery codes) is written by the part that does it. The demo's one-click entry is
not a sign-in. Failed attempts are counted (``core.throttle``), never recorded: they would name addresses.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request, session
from flask_login import user_logged_out  # type: ignore[import-untyped]  # it has no types
from flask_security import signals

from core import audit, visit
from core.accounts import letters
from core.accounts.models import Account
from core.accounts.services import KIND


def note(user: Any, event: str, **facts: str) -> None:
    """One entry about an account, by the account itself."""
    account: Account = getattr(user, "_get_current_object", lambda: user)()
    entry = audit.record(account.as_actor(), "accounts." + event, (KIND, account.public_id), facts)
    letters.tell(account, entry)


def signed_in(_app: Flask, user: Account, authn_via: list[str] | None = None, **_: Any) -> None:
    """A new sign-in begins with a new form token, and leaves nothing half done behind."""
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    via = (authn_via or ["second-factor"])[0]
    if via not in ("demo", "change"):
        note(user, "signed_in", via=via)


def signed_out(_app: Flask, **_: Any) -> None:
    """The next person at a shared computer finds nothing of this one, not even codes."""
    if request.endpoint == "security.logout":
        visit.forget()


def password_changed(_app: Flask, user: Account, **_: Any) -> None:
    note(user, "password_changed")


def app_set(_app: Flask, user: Account, method: str, **_: Any) -> None:
    note(user, "second_factor_set", method=method)


def app_removed(_app: Flask, user: Account, **_: Any) -> None:
    note(user, "second_factor_removed")


def passkey_added(_app: Flask, user: Account, **_: Any) -> None:
    note(user, "passkey_added")


def passkey_removed(_app: Flask, user: Account, **_: Any) -> None:
    note(user, "passkey_removed")


LISTENERS = (
    (signals.user_authenticated, signed_in),
    (user_logged_out, signed_out),
    (signals.password_changed, password_changed),
    (signals.tf_profile_changed, app_set),
    (signals.tf_disabled, app_removed),
    (signals.wan_registered, passkey_added),
    (signals.wan_deleted, passkey_removed),
)


def init_app(app: Flask) -> None:
    for signal, listener in LISTENERS:
        signal.connect(listener, app)
