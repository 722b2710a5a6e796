# SPDX-License-Identifier: EUPL-1.2
"""Electors who can be written to without paper, for the services that write to them; pages get counts alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from core.outbox import Channel
from council.models.election import Election
from council.models.register import RegisterEntry


@dataclass(frozen=True, slots=True)
class Reachable:
    """One elector with an address on a channel."""

    entry_id: int
    public_id: str
    place: str
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class ReachCount:
    """Electors by the ways in which they can be written to."""

    electors: int
    email: int
    sms: int
    neither: int


def reach_of(election: Election) -> ReachCount:
    """One question."""
    by_mail, by_phone = _usable(Channel.EMAIL), _usable(Channel.SMS)
    row = db.session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(sa.case((by_mail, 1))),
            sa.func.count(sa.case((by_phone, 1))),
            sa.func.count(sa.case((sa.not_(sa.or_(by_mail, by_phone)), 1))),
        ).where(*_electors(election))
    ).one()
    return ReachCount(*row)


def reachable_electors(election: Election, channel: Channel) -> Iterator[Reachable]:
    """Every elector whose line has an address for the channel."""
    entry = RegisterEntry
    address = entry.email if channel is Channel.EMAIL else entry.phone
    rows = db.session.execute(
        sa.select(entry.id, entry.public_id, entry.place, entry.language, address)
        .where(*_electors(election), _usable(channel))
        .order_by(entry.id)
    )
    return (Reachable(*row) for row in rows.all())


def on_one_channel(
    election: Election, channels: Collection[Channel], only: Collection[int]
) -> Iterator[tuple[Channel, Reachable]]:
    """Each of these electors on the first channel that reaches them; who has none is left out."""
    left = set(only)
    for channel in channels:
        for person in reachable_electors(election, channel):
            if person.entry_id in left:
                left.remove(person.entry_id)
                yield channel, person


def _electors(election: Election) -> tuple[sa.ColumnElement[bool], ...]:
    return RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True)


def _usable(channel: Channel) -> sa.ColumnElement[bool]:
    """What looks like an address at all; the register keeps what it was given."""
    if channel is Channel.EMAIL:
        return sa.and_(RegisterEntry.email.like("_%@_%"), sa.func.length(RegisterEntry.email) <= 255)
    return sa.and_(RegisterEntry.phone.like("+________%"), sa.func.length(RegisterEntry.phone) <= 40)
