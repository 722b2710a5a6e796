# SPDX-License-Identifier: EUPL-1.2
"""Flask-Security's forms with our labels, our sentences and our throttle.

A failed attempt is counted per account and per visitor and committed with the page that says so. The answer is
the same whether an account exists or not.
"""

from __future__ import annotations

from typing import Any

from flask import request, session
from flask_babel import lazy_gettext as _l
from flask_security import current_user
from flask_security import forms as fs
from flask_security.recovery_codes import MfRecoveryCodesForm, MfRecoveryForm
from flask_security.tf_plugin import TwoFactorSelectForm
from flask_security.utils import validate_redirect_url
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import EqualTo, ValidationError

from core import throttle
from core.accounts.domain.staff import LONGEST_PASSWORD, AccountRefusal
from core.domain.codes import read_code
from core.domain.refusal import Refusal
from core.forms import at_most, chosen, problems_of, required, trimmed
from core.sentences import sentence

FAILURES_PER_ACCOUNT = 10
FAILURES_PER_VISITOR = 50
"""A whole office may share one address, so a visitor has more attempts than an account."""


def buckets(purpose: str, who: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """The counters of one attempt, in the order in which they are held, with the most each may show."""
    return (
        (throttle.visitor_bucket(purpose, who), FAILURES_PER_ACCOUNT),
        (throttle.visitor_bucket(purpose + ":from", request.remote_addr or ""), FAILURES_PER_VISITOR),
    )


def lowered(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def code_digits(value: object) -> object:
    """The digits of a code, whatever script and grouping they were typed in."""
    if not isinstance(value, str):
        return value
    return "".join(str(int(c)) if c.isdecimal() else c for c in value if not c.isspace() and c not in "-\u2013")


class Listed:
    """Knows everything to mend, as the error summary wants it."""

    form_errors: list[str]

    def problems(self) -> list[tuple[str | None, str]]:
        return problems_of(self, list(dict.fromkeys(str(text) for text in self.form_errors)))

    def refuse(self, refusal: Refusal) -> None:
        self.form_errors.append(sentence(refusal))


class Guarded(Listed):
    """A form in which somebody could guess: counts failures and stops when there are too many."""

    purpose = ""

    def whose(self) -> str:
        """Which account the guesses are about: the one that is signed in."""
        return str(current_user.public_id)

    def validate(self, **kwargs: Any) -> bool:
        if not FlaskForm.validate(self, **kwargs):
            return False
        both = buckets(self.purpose, self.whose())
        if any(throttle.blocked(bucket, most) for bucket, most in both):
            minutes = int(throttle.WINDOW.total_seconds() // 60)
            self.refuse(Refusal(AccountRefusal.THROTTLED, minutes=minutes))
            return False
        if super().validate(**kwargs):  # type: ignore[misc]  # the next class is a form of Flask-Security
            return True
        for bucket, _most in both:
            throttle.count(bucket)
        return False


class SafeNext:
    """Forgets where to go next when that is not a page of this site."""

    next = HiddenField()
    otherwise = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = str(self.next.data or "")
        home = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and validate_redirect_url(wanted)
        self.next.data = wanted if home else self.otherwise


class SignInForm(SafeNext, Guarded, fs.LoginForm):
    purpose = "sign-in"
    otherwise = "/desk"
    remember = None  # type: ignore[assignment]  # the documented way to leave a field out
    email = EmailField(
        _l("E-mail address"),
        filters=[trimmed, lowered],
        validators=[required(_l("Please type your e-mail address.")), at_most(255)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[required(_l("Please type your password.")), at_most(LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )

    def whose(self) -> str:
        return str(self.email.data)

    def validate(self, **kwargs: Any) -> bool:
        if super().validate(**kwargs):
            return True
        if self.ifield is not None:  # it got as far as comparing: one sentence for every reason
            self.email.errors = self.password.errors = []
            self.refuse(Refusal(AccountRefusal.SIGN_IN_FAILED))
        return False


class ConfirmForm(SafeNext, Guarded, fs.VerifyForm):
    """Says again that it is really this person, before something grave."""

    purpose = "confirm"
    password = PasswordField(
        _l("Your password"),
        validators=[required(_l("Please type your password.")), at_most(LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


class ChangePasswordForm(Guarded, fs.ChangePasswordForm):
    purpose = "confirm"
    password = PasswordField(
        _l("Present password"),
        validators=[required(_l("Please type your present password.")), at_most(LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = PasswordField(
        _l("New password"),
        validators=[required(_l("Please choose a new password."))],
        render_kw={"autocomplete": "new-password"},
    )
    new_password_confirm = PasswordField(
        _l("New password, once more"),
        validators=[
            required(_l("Please type the new password once more.")),
            EqualTo("new_password", message=_l("The two passwords differ. Please type the same one twice.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )


class AppSetUpForm(Listed, fs.TwoFactorSetupForm):
    setup = RadioField(
        choices=[
            SelectChoice("authenticator", _l("Set up a code app")),
            SelectChoice("disable", _l("Ask for no code any more")),
        ],
        validate_choice=False,
    )


class AppCodeForm(Guarded, fs.TwoFactorVerifyCodeForm):
    purpose = "app-code"
    code = StringField(
        _l("Six digits from your app"),
        filters=[code_digits],
        validators=[required(_l("Please type the six digits that your app shows.")), at_most(20)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "spellcheck": "false"},
    )

    def whose(self) -> str:
        return str(self.user.public_id)  # type: ignore[union-attr]  # the view sets it before it validates


class FactorField(RadioField):
    """Takes the pairs that Flask-Security offers as choices of the present kind."""

    @property
    def choices(self) -> list[Any]:
        offered: list[Any] = self.__dict__.setdefault("_offered", [])
        offered[:] = [SelectChoice(*pair) if isinstance(pair, tuple) else pair for pair in offered]
        return offered

    @choices.setter
    def choices(self, offered: Any) -> None:
        self._offered = list(offered or [])


class RescueForm(Listed, fs.TwoFactorRescueForm):
    """Built for the page of the code, never shown: recovery codes are the one way without the device."""

    help_setup = FactorField(choices=[])


class ChooseFactorForm(Listed, TwoFactorSelectForm):
    which = FactorField(_l("How do you want to prove that it is you?"), validators=[chosen()])


class RecoveryCodesForm(Listed, MfRecoveryCodesForm):
    pass


class RecoveryForm(Guarded, MfRecoveryForm):
    purpose = "recovery-code"
    code = StringField(
        _l("Recovery code"),
        filters=[trimmed],
        validators=[required(_l("Please type one of your recovery codes.")), at_most(60)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr", "spellcheck": "false"},
    )

    def whose(self) -> str:
        return str(self.user.public_id)  # type: ignore[union-attr]  # the view sets it before it validates

    def validate_code(self, field: Any) -> None:
        try:
            field.data = read_code(field.data or "")
        except Refusal as refusal:
            raise ValidationError(sentence(refusal)) from None


def pending_account() -> str | None:
    """The session value of the account that gave its password and still owes the second factor."""
    found = session.get("tf_user_id")
    return str(found) if found else None
