# SPDX-License-Identifier: EUPL-1.2
"""Marking the roll at a desk: looking somebody up, giving one paper, taking a wrong mark back.

That somebody looked, and that a paper was given, is recorded without saying for whom: the audit record knows the
second, so it must not know the elector. Who was given a paper is a fact of the roll, which knows the hour.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock, codes
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from core.throttle import keyed
from council.domain.election import ElectionState, reached
from council.domain.electoral_register import search_words
from council.domain.places import ElectionPlace
from council.domain.polling_refusals import PollingRefusal
from council.domain.postal import PostalEvent
from council.domain.refusals import CouncilRefusal
from council.domain.register_access import CODE_KIND
from council.domain.roll import (
    REFUSED,
    UNDO_MINUTES,
    DeskSearch,
    MarkKind,
    RollState,
    Standing,
    Way,
    card_text,
    hour_of,
    may_undo,
    minute_of,
    split_birth,
    standing,
)
from council.domain.turnout import ReportKind
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.roll import PostalFact, RollMark
from council.permissions import require_reading, runs
from council.queries.places import reports_of
from council.queries.roll import roll_states
from council.services.places import known_place
from council.services.register import SHORTEST_SEARCH


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlan:
    """One paper for one elector. ``once`` tells a second click from a second paper.

    ``envelope`` says what became of a postal envelope that is still out: handed in at the desk, or declared lost.
    """

    entry_id: str
    once: str
    envelope: str = ""


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark to be written on a line whose state was just read."""

    state: RollState
    place: str
    way: Way
    once: str


def look_up_at_desk(actor: Actor, election_id: str, key: str, typed: str) -> DeskSearch:
    """What was scanned or typed, ready to be looked for; that somebody looked is recorded.

    :raises Refusal: ``council.search_too_short``.
    """
    require_reading(actor, election_id)
    card = codes.known(CODE_KIND, card_text(typed))
    facts: dict[str, audit.Fact] = {"place": key, "by": "card" if card else "words"}
    audit.record(actor, "council.desk_searched", ("election", election_id), facts)
    if card is not None and card.withdrawn_at is None:
        return DeskSearch(entry_id=card.public_id)
    if card is not None:
        return DeskSearch(replaced=True)
    rest, born = split_birth(typed)
    words = search_words(rest) if rest else ()
    if not born and sum(len(word) for word in words) < SHORTEST_SEARCH:
        raise Refusal(CouncilRefusal.SEARCH_TOO_SHORT, field="typed", length=SHORTEST_SEARCH)
    return DeskSearch(words=words, born=born)


def give_paper(actor: Actor, election_id: str, key: str, plan: PaperPlan) -> RollMark:
    """Mark one elector; the same click twice marks once, and of two desks at once one is told.

    :raises Refusal: why no paper may be given, as a sentence for the desk.
    """
    require_reading(actor, election_id)
    election = polling(election_id)
    here = known_place(election, key)
    entry = line_held(election, plan.entry_id)
    sent = _sent(plan.once, entry)
    if sent is not None:
        return sent
    _require_open(election, here)
    state = state_of(entry)
    found = standing(state, here)
    if found is Standing.ENVELOPE_OUT and plan.envelope:
        _cancel_envelope(actor, election, entry, plan.envelope)
        found = Standing.MAY_VOTE
    if found is not Standing.MAY_VOTE:
        raise Refusal(REFUSED[found])
    mark = add_mark(actor, election, entry, NewMark(state, key, Way.DESK, plan.once))
    audit.record(actor, "council.paper_given", ("election", election_id))
    return mark


def take_back(actor: Actor, election_id: str, key: str, plan: PaperPlan, *, reason: str, token: str = "") -> None:
    """Take a mark back: the clerk who made it within minutes, the returning officer until the count begins.

    :raises Refusal: ``council.undo_too_late``, or ``council.not_marked``.
    """
    require_reading(actor, election_id)
    election = polling(election_id)
    here = known_place(election, key)
    entry = line_held(election, plan.entry_id)
    if not runs(actor, election_id) and not _fresh(actor, plan.entry_id, token):
        raise Refusal(PollingRefusal.UNDO_TOO_LATE, minutes=UNDO_MINUTES)
    if _sent(plan.once, entry) is not None:
        return
    state = state_of(entry)
    if not state.marked or state.way is None or state.way is Way.POST:
        raise Refusal(PollingRefusal.NOT_MARKED)
    if not reason:
        raise Refusal(PollingRefusal.REASON_NEEDED, field="reason")
    row = _fact(actor, election, entry, state, once=plan.once)
    row.kind, row.place, row.way, row.reason = MarkKind.TAKEN_BACK.value, here.key, state.way.value, reason
    row.hour = hour_of(clock.now())
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "council.paper_taken_back", ("election", election_id))


def undo_token(actor: Actor, entry_id: str) -> str:
    """What the page keeps for taking a mark back: the minute, signed for this clerk and this mark. Stored nowhere."""
    minute = minute_of(clock.now())
    return f"{minute}.{_signed(actor, entry_id, minute)}"


def add_mark(actor: Actor, election: Election, entry: RegisterEntry, new: NewMark) -> RollMark:
    """Write a mark of a line that is held; only a mark made at the desk knows its hour."""
    row = _fact(actor, election, entry, new.state, once=new.once)
    row.kind, row.place, row.way = MarkKind.MARKED.value, new.place, new.way.value
    row.hour = hour_of(clock.now()) if new.way is Way.DESK else None
    db.session.add(row)
    db.session.flush()
    return row


def polling(election_id: str, *, before: bool = False) -> Election:
    """The election, kept from going on to the count while this is written; desks do not wait for each other.

    :param before: what belongs to the roll may also be written before polling is opened.
    :raises Refusal: polling is not open, or the count has begun.
    """
    statement = sa.select(Election).where(Election.public_id == election_id)
    shared = statement.with_for_update(of=Election, read=True).execution_options(populate_existing=True)
    election = db.session.scalars(shared).one()
    if reached(election.now, ElectionState.COUNTING):
        raise Refusal(PollingRefusal.ROLL_OVER)
    if before and not reached(election.now, ElectionState.REGISTER_CLOSED):
        raise Refusal(PollingRefusal.REGISTER_STILL_OPEN)
    if not before and election.now is not ElectionState.POLLING:
        raise Refusal(PollingRefusal.POLLING_NOT_OPEN)
    return election


def line_held(election: Election, entry_id: str) -> RegisterEntry:
    """One line of the register, kept for this transaction."""
    statement = sa.select(RegisterEntry).where(
        RegisterEntry.election_id == election.id, RegisterEntry.public_id == entry_id
    )
    entry = db.session.scalars(locked(statement)).one_or_none()
    if entry is None:
        raise Refusal(PollingRefusal.NOT_AN_ELECTOR)
    return entry


def state_of(entry: RegisterEntry) -> RollState:
    return roll_states([(entry.id, entry.eligible, entry.place)])[entry.id]


def _sent(once: str, entry: RegisterEntry) -> RollMark | None:
    """The fact of an earlier click of the same button, when there was one."""
    sent = db.session.scalars(sa.select(RollMark).where(RollMark.once == once)).one_or_none()
    if sent is not None and sent.entry_id != entry.id:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    return sent


def _fact(actor: Actor, election: Election, entry: RegisterEntry, state: RollState, *, once: str) -> RollMark:
    return RollMark(
        entry_id=entry.id,
        turn=state.turn + 1,
        previous=state.turn or None,
        election_id=election.id,
        once=once[:40],
        actor_id=actor.id,
    )


def _cancel_envelope(actor: Actor, election: Election, entry: RegisterEntry, reason: str) -> None:
    turn = db.session.scalar(sa.select(sa.func.max(PostalFact.turn)).where(PostalFact.entry_id == entry.id)) or 0
    fact = PostalFact(entry_id=entry.id, turn=turn + 1, election_id=election.id, event=PostalEvent.CANCEL.value)
    fact.on, fact.reason, fact.actor_id = clock.today(), reason, actor.id
    db.session.add(fact)
    db.session.flush()


def _require_open(election: Election, here: ElectionPlace) -> None:
    told = reports_of(election).get(here.key)
    if told and told[-1].kind == ReportKind.CLOSED.value:
        raise Refusal(PollingRefusal.PLACE_CLOSED)


def _fresh(actor: Actor, entry_id: str, token: str) -> bool:
    minute, _dot, signed = token.partition(".")
    if not minute.isdecimal() or len(minute) > 12:
        return False
    known = _signed(actor, entry_id, int(minute))
    return hmac.compare_digest(known, signed) and may_undo(int(minute), clock.now())


def _signed(actor: Actor, entry_id: str, minute: int) -> str:
    return keyed("take-back", f"{actor.id}:{entry_id}:{minute}")
