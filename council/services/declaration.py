# SPDX-License-Identifier: EUPL-1.2
"""Declaring the result, once, and correcting a declared result by a further one with its reason."""

from __future__ import annotations

import hashlib

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.declaration import require_declarable
from council.domain.election import ElectionEvent, ElectionState
from council.models.count import SeatCount
from council.models.declaration import Declaration
from council.models.election import Election
from council.permissions import require_running
from council.queries.count import open_tie, valid_seat_count
from council.queries.declaration import declarations_of, result_of
from council.queries.polling import place_counts
from council.services.election import held, move
from council.tally import to_json


def declare_result(actor: Actor, election_id: str) -> Declaration:
    """Declare the result. It can be done once, and nothing of it changes afterwards.

    :raises Refusal: ``council.declared_before``, ``council.places_unconfirmed``, ``council.not_allocated``,
        ``council.tie_open``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now is ElectionState.DECLARED:
        raise Refusal(CountRefusal.DECLARED_BEFORE)
    seats = declarable(election)
    move(actor, election, ElectionEvent.DECLARE)
    return _declare(actor, election, seats, reason="")


def correct_declaration(actor: Actor, election_id: str, reason: str) -> Declaration:
    """Declare the result as it stands now, in place of the one declared before, which is kept.

    :raises Refusal: ``council.not_declared``, ``council.reason_needed``, and as for declaring.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now is not ElectionState.DECLARED:
        raise Refusal(CountRefusal.NOT_DECLARED)
    if not reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    return _declare(actor, election, declarable(election), reason=reason)


def declarable(election: Election) -> SeatCount:
    """The allocation that may be declared now.

    :raises Refusal: when a place is not confirmed, seats are not allocated or a tie is open.
    """
    places = {each.place.key: each.state for each in place_counts(election)}
    seats = valid_seat_count(election)
    tie_open = seats is not None and open_tie(seats) is not None
    require_declarable(places, allocated=seats is not None, tie_open=tie_open)
    assert seats is not None
    return seats


def _declare(actor: Actor, election: Election, seats: SeatCount, *, reason: str) -> Declaration:
    number = len(declarations_of(election)) + 1
    facts: dict[str, audit.Fact] = {"number": number, "count": seats.fingerprint}
    entry = audit.record(actor, "council.result_declared", ("election", election.public_id), facts)
    text = to_json(result_of(election, seats, (entry.number, entry.hash)))
    row = Declaration(
        election_id=election.id,
        number=number,
        seat_count=seats,
        result_text=text,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        reason=reason,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    return row
