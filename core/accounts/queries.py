# SPDX-License-Identifier: EUPL-1.2
"""What is asked about staff accounts: the list, one account with its story, the own account."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core.accounts.models import Account, RoleGrant
from core.accounts.services import KIND
from core.audit import AuditEvent
from core.db import db
from core.domain.actor import Role
from core.pages import PER_PAGE, Slice

LONGEST_STORY = 100


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list."""

    public_id: str
    name: str
    email: str
    active: bool
    has_password: bool
    has_second_factor: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who did something to an account; people of the demo have roles and no name."""

    name: str
    roles: tuple[Role, ...]


NOBODY = Person("", ())


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One role that was given, and what became of it."""

    role: Role
    scope: str
    granted_at: dt.datetime
    granted_by: Person
    withdrawn_at: dt.datetime | None
    withdrawn_by: Person


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened to an account."""

    event: str
    at: dt.datetime
    by: Person
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """One account as an operator sees it."""

    row: AccountRow
    created_at: dt.datetime
    has_app: bool
    passkeys: int
    recovery_codes: int
    held: tuple[GrantRow, ...]
    past: tuple[GrantRow, ...]
    story: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    name: str
    alone: bool
    added_at: dt.datetime
    used_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The own account."""

    name: str
    email: str
    roles: tuple[tuple[Role, str], ...]
    has_password: bool
    has_app: bool
    passkeys: tuple[PasskeyRow, ...]
    recovery_codes: int


def list_accounts(
    *, words: str = "", role: Role | None = None, active: bool | None = None, number: int = 1
) -> Slice[AccountRow]:
    """Accounts in the order of their names."""
    wanted = sa.select(Account)
    for word in words.lower().split():
        like = f"%{_literal(word)}%"
        wanted = wanted.where(
            sa.or_(
                sa.func.lower(Account.name).like(like, escape="\\"),
                Account.email.like(like, escape="\\"),
            )
        )
    if role is not None:
        wanted = wanted.where(
            sa.exists().where(
                RoleGrant.account_id == Account.id,
                RoleGrant.role == role.value,
                RoleGrant.withdrawn_at.is_(None),
            )
        )
    if active is not None:
        wanted = wanted.where(Account.active.is_(active))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(wanted.subquery())) or 0
    rows = db.session.scalars(
        wanted.options(selectinload(Account.grants), selectinload(Account.webauthn))
        .order_by(sa.func.lower(Account.name), Account.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    return Slice([_row(account) for account in rows], total, number)


def find_sheet(public_id: str) -> AccountSheet | None:
    """One account with every role it ever held and its story, newest first."""
    account = _find(public_id)
    if account is None:
        return None
    grants = db.session.scalars(
        sa.select(RoleGrant).where(RoleGrant.account_id == account.id).order_by(RoleGrant.id)
    ).all()
    events = db.session.scalars(
        sa.select(AuditEvent)
        .where(
            AuditEvent.subject_kind == KIND,
            AuditEvent.subject_id == public_id,
            AuditEvent.event != "accounts.signed_in",
        )
        .order_by(AuditEvent.number.desc())
        .limit(LONGEST_STORY)
    ).all()
    names = _people({e.actor_id for e in events} | {g.granted_by for g in grants} | {g.withdrawn_by for g in grants})
    rows = [_grant(g, names) for g in grants]
    return AccountSheet(
        row=_row(account),
        created_at=account.created_at,
        has_app=bool(account.tf_totp_secret),
        passkeys=len(account.webauthn),
        recovery_codes=len(account.mf_recovery_codes or []),
        held=tuple(g for g in rows if g.withdrawn_at is None),
        past=tuple(g for g in rows if g.withdrawn_at is not None),
        story=tuple(Told(e.event, e.at, names.get(e.actor_id, NOBODY), json.loads(e.facts)) for e in events),
    )


def own_account(public_id: str) -> OwnAccount:
    account = _find(public_id)
    assert account is not None
    return OwnAccount(
        name=account.name,
        email=account.email,
        roles=tuple((Role(g.role), g.scope) for g in account.grants),
        has_password=account.password is not None,
        has_app=bool(account.tf_totp_secret),
        passkeys=tuple(
            PasskeyRow(k.name, k.usage == "first", k.create_datetime, k.lastuse_datetime)
            for k in sorted(account.webauthn, key=lambda k: k.id)
        ),
        recovery_codes=len(account.mf_recovery_codes or []),
    )


def lacks_recovery_codes(public_id: str) -> bool:
    """True when the account has a second factor and no way back in without it."""
    account = db.session.scalars(sa.select(Account).where(Account.public_id == public_id)).one_or_none()
    return account is not None and not account.mf_recovery_codes and account.has_second_factor


def _find(public_id: str) -> Account | None:
    return db.session.scalars(
        sa.select(Account)
        .where(Account.public_id == public_id)
        .options(selectinload(Account.grants), selectinload(Account.webauthn))
    ).one_or_none()


def _people(ids: Iterable[str]) -> dict[str, Person]:
    found = db.session.scalars(
        sa.select(Account).where(Account.public_id.in_(sorted(ids))).options(selectinload(Account.grants))
    )
    return {account.public_id: Person(account.name, _roles(account)) for account in found}


def _roles(account: Account) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(Role(g.role) for g in account.grants))


def _row(account: Account) -> AccountRow:
    return AccountRow(
        public_id=account.public_id,
        name=account.name,
        email=account.email,
        active=account.active,
        has_password=account.password is not None,
        has_second_factor=account.has_second_factor,
        roles=_roles(account),
    )


def _grant(grant: RoleGrant, names: Mapping[str, Person]) -> GrantRow:
    return GrantRow(
        Role(grant.role),
        grant.scope,
        grant.granted_at,
        names.get(grant.granted_by, NOBODY),
        grant.withdrawn_at,
        names.get(grant.withdrawn_by, NOBODY),
    )


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
