# SPDX-License-Identifier: EUPL-1.2
"""The audit record: append-only, hash-chained, readable by observers, separate from the logs.

Each entry carries the hash of the one before; a head row holds the newest, so that cutting off the end shows
too. Triggers refuse UPDATE and DELETE. Facts are codes, numbers and public ids: never names, texts, or
anything that joins an elector to a ballot. Who can rewrite the whole database can rewrite the whole chain:
only a hash kept elsewhere (``flask audit-verify`` prints it) shows that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, db, locked
from core.domain.actor import Actor

GENESIS = "0" * 64
Fact = str | int | bool | None


class AuditEvent(Model):
    """One thing that happened."""

    __tablename__ = "audit_event"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor_kind: Mapped[str] = mapped_column(sa.String(20))
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    event: Mapped[str] = mapped_column(sa.String(80), index=True)
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(40))
    facts: Mapped[str] = mapped_column(sa.Text)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    __table_args__ = (sa.Index(None, "subject_kind", "subject_id"),)

    def digest(self) -> str:
        """The hash that this entry must carry."""
        parts = [
            self.number,
            self.at.isoformat(timespec="microseconds"),
            self.actor_kind,
            self.actor_id,
            self.event,
            self.subject_kind,
            self.subject_id,
            self.facts,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class AuditHead(Model):
    """The newest entry; its row lock puts writers in line."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))

    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify`` found: how many entries, the newest hash, and the number of the first broken one."""

    entries: int
    head: str
    broken_at: int | None = None

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def record(actor: Actor, event: str, subject: tuple[str, str], facts: Mapping[str, Fact] | None = None) -> AuditEvent:
    """Append one entry within the caller's transaction.

    :param event: past tense with its feature, such as ``mapping.community_added``.
    :param subject: kind and public id of the thing it happened to.
    """
    head = db.session.scalars(locked(sa.select(AuditHead).where(AuditHead.id == 1))).one()
    entry = AuditEvent(
        number=head.number + 1,
        at=clock.now(),
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        event=event,
        subject_kind=subject[0],
        subject_id=subject[1],
        facts=json.dumps(dict(facts or {}), sort_keys=True, ensure_ascii=False),
        previous=head.hash,
    )
    entry.hash = entry.digest()
    head.number, head.hash = entry.number, entry.hash
    db.session.add(entry)
    db.session.flush()
    return entry


def verify() -> Verdict:
    """Walk the whole chain, oldest first, and compare the end with the head."""
    number, previous = 0, GENESIS
    every = sa.select(AuditEvent).order_by(AuditEvent.number)
    with db.session.scalars(every.execution_options(yield_per=1000, populate_existing=True)) as entries:
        for entry in entries:
            number += 1
            if entry.number != number or entry.previous != previous or entry.hash != entry.digest():
                return Verdict(entries=number - 1, head=previous, broken_at=number)
            previous = entry.hash
    head = db.session.scalars(sa.select(AuditHead).execution_options(populate_existing=True)).one()
    if (head.number, head.hash) != (number, previous):
        return Verdict(entries=number, head=previous, broken_at=number + 1)
    return Verdict(entries=number, head=previous)


def head() -> tuple[int, str]:
    """The number and the hash of the newest entry, for papers that name it."""
    newest = db.session.scalars(sa.select(AuditHead)).one()
    return newest.number, newest.hash


def story_of(kind: str, public_id: str) -> list[AuditEvent]:
    """Everything recorded about one thing, oldest first."""
    return list(
        db.session.scalars(
            sa.select(AuditEvent)
            .where(AuditEvent.subject_kind == kind, AuditEvent.subject_id == public_id)
            .order_by(AuditEvent.number)
        )
    )
