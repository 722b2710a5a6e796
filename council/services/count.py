# SPDX-License-Identifier: EUPL-1.2
"""Turning confirmed counts into seats, recording lots, and showing a provisional result."""

from __future__ import annotations

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionState
from council.domain.polling import SETTLED
from council.models.count import ProvisionalResult, SeatCount
from council.models.election import Election
from council.permissions import require_running
from council.queries.candidate_groups import unanswered
from council.queries.count import as_draw, open_tie, seat_counts, tie_draws, valid_seat_count
from council.queries.countable import countable
from council.queries.declaration import result_of
from council.queries.polling import place_counts
from council.services.admission import Drawing, record_draw
from council.services.election import held
from council.tally import CountState, TallyError, to_json


def allocate_seats(actor: Actor, election_id: str) -> SeatCount:
    """Count all confirmed places under the statute's rule, with the lots drawn for exactly these counts.

    :raises Refusal: ``council.places_unconfirmed``, ``council.not_countable``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now not in (ElectionState.COUNTING, ElectionState.DECLARED):
        raise Refusal(CountRefusal.NOT_COUNTING)
    return _allocate(actor, election)


def record_lots(actor: Actor, election_id: str, drawing: Drawing) -> SeatCount:
    """Record the lots drawn for the open tie (list or person numbers in the order drawn) and count again.

    :raises Refusal: ``council.no_open_tie``, ``council.lots_wrong``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    waiting = valid_seat_count(election)
    tie = open_tie(waiting) if waiting else None
    if waiting is None or tie is None:
        raise Refusal(CountRefusal.NO_OPEN_TIE)
    drawn = [int(number) for number in drawing.order if number.isdecimal()]
    if tuple(sorted(drawn)) != tie.numbers:
        raise Refusal(CountRefusal.LOTS_WRONG, field="order")
    turn = len(tie_draws(election, waiting.inputs)) + 1
    record_draw(actor, election, drawing, order=drawn, turn=turn, inputs=waiting.inputs)
    return _allocate(actor, election)


def publish_provisional(actor: Actor, election_id: str) -> ProvisionalResult:
    """Show the allocation to everybody, marked as provisional; doing it twice shows it once.

    :raises Refusal: ``council.not_allocated``, ``council.declared_before``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now is ElectionState.DECLARED:
        raise Refusal(CountRefusal.DECLARED_BEFORE)
    seats = valid_seat_count(election)
    if seats is None:
        raise Refusal(CountRefusal.NOT_ALLOCATED)
    known = db.session.query(ProvisionalResult).filter_by(seat_count_id=seats.id).one_or_none()
    if known is not None:
        return known
    entry = audit.record(
        actor, "council.provisional_published", ("election", election_id), {"fingerprint": seats.fingerprint}
    )
    text = to_json(result_of(election, seats, (entry.number, entry.hash)))
    row = ProvisionalResult(election_id=election.id, seat_count=seats, result_text=text, actor_id=actor.id)
    db.session.add(row)
    db.session.flush()
    return row


def _allocate(actor: Actor, election: Election) -> SeatCount:
    missing = unanswered(election)
    if missing:
        raise Refusal(CountRefusal.GROUPS_MISSING, open=missing)
    try:
        places = place_counts(election)
        found = countable(election, places)
        if found is None:
            waiting = sum(each.state not in SETTLED for each in places)
            raise Refusal(CountRefusal.PLACES_UNCONFIRMED, open=waiting)
        inputs = found.inputs(election.statute.rule_text)
        counted = found.count(election.statute.rule, [as_draw(row) for row in tie_draws(election, inputs)])
    except TallyError as error:
        raise Refusal(CountRefusal.NOT_COUNTABLE, why=error.code.value) from None
    earlier = seat_counts(election)
    record, lists = counted.record, to_json(counted.lists) if counted.lists else ""
    if earlier and (earlier[0].fingerprint, earlier[0].lists_text) == (record.fingerprint, lists):
        return earlier[0]
    row = SeatCount(
        election_id=election.id,
        number=len(earlier) + 1,
        state=(CountState.LOTS_NEEDED if counted.open else CountState.DECIDED).value,
        inputs=inputs,
        record_text=to_json(record),
        lists_text=lists,
        fingerprint=record.fingerprint,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"number": row.number, "state": row.state, "fingerprint": row.fingerprint}
    audit.record(actor, "council.seats_allocated", ("election", election.public_id), facts)
    return row
