# SPDX-License-Identifier: EUPL-1.2
"""Cards that stop to count because the register has changed: no right to vote any more, or another polling place.

Called by whatever changes a closed register. Printing again and replacing end cards in services of their own.
"""

from __future__ import annotations

import sqlalchemy as sa

from core import audit, clock, codes
from core.db import db
from core.domain.actor import Actor
from council.domain.cards import Ending
from council.domain.register_access import CODE_KIND
from council.models.cards import PollingCard
from council.models.election import Election
from council.models.register import RegisterEntry


def end_outdated(actor: Actor, election: Election) -> int:
    """End every card whose register line no longer bears it, with its code; returns how many."""
    stale = db.session.execute(
        sa.select(PollingCard.id, RegisterEntry.public_id, RegisterEntry.eligible)
        .join(RegisterEntry, RegisterEntry.id == PollingCard.entry_id)
        .where(
            PollingCard.election_id == election.id,
            PollingCard.ended_at.is_(None),
            sa.or_(RegisterEntry.eligible.is_(False), RegisterEntry.place != PollingCard.place),
        )
    ).all()
    if not stale:
        return 0
    now = clock.now()
    db.session.execute(
        sa.update(PollingCard),
        [
            {
                "id": card_id,
                "ended_at": now,
                "ending": (Ending.OTHER_PLACE if eligible else Ending.NOT_ELIGIBLE).value,
            }
            for card_id, _entry, eligible in stale
        ],
    )
    codes.withdraw_many(CODE_KIND, (entry for _card, entry, _eligible in stale))
    gone = sum(not eligible for _card, _entry, eligible in stale)
    facts: dict[str, audit.Fact] = {"not_eligible": gone, "other_place": len(stale) - gone}
    audit.record(actor, "council.cards_ended", ("election", election.public_id), facts)
    return len(stale)
