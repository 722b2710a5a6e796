# SPDX-License-Identifier: EUPL-1.2
"""A person decides whether two entries are one human being; the newest decision counts, all are kept."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from core import audit
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.electoral_register import Verdict
from council.domain.refusals import CouncilRefusal
from council.models.duplicates import DuplicateDecision, DuplicatePair
from council.models.election import Election
from council.permissions import require_running
from council.services.election import NO_INSTRUCTION, Instruction, held
from council.services.register import after_change, allow_change
from council.services.register_judging import judge_entries, settle_leaders


@dataclass(frozen=True, slots=True)
class Ruling:
    """``keep`` is "first" or "second": which entry stays when both are one person."""

    verdict: Verdict
    reason: str
    keep: str = "first"


def decide_duplicate(
    actor: Actor, pair_id: str, ruling: Ruling, *, decision: Instruction = NO_INSTRUCTION
) -> DuplicatePair:
    """Decide a pair, also against what was proposed or decided before.

    :raises Refusal: the same was decided before, or the register is closed and no decision is named.
    """
    election_id = db.session.scalars(
        sa.select(Election.public_id)
        .join(DuplicatePair, DuplicatePair.election_id == Election.id)
        .where(DuplicatePair.public_id == pair_id)
    ).one()
    require_running(actor, election_id)
    election = held(election_id)
    allow_change(election, decision)
    pair = db.session.scalars(locked(sa.select(DuplicatePair).where(DuplicatePair.public_id == pair_id))).one()
    if ruling.keep not in ("first", "second"):
        raise Refusal(CouncilRefusal.ENTRY_UNKNOWN, field="keep")
    kept = pair.first_id if ruling.keep == "first" else pair.second_id
    if ruling.verdict is Verdict.DIFFERENT:
        kept = pair.kept_id
    if pair.by_hand and (pair.verdict, pair.kept_id) == (ruling.verdict.value, kept):
        raise Refusal(CouncilRefusal.PAIR_SETTLED)
    before = settle_leaders(election)
    pair.verdict, pair.kept_id, pair.by_hand = ruling.verdict.value, kept, True
    db.session.add(
        DuplicateDecision(
            pair_id=pair.id,
            verdict=ruling.verdict.value,
            kept_id=kept,
            reason=ruling.reason,
            actor_id=actor.id,
        )
    )
    db.session.flush()
    # A decision can change who stands for a whole chain of entries, not only for these two.
    after = settle_leaders(election)
    moved = {entry for entry in before.keys() | after.keys() if before.get(entry) != after.get(entry)}
    judge_entries(election, {pair.first_id, pair.second_id, *moved})
    facts: dict[str, audit.Fact] = {"pair": pair_id, "verdict": ruling.verdict.value, "keep": ruling.keep}
    audit.record(actor, "council.duplicate_decided", ("election", election_id), facts)
    after_change(actor, election, decision)
    return pair
