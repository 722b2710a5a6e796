# SPDX-License-Identifier: EUPL-1.2
"""What this database is for: a real municipality or the demo. Decided once, when it is filled.

The demo can be entered without a password, so it must never run over real data, nor real work over a demo.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, db, one_of, safe_reading


class Purpose(StrEnum):
    REAL = "real"
    DEMO = "demo"


class WrongPurpose(RuntimeError):
    """The demo was asked for over real data, or the other way round."""


class Installation(Model):
    """The one row that says what this database is for."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    purpose: Mapped[str] = mapped_column(sa.String(10))
    decided_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())

    __table_args__ = (sa.CheckConstraint("id = 1", name="single"), one_of("purpose", Purpose, "purpose"))


def purpose() -> Purpose | None:
    """What the database is for; None while nothing was decided."""
    found = db.session.get(Installation, 1)
    return Purpose(found.purpose) if found else None


def decide(wanted: Purpose) -> None:
    """Decide once; deciding the same again changes nothing.

    :raises WrongPurpose: when it was decided otherwise.
    """
    decided = purpose()
    if decided is None:
        db.session.add(Installation(id=1, purpose=wanted.value))
        db.session.flush()
    elif decided is not wanted:
        raise WrongPurpose(f"This database holds {decided.value} data.")


def refuse_wrong_purpose(app: Flask) -> None:
    """Stop the start when configuration and database disagree.

    :raises WrongPurpose: TALKA_DEMO is set over real data, or missing over a demo.
    """
    wanted = Purpose.DEMO if app.config["TALKA"].demo else Purpose.REAL
    with app.app_context():
        try:
            decided = _decided_before()
        finally:
            # A worker forked from this process must open a connection of its own.
            db.engine.dispose()
    if decided is not None and decided is not wanted:
        raise WrongPurpose(f"TALKA_DEMO says {wanted.value}, the database holds {decided.value} data.")


def _decided_before() -> Purpose | None:
    with safe_reading():
        migrated = sa.inspect(db.session.connection()).has_table(Installation.__tablename__)
        return purpose() if migrated else None
