# SPDX-License-Identifier: EUPL-1.2
"""A card for one person: somebody has checked who that is; the old card and its code count no more from that moment."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock, codes
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.cards import (
    REPLACEMENTS,
    CardRefusal,
    Elector,
    Ending,
    Need,
    PlannedCard,
    PlannedFile,
    Proof,
    card_language,
)
from council.domain.election import ElectionState, reached
from council.domain.register_access import CODE_KIND
from council.models.cards import CardReplacement, PollingCard
from council.models.election import Election
from council.models.register import RegisterEntry
from council.permissions import require_reading
from council.queries.cards import standing_card
from council.services.election import held


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementPlan:
    """Why another card, and how and by whom the identity was checked."""

    need: Need
    proof: Proof
    checked_by: str
    once: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """The new card, ready to be set, and its code: the only time it is readable. Empty when it was sent twice."""

    card: PollingCard
    file: PlannedFile
    code: str


def replace_card(
    actor: Actor, election_id: str, entry_id: str, plan: ReplacementPlan, *, offered: tuple[str, ...]
) -> Replaced:
    """Make a card for one elector; whatever card and code there was ends in the same moment.

    :raises Refusal: the register is not closed, polling is over, the entry gives no right to vote, or the same form
        was sent before.
    """
    require_reading(actor, election_id)
    election = held(election_id)
    if not reached(election.now, ElectionState.REGISTER_CLOSED):
        raise Refusal(CardRefusal.REGISTER_NOT_CLOSED)
    if reached(election.now, ElectionState.COUNTING):
        raise Refusal(CardRefusal.POLLING_OVER)
    if db.session.scalars(sa.select(CardReplacement.id).where(CardReplacement.once == plan.once)).first() is not None:
        raise Refusal(CardRefusal.SENT_BEFORE)
    entry = db.session.scalars(
        locked(
            sa.select(RegisterEntry).where(
                RegisterEntry.election_id == election.id, RegisterEntry.public_id == entry_id
            )
        )
    ).one()
    if not entry.eligible:
        raise Refusal(CardRefusal.NOT_AN_ELECTOR)
    card = _made(election, entry, card_language(entry.language, offered))
    db.session.add(
        CardReplacement(
            card_id=card.id,
            need=plan.need.value,
            proof=plan.proof.value,
            checked_by=plan.checked_by,
            actor_id=actor.id,
            once=plan.once,
        )
    )
    codes.withdraw(CODE_KIND, entry_id)
    code = codes.issue(CODE_KIND, entry_id)
    facts: dict[str, audit.Fact] = {"card": card.number, "need": plan.need.value, "proof": plan.proof.value}
    audit.record(actor, "council.card_replaced", ("election", election_id), facts)
    return Replaced(card, _file(card, entry), code)


def _made(election: Election, entry: RegisterEntry, lang: str) -> PollingCard:
    now, old = clock.now(), standing_card(entry.id)
    if old is not None:
        old.ended_at, old.ending = now, Ending.REPLACED.value
        db.session.flush()
    newest = sa.select(sa.func.max(PollingCard.sequence)).where(
        PollingCard.election_id == election.id, PollingCard.series == REPLACEMENTS
    )
    card = PollingCard(
        election_id=election.id,
        entry_id=entry.id,
        series=REPLACEMENTS,
        sequence=(db.session.scalar(newest) or 0) + 1,
        place=entry.place,
        lang=lang,
        issued_at=now,
    )
    db.session.add(card)
    db.session.flush()
    return card


def _file(card: PollingCard, entry: RegisterEntry) -> PlannedFile:
    elector = Elector(
        entry_id=entry.id,
        public_id=entry.public_id,
        place=entry.place,
        language=entry.language,
        name=entry.name,
        native_name=entry.native_name,
        address=entry.address,
    )
    return PlannedFile(1, card.place, card.lang, (PlannedCard(card.sequence, elector),))
