# SPDX-License-Identifier: EUPL-1.2
"""What the election authority does with candidate lists: decide, number by lot, publish, and record who leaves."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.candidate_list import Evidence, Leaving, ListEvent, ListState, numbers
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionEvent, ElectionState
from council.domain.nomination_refusals import NominationRefusal
from council.models.election import Election
from council.models.nomination import CandidateList, LotDraw
from council.permissions import require_running
from council.queries.candidacy import open_appeals
from council.queries.nomination import findings, lists_of, number_draw
from council.services.election import held, move
from council.services.list_access import OPEN_STATES, held_list, note, require_open
from council.services.nomination import require_elector

LEAVING_STATES = (*OPEN_STATES, ElectionState.NOMINATIONS_CLOSED, ElectionState.POLLING, ElectionState.COUNTING)
"""Until the result is declared, a candidate of an admitted list can leave it; later a seat falls vacant."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lots drawn by people: what came out in which order, who drew, who watched, when."""

    order: tuple[str, ...]
    drawn_by: str
    present: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Departure:
    """A published candidate no longer stands: why, since when, and where that is written."""

    leaving: Leaving
    on: dt.date
    reason: str


def decide_list(actor: Actor, list_id: str, *, admit: bool, reason: str = "") -> CandidateList:
    """Admit a list that lacks nothing, or reject it with a reason.

    :raises Refusal: ``council.list_incomplete``, ``council.reason_needed``, ``council.mending_now``.
    """
    one = held_list(list_id)
    require_running(actor, one.election.public_id)
    require_open(one.election)
    if number_draw(one.election) is not None:
        raise Refusal(CountRefusal.NUMBERS_DRAWN)
    if one.now is ListState.WITHDRAWN:
        raise Refusal(NominationRefusal.LIST_WITHDRAWN)
    if not admit and one.mend_until and one.mend_until >= clock.today():
        raise Refusal(NominationRefusal.MENDING_NOW, ends=one.mend_until)
    found = findings(one, lists_of(one.election))
    lacking = sum(each.blocks for each in found)
    if admit and lacking:
        raise Refusal(CountRefusal.LIST_INCOMPLETE, open=lacking)
    if not reason and (not admit or any(each.needs_reason for each in found)):
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    for person in one.candidates:
        if admit and person.evidence == Evidence.REGISTER.value:
            require_elector(one.election, str(person.register_number))
    one.state, one.mend_until = (ListState.ADMITTED if admit else ListState.REJECTED).value, None
    note(actor, one, ListEvent.ADMITTED if admit else ListEvent.REJECTED, reason=reason)
    return one


def number_lists(actor: Actor, election_id: str, drawing: Drawing) -> LotDraw:
    """Record the lots that gave each admitted list its number.

    :raises Refusal: undecided lists are left, nothing was admitted, or the draw is not over all lists.
    """
    election = held(election_id)
    require_running(actor, election_id)
    require_open(election)
    admitted = _decided(election)
    if number_draw(election) is not None:
        raise Refusal(CountRefusal.NUMBERS_DRAWN)
    by_list = numbers(drawing.order, [each.public_id for each in admitted])
    row = record_draw(actor, election, drawing, order=drawing.order, turn=0)
    for each in admitted:
        each.number = by_list[each.public_id]
        note(actor, each, ListEvent.NUMBERED, reason=str(each.number))
    return row


def publish_lists(actor: Actor, election_id: str) -> Election:
    """Close nominations and show every numbered list to everybody. Nothing changes after this but by decision.

    :raises Refusal: ``council.numbers_not_drawn``, ``core.move_not_allowed`` before the register is closed.
    """
    election = held(election_id)
    admitted = _decided(election)
    if number_draw(election) is None:
        raise Refusal(CountRefusal.NUMBERS_NOT_DRAWN)
    move(actor, election, ElectionEvent.CLOSE_NOMINATIONS)
    for each in admitted:
        note(actor, each, ListEvent.PUBLISHED)
    return election


def record_departure(actor: Actor, list_id: str, position: int, departure: Departure) -> CandidateList:
    """Record that a candidate of an admitted list withdrew or died; the next on the list stands in that place.

    :raises Refusal: ``council.not_published``, ``council.candidate_gone``, ``council.last_candidate``.
    """
    one = held_list(list_id)
    require_running(actor, one.election.public_id)
    if one.now is not ListState.ADMITTED or one.election.now not in LEAVING_STATES:
        raise Refusal(CountRefusal.NOT_PUBLISHED)
    person = next(each for each in one.candidates if each.position == position)
    if person.leaving is not None:
        raise Refusal(CountRefusal.CANDIDATE_GONE)
    if departure.on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="on")
    if len(one.standing) == 1:
        raise Refusal(CountRefusal.LAST_CANDIDATE)
    person.leaving, person.left_on = departure.leaving.value, departure.on
    note(actor, one, departure.leaving.event, reason=departure.reason, person=person)
    return one


def record_draw(
    actor: Actor, election: Election, drawing: Drawing, *, order: Sequence[object], turn: int, inputs: str = ""
) -> LotDraw:
    """Keep a drawing of lots for good."""
    if drawing.on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="on")
    row = LotDraw(
        election_id=election.id,
        inputs=inputs,
        turn=turn,
        order_text=json.dumps(list(order)),
        drawn_by=drawing.drawn_by,
        present=drawing.present,
        drawn_on=drawing.on,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"turn": turn, "order": row.order_text, "inputs": inputs}
    audit.record(actor, "council.lots_drawn", ("election", election.public_id), facts)
    return row


def _decided(election: Election) -> list[CandidateList]:
    """The admitted lists, once every list and every appeal is decided."""
    lists = lists_of(election)
    waiting = sum(each.now is ListState.SUBMITTED for each in lists) + open_appeals(election)
    if waiting:
        raise Refusal(CountRefusal.LISTS_UNDECIDED, open=waiting)
    admitted = [each for each in lists if each.now is ListState.ADMITTED]
    if not admitted:
        raise Refusal(CountRefusal.NO_LIST_ADMITTED)
    return admitted
