# SPDX-License-Identifier: EUPL-1.2
"""A candidate's own answer: agree, say no, or take a consent back, with the code of the consent slip.

Nobody is made to stand: a consent can be taken back until the lists are published, whatever was decided before.
"""

from __future__ import annotations

from core import clock, codes
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.candidate_list import Consent, Leaving, ListEvent, ListState
from council.domain.nomination_refusals import NominationRefusal
from council.models.nomination import Candidate, CandidateList
from council.queries.candidacy import candidate_by
from council.services.list_access import (
    CONSENT_CODE,
    OPEN_STATES,
    candidate_at,
    handled,
    held_list,
    note,
    require_change_time,
)


def issue_slip(actor: Actor, list_id: str, position: int) -> tuple[Candidate, str]:
    """A new code for one candidate; an older one opens nothing any more."""
    one = handled(actor, list_id)
    return _slip(actor, one, candidate_at(one, position))


def issue_slips(actor: Actor, list_id: str) -> list[tuple[Candidate, str]]:
    """A slip for everybody on the list who has not answered yet.

    :raises Refusal: ``council.everybody_answered``.
    """
    one = handled(actor, list_id)
    waiting = [person for person in one.candidates if person.answer is Consent.NONE]
    if not waiting:
        raise Refusal(NominationRefusal.EVERYBODY_ANSWERED)
    return [_slip(actor, one, person) for person in waiting]


def _slip(actor: Actor, one: CandidateList, person: Candidate) -> tuple[Candidate, str]:
    codes.withdraw(CONSENT_CODE, person.public_id)
    note(actor, one, ListEvent.CONSENT_SLIP, person=person)
    return person, codes.issue(CONSENT_CODE, person.public_id)


def answer(actor: Actor, candidate_id: str, *, agrees: bool) -> Candidate:
    """What the person says; saying the same twice changes nothing.

    :raises Refusal: ``council.consent_closed`` once the lists are published or the list is no longer there.
    """
    one, person = own_candidacy(actor, candidate_id)
    if agrees:
        _agree(actor, one, person)
    elif not person.answer.refused:
        _say_no(actor, one, person)
    return person


def own_candidacy(actor: Actor, candidate_id: str) -> tuple[CandidateList, Candidate]:
    """The candidate whose code was entered in this visit, with the list held."""
    known = candidate_by(candidate_id) if (CONSENT_CODE, candidate_id) in actor.opened else None
    if known is None:
        raise Refusal(NominationRefusal.CONSENT_CLOSED)
    one = held_list(known.candidate_list.public_id)
    person = next((each for each in one.candidates if each.public_id == candidate_id), None)
    if person is None or person.leaving or one.election.now not in OPEN_STATES or one.now is ListState.WITHDRAWN:
        raise Refusal(NominationRefusal.CONSENT_CLOSED)
    return one, person


def _agree(actor: Actor, one: CandidateList, person: Candidate) -> None:
    if person.answer is Consent.CODE:
        return
    if one.now is not ListState.SUBMITTED:
        raise Refusal(NominationRefusal.CONSENT_SETTLED)
    require_change_time(one)
    person.consent, person.consent_on = Consent.CODE.value, clock.today()
    note(actor, one, ListEvent.CONSENTED, person=person)


def _say_no(actor: Actor, one: CandidateList, person: Candidate) -> None:
    """A place on an admitted list stays empty; where nobody is left, the list is not there any more."""
    had_agreed = person.answer.given
    person.consent, person.consent_on = (Consent.TAKEN_BACK if had_agreed else Consent.DECLINED).value, None
    note(actor, one, ListEvent.CONSENT_TAKEN_BACK if had_agreed else ListEvent.DECLINED, person=person)
    if one.now is not ListState.ADMITTED:
        return
    person.leaving, person.left_on = Leaving.WITHDREW.value, clock.today()
    if one.standing:
        db.session.flush()
        return
    one.number, one.withdrawn_on = None, clock.today()
    note(actor, one, ListEvent.WITHDRAWN)
