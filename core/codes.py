# SPDX-License-Identifier: EUPL-1.2
"""Printed codes: issuing, opening, throttling. A code opens exactly the thing it was issued for.

The database keeps a keyed hash only. Failed attempts are counted in the database per visitor and for
everybody; a visitor is known by a keyed hash that changes every day, never by an address.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, db, locked
from core.domain.codes import new_code, read_code
from core.domain.refusal import CoreRefusal, Refusal

WINDOW = dt.timedelta(minutes=10)
FAILURES_PER_VISITOR = 10
FAILURES_OF_ALL = 300
EVERYBODY = "everybody"


class AccessCode(Model):
    """One issued code, as a keyed hash, and the thing it opens."""

    __tablename__ = "access_code"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    public_id: Mapped[str] = mapped_column(sa.String(40))
    issued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (sa.Index(None, "kind", "public_id"),)


class Throttle(Model):
    """Failed attempts of one visitor (or of everybody) in the present window."""

    __tablename__ = "throttle"

    bucket: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    window_began_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    failures: Mapped[int]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opens."""

    kind: str
    public_id: str


def issue(kind: str, public_id: str) -> str:
    """Issue a code for one thing and return it in printed form: the only time it is ever readable."""
    code = new_code(secrets.choice)
    db.session.add(
        AccessCode(digest=_keyed(read_code(code)), kind=kind, public_id=public_id, issued_at=clock.now())
    )
    db.session.flush()
    return code


def open_code(typed: str, visitor: str) -> Opened | Refusal:
    """What the typed code opens, or the refusal to show.

    A refusal is returned, not raised: the counted failure must be committed with the request.

    :param visitor: anything that tells visitors apart; only its daily keyed hash is kept.
    """
    try:
        plain = read_code(typed)
    except Refusal as malformed:
        return malformed
    buckets = (_bucket(visitor), EVERYBODY)
    if _throttled(buckets[0], FAILURES_PER_VISITOR) or _throttled(buckets[1], FAILURES_OF_ALL):
        return Refusal(CoreRefusal.CODE_THROTTLED, field="code", minutes=int(WINDOW.total_seconds() // 60))
    found = db.session.get(AccessCode, _keyed(plain))
    if found is None or found.withdrawn_at is not None:
        for bucket in buckets:
            _count_failure(bucket)
        return Refusal(CoreRefusal.CODE_UNKNOWN, field="code")
    return Opened(found.kind, found.public_id)


def withdraw(kind: str, public_id: str) -> None:
    """Make every code of a thing useless, for example after a slip was lost."""
    db.session.execute(
        sa.update(AccessCode)
        .where(AccessCode.kind == kind, AccessCode.public_id == public_id, AccessCode.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now())
    )


def forget_failures() -> int:
    """Delete counters whose window is over; returns how many."""
    over = clock.now() - WINDOW
    result = db.session.execute(sa.delete(Throttle).where(Throttle.window_began_at < over))
    return int(getattr(result, "rowcount", 0))


def _keyed(text: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"access-code:" + text.encode(), hashlib.sha256).hexdigest()


def _bucket(visitor: str) -> str:
    return _keyed(f"visitor:{clock.today().isoformat()}:{visitor}")


def _throttled(bucket: str, most: int) -> bool:
    row = db.session.scalars(locked(sa.select(Throttle).where(Throttle.bucket == bucket))).one_or_none()
    return row is not None and row.failures >= most and clock.now() - row.window_began_at < WINDOW


def _count_failure(bucket: str) -> None:
    row = db.session.get(Throttle, bucket)
    if row is None:
        db.session.add(Throttle(bucket=bucket, window_began_at=clock.now(), failures=1))
    elif clock.now() - row.window_began_at >= WINDOW:
        row.window_began_at, row.failures = clock.now(), 1
    else:
        row.failures += 1
