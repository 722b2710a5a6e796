# SPDX-License-Identifier: EUPL-1.2
"""Sentences for refusals of staff accounts, and labels for reasons and for what the story of an account tells."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from core.accounts.domain.staff import AccountRefusal, DeactivationReason, ResetReason

REFUSALS = {
    AccountRefusal.EMAIL_MALFORMED: _l("Please type the whole e-mail address, for example name@example.org."),
    AccountRefusal.PASSWORD_LONG: _l("Please use at most %(length)s characters."),
    AccountRefusal.PASSWORD_UNIFORM: _l("This password repeats itself. Three or four unrelated words are better."),
    AccountRefusal.PASSWORD_NAMED: _l("Please leave your name and your e-mail address out of the password."),
    AccountRefusal.PASSWORDS_DIFFER: _l("The two passwords differ. Please type the same one twice."),
    AccountRefusal.SCOPE_UNKNOWN: _l("Please choose where the role holds."),
    AccountRefusal.SCOPE_NOT_FOR_ROLE: _l("This role always holds for the whole installation."),
    AccountRefusal.OWN_ACCOUNT: _l("Nobody changes their own rights. Please ask another operator."),
    AccountRefusal.NOT_ACTIVE: _l("This account is not active. Reactivate it first."),
    AccountRefusal.SET_UP_OVER: _l("This set-up code has been used or is too old. An operator can print a new one."),
    AccountRefusal.SIGN_IN_FAILED: _l("E-mail address and password do not fit together. Please try again."),
    AccountRefusal.THROTTLED: _l("Too many attempts did not work. Please wait %(minutes)s minutes, then try again."),
    AccountRefusal.RECOVERY_CODE_WRONG: _l("We do not know this recovery code. Each one works once."),
}

DEACTIVATION_REASONS = {
    DeactivationReason.LEFT: _l("The person has left"),
    DeactivationReason.LEAVE: _l("The person is away for a longer time"),
    DeactivationReason.MISUSE: _l("The account may be misused"),
}

RESET_REASONS = {
    ResetReason.LOST: _l("The phone or key was lost"),
    ResetReason.REPLACED: _l("The phone or key was replaced"),
    ResetReason.MISUSE: _l("Somebody else may have had access"),
}

REASONS = {
    "accounts.deactivated": {r.value: text for r, text in DEACTIVATION_REASONS.items()},
    "accounts.second_factor_reset": {r.value: text for r, text in RESET_REASONS.items()},
}

STORY = {
    "accounts.created": _l("Account created"),
    "accounts.set_up_code_issued": _l("Set-up code printed"),
    "accounts.password_chosen": _l("Password chosen"),
    "accounts.password_changed": _l("Password changed"),
    "accounts.role_granted": _l("Role given"),
    "accounts.role_withdrawn": _l("Role withdrawn"),
    "accounts.deactivated": _l("Account deactivated"),
    "accounts.reactivated": _l("Account reactivated"),
    "accounts.second_factor_reset": _l("Second factor reset"),
    "accounts.second_factor_set": _l("Code app set up"),
    "accounts.second_factor_removed": _l("Code app removed"),
    "accounts.passkey_added": _l("Passkey added"),
    "accounts.passkey_removed": _l("Passkey removed"),
    "accounts.recovery_codes_made": _l("Recovery codes made"),
    "accounts.recovery_code_used": _l("Recovery code used"),
    "accounts.signed_out_everywhere": _l("Signed out everywhere"),
}
