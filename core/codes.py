# SPDX-License-Identifier: EUPL-1.2
"""Printed codes: issuing, opening, throttling. A code opens exactly the thing it was issued for.

The database keeps a keyed hash only. Failed attempts are counted in the database per visitor, who is known by a
keyed hash that changes every day, never by an address. There is no limit for everybody together: with 60 bits
guessing is hopeless anyway, and such a limit would let one attacker lock all residents out.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock, throttle
from core.bulk import insert_rows
from core.db import Model, UtcDateTime, db, locked
from core.domain.codes import new_code, read_code
from core.domain.refusal import CoreRefusal, Refusal

FAILURES_PER_VISITOR = 10
AT_ONCE = 5_000
"""How many things one statement names; every database takes that many."""


class AccessCode(Model):
    """One issued code, as a keyed hash, and the thing it opens."""

    __tablename__ = "access_code"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    public_id: Mapped[str] = mapped_column(sa.String(40))
    issued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (sa.Index(None, "kind", "public_id"),)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opens."""

    kind: str
    public_id: str


def issue(kind: str, public_id: str) -> str:
    """Issue a code for one thing and return it in printed form: the only time it is ever readable."""
    code = new_code(secrets.choice)
    db.session.add(AccessCode(digest=_keyed(read_code(code)), kind=kind, public_id=public_id, issued_at=clock.now()))
    db.session.flush()
    return code


def issue_many(kind: str, public_ids: Iterable[str]) -> dict[str, str]:
    """Issue one code for each of very many things; the codes in printed form by the thing they open."""
    drawn = draw(public_ids)
    keep_drawn(kind, drawn)
    return drawn


def draw(public_ids: Iterable[str]) -> dict[str, str]:
    """Fresh codes that open nothing yet, for papers that are made before anything about them is written down."""
    return {public_id: new_code(secrets.choice) for public_id in public_ids}


def keep_drawn(kind: str, drawn: Mapping[str, str]) -> None:
    """From now on each drawn code opens its thing."""
    rows = ((_keyed(read_code(code)), public_id) for public_id, code in drawn.items())
    insert_rows(AccessCode, ("digest", "public_id"), rows, alike={"kind": kind, "issued_at": clock.now()})


def open_code(typed: str, visitor: str) -> Opened | Refusal:
    """What the typed code opens, or the refusal to show.

    A refusal is returned, not raised: the counted failure must be committed with the request.

    :param visitor: anything that tells visitors apart; only its daily keyed hash is kept.
    """
    try:
        plain = read_code(typed)
    except Refusal as malformed:
        return malformed
    bucket = throttle.visitor_bucket("code", visitor)
    if throttle.blocked(bucket, FAILURES_PER_VISITOR):
        minutes = int(throttle.WINDOW.total_seconds() // 60)
        return Refusal(CoreRefusal.CODE_THROTTLED, field="code", minutes=minutes)
    found = db.session.get(AccessCode, _keyed(plain))
    if found is None or found.withdrawn_at is not None:
        throttle.count(bucket)
        return Refusal(CoreRefusal.CODE_UNKNOWN, field="code")
    return Opened(found.kind, found.public_id)


def known(kind: str, typed: str) -> AccessCode | None:
    """The code of this kind that was typed, withdrawn ones too, for staff who may look the thing up in other ways.

    Nothing is opened and no failure counted: at a desk a card is scanned badly more often than anybody guesses.
    """
    try:
        plain = read_code(typed)
    except Refusal:
        return None
    found = db.session.get(AccessCode, _keyed(plain))
    return found if found is not None and found.kind == kind else None


def withdraw(kind: str, public_id: str) -> None:
    """Make every code of a thing useless, for example after a slip was lost."""
    db.session.execute(
        sa.update(AccessCode)
        .where(AccessCode.kind == kind, AccessCode.public_id == public_id, AccessCode.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now())
    )


def withdraw_many(kind: str, public_ids: Iterable[str]) -> None:
    """The same for very many things."""
    waiting, now = iter(public_ids), clock.now()
    while some := list(islice(waiting, AT_ONCE)):
        db.session.execute(
            sa.update(AccessCode)
            .where(AccessCode.kind == kind, AccessCode.public_id.in_(some), AccessCode.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
            .execution_options(synchronize_session=False)
        )


def standing(kind: str, public_id: str) -> AccessCode | None:
    """The newest code of a thing that still opens it, held until the end of the transaction."""
    return db.session.scalars(
        locked(
            sa.select(AccessCode)
            .where(AccessCode.kind == kind, AccessCode.public_id == public_id, AccessCode.withdrawn_at.is_(None))
            .order_by(AccessCode.issued_at.desc())
            .limit(1)
        )
    ).one_or_none()


def _keyed(plain: str) -> str:
    return throttle.keyed("access-code", plain)
