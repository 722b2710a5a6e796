# SPDX-License-Identifier: EUPL-1.2
"""The outbox: messages written in the caller's transaction, delivered afterwards by a worker.

At least once, under a lease: a worker that dies gives its message back when the lease runs out. The same key
is accepted once, so a retried request sends nothing twice. After ``MOST_ATTEMPTS`` a message is dead and waits
for an operator. Delivered messages lose address and text after ``KEPT_FOR``, fleeting ones at once.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import secrets
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Identified, Model, UtcDateTime, db, one_of, unit_of_work

LEASE = dt.timedelta(minutes=2)
MOST_ATTEMPTS = 6
KEPT_FOR = dt.timedelta(days=30)
FLEETING = "fleeting:"
"""A message whose key begins so loses address and text once delivered or given up: nobody may read who got it."""
AT_ONCE = 1_000


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class Delivery(StrEnum):
    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    DEAD = "dead"


class Message(Identified, Model):
    """One message on its way."""

    __tablename__ = "message"

    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    channel: Mapped[str] = mapped_column(sa.String(10))
    recipient: Mapped[str] = mapped_column(sa.String(255))
    lang: Mapped[str] = mapped_column(sa.String(10))
    subject: Mapped[str] = mapped_column(sa.String(255), default="")
    body: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.String(10), default=Delivery.WAITING.value)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    worker: Mapped[str] = mapped_column(sa.String(80), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    problem: Mapped[str] = mapped_column(sa.String(200), default="")

    __table_args__ = (
        one_of("channel", Channel, "channel"),
        one_of("state", Delivery, "state"),
        sa.Index(None, "state", "due_at"),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a driver receives it. ``key`` lets a gateway drop a repetition."""

    key: str
    channel: Channel
    recipient: str
    lang: str
    subject: str
    body: str


Driver = Callable[[Letter], None]
"""Delivers one letter or raises."""


def put(letter: Letter) -> bool:
    """Write a message within the caller's transaction; False when its key is already there."""
    return put_many([letter]) == 1


def put_many(letters: Iterable[Letter]) -> int:
    """The same for thousands at once; returns how many were new."""
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    waiting, now, new = iter(letters), clock.now(), 0
    while some := list(islice(waiting, AT_ONCE)):
        rows = db.session.execute(
            insert(Message)
            .values([_row(letter, now) for letter in some])
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(Message.id)
        )
        new += len(rows.all())
    return new


def _row(letter: Letter, now: dt.datetime) -> dict[str, object]:
    return {
        "public_id": secrets.token_hex(5),
        "created_at": now,
        "key": letter.key,
        "channel": letter.channel.value,
        "recipient": letter.recipient,
        "lang": letter.lang,
        "subject": letter.subject,
        "body": letter.body,
        "state": Delivery.WAITING.value,
        "due_at": now,
        "worker": "",
        "attempts": 0,
        "problem": "",
    }


def worker_name() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def claim(worker: str) -> tuple[int, Letter, int] | None:
    """Lease the message that waits longest, or take over one whose lease ran out.

    :returns: its id, the letter, and which attempt this is; None when nothing is due.
    """
    now = clock.now()
    free = sa.or_(
        sa.and_(Message.state == Delivery.WAITING, Message.due_at <= now),
        sa.and_(Message.state == Delivery.LEASED, Message.leased_until < now),
    )
    pick = sa.select(Message.id).where(free).order_by(Message.due_at, Message.id).limit(1)
    if db.session.get_bind().dialect.name == "postgresql":
        pick = pick.with_for_update(skip_locked=True)
    row = db.session.execute(
        sa.update(Message)
        .where(Message.id == pick.scalar_subquery())
        .values(
            state=Delivery.LEASED,
            worker=worker,
            attempts=Message.attempts + 1,
            leased_until=now + LEASE,
        )
        .returning(
            Message.id,
            Message.key,
            Message.channel,
            Message.recipient,
            Message.lang,
            Message.subject,
            Message.body,
            Message.attempts,
        )
        .execution_options(synchronize_session=False)
    ).first()
    if row is None:
        return None
    letter = Letter(row.key, Channel(row.channel), row.recipient, row.lang, row.subject, row.body)
    return row.id, letter, row.attempts


def deliver_next(drivers: dict[Channel, Driver], worker: str) -> bool:
    """Claim one message, deliver it, note the outcome; False when nothing was due.

    Claim and outcome are transactions of their own: no lock is held while a mail server answers.
    """
    with unit_of_work():
        claimed = claim(worker)
    if claimed is None:
        return False
    message_id, letter, attempt = claimed
    problem = ""
    try:
        drivers[letter.channel](letter)
    except Exception as error:
        # Any fault of a driver is noted on the message. Only its type is kept: its text may hold an address.
        problem = type(error).__name__
    with unit_of_work():
        _note(message_id, worker, attempt, problem)
        if letter.key.startswith(FLEETING):
            _forget(Message.id == message_id, Message.state.in_((Delivery.SENT, Delivery.DEAD)))
    return True


def _note(message_id: int, worker: str, attempt: int, problem: str) -> None:
    now = clock.now()
    if not problem:
        outcome: dict[str, object] = {"state": Delivery.SENT, "sent_at": now, "problem": ""}
    elif attempt >= MOST_ATTEMPTS:
        outcome = {"state": Delivery.DEAD, "problem": problem}
    else:
        pause = dt.timedelta(minutes=2**attempt) * (0.5 + random.random())  # noqa: S311 - spreads retries
        outcome = {"state": Delivery.WAITING, "due_at": now + pause, "problem": problem}
    # A late finisher whose lease was taken over must not overwrite the newer attempt.
    db.session.execute(
        sa.update(Message)
        .where(Message.id == message_id, Message.worker == worker, Message.attempts == attempt)
        .values(leased_until=None, **outcome)
        .execution_options(synchronize_session=False)
    )


def revive(public_id: str) -> bool:
    """Give a dead message another round of attempts; False when it is not dead."""
    result = db.session.execute(
        sa.update(Message)
        .where(Message.public_id == public_id, Message.state == Delivery.DEAD)
        .values(state=Delivery.WAITING, attempts=0, due_at=clock.now())
    )
    return bool(getattr(result, "rowcount", 0))


def forget_delivered() -> int:
    """Blank address and text of messages delivered longer ago than ``KEPT_FOR``; returns how many."""
    return _forget(Message.state == Delivery.SENT, Message.sent_at < clock.now() - KEPT_FOR, Message.body != "")


def _forget(*which: sa.ColumnElement[bool]) -> int:
    result = db.session.execute(sa.update(Message).where(*which).values(recipient="", subject="", body=""))
    return int(getattr(result, "rowcount", 0))


def newest(limit: int = 50) -> list[Message]:
    """The newest messages first, for the on-screen outbox of the demo and for the operator."""
    return list(db.session.scalars(sa.select(Message).order_by(Message.id.desc()).limit(limit)))
