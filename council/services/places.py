# SPDX-License-Identifier: EUPL-1.2
"""Saying where and when people vote, who works there, and what a place reports on polling day.

Each saving of a place is a version. A place that was published changes with a reason, and the change is announced.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.place_text import read_key
from council.domain.places import POSTAL_KEY, Duty, ElectionPlace, PlaceDetails, PlaceKind
from council.domain.polling_refusals import PollingRefusal
from council.domain.turnout import ReportKind
from council.models.election import Election
from council.models.places import PlaceDuty, PlaceVersion, PollReport
from council.permissions import require_reading, require_running
from council.queries.places import place_of, places_of, reports_of
from council.queries.roll import marks_here
from council.services.election import held


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePlan:
    """A place as it is to stand. ``seen`` is the version that the form was filled from."""

    details: PlaceDetails
    reason: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPlan:
    """Who does what at a place, from and to."""

    name: str
    duty: Duty
    begins: dt.datetime
    ends: dt.datetime
    languages: str = ""
    once: str


def describe_place(actor: Actor, election_id: str, key: str, plan: PlacePlan) -> PlaceVersion:
    """Write down where a place is and when it is open, or that this changes.

    :raises Refusal: ``core.changed_meanwhile``, or ``council.change_needs_reason`` once there is a version.
    """
    require_running(actor, election_id)
    election = held(election_id)
    place = known_place(election, key)
    if plan.seen != place.version:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    if place.version and not plan.reason:
        raise Refusal(PollingRefusal.CHANGE_NEEDS_REASON, field="reason")
    return _write(actor, election, key, plan, place.version + 1)


def add_mobile_place(actor: Actor, election_id: str, key: str, plan: PlacePlan) -> PlaceVersion:
    """A place that travels, with papers and a box of its own.

    :raises Refusal: the key is taken or wrong, or there is no route.
    """
    require_running(actor, election_id)
    election = held(election_id)
    if read_key(key) == POSTAL_KEY or place_of(election, key):
        raise Refusal(PollingRefusal.PLACE_KEY_TAKEN, field="key")
    if plan.details.kind is not PlaceKind.MOBILE:
        raise Refusal(PollingRefusal.ROUTE_MISSING, field="stops")
    return _write(actor, election, key, plan, 1)


def _write(actor: Actor, election: Election, key: str, plan: PlacePlan, number: int) -> PlaceVersion:
    row = PlaceVersion(election_id=election.id, key=key, number=number, reason=plan.reason, actor_id=actor.id)
    row.details = plan.details
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"place": key, "version": number}
    audit.record(actor, "council.place_described", ("election", election.public_id), facts)
    return row


def put_on_duty(actor: Actor, election_id: str, key: str, plan: DutyPlan) -> PlaceDuty:
    """Somebody works at a place; the same form sent twice puts them there once."""
    require_running(actor, election_id)
    election = held(election_id)
    known_place(election, key)
    before = db.session.scalars(sa.select(PlaceDuty).where(PlaceDuty.once == plan.once)).one_or_none()
    if before is not None:
        return before
    if plan.ends <= plan.begins:
        raise Refusal(PollingRefusal.DUTY_CHANGED_OVER, field="ends")
    row = PlaceDuty(
        election_id=election.id,
        place=key,
        name=plan.name,
        duty=plan.duty.value,
        languages=plan.languages,
        begins=plan.begins,
        ends=plan.ends,
        once=plan.once,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"place": key, "duty": plan.duty.value, "row": row.public_id}
    audit.record(actor, "council.duty_given", ("election", election_id), facts)
    return row


def take_off_duty(actor: Actor, election_id: str, duty_id: str) -> None:
    """Somebody does not work there after all; doing it twice changes nothing more."""
    require_running(actor, election_id)
    election = held(election_id)
    row = db.session.scalars(
        locked(sa.select(PlaceDuty).where(PlaceDuty.election_id == election.id, PlaceDuty.public_id == duty_id))
    ).one()
    if row.left_at is not None:
        return
    row.left_at, row.left_by = clock.now(), actor.id
    db.session.flush()
    audit.record(actor, "council.duty_ended", ("election", election_id), {"place": row.place, "row": duty_id})


def report(actor: Actor, election_id: str, key: str, kind: ReportKind, note: str = "") -> PollReport:
    """What a place tells; that it tells nothing, and that it opens again, is for the returning officer to record.

    :raises Refusal: ``council.change_needs_reason`` for those two without a reason.
    """
    require_reading(actor, election_id)
    if kind in (ReportKind.SILENT, ReportKind.REOPENED):
        require_running(actor, election_id)
        if not note:
            raise Refusal(PollingRefusal.REASON_NEEDED, field="note")
    election = held(election_id)
    known_place(election, key)
    earlier = reports_of(election).get(key, [])
    if earlier and earlier[-1].kind == kind.value:
        return earlier[-1]
    marks = marks_here(election, key) if kind is ReportKind.CLOSED else None
    row = PollReport(
        election_id=election.id,
        place=key,
        number=len(earlier) + 1,
        kind=kind.value,
        note=note,
        marks=marks,
        actor_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"place": key, "report": kind.value, "marks": marks}
    audit.record(actor, "council.poll_reported", ("election", election_id), facts)
    return row


def known_place(election: Election, key: str) -> ElectionPlace:
    """:raises Refusal: ``council.no_such_place``."""
    place = place_of(election, key)
    if place is None:
        raise Refusal(PollingRefusal.NO_SUCH_PLACE)
    return place


def silent_places(election: Election) -> tuple[ElectionPlace, ...]:
    """Places that neither closed their roll nor were recorded as silent."""
    told = reports_of(election)
    ended = (ReportKind.CLOSED.value, ReportKind.SILENT.value)
    return tuple(
        place
        for place in places_of(election)
        if place.kind is not PlaceKind.POST and not (told.get(place.key) and told[place.key][-1].kind in ended)
    )
