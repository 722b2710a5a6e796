# SPDX-License-Identifier: EUPL-1.2
"""Every sentence that Flask-Security can show, in our words and through our catalogue.

Its own translations lack Lithuanian and do not speak as we do. What it can never show, because the feature is
off, is listed too: a new sentence in a new version fails a test until somebody decides.
"""

from __future__ import annotations

from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l

_AGAIN = _l("This did not work. Please start this step again.")
_KEY_REFUSED = _l("This passkey was not accepted. Please try again or choose another way.")
_SIGN_IN_AGAIN = _l("Please sign in first. Then this page opens.")

SENTENCES: dict[str, tuple[Any, str]] = {
    "API_ERROR": (_AGAIN, "error"),
    "GENERIC_AUTHN_FAILED": (_l("E-mail address and password do not fit together. Please try again."), "error"),
    "UNAUTHORIZED": (_l("Your roles do not open this page."), "error"),
    "UNAUTHENTICATED": (_SIGN_IN_AGAIN, "info"),
    "LOGIN": (_SIGN_IN_AGAIN, "info"),
    "REFRESH": (_l("Please confirm that it is you."), "info"),
    "REAUTHENTICATION_REQUIRED": (_l("Please confirm that it is you."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (_l("Thank you. You can go on."), "success"),
    "ANONYMOUS_USER_REQUIRED": (_l("You are signed in already."), "info"),
    "INVALID_REDIRECT": (_l("We do not follow links that lead away from this site."), "error"),
    "DISABLED_ACCOUNT": (_l("E-mail address and password do not fit together. Please try again."), "error"),
    "EMAIL_NOT_PROVIDED": (_l("Please type your e-mail address."), "error"),
    "INVALID_EMAIL_ADDRESS": (_l("Please type the whole e-mail address."), "error"),
    "USER_DOES_NOT_EXIST": (_l("E-mail address and password do not fit together. Please try again."), "error"),
    "PASSWORD_NOT_PROVIDED": (_l("Please type your password."), "error"),
    "INVALID_PASSWORD": (_l("This is not your present password."), "error"),
    "RETYPE_PASSWORD_MISMATCH": (_l("The two passwords differ. Please type the same one twice."), "error"),
    "PASSWORD_MISMATCH": (_l("The two passwords differ. Please type the same one twice."), "error"),
    "PASSWORD_INVALID_LENGTH": (_l("Choose a password of at least %(length)s characters."), "error"),
    "PASSWORD_IS_THE_SAME": (_l("The new password is the old one. Please choose another."), "error"),
    "PASSWORD_CHANGE": (_l("Your password is changed. Other devices were signed out."), "success"),
    "INVALID_INPUT": (_l("Please use letters, digits, spaces and punctuation for the name."), "error"),
    "INVALID_INPUT_LENGTH": (_l("Please use at most %(length)s characters."), "error"),
    "INVALID_CODE": (_l("This code does not fit. Please type the one your app shows now."), "error"),
    "INVALID_RECOVERY_CODE": (_l("We do not know this recovery code. Each one works once."), "error"),
    "NO_RECOVERY_CODES_SETUP": (_l("You have no recovery codes yet."), "info"),
    "TWO_FACTOR_INVALID_TOKEN": (
        _l("This code does not fit. Please type the one your app shows now."),
        "error",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_l("You are signed in."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_l("Your code app is set up."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (_l("Please begin with your e-mail address and password."), "info"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_l("Please choose one of the ways on this page."), "error"),
    "TWO_FACTOR_DISABLED": (_l("Your code app is no longer asked for."), "success"),
    "TWO_FACTOR_SETUP_EXPIRED": (_l("This took longer than %(within)s. Please start again."), "error"),
    "WEBAUTHN_EXPIRED": (_l("This took longer than %(within)s. Please start again."), "error"),
    "WEBAUTHN_NAME_REQUIRED": (_l("Please give the passkey a name, for example “work phone”."), "error"),
    "WEBAUTHN_NAME_INUSE": (_l("You have a passkey with this name. Please choose another name."), "error"),
    "WEBAUTHN_NAME_NOT_FOUND": (_l("You have no passkey with this name."), "error"),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (
        _l("Please use letters, digits, spaces and punctuation for the name."),
        "error",
    ),
    "WEBAUTHN_CREDENTIAL_DELETED": (_l("The passkey is removed."), "success"),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (_l("The passkey is added."), "success"),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (_l("This passkey is registered already."), "error"),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (_KEY_REFUSED, "error"),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (_KEY_REFUSED, "error"),
    "WEBAUTHN_NO_VERIFY": (_KEY_REFUSED, "error"),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (_KEY_REFUSED, "error"),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (_KEY_REFUSED, "error"),
}

NEVER_SHOWN = frozenset(
    {
        "ALREADY_CONFIRMED",
        "CHANGE_EMAIL_CONFIRMED",
        "CHANGE_EMAIL_EXPIRED",
        "CHANGE_EMAIL_SENT",
        "CODE_HAS_BEEN_SENT",
        "CONFIRMATION_EXPIRED",
        "CONFIRMATION_REQUEST",
        "CONFIRMATION_REQUIRED",
        "CONFIRM_REGISTRATION",
        "EMAIL_ALREADY_ASSOCIATED",
        "EMAIL_CONFIRMED",
        "FAILED_TO_SEND_CODE",
        "FORGOT_PASSWORD",
        "GENERIC_RECOVERY",
        "GENERIC_US_SIGNIN",
        "IDENTITY_ALREADY_ASSOCIATED",
        "IDENTITY_NOT_REGISTERED",
        "INVALID_CONFIRMATION_TOKEN",
        "INVALID_LOGIN_TOKEN",
        "INVALID_PASSWORD_CODE",
        "INVALID_RESET_PASSWORD_TOKEN",
        "LOGIN_EMAIL_SENT",
        "LOGIN_EXPIRED",
        "OAUTH_HANDSHAKE_ERROR",
        "PASSWORDLESS_LOGIN_SUCCESSFUL",
        "PASSWORD_BREACHED",
        "PASSWORD_BREACHED_SITE_ERROR",
        "PASSWORD_RESET",
        "PASSWORD_RESET_EXPIRED",
        "PASSWORD_RESET_NO_LOGIN",
        "PASSWORD_RESET_REQUEST",
        "PASSWORD_TOO_SIMPLE",
        "PHONE_INVALID",
        "REFRESH_TOKEN_INVALID",
        "USERNAME_ALREADY_ASSOCIATED",
        "USERNAME_CHANGE",
        "USERNAME_DISALLOWED_CHARACTERS",
        "USERNAME_INVALID_LENGTH",
        "USERNAME_NOT_PROVIDED",
        "USERNAME_RECOVERY_REQUEST",
        "USE_CODE",
        "US_CURRENT_METHODS",
        "US_METHOD_NOT_AVAILABLE",
        "US_SETUP_EXPIRED",
        "US_SETUP_SUCCESSFUL",
        "US_SPECIFY_IDENTITY",
    }
)
"""Of features that are off: e-mail confirmation and recovery, user names, unified sign-in, tokens, OAuth."""

WORDS = {"authenticator": _l("A code from my app"), "passkey": _l("A passkey"), "none": _l("None")}
"""The names of second factors, which Flask-Security looks up by its own English word."""


class Phrasebook:
    """Stands where Flask-Security expects its translation domain, and follows the language of the page."""

    def gettext(self, text: Any, **facts: Any) -> str:
        ours = str(WORDS.get(str(text), text))
        return ours % facts if facts else ours

    def ngettext(self, one: str, many: str, num: int, **facts: Any) -> str:
        return str(flask_babel.ngettext(one, many, num, **facts))


def settings() -> dict[str, tuple[Any, str]]:
    return {f"SECURITY_MSG_{key}": entry for key, entry in SENTENCES.items()}
