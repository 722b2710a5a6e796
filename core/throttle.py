# SPDX-License-Identifier: EUPL-1.2
"""Failed attempts, counted in the database: for printed codes, for sign-in, for floods of contributions.

A bucket is a keyed hash, never an address or a name; hashes of visitors change every day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, db, locked

WINDOW = dt.timedelta(minutes=10)


class Throttle(Model):
    """Failed attempts of one bucket in the present window."""

    __tablename__ = "throttle"

    bucket: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    window_began_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    failures: Mapped[int]


def keyed(purpose: str, text: str) -> str:
    """A hash that only this installation can make."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def visitor_bucket(purpose: str, visitor: str) -> str:
    """The bucket of one visitor for one purpose, today. ``visitor`` tells visitors apart and is not kept."""
    return keyed(f"{purpose}:visitor:{clock.today().isoformat()}", visitor)


def blocked(bucket: str, most: int) -> bool:
    """True when the bucket has used up its attempts; holds the bucket until the end of the transaction."""
    row = _row(bucket)
    return row.failures >= most and clock.now() - row.window_began_at < WINDOW


def count(bucket: str) -> None:
    """Count one more attempt."""
    row = _row(bucket)
    if clock.now() - row.window_began_at >= WINDOW:
        row.window_began_at, row.failures = clock.now(), 1
    else:
        row.failures += 1


def forget() -> int:
    """Delete counters whose window is over; returns how many."""
    result = db.session.execute(sa.delete(Throttle).where(Throttle.window_began_at < clock.now() - WINDOW))
    return int(getattr(result, "rowcount", 0))


def _row(bucket: str) -> Throttle:
    """The bucket's row, locked. It is made first, so that two first attempts at once meet in one row."""
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    db.session.execute(
        insert(Throttle)
        .values(bucket=bucket, window_began_at=clock.now(), failures=0)
        .on_conflict_do_nothing(index_elements=["bucket"])
    )
    return db.session.scalars(locked(sa.select(Throttle).where(Throttle.bucket == bucket))).one()
