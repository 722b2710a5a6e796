# SPDX-License-Identifier: EUPL-1.2
"""Use cases of the follow-up: receive an input, note what happened to it, replace or withdraw its code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from consult.followup.domain import life
from consult.followup.domain.life import FactKind, NewFact, Source, Words
from consult.followup.domain.refusals import FollowupRefusal
from consult.followup.models import Input, InputFact, InputFactText
from consult.followup.permissions import acting_role
from consult.followup.reading import Receipt
from core import audit, clock, codes
from core.db import attempt, db, locked
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal

KIND = "input"
LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person said, and where."""

    source: Source
    source_ref: str
    text: str
    lang: str
    on: dt.date
    title: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)


def receive(actor: Actor, heard: Heard) -> Receipt:
    """Take in what a person said and owe her an answer; the returned code is readable this once.

    :raises Refusal: when there are no words, or this thing was received before.
    """
    words = heard.text.strip()[:LONGEST]
    if not words:
        raise Refusal(FollowupRefusal.NOTHING_SAID, field="text")
    if heard.on > clock.today():
        raise Refusal(FollowupRefusal.IN_THE_FUTURE, field="on")
    row = Input(
        source=heard.source.value,
        source_ref=heard.source_ref,
        original=words,
        lang=heard.lang,
        received_on=heard.on,
        title=heard.title.strip()[:200],
    )
    try:
        with attempt():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        raise Refusal(FollowupRefusal.ALREADY_RECEIVED) from None
    translations = {lang: Words(text[:LONGEST]) for lang, text in heard.translations.items()}
    fact = NewFact(FactKind.HEARD, lang=heard.lang, texts=translations)
    _add(row, fact, number=1, on=heard.on, by=(actor, acting(actor)))
    code = codes.issue(KIND, row.public_id)
    audit.record(actor, "followup.input_received", (KIND, row.public_id), {"source": heard.source.value})
    db.session.flush()
    return Receipt(row.public_id, code)


def note(actor: Actor, public_id: str, fact: NewFact, *, seen: int | None = None) -> None:
    """Add one fact to an input's story.

    :param seen: how many facts the writer had before her. The same step sent twice changes the world once.
    :raises Refusal: when this cannot happen now, is incomplete, or the actor may not say it.
    """
    row = _locked(public_id)
    role = acting_role(actor, fact.kind, public_id)
    if role is None:
        raise Refusal(FollowupRefusal.NOT_YOURS)
    newest = _newest(row)
    if seen is not None and newest.number != seen:
        if newest.number == seen + 1 and _same(newest, fact, actor):
            return
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    on = fact.on or clock.today()
    standing = life.after(row.standing(), fact, on)
    life.refuse_incomplete(fact, on=on, heard_on=row.received_on, today=clock.today())
    row.stand(standing)
    _add(row, fact, number=newest.number + 1, on=on, by=(actor, role))
    facts = {"state": standing.state.value, "outcome": fact.outcome.value if fact.outcome else None}
    audit.record(actor, f"followup.input_{fact.kind.value}", (KIND, public_id), facts)
    db.session.flush()


def renew_code(actor: Actor, public_id: str) -> Receipt:
    """A new code in place of one whose slip was lost; the old one opens nothing any more."""
    row = _locked(public_id)
    if acting_role(actor, FactKind.HEARD, public_id) is None:
        raise Refusal(FollowupRefusal.NOT_YOURS)
    codes.withdraw(KIND, row.public_id)
    code = codes.issue(KIND, row.public_id)
    audit.record(actor, "followup.code_renewed", (KIND, public_id))
    db.session.flush()
    return Receipt(row.public_id, code)


def withdraw_code(actor: Actor, public_id: str) -> None:
    """Make the code of an input useless."""
    row = _locked(public_id)
    codes.withdraw(KIND, row.public_id)
    audit.record(actor, "followup.code_withdrawn", (KIND, public_id))
    db.session.flush()


def acting(actor: Actor) -> str:
    """In which role an input was taken in: a member of staff wrote it down, or the person did ("")."""
    return acting_role(actor, FactKind.HEARD, "") or ""


def _locked(public_id: str) -> Input:
    row = db.session.scalars(locked(sa.select(Input).where(Input.public_id == public_id))).one_or_none()
    if row is None:
        raise Refusal(FollowupRefusal.UNKNOWN_INPUT)
    return row


def _newest(row: Input) -> InputFact:
    return db.session.scalars(
        sa.select(InputFact).where(InputFact.input_id == row.id).order_by(InputFact.number.desc()).limit(1)
    ).one()


def _same(noted: InputFact, fact: NewFact, actor: Actor) -> bool:
    mine = (noted.actor_id, noted.kind, noted.text, noted.reason, noted.body)
    return mine == (actor.id, fact.kind.value, fact.text.strip(), fact.reason.strip(), fact.body.strip())


def _add(row: Input, fact: NewFact, *, number: int, on: dt.date, by: tuple[Actor, str]) -> None:
    actor, role = by
    noted = InputFact(
        input_id=row.id,
        number=number,
        kind=fact.kind.value,
        happened_on=on,
        actor_id=actor.id,
        role=role,
        body=fact.body.strip()[:200],
        text=fact.text.strip()[:LONGEST],
        reason=fact.reason.strip()[:LONGEST],
        outcome=fact.outcome.value if fact.outcome else None,
        lang=fact.lang,
        due_on=fact.due_on,
    )
    db.session.add(noted)
    db.session.flush()
    for lang, words in sorted(fact.texts.items()):
        if lang != fact.lang and (words.text or words.reason or words.body):
            db.session.add(
                InputFactText(fact_id=noted.id, lang=lang, text=words.text, reason=words.reason, body=words.body[:200])
            )
