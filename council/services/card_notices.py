# SPDX-License-Identifier: EUPL-1.2
"""Messages to electors: when they may go out, and that they went, as a number. To whom is written down nowhere.

The words, and putting them into the outbox, are in ``council.card_messages``.
"""

from __future__ import annotations

import sqlalchemy as sa

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from core.outbox import Channel
from council.domain.cards import CardRefusal, NoticeKind
from council.domain.election import ElectionState, reached
from council.models.cards import CardNotice
from council.models.election import Election
from council.permissions import require_running
from council.services.election import held


def may_notify(actor: Actor, election_id: str) -> Election:
    """The election, kept for this transaction.

    :raises Refusal: the register is not closed, or polling is over.
    """
    require_running(actor, election_id)
    election = held(election_id)
    if not reached(election.now, ElectionState.REGISTER_CLOSED):
        raise Refusal(CardRefusal.NOTICE_TOO_EARLY)
    if reached(election.now, ElectionState.COUNTING):
        raise Refusal(CardRefusal.NOTICE_TOO_LATE)
    return election


def sent_before(once: str) -> bool:
    """True when this form was sent already."""
    asked = sa.select(CardNotice.id).where(sa.or_(CardNotice.once == once, CardNotice.once.like(f"{once}:%")))
    return db.session.scalars(asked.limit(1)).first() is not None


def record_notice(
    actor: Actor, election: Election, kind: NoticeKind, numbers: dict[Channel, int], *, once: str
) -> None:
    """Write down how many messages went out on each channel; the audit record says only that they did."""
    for channel, number in numbers.items():
        db.session.add(
            CardNotice(
                election_id=election.id,
                kind=kind.value,
                channel=channel.value,
                messages=number,
                actor_id=actor.id,
                once=f"{once}:{channel.value}",
            )
        )
    db.session.flush()
    facts: dict[str, audit.Fact] = {"kind": kind.value, "channels": ",".join(channel.value for channel in numbers)}
    audit.record(actor, "council.electors_notified", ("election", election.public_id), facts)
