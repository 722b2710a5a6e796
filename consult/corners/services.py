# SPDX-License-Identifier: EUPL-1.2
"""Use cases of the cosy corners: open a series, note how people were found, log a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from consult.corners import passing_on, queries
from consult.corners.domain.meeting import (
    Consent,
    NewContact,
    NewMeeting,
    NewSeries,
    NewStatement,
    refuse_personal,
    refuse_unfit,
)
from consult.corners.domain.refusals import CornerRefusal
from consult.corners.models import CornerContact, CornerFacilitator, CornerMeeting, CornerSeries, CornerStatement
from consult.followup.api import Receipt
from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal

KIND = "corner_series"


def open_series(actor: Actor, new: NewSeries, once: str) -> str:
    """Open a series, led by the actor and those she names; its public id. Sent twice, it is opened once."""
    before = db.session.scalars(sa.select(CornerSeries).where(CornerSeries.once == once)).one_or_none()
    if before is not None:
        return series_led_by(actor, before.public_id).public_id
    series = CornerSeries(title=new.title, lang=new.lang, rhythm=new.rhythm.value, once=once)
    _write(series, new)
    db.session.add(series)
    db.session.flush()
    for account in dict.fromkeys((actor.id, *new.facilitators)):
        db.session.add(CornerFacilitator(series_id=series.id, account=account, added_by=actor.id))
    audit.record(actor, "corners.series_opened", (KIND, series.public_id))
    db.session.flush()
    return series.public_id


def change_series(actor: Actor, public_id: str, new: NewSeries) -> None:
    """Change what is known about a series, and who leads it.

    :raises Refusal: when nobody would lead it any more, or it is not the actor's.
    """
    series = series_led_by(actor, public_id)
    if not new.facilitators:
        raise Refusal(CornerRefusal.ONE_FACILITATOR_STAYS, field="facilitators")
    _write(series, new)
    kept = [f for f in series.facilitators if f.account in new.facilitators]
    held = {f.account for f in kept}
    added = [
        CornerFacilitator(series_id=series.id, account=account, added_by=actor.id)
        for account in new.facilitators
        if account not in held
    ]
    left = len(series.facilitators) - len(kept)
    series.facilitators = [*kept, *added]
    audit.record(actor, "corners.series_changed", (KIND, public_id), {"joined": len(added), "left": left})
    db.session.flush()


def log_contact(actor: Actor, public_id: str, contact: NewContact) -> None:
    """Note through whom people were invited, and how many.

    :raises Refusal: when the day lies ahead, or the text looks like a person's address or number.
    """
    series = series_led_by(actor, public_id)
    if contact.made_on > clock.today():
        raise Refusal(CornerRefusal.IN_THE_FUTURE, field="made_on")
    refuse_personal(contact.through, field="through")
    refuse_personal(contact.note, field="note")
    if db.session.scalars(sa.select(CornerContact).where(CornerContact.once == contact.once)).one_or_none():
        return
    db.session.add(
        CornerContact(
            series_id=series.id,
            kind=contact.kind.value,
            made_on=contact.made_on,
            through=contact.through,
            asked=contact.asked,
            note=contact.note,
            once=contact.once,
            logged_by=actor.id,
        )
    )
    audit.record(actor, "corners.contact_logged", (KIND, public_id), {"kind": contact.kind.value})
    db.session.flush()


def log_meeting(actor: Actor, public_id: str, new: NewMeeting) -> tuple[str, tuple[Receipt, ...]]:
    """Log a meeting and pass on what its speakers agreed to; everything else stays in the log.

    :returns: the meeting's public id and the receipts to hand out; none when the log was sent before.
    :raises Refusal: naming the field to mend, or when the same form was sent before with other words.
    """
    series = series_led_by(actor, public_id)
    before = db.session.scalars(sa.select(CornerMeeting).where(CornerMeeting.once == new.once)).one_or_none()
    if before is not None:
        return _logged_before(before, series, new), ()
    is_first = not db.session.scalar(
        sa.select(sa.func.count()).select_from(CornerMeeting).where(CornerMeeting.series_id == series.id)
    )
    refuse_unfit(new, is_first=is_first, today=clock.today())
    meeting = _meeting(series, new, actor)
    db.session.add(meeting)
    db.session.flush()
    receipts = tuple(
        receipt
        for number, said in enumerate(new.statements, start=1)
        if (receipt := _log_statement(actor, meeting, said, number))
    )
    series.next_on = new.next_on or _still_ahead(series.next_on)
    facts = {"kind": new.kind.value, "statements": len(new.statements), "passed_on": len(receipts)}
    audit.record(actor, "corners.meeting_logged", ("corner_meeting", meeting.public_id), facts)
    db.session.flush()
    return meeting.public_id, receipts


def series_led_by(actor: Actor, public_id: str) -> CornerSeries:
    """The series, held until the end of the transaction, so that two writers stand in line.

    :raises Refusal: when there is none that the actor leads.
    """
    db.session.scalars(locked(sa.select(CornerSeries).where(CornerSeries.public_id == public_id))).one_or_none()
    series = queries.series_of(actor, public_id)
    if series is None:
        raise Refusal(CornerRefusal.UNKNOWN)
    return series


def _write(series: CornerSeries, new: NewSeries) -> None:
    series.title, series.lang, series.place = new.title, new.lang, new.place
    series.rhythm, series.languages = new.rhythm.value, " ".join(new.languages)
    series.women_only, series.children_welcome = new.women_only, new.children_welcome
    series.safety, series.next_on = new.safety, new.next_on


def _meeting(series: CornerSeries, new: NewMeeting, actor: Actor) -> CornerMeeting:
    return CornerMeeting(series_id=series.id, once=new.once, logged_by=actor.id, **_columns(new))


def _columns(new: NewMeeting) -> dict[str, Any]:
    came = new.attendance
    return {
        "kind": new.kind.value,
        "held_on": new.held_on,
        "minutes": new.minutes,
        "women": came.women,
        "men": came.men,
        "other": came.other,
        "children": came.children,
        "interpreters": " ".join(new.interpreters),
        "topics": " ".join(topic.value for topic in new.topics),
        "note": new.note,
        "agreements": new.agreements,
        "safety": new.safety,
    }


def _log_statement(actor: Actor, meeting: CornerMeeting, said: NewStatement, number: int) -> Receipt | None:
    row = CornerStatement(
        meeting_id=meeting.id,
        number=number,
        words=said.words,
        lang=said.lang,
        translation=said.translation,
        translation_lang=said.translation_lang if said.translation else "",
        hands=said.hands,
        consent=Consent.KEEP.value,
    )
    db.session.add(row)
    db.session.flush()
    return None if said.consent is Consent.KEEP else passing_on.let_go(actor, row, said.consent)


def _logged_before(meeting: CornerMeeting, series: CornerSeries, new: NewMeeting) -> str:
    """The meeting of a form sent twice; one that was changed in between is not dropped silently."""
    if meeting.series_id != series.id:
        raise Refusal(CornerRefusal.UNKNOWN)
    words = db.session.scalars(
        sa.select(CornerStatement.words)
        .where(CornerStatement.meeting_id == meeting.id)
        .order_by(CornerStatement.number)
    ).all()
    if _columns(new) != {name: getattr(meeting, name) for name in _columns(new)} or list(words) != [
        said.words for said in new.statements
    ]:
        raise Refusal(CornerRefusal.SENT_BEFORE)
    return meeting.public_id


def _still_ahead(day: dt.date | None) -> dt.date | None:
    return day if day and day > clock.today() else None
