# SPDX-License-Identifier: EUPL-1.2
"""The parts of Flask-Security that we replace: storage, codes, recovery codes, passkey and password rules.

Each takes away a default that does not fit: commits of its own, a code that can be used twice, recovery codes
kept in plain text, passkeys that sign in without proving the person.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

import segno
import sqlalchemy as sa
from flask import current_app
from flask_security import (
    MfRecoveryCodesUtil,
    PasswordUtil,
    SQLAlchemyUserDatastore,
    Totp,
    UserMixin,
    WebauthnUtil,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from core.accounts.domain.staff import check_password, plain_password
from core.accounts.models import Account
from core.accounts.sign_in_traces import note
from core.db import db, locked
from core.domain.codes import new_code, read_code
from core.domain.refusal import Refusal
from core.sentences import sentence

RECOVERY_CODES = 10


class Datastore(SQLAlchemyUserDatastore):
    """Leaves the commit to the unit of work of the request."""

    def commit(self) -> None:
        db.session.flush()


class Codes(Totp):
    """Codes of an app: each is accepted once, and the picture to scan is drawn by segno."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Holds the account, so that two requests with the same code cannot both be accepted."""
        return _held(user).tf_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        _held(user).tf_last_counter = tmatch.counter

    def generate_qrcode(self, username: str, totp: str) -> str:
        picture = segno.make(self.get_totp_uri(username, totp), error="m")
        return str(picture.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"))


class RecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes are kept as keyed hashes: shown once, used once, read as generously as printed codes."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        fresh = [new_code(secrets.choice) for _ in range(RECOVERY_CODES)]
        _held(user).mf_recovery_codes = [_digest(read_code(code)) for code in fresh]
        note(user, "recovery_codes_made")
        return fresh

    def get_recovery_codes(self, user: UserMixin) -> list[str]:
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        return _digest(code) in (_held(user).mf_recovery_codes or [])

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        account = _held(user)
        account.mf_recovery_codes = [kept for kept in account.mf_recovery_codes or [] if kept != _digest(code)]
        note(user, "recovery_code_used")
        return True


class PasskeyRules(WebauthnUtil):
    """A passkey that signs in alone must be found by the device and unlocked by the person."""

    def authenticator_selection(self, user: UserMixin, usage: str) -> AuthenticatorSelectionCriteria:
        alone = usage == "first"
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED if alone else ResidentKeyRequirement.DISCOURAGED,
            user_verification=_verification([usage]),
        )

    def user_verification(self, user: UserMixin | None, usage: list[str]) -> UserVerificationRequirement:
        return _verification(usage)


class Passwords(PasswordUtil):
    """Our rules for passwords, also when one is changed."""

    def normalize(self, password: str) -> str:
        return plain_password(password)

    def validate(self, password: str, is_register: bool, **about: Any) -> tuple[list[str] | None, str]:
        plain = self.normalize(password)
        user = about["user"]
        try:
            check_password(plain, email=user.email, name=user.name)
        except Refusal as refusal:
            return [sentence(refusal)], plain
        return None, plain


def _verification(usage: list[str]) -> UserVerificationRequirement:
    if usage == ["first"]:
        return UserVerificationRequirement.REQUIRED
    if usage == ["secondary"]:
        return UserVerificationRequirement.DISCOURAGED
    return UserVerificationRequirement.PREFERRED


def _held(user: UserMixin) -> Account:
    """The account, read again and held until the end of the transaction."""
    return db.session.scalars(locked(sa.select(Account).where(Account.id == user.id))).one()


def _digest(code: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"recovery-code:" + code.encode(), hashlib.sha256).hexdigest()
