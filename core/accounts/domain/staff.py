# SPDX-License-Identifier: EUPL-1.2
"""What staff accounts refuse and why, and the rules that need no database: addresses, passwords, scopes.

Passwords are judged by length and by the two mistakes people really make (one key held down, the own name);
no rule about capital letters or signs, which only produce worse passwords.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from core.domain.actor import SCOPED_ROLES, Actor, Grant, Role, conflicting
from core.domain.refusal import CoreRefusal, Refusal

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
FEWEST_SIGNS = 5
LONGEST_EMAIL = 255

SET_UP = "account-setup"
"""The kind of thing that a printed set-up code opens."""

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_SCOPE = re.compile(r"[a-z]+:[0-9a-z]{1,40}")


class AccountRefusal(StrEnum):
    """What staff accounts refuse."""

    EMAIL_MALFORMED = "accounts.email_malformed"
    PASSWORD_LONG = "accounts.password_long"  # noqa: S105 - a code, not a password
    PASSWORD_UNIFORM = "accounts.password_uniform"  # noqa: S105 - a code, not a password
    PASSWORD_NAMED = "accounts.password_named"  # noqa: S105 - a code, not a password
    PASSWORDS_DIFFER = "accounts.passwords_differ"
    SCOPE_UNKNOWN = "accounts.scope_unknown"
    SCOPE_NOT_FOR_ROLE = "accounts.scope_not_for_role"
    OWN_ACCOUNT = "accounts.own_account"
    NOT_ACTIVE = "accounts.not_active"
    SET_UP_OVER = "accounts.set_up_over"
    SIGN_IN_FAILED = "accounts.sign_in_failed"
    THROTTLED = "accounts.throttled"
    RECOVERY_CODE_WRONG = "accounts.recovery_code_wrong"


class DeactivationReason(StrEnum):
    LEFT = "left"
    LEAVE = "leave"
    MISUSE = "misuse"


class ResetReason(StrEnum):
    LOST = "lost"
    REPLACED = "replaced"
    MISUSE = "misuse"


def read_email(typed: str) -> str:
    """An e-mail address in the one form in which it is kept and looked up.

    :raises Refusal: ``accounts.email_malformed``.
    """
    email = unicodedata.normalize("NFC", typed.strip()).lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise Refusal(AccountRefusal.EMAIL_MALFORMED, field="email")
    return email


def plain_password(typed: str) -> str:
    """A password in the one form in which it is hashed: the same letters, however a keyboard composed them."""
    return unicodedata.normalize("NFKC", typed)


def check_password(password: str, *, email: str, name: str, field: str = "password") -> None:
    """Refuse a password that is too easy to guess.

    :raises Refusal: ``core.password_weak`` or one of the codes that begin with ``accounts.password``.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(CoreRefusal.PASSWORD_WEAK, field=field, length=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Refusal(AccountRefusal.PASSWORD_LONG, field=field, length=LONGEST_PASSWORD)
    if len(set(password.lower())) < FEWEST_SIGNS:
        raise Refusal(AccountRefusal.PASSWORD_UNIFORM, field=field)
    plain = password.lower()
    for part in (email.partition("@")[0], *name.lower().split()):
        if len(part) >= FEWEST_SIGNS - 1 and part in plain:
            raise Refusal(AccountRefusal.PASSWORD_NAMED, field=field)


def check_grant(actor: Actor, account_id: str, held: Iterable[Grant], wanted: Grant) -> None:
    """Refuse a grant that the separation of duties (D02) does not allow.

    :raises Refusal: own account, scope unknown or not for this role, role held already, or a conflict.
    """
    held = tuple(held)
    if actor.id == account_id:
        raise Refusal(AccountRefusal.OWN_ACCOUNT)
    if wanted.scope and not _SCOPE.fullmatch(wanted.scope):
        raise Refusal(AccountRefusal.SCOPE_UNKNOWN, field="scope")
    if wanted.scope and wanted.role not in SCOPED_ROLES:
        raise Refusal(AccountRefusal.SCOPE_NOT_FOR_ROLE, field="scope")
    if wanted in held or Grant(wanted.role) in held:
        raise Refusal(CoreRefusal.ROLE_HELD, field="role")
    opposed = conflicting(held, wanted)
    if opposed:
        raise Refusal(CoreRefusal.ROLE_CONFLICT, field="role", held=opposed.role)


def is_operator(grants: Iterable[Grant]) -> bool:
    return any(g.role is Role.OPERATOR for g in grants)
