# SPDX-License-Identifier: EUPL-1.2
"""Flask-Security, set up for this product: passwords with Argon2id, TOTP, passkeys, recovery codes.

Its templates, forms and sentences are ours, its routes get access policies, its commits become flushes (one
request, one transaction), and it writes no addresses. See docs/adr/0009-staff-sign-in.md.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from typing import Any

from flask import Flask, Response, current_app, flash, make_response, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_security import Security, current_user, logout_user
from flask_security.utils import check_and_update_authn_fresh
from werkzeug.wrappers import Response as AnyResponse

from core import clock
from core.access import PUBLIC, STAFF, declare
from core.accounts import passkey_forms, sign_in_forms, sign_in_parts, sign_in_traces, sign_in_words
from core.accounts.domain.staff import SHORTEST_PASSWORD
from core.accounts.models import Account, Passkey, RoleGrant
from core.config import Config
from core.db import db
from core.domain.actor import RESIDENT, Actor

LONGEST = 12 * 60 * 60
"""Seconds after which a sign-in is over, however busy it was kept: a stolen cookie does not live for ever."""

OPEN_ROUTES = frozenset(
    {
        "security.login",
        "security.logout",
        "security.two_factor_setup",
        "security.two_factor_token_validation",
        "security.two_factor_rescue",
        "security.tf_select",
        "security.mf_recovery",
        "security.wan_signin",
        "security.wan_signin_response",
    }
)
"""Reachable before somebody is signed in. Those after the first ask for the password of a sign-in under way and
send everybody else to the beginning."""

ADDRESSES = {
    "LOGIN": "/sign-in",
    "LOGOUT": "/sign-out",
    "TWO_FACTOR_TOKEN_VALIDATION": "/sign-in/code",
    "TWO_FACTOR_SELECT": "/sign-in/choose",
    "TWO_FACTOR_RESCUE": "/sign-in/rescue",
    "MULTI_FACTOR_RECOVERY": "/sign-in/recovery-code",
    "WAN_SIGNIN": "/sign-in/passkey",
    "CHANGE": "/account/password",
    "VERIFY": "/account/confirm",
    "WAN_VERIFY": "/account/confirm-by-passkey",
    "TWO_FACTOR_SETUP": "/account/code-app",
    "MULTI_FACTOR_RECOVERY_CODES": "/account/recovery-codes",
    "WAN_REGISTER": "/account/passkeys",
    "WAN_DELETE": "/account/passkeys/remove",
}

FORMS: dict[str, type] = {
    "login_form": sign_in_forms.SignInForm,
    "verify_form": sign_in_forms.ConfirmForm,
    "change_password_form": sign_in_forms.ChangePasswordForm,
    "two_factor_setup_form": sign_in_forms.AppSetUpForm,
    "two_factor_verify_code_form": sign_in_forms.AppCodeForm,
    "two_factor_rescue_form": sign_in_forms.RescueForm,
    "two_factor_select_form": sign_in_forms.ChooseFactorForm,
    "mf_recovery_codes_form": sign_in_forms.RecoveryCodesForm,
    "mf_recovery_form": sign_in_forms.RecoveryForm,
    "wan_register_form": passkey_forms.AddPasskeyForm,
    "wan_register_response_form": passkey_forms.PasskeyAddedForm,
    "wan_signin_form": passkey_forms.UsePasskeyForm,
    "wan_signin_response_form": passkey_forms.PasskeyUsedForm,
    "wan_delete_form": passkey_forms.RemovePasskeyForm,
    "wan_verify_form": passkey_forms.ConfirmByPasskeyForm,
}


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
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        **{f"SECURITY_{name}_URL": address for name, address in ADDRESSES.items()},
        "SECURITY_POST_LOGIN_VIEW": "/desk",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_POST_CHANGE_VIEW": "accounts.show_own",
        "SECURITY_POST_VERIFY_VIEW": "accounts.show_own",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "accounts.show_own",
        "SECURITY_WAN_POST_REGISTER_VIEW": "accounts.show_own",
        "SECURITY_UNAUTHORIZED_VIEW": None,
        **_factors(config),
        **_switched_off(),
        **sign_in_words.settings(),
    }


def _factors(config: Config) -> dict[str, object]:
    return {
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": not config.demo and not config.testing,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TOTP_SECRETS": {"1": derived(config, "totp")},
        "SECURITY_TOTP_ISSUER": f"Talka {config.municipality}".replace(":", " "),
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_WEBAUTHN": True,
        "SECURITY_WAN_RP_NAME": f"Talka {config.municipality}",
        "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": True,
        "SECURITY_WAN_ALLOW_AS_MULTI_FACTOR": True,
        "SECURITY_WAN_ALLOW_USER_HINTS": False,
        # Letters with marks, as Lithuanian and Arabic have them, in the names that people give their passkeys.
        "SECURITY_WAN_NAME_ALLOWED_CHARS": ["L", "M", "N", "P", "Zs"],
        "SECURITY_INPUT_NORMALIZE_FORM": "NFC",
        "SECURITY_WAN_SIGNIN_WITHIN": dt.timedelta(minutes=5),
        "SECURITY_FRESHNESS": dt.timedelta(hours=12) if config.demo else dt.timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": dt.timedelta(minutes=10),
    }


def _switched_off() -> dict[str, object]:
    """What would keep addresses, send mail, answer scripts, or name people before they are known."""
    return {
        "SECURITY_DATETIME_FACTORY": clock.now,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_API_ENABLED_METHODS": ["session"],
        # Our sign-in form gives one answer for every reason; the general switch would also hide empty fields.
        "SECURITY_RETURN_GENERIC_RESPONSES": False,
        "SECURITY_TRACKABLE": False,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_REGISTERABLE": False,
        "SECURITY_RECOVERABLE": False,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
    }


def derived(config: Config, purpose: str) -> str:
    """A secret for one purpose, derived from the installation's."""
    return hmac.new(config.secret_key.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def signed_in() -> Actor:
    """The actor of this request: the account that signed in, or a resident with the things a code opened."""
    things = frozenset((str(kind), str(public_id)) for kind, public_id in session.get("opened", []))
    if current_user and current_user.is_authenticated and clock.on_the_wall() - session.get("fs_paa", 0) > LONGEST:
        logout_user()
    if current_user and current_user.is_authenticated:
        account: Account = current_user
        actor = account.as_actor()
        return Actor(actor.kind, actor.id, actor.name, actor.grants, things)
    return Actor(RESIDENT.kind, opened=things)


def ask_again(back: str) -> AnyResponse | None:
    """A redirect to "is it you?" when the person proved it too long ago for a grave act, else nothing."""
    within, grace = (current_app.config["SECURITY_" + n] for n in ("FRESHNESS", "FRESHNESS_GRACE_PERIOD"))
    if check_and_update_authn_fresh(within, grace, "session"):
        return None
    flash(_("Please confirm that it is you. Then press the button again."), "info")
    return redirect(url_for("security.verify", next=back))


def show(template: str, **context: Any) -> Response:
    """A page of Flask-Security, with 422 when there is something to mend."""
    forms = [v for v in context.values() if isinstance(v, sign_in_forms.Listed)]
    faulty = next((form for form in forms if form.problems()), None)
    form = faulty or (forms[0] if forms else None)
    return make_response(render_template(template, form=form, **context), 422 if faulty else 200)


def to_recovery() -> AnyResponse:
    """Flask-Security's rescue page would send mail; the way out without the device is a recovery code."""
    return redirect(url_for("security.mf_recovery"))


def init_app(app: Flask, config: Config) -> None:
    app.config.update(settings(config))
    datastore = sign_in_parts.Datastore(db, Account, RoleGrant, Passkey)
    app.extensions["talka.accounts"] = datastore
    security = Security(
        app,
        datastore,
        render_template=show,
        totp_cls=sign_in_parts.Codes,
        mf_recovery_codes_util_cls=sign_in_parts.RecoveryCodes,
        webauthn_util_cls=sign_in_parts.PasskeyRules,
        password_util_cls=sign_in_parts.Passwords,
        **FORMS,
    )
    security.i18n_domain = sign_in_words.Phrasebook()
    security.want_json(lambda _request: False)
    app.view_functions["security.two_factor_rescue"] = to_recovery
    sign_in_traces.init_app(app)
    app.extensions["talka.actor"] = signed_in
    for endpoint in app.view_functions:
        if endpoint.startswith("security."):
            declare(app, endpoint, PUBLIC if endpoint in OPEN_ROUTES else STAFF)
