# SPDX-License-Identifier: EUPL-1.2
"""Flask-Security, set up for this product: passwords with Argon2id, TOTP, passkeys, recovery codes.

Its templates are ours, its routes get access policies, its commits become flushes (one request, one
transaction), and it writes no addresses. See docs/adr/0009-staff-sign-in.md.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from flask import Flask, session
from flask_security import Security, SQLAlchemyUserDatastore, current_user

from core.access import PUBLIC, STAFF, Policy, declare
from core.accounts.models import Account, Passkey, RoleGrant
from core.config import Config
from core.db import db
from core.domain.actor import RESIDENT, Actor

OPEN_ROUTES = frozenset(
    {
        "security.login",
        "security.logout",
        "security.two_factor_token_validation",
        "security.two_factor_select",
        "security.two_factor_rescue",
        "security.mf_recovery",
        "security.wan_signin",
        "security.wan_signin_response",
    }
)


class Datastore(SQLAlchemyUserDatastore):
    """Leaves the commit to the unit of work of the request."""

    def commit(self) -> None:
        db.session.flush()


def settings(config: Config) -> dict[str, object]:
    """Flask-Security's settings; every secret is derived from the one of the installation."""
    memory, passes = config.hash_cost
    return {
        "SECURITY_PASSWORD_SALT": derived(config, "password-salt"),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": memory,
            "argon2__time_cost": passes,
            "argon2__parallelism": 1,
        },
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "/desk",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_UNAUTHORIZED_VIEW": None,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": not config.demo and not config.testing,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TOTP_SECRETS": {"1": derived(config, "totp")},
        "SECURITY_TOTP_ISSUER": config.municipality,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_WEBAUTHN": True,
        "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": False,
        "SECURITY_FRESHNESS": dt.timedelta(hours=4),
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_TRACKABLE": False,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_REGISTERABLE": False,
        "SECURITY_RECOVERABLE": False,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_STATIC_FOLDER": None,
    }


def derived(config: Config, purpose: str) -> str:
    """A secret for one purpose, derived from the installation's."""
    return hmac.new(config.secret_key.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def signed_in() -> Actor:
    """The actor of this request: the account that signed in, or a resident with the things a code opened."""
    things = frozenset((str(kind), str(public_id)) for kind, public_id in session.get("opened", []))
    if current_user and current_user.is_authenticated:
        account: Account = current_user
        actor = account.as_actor()
        return Actor(actor.kind, actor.id, actor.name, actor.grants, things)
    return Actor(RESIDENT.kind, opened=things)


def init_app(app: Flask, config: Config) -> None:
    app.config.update(settings(config))
    datastore = Datastore(db, Account, RoleGrant, Passkey)
    app.extensions["talka.accounts"] = datastore
    Security(app, datastore)
    app.extensions["talka.actor"] = signed_in
    for endpoint in app.view_functions:
        if endpoint.startswith("security."):
            policy: Policy = PUBLIC if endpoint in OPEN_ROUTES else STAFF
            declare(app, endpoint, policy)
