# SPDX-License-Identifier: EUPL-1.2
"""Use cases of staff accounts: create, set up, grant and withdraw roles, deactivate, reset.

Nobody changes their own rights, and the last operator stays. A change that takes rights away ends every
session of the account by changing the value that its sessions carry. How people sign in is ``sign_in``.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

import sqlalchemy as sa
from flask_security import hash_password
from sqlalchemy.exc import IntegrityError

from core import audit, clock, codes
from core.accounts import letters
from core.accounts.domain.staff import (
    SET_UP,
    AccountRefusal,
    DeactivationReason,
    ResetReason,
    check_grant,
    check_password,
    is_operator,
    plain_password,
    read_email,
)
from core.accounts.models import Account, RoleGrant
from core.audit import Fact
from core.db import attempt, db, locked
from core.domain.actor import Actor, Grant, Role
from core.domain.refusal import CoreRefusal, Refusal
from core.feature import oppose_grant

SET_UP_WITHIN = dt.timedelta(days=7)
KIND = "account"


def create_account(actor: Actor, *, email: str, name: str) -> str:
    """A new account without roles, password or second factor; returns its public id.

    :raises Refusal: malformed or taken address.
    """
    account = Account(email=read_email(email), name=name.strip(), fs_uniquifier=_uniquifier())
    try:
        with attempt():
            db.session.add(account)
            db.session.flush()
    except IntegrityError:
        raise Refusal(CoreRefusal.EMAIL_TAKEN, field="email") from None
    audit.record(actor, "accounts.created", (KIND, account.public_id))
    return account.public_id


def issue_set_up_code(actor: Actor, public_id: str) -> str:
    """A printed code with which the person chooses a password; an earlier one stops working.

    :raises Refusal: the account is not active, or it is the actor's own.
    """
    account = _held(public_id)
    _not_own(actor, account)
    if not account.active:
        raise Refusal(AccountRefusal.NOT_ACTIVE)
    codes.withdraw(SET_UP, public_id)
    code = codes.issue(SET_UP, public_id)
    _note(actor, account, "accounts.set_up_code_issued")
    return code


def choose_password(public_id: str, password: str) -> None:
    """The person with the set-up code chooses a password. The code is used up; open sessions end.

    :raises Refusal: the code is used, withdrawn or too old, or the password is weak.
    """
    account = _held(public_id)
    code = codes.standing(SET_UP, public_id)
    if code is None or not account.active or clock.now() - code.issued_at > SET_UP_WITHIN:
        raise Refusal(AccountRefusal.SET_UP_OVER)
    plain = plain_password(password)
    check_password(plain, email=account.email, name=account.name)
    account.password = hash_password(plain)
    _end_sessions(account)
    codes.withdraw(SET_UP, public_id)
    _note(account.as_actor(), account, "accounts.password_chosen")


def grant_role(actor: Actor, public_id: str, wanted: Grant) -> None:
    """Give a role for a scope.

    :raises Refusal: see ``check_grant``, or a feature objects.
    """
    account = _held(public_id)
    if not account.active:
        raise Refusal(AccountRefusal.NOT_ACTIVE)
    check_grant(actor, public_id, account.as_actor().grants, wanted)
    oppose_grant(public_id, wanted)
    db.session.add(RoleGrant(account_id=account.id, role=wanted.role.value, scope=wanted.scope, granted_by=actor.id))
    db.session.flush()
    db.session.expire(account, ["grants"])
    facts = {"role": wanted.role.value, "scope": wanted.scope}
    _note(actor, account, "accounts.role_granted", facts)


def withdraw_role(actor: Actor, public_id: str, grant: Grant) -> None:
    """Take a role back. The row stays: who could do what, and when, remains known.

    :raises Refusal: own account, last operator, or not held any more.
    """
    account = _held(public_id)
    _not_own(actor, account)
    row = next((g for g in account.grants if (g.role, g.scope) == (grant.role.value, grant.scope)), None)
    if row is None:
        raise Refusal(CoreRefusal.MOVE_NOT_ALLOWED)
    if grant.role is Role.OPERATOR:
        _another_operator_remains(account)
    row.withdrawn_at, row.withdrawn_by = clock.now(), actor.id
    db.session.flush()
    db.session.expire(account, ["grants"])
    facts = {"role": grant.role.value, "scope": grant.scope}
    _note(actor, account, "accounts.role_withdrawn", facts)


def deactivate(actor: Actor, public_id: str, reason: DeactivationReason) -> None:
    """Nobody signs in with this account any more; its sessions end, its roles wait.

    :raises Refusal: own account, last operator, or not active any more.
    """
    account = _held(public_id)
    _not_own(actor, account)
    if not account.active:
        raise Refusal(CoreRefusal.MOVE_NOT_ALLOWED)
    if is_operator(account.as_actor().grants):
        _another_operator_remains(account)
    account.active = False
    _end_sessions(account)
    codes.withdraw(SET_UP, public_id)
    _note(actor, account, "accounts.deactivated", {"reason": reason.value})


def reactivate(actor: Actor, public_id: str) -> None:
    """The person is back. Password and second factors are as they were.

    :raises Refusal: it is active, or the actor's own.
    """
    account = _held(public_id)
    _not_own(actor, account)
    if account.active:
        raise Refusal(CoreRefusal.MOVE_NOT_ALLOWED)
    account.active = True
    _note(actor, account, "accounts.reactivated")


def reset_second_factor(actor: Actor, public_id: str, reason: ResetReason) -> None:
    """Forget code app, passkeys and recovery codes; the person sets them up at the next sign-in.

    :raises Refusal: the actor's own account.
    """
    account = _held(public_id)
    _not_own(actor, account)
    account.tf_primary_method = account.tf_totp_secret = account.tf_last_counter = None
    account.mf_recovery_codes = None
    account.webauthn.clear()
    _end_sessions(account)
    _note(actor, account, "accounts.second_factor_reset", {"reason": reason.value})


def end_sessions(actor: Actor) -> None:
    """Sign the actor out on every device."""
    account = _held(actor.id)
    _end_sessions(account)
    _note(actor, account, "accounts.signed_out_everywhere")


def _note(actor: Actor, account: Account, event: str, facts: Mapping[str, Fact] | None = None) -> None:
    """One audit entry about an account, and the letter that tells its person."""
    letters.tell(account, audit.record(actor, event, (KIND, account.public_id), facts))


def _held(public_id: str) -> Account:
    return db.session.scalars(locked(sa.select(Account).where(Account.public_id == public_id))).one()


def _uniquifier() -> str:
    return secrets.token_hex(32)


def _end_sessions(account: Account) -> None:
    account.fs_uniquifier = _uniquifier()
    db.session.flush()


def _not_own(actor: Actor, account: Account) -> None:
    if actor.id == account.public_id:
        raise Refusal(AccountRefusal.OWN_ACCOUNT)


def _another_operator_remains(account: Account) -> None:
    """Holds every operator's grant, so that two operators cannot remove each other at once."""
    rows = db.session.scalars(
        locked(
            sa.select(RoleGrant)
            .join(RoleGrant.account)
            .where(RoleGrant.role == Role.OPERATOR.value, RoleGrant.withdrawn_at.is_(None), Account.active)
            .order_by(RoleGrant.id)
        )
    ).all()
    if all(row.account_id == account.id for row in rows):
        raise Refusal(CoreRefusal.LAST_OPERATOR)
