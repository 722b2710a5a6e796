# SPDX-License-Identifier: EUPL-1.2
"""Getting hold of a candidate list: who may touch it, until when, and the fact that is kept of every act on it.

Every service about lists begins here; the acts themselves are elsewhere.
"""

from __future__ import annotations

import sqlalchemy as sa

from core import audit, clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.candidate_list import ListEvent, ListState
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionState
from council.domain.nomination_refusals import NominationRefusal
from council.domain.timetable import Step
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList, CandidateListFact
from council.permissions import nominates, runs
from council.queries.nomination import number_draw
from council.services.election import held
from council.services.timing import require_time

OPEN_STATES = (ElectionState.CALLED, ElectionState.REGISTER_OPEN, ElectionState.REGISTER_CLOSED)
"""While the election is here, lists can be handed in and changed."""

CONSENT_CODE = "consent"
"""The kind of thing that the code on a candidate's consent slip opens."""


def changeable(actor: Actor, list_id: str) -> CandidateList:
    """The list, its election held, for somebody who may change it while it can still be changed.

    :raises Refusal: ``council.not_your_list``, ``council.nominations_not_open``, ``council.list_decided``,
        ``council.list_withdrawn``, ``council.numbers_drawn``.
    """
    one = handled(actor, list_id)
    if one.now is ListState.ADMITTED:
        raise Refusal(CountRefusal.LIST_DECIDED)
    require_unnumbered(one.election)
    one.state = ListState.SUBMITTED.value
    return one


def handled(actor: Actor, list_id: str) -> CandidateList:
    """The list, its election held, while nominations are at work, for those who speak for it or run the election."""
    one = held_list(list_id)
    election_id = one.election.public_id
    own = one.agent_id and one.agent_id == actor.id and nominates(actor, election_id)
    if not (runs(actor, election_id) or own):
        raise Refusal(CountRefusal.NOT_YOUR_LIST)
    require_open(one.election)
    if one.now is ListState.WITHDRAWN:
        raise Refusal(NominationRefusal.LIST_WITHDRAWN)
    return one


def held_list(list_id: str) -> CandidateList:
    """The list, with the row of its election kept for this transaction."""
    election_id = db.session.scalars(
        sa.select(Election.public_id).join(CandidateList).where(CandidateList.public_id == list_id)
    ).one()
    held(election_id)
    return db.session.scalars(
        sa.select(CandidateList).where(CandidateList.public_id == list_id).execution_options(populate_existing=True)
    ).one()


def require_open(election: Election) -> None:
    """:raises Refusal: when no list can be handed in or changed."""
    if election.now not in OPEN_STATES:
        raise Refusal(CountRefusal.NOMINATIONS_NOT_OPEN)


def require_change_time(one: CandidateList) -> None:
    """:raises Refusal: when nominations are closed by the timetable and no period to mend is running."""
    if one.mend_until is None:
        require_time(one.election, Step.NOMINATIONS)
    elif clock.today() > one.mend_until:
        raise Refusal(NominationRefusal.MENDING_OVER, ends=one.mend_until)


def require_unnumbered(election: Election) -> None:
    """A list that came or changed after the lots would wait for a decision that nobody can make any more."""
    require_open(election)
    if number_draw(election) is not None:
        raise Refusal(CountRefusal.NUMBERS_DRAWN)


def candidate_at(one: CandidateList, position: int | None) -> Candidate:
    return next(each for each in one.candidates if each.position == position)


def note(
    actor: Actor, one: CandidateList, event: ListEvent, *, reason: str = "", person: Candidate | None = None
) -> None:
    """Keep the fact and record it."""
    fact = CandidateListFact(event=event.value, actor_id=actor.id, reason=reason)
    facts: dict[str, audit.Fact] = {"election": one.election.public_id}
    if person is not None:
        fact.position, fact.candidate = facts["position"], facts["candidate"] = person.position, person.public_id
    one.facts.append(fact)
    db.session.flush()
    audit.record(actor, f"council.list_{event.value}", ("candidate_list", one.public_id), facts)
