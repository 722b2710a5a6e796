# SPDX-License-Identifier: EUPL-1.2
"""Tables of staff accounts, as Flask-Security needs them, and of the roles granted to them.

A role grant is never deleted: it is withdrawn, so that who could do what, and when, stays known. No sign-in
address (IP) is kept.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from flask_security import AsaList, UserMixin, WebAuthnMixin
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from core.domain.actor import Actor, ActorKind, Grant, Role


class Account(Identified, Model, UserMixin):
    """A person of the staff who signs in."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(sa.String(255), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(sa.String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(sa.String(255))
    tf_last_counter: Mapped[int | None]
    """The time step of the newest accepted code: one code is taken once."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))

    grants: Mapped[list[RoleGrant]] = relationship(
        primaryjoin="and_(RoleGrant.account_id == Account.id, RoleGrant.withdrawn_at.is_(None))",
        order_by="RoleGrant.id",
        viewonly=True,
    )
    webauthn: Mapped[list[Passkey]] = relationship(back_populates="user", cascade="all, delete-orphan")

    def as_actor(self) -> Actor:
        """The frozen value that services receive."""
        return Actor(
            ActorKind.STAFF,
            id=self.public_id,
            name=self.name,
            grants=frozenset(Grant(Role(g.role), g.scope) for g in self.grants),
        )

    @property
    def has_second_factor(self) -> bool:
        return bool(self.tf_totp_secret and self.tf_primary_method) or bool(self.webauthn)

    @property
    def roles(self) -> list[object]:
        """Flask-Security asks for roles of its own kind; ours are grants with a scope."""
        return []


class RoleGrant(Model):
    """One role of one account, for one scope, from one moment to another."""

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(sa.String(20))
    scope: Mapped[str] = mapped_column(sa.String(60), default="")
    granted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    granted_by: Mapped[str] = mapped_column(sa.String(40))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(sa.String(40), default="")

    account: Mapped[Account] = relationship()

    __table_args__ = (
        one_of("role", Role, "role"),
        sa.Index(
            "uq_role_grant_held",
            "account_id",
            "role",
            "scope",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )


class Passkey(Model, WebAuthnMixin):
    """A passkey of an account, as Flask-Security stores it."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[bytes] = mapped_column(sa.LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sign_count: Mapped[int | None] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(sa.String(64))
    extensions: Mapped[str | None] = mapped_column(sa.String(255))
    create_datetime: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    lastuse_datetime: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(sa.String(64))
    usage: Mapped[str] = mapped_column(sa.String(64))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"))

    user: Mapped[Account] = relationship(back_populates="webauthn")
