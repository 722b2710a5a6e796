# SPDX-License-Identifier: EUPL-1.2
"""People who would like to stand or help: they write without an account, and meet only when both want it.

Nobody at work sees who they are. Everything is deleted some days after nominations close, or at once on their wish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock, codes, throttle
from core.codes import AccessCode
from core.db import db, locked
from core.domain.actor import SYSTEM, Actor
from core.domain.refusal import Refusal
from council.domain.election import ElectionState, reached
from council.domain.outreach import (
    KEPT_AFTER_NOMINATIONS,
    MeetingState,
    OutreachRefusal,
    Wish,
)
from council.models.election import Election
from council.models.outreach import CandidacyInterest, InterestMeeting
from council.queries.interests import meeting_between

CODE_KIND = "interest"
MOST_FROM_ONE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPlan:
    """What somebody writes. ``may_be_found`` is the consent that others read it, without name and contact."""

    wish: Wish
    name: str
    contact: str
    lang: str
    about: str
    may_be_found: bool
    once: str


@dataclass(frozen=True, slots=True)
class Received:
    """An entry and the code that opens it; empty when the same form had come before."""

    interest: CandidacyInterest
    code: str


def takes_interest(election: Election) -> bool:
    """True from the call of the election until nominations close."""
    return election.now is not ElectionState.DRAFT and not reached(election.now, ElectionState.NOMINATIONS_CLOSED)


def tell_interest(actor: Actor, election: Election, plan: InterestPlan, *, visitor: str = "") -> Received:
    """Take in what somebody wrote.

    :raises Refusal: nominations are closed, or too many from one visitor.
    """
    known = db.session.scalars(sa.select(CandidacyInterest).where(CandidacyInterest.once == plan.once)).one_or_none()
    if known is not None:
        return Received(known, "")
    if not takes_interest(election):
        raise Refusal(OutreachRefusal.INTEREST_CLOSED)
    _count(visitor)
    interest = CandidacyInterest(
        election_id=election.id,
        wish=plan.wish.value,
        name=plan.name,
        contact=plan.contact,
        lang=plan.lang,
        about=plan.about,
        may_be_found=plan.may_be_found,
        consented_at=clock.now() if plan.may_be_found else None,
        once=plan.once,
    )
    db.session.add(interest)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"interest": interest.public_id, "wish": plan.wish.value}
    audit.record(actor, "council.interest_told", ("election", election.public_id), facts)
    return Received(interest, codes.issue(CODE_KIND, interest.public_id))


def change_consent(actor: Actor, public_id: str, may_be_found: bool) -> None:
    """Let others find this entry, or no longer. Meetings that are agreed stay agreed."""
    interest = _held(public_id)
    interest.may_be_found = may_be_found
    interest.consented_at = clock.now() if may_be_found else None
    db.session.flush()
    audit.record(actor, "council.interest_consent", (CODE_KIND, public_id), {"may_be_found": may_be_found})


def ask_to_meet(actor: Actor, public_id: str, other_id: str) -> bool:
    """Ask for a meeting; True when it is new. Whoever was asked by the other already agrees by asking back.

    :raises Refusal: one of the two may not be found.
    """
    mine, other = _held(public_id), _held(other_id)
    if mine.election_id != other.election_id or not (mine.may_be_found and other.may_be_found):
        raise Refusal(OutreachRefusal.INTEREST_HIDDEN)
    known = meeting_between(mine, other)
    if known is None:
        db.session.add(InterestMeeting(from_id=mine.id, to_id=other.id))
        db.session.flush()
        audit.record(actor, "council.interest_meeting_asked", (CODE_KIND, public_id), {"other": other_id})
        return True
    if known.to_id == mine.id and known.now is MeetingState.ASKED:
        answer_meeting(actor, public_id, other_id, agree=True)
    return False


def answer_meeting(actor: Actor, public_id: str, other_id: str, *, agree: bool) -> None:
    """Who was asked agrees or not; only an agreed meeting shows name and contact, and then to both.

    :raises Refusal: nobody asked, or it was answered before.
    """
    mine, other = _held(public_id), _held(other_id)
    meeting = meeting_between(mine, other)
    if meeting is None or meeting.to_id != mine.id or meeting.now is not MeetingState.ASKED:
        raise Refusal(OutreachRefusal.MEETING_ANSWERED)
    meeting.state = (MeetingState.AGREED if agree else MeetingState.REFUSED).value
    meeting.answered_at = clock.now()
    db.session.flush()
    audit.record(actor, "council.interest_meeting_answered", (CODE_KIND, public_id), {"agreed": agree})


def delete_interest(actor: Actor, public_id: str) -> None:
    """Delete an entry, its meetings and its code."""
    _delete([_held(public_id)])
    audit.record(actor, "council.interest_deleted", (CODE_KIND, public_id))


def forget_interests() -> int:
    """Delete what was written for elections whose nominations closed long enough ago."""
    last = clock.today() - KEPT_AFTER_NOMINATIONS
    late = db.session.scalars(
        sa.select(CandidacyInterest)
        .join(Election, Election.id == CandidacyInterest.election_id)
        .where(Election.nominations_close_on < last)
    ).all()
    if late:
        _delete(late)
        audit.record(SYSTEM, "council.interests_forgotten", (CODE_KIND, ""), {"number": len(late)})
    return len(late)


def _delete(interests: Sequence[CandidacyInterest]) -> None:
    ids = [each.id for each in interests]
    names = [each.public_id for each in interests]
    either = sa.or_(InterestMeeting.from_id.in_(ids), InterestMeeting.to_id.in_(ids))
    db.session.execute(sa.delete(InterestMeeting).where(either))
    db.session.execute(sa.delete(AccessCode).where(AccessCode.kind == CODE_KIND, AccessCode.public_id.in_(names)))
    db.session.execute(sa.delete(CandidacyInterest).where(CandidacyInterest.id.in_(ids)))


def _held(public_id: str) -> CandidacyInterest:
    return db.session.scalars(
        locked(sa.select(CandidacyInterest).where(CandidacyInterest.public_id == public_id))
    ).one()  # fmt: skip


def _count(visitor: str) -> None:
    bucket = throttle.visitor_bucket("interest", visitor)
    if throttle.blocked(bucket, MOST_FROM_ONE):
        minutes = int(throttle.WINDOW.total_seconds() // 60)
        raise Refusal(OutreachRefusal.INTEREST_TOO_MANY, minutes=minutes)
    throttle.count(bucket)
