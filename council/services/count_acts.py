# SPDX-License-Identifier: EUPL-1.2
"""Decisions around the count: ordering a recount, pooling small boxes, leaving a place out, judging doubtful papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.doubtful import Judgement, Outcome
from council.domain.election import ElectionState
from council.domain.polling import BEFORE_ENTRY, PlaceState
from council.models.count_acts import DoubtfulPaper, OmittedPlace, PooledBox, RecountOrder
from council.models.election import Election
from council.permissions import require_reading, require_running
from council.queries.count_acts import doubtful_papers, omitted_places, recounts_of
from council.queries.polling import PlaceCount, place_count, place_counts
from council.services.election import held

COUNTED = (ElectionState.COUNTING, ElectionState.DECLARED)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided it, by office, on which day and why."""

    by: str
    on: dt.date
    reason: str


def order_recount(actor: Actor, election_id: str, places: Sequence[str], decision: Decision) -> RecountOrder:
    """Have the papers of these places counted once more by two people. Earlier entries stay readable.

    :raises Refusal: ``council.recount_nowhere``, ``council.recount_too_soon`` when a place was not counted yet.
    """
    election = _counted(actor, election_id, decision)
    chosen = [each for each in place_counts(election) if each.place.key in places]
    if not chosen or len(chosen) < len(set(places)):
        raise Refusal(CountRefusal.RECOUNT_NOWHERE, field="places")
    if any(each.state is not PlaceState.CONFIRMED for each in chosen):
        raise Refusal(CountRefusal.RECOUNT_TOO_SOON, field="places")
    row = RecountOrder(
        election_id=election.id,
        number=len(recounts_of(election)) + 1,
        places=[each.place.key for each in chosen],
        ordered_by=decision.by,
        ordered_on=decision.on,
        reason=decision.reason,
        actor_id=actor.id,
    )
    _keep(row)
    facts: dict[str, audit.Fact] = {"number": row.number, "places": ",".join(row.places)}
    audit.record(actor, "council.recount_ordered", ("election", election_id), facts)
    return row


def pool_boxes(actor: Actor, election_id: str, key: str, *, box: str, reason: str) -> PooledBox:
    """Empty the box of a small place into that of another, before either is counted.

    :raises Refusal: ``council.box_counted``, ``council.box_pooled``, ``council.place_unknown``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now is not ElectionState.COUNTING:
        raise Refusal(CountRefusal.NOT_COUNTING)
    small, host = _place(election, key), _place(election, box, field="box")
    if small.place.key == host.place.key or len(small.members) > 1:
        raise Refusal(CountRefusal.BOX_POOLED, field="box")
    if small.version or host.version:
        raise Refusal(CountRefusal.BOX_COUNTED, field="box")
    _require(reason)
    row = PooledBox(election_id=election.id, place=key, box=box, reason=reason, actor_id=actor.id)
    _keep(row)
    audit.record(actor, "council.boxes_pooled", ("election", election_id), {"place": key, "box": box})
    return row


def leave_out(actor: Actor, election_id: str, key: str, decision: Decision) -> OmittedPlace:
    """Decide that the result may be declared without a place that never reported.

    :raises Refusal: ``council.place_reported``, ``council.place_left_out``, ``council.nothing_reported``.
    """
    election = _counted(actor, election_id, decision)
    place = _place(election, key)
    if place.omission is not None:
        raise Refusal(CountRefusal.PLACE_LEFT_OUT)
    if place.state not in BEFORE_ENTRY or place.entries:
        raise Refusal(CountRefusal.PLACE_REPORTED)
    others = [each for each in place_counts(election) if each.place.key != key]
    if all(each.state is PlaceState.LEFT_OUT for each in others):
        raise Refusal(CountRefusal.NOTHING_REPORTED)
    row = OmittedPlace(
        election_id=election.id,
        place=key,
        decided_by=decision.by,
        decided_on=decision.on,
        reason=decision.reason,
        actor_id=actor.id,
    )
    _keep(row)
    facts: dict[str, audit.Fact] = {"place": key, "left_out": len(omitted_places(election))}
    audit.record(actor, "council.place_left_out", ("election", election_id), facts)
    return row


def judge_paper(actor: Actor, election_id: str, key: str, judged: Judgement) -> DoubtfulPaper:
    """Write down how the board judged one doubtful paper; a later decision may replace an earlier one.

    :raises Refusal: ``council.paper_unknown`` when it replaces a decision that is not there or was replaced.
    """
    election = held(election_id)
    require_reading(actor, election_id)
    if election.now not in COUNTED:
        raise Refusal(CountRefusal.NOT_COUNTING)
    known = doubtful_papers(election, _place(election, key).place.key)
    open_numbers = {each.paper.number for each in known if each.replaced_by is None}
    if judged.replaces is not None and judged.replaces not in open_numbers:
        raise Refusal(CountRefusal.PAPER_UNKNOWN, field="replaces")
    valid = judged.outcome is Outcome.VALID
    row = DoubtfulPaper(
        election_id=election.id,
        place=key,
        number=len(known) + 1,
        replaces=judged.replaces,
        description=judged.description,
        question=judged.question,
        outcome=judged.outcome.value,
        ground=None if valid or judged.ground is None else judged.ground.value,
        counted_for=judged.counted_for if valid else "",
        reason=judged.reason,
        in_favour=judged.in_favour,
        against=judged.against,
        board=judged.board,
        actor_id=actor.id,
    )
    _keep(row)
    facts: dict[str, audit.Fact] = {"place": key, "number": row.number, "outcome": row.outcome}
    audit.record(actor, "council.doubtful_paper_judged", ("election", election_id), facts)
    return row


def _counted(actor: Actor, election_id: str, decision: Decision) -> Election:
    election = held(election_id)
    require_running(actor, election_id)
    if election.now not in COUNTED:
        raise Refusal(CountRefusal.NOT_COUNTING)
    _require(decision.reason)
    if decision.on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="on")
    return election


def _place(election: Election, key: str, *, field: str | None = None) -> PlaceCount:
    place = place_count(election, key)
    if place is None:
        raise Refusal(CountRefusal.PLACE_UNKNOWN, field=field)
    return place


def _require(reason: str) -> None:
    if not reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")


def _keep(row: RecountOrder | PooledBox | OmittedPlace | DoubtfulPaper) -> None:
    db.session.add(row)
    db.session.flush()
