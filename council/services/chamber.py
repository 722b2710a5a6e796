# SPDX-License-Identifier: EUPL-1.2
"""Seats through the term: answers of those elected, members who leave, substitutes called, seats nobody can take."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.chamber import LEAVING, Seat, SeatEvent, SeatRefusal, require_possible
from council.domain.count_refusals import CountRefusal
from council.domain.objections import ObjectionRefusal
from council.models.chamber import CountMinutes, SeatFact
from council.models.election import Election
from council.permissions import require_running, require_seating
from council.queries.chamber import Chamber, chamber_of
from council.queries.succession import succession
from council.services.admission import Drawing
from council.services.election import held
from council.tally import Draw, TallyError
from council.tally.persons.vacancies import VacancyState
from council.tally.succession import Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatReport:
    """What happened to a seat. ``seen`` is how many facts there were when the form was opened."""

    event: SeatEvent
    on: dt.date
    reason: str = ""
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the minutes say about the count besides its figures."""

    held_at: str
    begun_at: dt.datetime
    ended_at: dt.datetime
    present: str
    incidents: str = ""


def record_answer(actor: Actor, election_id: str, seat: int, report: SeatReport) -> SeatFact:
    """Whoever was elected or called accepts the seat or refuses it.

    :raises Refusal: ``council.seat_not_offered``, ``council.answer_overdue``, ``core.changed_meanwhile``.
    """
    if report.event not in (SeatEvent.ACCEPTED, SeatEvent.REFUSED):
        raise Refusal(SeatRefusal.NOT_OFFERED)
    return _happened(actor, election_id, seat, report)


def record_leaving(actor: Actor, election_id: str, seat: int, report: SeatReport) -> SeatFact:
    """A member resigns, dies, or loses the right to sit.

    :raises Refusal: ``council.nobody_seated``, ``council.reason_needed``, ``core.changed_meanwhile``.
    """
    if report.event not in LEAVING:
        raise Refusal(SeatRefusal.NOBODY_SEATED)
    if not report.reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    return _happened(actor, election_id, seat, report)


def fill_seat(actor: Actor, election_id: str, seat: int, *, seen: int, drawing: Drawing | None = None) -> SeatFact:
    """Call whoever follows by the count, or record that nobody does.

    :raises Refusal: ``council.seat_not_vacant``, ``council.lots_for_seat`` while equals wait for lots.
    """
    chamber = _seated(actor, election_id, seen)
    vacant = require_possible(chamber.seat(seat), SeatEvent.CALLED, clock.today(), clock.today())
    found, keys = _found(chamber, vacant, drawing)
    if found.state is VacancyState.LOTS_NEEDED:
        raise Refusal(SeatRefusal.LOTS_FOR_SEAT)
    called = found.successor is not None
    fact = SeatFact(
        seat=seat,
        event=(SeatEvent.CALLED if called else SeatEvent.UNFILLED).value,
        person=keys[found.successor] if found.successor is not None else "",
        happened_on=clock.today(),
        step_text=found.text,
        lots_text=_lots(drawing),
    )
    return _written(actor, chamber.election, chamber.version, fact)


def write_minutes(actor: Actor, election_id: str, circumstances: Circumstances) -> CountMinutes:
    """Keep what the minutes say about the count; a later version stands beside the earlier ones.

    :raises Refusal: ``council.ended_before_it_began``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if circumstances.ended_at < circumstances.begun_at:
        raise Refusal(CountRefusal.ENDED_BEFORE, field="ended_at")
    number = sa.select(sa.func.count()).select_from(CountMinutes).where(CountMinutes.election_id == election.id)
    row = CountMinutes(
        election_id=election.id,
        number=(db.session.scalar(number) or 0) + 1,
        held_at=circumstances.held_at,
        begun_at=circumstances.begun_at,
        ended_at=circumstances.ended_at,
        present=circumstances.present,
        incidents=circumstances.incidents,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "council.minutes_written", ("election", election_id), {"version": row.number})
    return row


def _found(chamber: Chamber, vacant: Seat, drawing: Drawing | None) -> tuple[Succession, dict[int, str]]:
    if drawing is not None and drawing.on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="on")
    try:
        found, keys = succession(chamber, vacant, () if drawing is None else (_draw(drawing),))
    except TallyError:
        raise Refusal(CountRefusal.LOTS_WRONG, field="order") from None
    return found, dict(keys)


def _draw(drawing: Drawing) -> Draw:
    order = tuple(int(number) for number in drawing.order if number.isdecimal())
    return Draw(order, f"{drawing.on.isoformat()}; {drawing.drawn_by}; {drawing.present}")


def _lots(drawing: Drawing | None) -> str:
    if drawing is None:
        return ""
    told = {"order": drawing.order, "by": drawing.drawn_by, "present": drawing.present, "on": drawing.on.isoformat()}
    return json.dumps(told, ensure_ascii=False)


def _happened(actor: Actor, election_id: str, number: int, report: SeatReport) -> SeatFact:
    chamber = _seated(actor, election_id, report.seen)
    if report.on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="on")
    seat = require_possible(chamber.seat(number), report.event, report.on, clock.today())
    assert seat.holding is not None
    fact = SeatFact(
        seat=number,
        event=report.event.value,
        person=seat.holding.person,
        happened_on=report.on,
        reason=report.reason,
    )
    return _written(actor, chamber.election, chamber.version, fact)


def _seated(actor: Actor, election_id: str, seen: int) -> Chamber:
    """The council, held, for somebody who has seen what is there."""
    require_seating(actor, election_id)
    chamber = chamber_of(held(election_id))
    if chamber is None:
        raise Refusal(ObjectionRefusal.NOTHING_DECLARED)
    if seen != chamber.version:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    return chamber


def _written(actor: Actor, election: Election, before: int, fact: SeatFact) -> SeatFact:
    fact.election_id, fact.number, fact.actor_id = election.id, before + 1, actor.id
    db.session.add(fact)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"seat": fact.seat, "event": fact.event, "number": fact.number}
    audit.record(actor, "council.seat_changed", ("election", election.public_id), facts)
    return fact
