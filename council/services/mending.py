# SPDX-License-Identifier: EUPL-1.2
"""Sending a list back with everything it lacks, handing it in again in time, and withdrawing it."""

from __future__ import annotations

import sqlalchemy as sa

from core import clock, codes
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.candidate_list import ListEvent, ListState
from council.domain.count_refusals import CountRefusal
from council.domain.nomination_refusals import NominationRefusal
from council.domain.working_days import working_days
from council.models.candidacy import ListSupporter
from council.models.nomination import CandidateList
from council.permissions import require_running
from council.queries.nomination import findings, lists_of
from council.services.list_access import (
    CONSENT_CODE,
    changeable,
    handled,
    held_list,
    note,
    require_change_time,
    require_unnumbered,
)


def return_list(actor: Actor, list_id: str, *, reason: str) -> CandidateList:
    """Send a list back: it lacks something, and can be mended for as many working days as the statute gives.

    :raises Refusal: ``council.list_decided``, ``council.mending_now``, ``council.nothing_to_mend``.
    """
    one = held_list(list_id)
    require_running(actor, one.election.public_id)
    require_unnumbered(one.election)
    if one.now is not ListState.SUBMITTED:
        raise Refusal(CountRefusal.LIST_DECIDED)
    if one.mend_until and one.mend_until >= clock.today():
        raise Refusal(NominationRefusal.MENDING_NOW, ends=one.mend_until)
    lacks = any(each.blocks or each.needs_reason for each in findings(one, lists_of(one.election)))
    if not (lacks or reason):
        raise Refusal(NominationRefusal.NOTHING_TO_MEND)
    terms = one.election.statute.parameters
    working = working_days(terms.timetable.country)
    one.mend_until = working.plus(clock.today(), terms.mending_days)
    note(actor, one, ListEvent.RETURNED, reason=reason)
    return one


def resubmit_list(actor: Actor, list_id: str) -> CandidateList:
    """The mended list is handed in again and stays as it is, once nominations are closed.

    :raises Refusal: ``council.nothing_to_mend`` when it was not sent back, ``council.mending_over``.
    """
    one = changeable(actor, list_id)
    if one.mend_until is None:
        raise Refusal(NominationRefusal.NOTHING_TO_MEND)
    require_change_time(one)
    one.mend_until = None
    note(actor, one, ListEvent.RESUBMITTED)
    return one


def withdraw_list(actor: Actor, list_id: str, *, reason: str) -> CandidateList:
    """Take a list back. Its people and its supporters are free for other lists.

    :raises Refusal: ``council.numbers_drawn``, ``council.reason_needed``.
    """
    one = handled(actor, list_id)
    require_unnumbered(one.election)
    if not reason:
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    one.withdrawn_on, one.mend_until = clock.today(), None
    for person in one.candidates:
        person.register_number = None
        codes.withdraw(CONSENT_CODE, person.public_id)
    db.session.execute(sa.update(ListSupporter).where(ListSupporter.list_id == one.id).values(elector=None))
    note(actor, one, ListEvent.WITHDRAWN, reason=reason)
    return one
