# SPDX-License-Identifier: EUPL-1.2
"""Appeals against the decision about a list: taken in within their days, decided once by the body the law names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.appeals import Appellant, after_appeal, appeal_until
from council.domain.candidate_list import ListEvent, ListState
from council.domain.count_refusals import CountRefusal
from council.domain.nomination_refusals import NominationRefusal
from council.domain.working_days import working_days
from council.models.candidacy import ListAppeal, ListAppealDecision
from council.models.nomination import CandidateList
from council.permissions import require_running, runs
from council.queries.candidacy import appeal_by, appeals_of
from council.queries.nomination import lists_of, number_draw
from council.services.list_access import handled, held_list, note, require_open

_DECISIONS = {ListEvent.ADMITTED.value, ListEvent.REJECTED.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPlan:
    """Who appeals and why. ``received_on`` is for papers; ``once`` tells two sendings apart."""

    appellant: Appellant
    grounds: str
    received_on: dt.date | None = None
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRuling:
    """How an appeal ends, as the deciding body wrote it."""

    upheld: bool
    reason: str
    decided_by: str
    decided_on: dt.date
    reference: str = ""


def file_appeal(actor: Actor, list_id: str, plan: AppealPlan) -> ListAppeal:
    """Take an appeal in. The list agent appeals today; staff enter papers by the day on which they came.

    :raises Refusal: ``council.not_appealable``, ``council.appeal_late``, ``council.appeal_open``.
    """
    one = handled(actor, list_id)
    known = db.session.scalars(sa.select(ListAppeal).where(ListAppeal.once == plan.once)).one_or_none()
    if known is not None:
        return known
    if one.now not in (ListState.ADMITTED, ListState.REJECTED):
        raise Refusal(NominationRefusal.NOT_APPEALABLE)
    if any(each.decision is None for each in appeals_of(one)):
        raise Refusal(NominationRefusal.APPEAL_OPEN)
    by_authority = runs(actor, one.election.public_id)
    filed_on = plan.received_on if by_authority and plan.received_on else clock.today()
    if filed_on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="received_on")
    ends = last_day(one)
    if ends is None or filed_on > ends:
        raise Refusal(NominationRefusal.APPEAL_LATE, ends=ends)
    appeal = ListAppeal(
        list_id=one.id,
        against=one.now.value,
        appellant=(plan.appellant if by_authority else Appellant.LIST).value,
        grounds=plan.grounds,
        filed_on=filed_on,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(appeal)
    note(actor, one, ListEvent.APPEALED)
    return appeal


def decide_appeal(actor: Actor, appeal_id: str, ruling: AppealRuling) -> ListAppeal:
    """Record how an appeal was decided, and carry it out: one that is upheld turns the decision round.

    A list admitted after the lots gets the number after the last one drawn.

    :raises Refusal: ``council.appeal_decided``, ``council.day_to_come``, or the lists are published.
    """
    appeal = appeal_by(appeal_id)
    assert appeal is not None
    one = held_list(appeal.candidate_list.public_id)
    require_running(actor, one.election.public_id)
    require_open(one.election)
    if appeal.decision is not None:
        raise Refusal(NominationRefusal.APPEAL_DECIDED)
    if ruling.decided_on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="decided_on")
    appeal.decision = ListAppealDecision(
        upheld=ruling.upheld,
        reason=ruling.reason,
        decided_by=ruling.decided_by,
        decided_on=ruling.decided_on,
        reference=ruling.reference,
        actor_id=actor.id,
    )
    if ruling.upheld and one.now is not ListState.WITHDRAWN:
        _carry_out(one, after_appeal(ListState(appeal.against)))
    note(actor, one, ListEvent.APPEAL_UPHELD if ruling.upheld else ListEvent.APPEAL_DISMISSED, reason=ruling.reason)
    return appeal


def last_day(one: CandidateList) -> dt.date | None:
    """The last day for an appeal against the newest decision about a list."""
    decided = [fact for fact in one.facts if fact.event in _DECISIONS]
    if not decided:
        return None
    terms = one.election.statute.parameters.timetable
    return appeal_until(decided[-1].at.astimezone(clock.ZONE).date(), terms.appeal_days, working_days(terms.country))


def _carry_out(one: CandidateList, state: ListState) -> None:
    drawn = number_draw(one.election) is not None
    if state is not ListState.ADMITTED:
        one.number = None
    one.state = state.value
    if drawn and state is ListState.ADMITTED and one.number is None:
        db.session.flush()
        one.number = 1 + max(each.number or 0 for each in lists_of(one.election))
