# SPDX-License-Identifier: EUPL-1.2
"""Flask-Security's passkey forms, with our labels and three checks that it leaves out."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_security.webauthn import (
    WebAuthnDeleteForm,
    WebAuthnRegisterForm,
    WebAuthnRegisterResponseForm,
    WebAuthnSigninForm,
    WebAuthnSigninResponseForm,
    WebAuthnVerifyForm,
)
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from core.accounts.sign_in_forms import Listed, SafeNext, pending_account
from core.accounts.sign_in_words import SENTENCES
from core.forms import at_most, chosen, required, trimmed


class AddPasskeyForm(Listed, WebAuthnRegisterForm):
    name = StringField(
        _l("Name of the passkey"),
        filters=[trimmed],
        validators=[required(_l("Please give the passkey a name, for example “work phone”.")), at_most(64)],
        render_kw={"autocomplete": "off"},
    )
    usage = RadioField(
        _l("What is it for?"),
        choices=[
            SelectChoice("secondary", _l("After my password, in place of the code from the app")),
            SelectChoice("first", _l("In place of password and code: the passkey asks for a fingerprint, face or PIN")),
        ],
        default="secondary",
        validators=[chosen()],
    )


class PasskeyAddedForm(Listed, WebAuthnRegisterResponseForm):
    """The answer of a new passkey. Of what the device says about itself only one yes or no is kept."""

    credential = HiddenField()

    def validate(self, **kwargs: Any) -> bool:
        valid = bool(super().validate(**kwargs))
        if valid:
            self.extensions = json.dumps({"credProps": {"rk": _is_found_without_name(self.extensions)}})
        return valid


def _is_found_without_name(said: object) -> bool:
    try:
        return json.loads(str(said))["credProps"]["rk"] is True
    except (ValueError, KeyError, TypeError):
        return False


class UsePasskeyForm(SafeNext, Listed, WebAuthnSigninForm):
    identity = StringField()
    remember = BooleanField(default=False)

    def validate(self, **kwargs: Any) -> bool:
        self.identity.data, self.remember.data = "", False
        return bool(super().validate(**kwargs))


class PasskeyUsedForm(SafeNext, Listed, WebAuthnSigninResponseForm):
    """The answer of a passkey.

    Flask-Security does not stop a deactivated account here, takes the passkey of anybody after the password of
    somebody else, and lets the browser ask to be remembered.
    """

    credential = HiddenField()

    def validate(self, **kwargs: Any) -> bool:
        self.remember.data = ""
        if not super().validate(**kwargs):
            return False
        assert self.user is not None
        stranger = self.is_secondary and self.user.fs_uniquifier != pending_account()
        if stranger or not self.user.is_active:
            self.credential.errors = [str(SENTENCES["WEBAUTHN_UNKNOWN_CREDENTIAL_ID"][0])]
            return False
        return True


class RemovePasskeyForm(Listed, WebAuthnDeleteForm):
    name = StringField(validators=[required(SENTENCES["WEBAUTHN_NAME_REQUIRED"][0])], id="passkey-to-remove")


class ConfirmByPasskeyForm(Listed, WebAuthnVerifyForm):
    pass
