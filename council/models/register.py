# SPDX-License-Identifier: EUPL-1.2
"""Entries of the electoral register, the reasons against them, corrections, and the closed versions.

Values stay as the residents' register wrote them. Nothing of them ever goes into a log or the audit record.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.electoral_register import COLUMNS
from council.domain.eligibility import Reason


class RegisterEntry(Identified, Model):
    """One person's line. ``digest`` is of the line as imported, so that corrections survive a second import.

    ``present`` is false once the line has vanished from the residents' register.
    """

    __tablename__ = "register_entry"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    key: Mapped[str] = mapped_column(sa.String(80))
    digest: Mapped[str] = mapped_column(sa.String(64))
    line: Mapped[int]
    search: Mapped[str] = mapped_column(sa.Text)
    place: Mapped[str] = mapped_column(sa.String(40), default="")
    present: Mapped[bool] = mapped_column(default=True)
    eligible: Mapped[bool] = mapped_column(default=False)
    duplicate_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)

    register_number: Mapped[str] = mapped_column(sa.Text)
    given_names: Mapped[str] = mapped_column(sa.Text)
    family_name: Mapped[str] = mapped_column(sa.Text)
    date_of_birth: Mapped[str] = mapped_column(sa.Text)
    citizenship: Mapped[str] = mapped_column(sa.Text)
    residence_status: Mapped[str] = mapped_column(sa.Text)
    declared_since: Mapped[str] = mapped_column(sa.Text)
    municipality: Mapped[str] = mapped_column(sa.Text)
    given_names_native: Mapped[str] = mapped_column(sa.Text)
    family_name_native: Mapped[str] = mapped_column(sa.Text)
    native_script: Mapped[str] = mapped_column(sa.Text)
    sex: Mapped[str] = mapped_column(sa.Text)
    eldership: Mapped[str] = mapped_column(sa.Text)
    address: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.Text)
    email: Mapped[str] = mapped_column(sa.Text)
    phone: Mapped[str] = mapped_column(sa.Text)

    refusals: Mapped[list[RegisterRefusal]] = relationship(order_by="RegisterRefusal.position", lazy="raise_on_sql")
    corrections: Mapped[list[RegisterCorrection]] = relationship(order_by="RegisterCorrection.id", lazy="raise_on_sql")
    duplicate_of: Mapped[RegisterEntry | None] = relationship(remote_side="RegisterEntry.id", lazy="raise_on_sql")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "key"),
        sa.Index(None, "election_id", "eligible", "place"),
        sa.Index(None, "election_id", "date_of_birth"),
        sa.CheckConstraint("present OR NOT eligible", name="eligible_is_present"),
        sa.CheckConstraint("duplicate_of_id IS NULL OR NOT eligible", name="eligible_is_no_duplicate"),
    )

    def values(self) -> dict[str, str]:
        """The line as columns and values."""
        return {name: getattr(self, name) for name in COLUMNS}

    @property
    def name(self) -> str:
        """The Latin name, given names first, as people are called."""
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def native_name(self) -> str:
        return f"{self.given_names_native} {self.family_name_native}".strip()


class RegisterWord(Model):
    """One word by which an entry is found, for looking up at the desk. Derived from ``RegisterEntry.search``.

    ``election_id`` is the entry's; it stands first so that a search touches one register alone.
    """

    __tablename__ = "register_word"

    election_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    word: Mapped[bytes] = mapped_column(sa.LargeBinary, primary_key=True)
    entry_id: Mapped[int] = mapped_column(
        sa.ForeignKey("register_entry.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )

    __table_args__ = ({"sqlite_with_rowid": False},)


class RegisterRefusal(Model):
    """One reason for which an entry gives no right to vote. Derived: worked out again whenever terms change."""

    __tablename__ = "register_refusal"

    entry_id: Mapped[int] = mapped_column(
        sa.ForeignKey("register_entry.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    reason: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    position: Mapped[int]

    __table_args__ = (one_of("reason", Reason, "reason"), sa.Index(None, "election_id", "reason"))


class RegisterCorrection(Model):
    """A value put right by hand: what stood there, what stands there now, who, when and why."""

    __tablename__ = "register_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)
    column: Mapped[str] = mapped_column(sa.String(40))
    old_value: Mapped[str] = mapped_column(sa.Text)
    new_value: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())


class RegisterVersion(Model):
    """The register as closed, or as changed after that by a recorded decision; ``places`` counts electors."""

    __tablename__ = "register_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    entries: Mapped[int]
    electors: Mapped[int]
    places: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    decided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    reference: Mapped[str] = mapped_column(sa.String(200), default="")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("number = 1 OR decided_by <> ''", name="later_is_decided"),
    )
