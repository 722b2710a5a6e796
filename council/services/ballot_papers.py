# SPDX-License-Identifier: EUPL-1.2
"""Ordering ballot papers and recording each file that left for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.ballot_paper import make_order
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionState
from council.domain.nomination_refusals import NominationRefusal
from council.models.ballot_papers import PaperOrderRow
from council.permissions import require_running
from council.queries.ballot_papers import orders_of, paper_of
from council.services.election import held

ORDERED_IN = (ElectionState.NOMINATIONS_CLOSED, ElectionState.POLLING)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlan:
    """What to print. ``expected`` are papers by polling place; ``seen`` is how many orders there were."""

    langs: tuple[str, ...]
    expected: Mapping[str, int]
    reserve_percent: int = 0
    large_each: int = 0
    reason: str = ""
    seen: int


def order_papers(actor: Actor, election_id: str, plan: OrderPlan) -> PaperOrderRow:
    """Fix what is printed; a later order, such as a reprint, says why it became necessary.

    :raises Refusal: ``council.nothing_published``, ``council.reason_needed``, ``core.changed_meanwhile``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now not in ORDERED_IN:
        raise Refusal(NominationRefusal.NOTHING_PUBLISHED)
    known = orders_of(election)
    if plan.seen != len(known):
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    if known and not plan.reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    order = make_order(
        paper_of(election, plan.langs),
        plan.expected,
        rotate=election.statute.parameters.rotate_papers,
        reserve_percent=plan.reserve_percent,
        large_each=plan.large_each,
    )
    row = PaperOrderRow(election_id=election.id, number=len(known) + 1, reason=plan.reason, actor_id=actor.id)
    row.fix(order)
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"order": row.number, "papers": order.total, "variants": order.variants}
    audit.record(actor, "council.papers_ordered", ("election", election_id), {**facts, "sha256": row.fingerprint})
    return row


def record_print_file(actor: Actor, election_id: str, order: int, name: str, digest: str) -> None:
    """Note that a file of ballot papers left, and which."""
    require_running(actor, election_id)
    facts: dict[str, audit.Fact] = {"order": order, "file": name, "sha256": digest}
    audit.record(actor, "council.papers_file_taken", ("election", election_id), facts)
