# SPDX-License-Identifier: EUPL-1.2
"""Counts contributions per visitor in the database, so that every worker sees the same numbers.

A visitor is a keyed hash that changes every day, never an address. Counting refuses nothing: above the limit a
contribution gets a note and waits (forums/domain/moderation.py).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import IntegrityError

from core import clock
from core.db import attempt, db, locked
from forums.models.contributions import VisitorWindow

WINDOW = dt.timedelta(minutes=10)


def count(visitor: str) -> int:
    """Count one contribution; returns how many came from this visitor before it in the present window."""
    if not visitor:
        return 0
    bucket = _bucket(visitor)
    row = _row(bucket)
    if row is None:
        try:
            with attempt():
                db.session.add(VisitorWindow(bucket=bucket, began_at=clock.now(), taken=0))
                db.session.flush()
        except IntegrityError:
            pass  # another request of the same visitor was faster; its row is counted on
        row = _row(bucket)
        assert row is not None
    if clock.now() - row.began_at >= WINDOW:
        row.began_at, row.taken = clock.now(), 0
    before = row.taken
    row.taken = before + 1
    db.session.flush()
    return before


def forget() -> int:
    """Delete windows that are over; returns how many."""
    over = clock.now() - WINDOW
    result = db.session.execute(sa.delete(VisitorWindow).where(VisitorWindow.began_at < over))
    return int(getattr(result, "rowcount", 0))


def _row(bucket: str) -> VisitorWindow | None:
    statement = sa.select(VisitorWindow).where(VisitorWindow.bucket == bucket)
    return db.session.scalars(locked(statement)).one_or_none()


def _bucket(visitor: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    text = f"forum-visitor:{clock.today().isoformat()}:{visitor}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
