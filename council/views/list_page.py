# SPDX-License-Identifier: EUPL-1.2
"""What somebody can do with one list now, decided once for the page of the list."""

from __future__ import annotations

from dataclasses import dataclass

from core.access import current_actor
from council.domain.candidate_list import Consent, ListState
from council.models.nomination import CandidateList
from council.permissions import NOTE_SUPPORT, runs
from council.queries import nomination as queries
from council.services.admission import LEAVING_STATES
from council.services.list_access import OPEN_STATES
from council.services.statements import TRANSLATED_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class ListActs:
    """The acts that the page of a list offers."""

    run: bool
    change: bool
    decide: bool
    resubmit: bool
    appeal: bool
    withdraw: bool
    slips: bool
    slips_all: bool
    translate: bool
    support: bool
    leave: bool


def list_acts(one: CandidateList) -> ListActs:
    actor, election = current_actor(), one.election
    run = runs(actor, election.public_id)
    handles = run or (bool(one.agent_id) and one.agent_id == actor.id)
    there = one.now is not ListState.WITHDRAWN
    open_now = election.now in OPEN_STATES and there
    drawn = queries.number_draw(election) is not None
    undecided = open_now and one.now is not ListState.ADMITTED and not drawn
    return ListActs(
        run=run,
        change=undecided and handles,
        decide=run and open_now and not drawn,
        resubmit=undecided and handles and one.mend_until is not None,
        appeal=handles and open_now and one.now is not ListState.SUBMITTED,
        withdraw=handles and open_now and not drawn,
        slips=handles and open_now,
        slips_all=handles and open_now and any(each.answer is Consent.NONE for each in one.candidates),
        translate=run and there and election.now in TRANSLATED_IN,
        support=NOTE_SUPPORT.allows(actor) and bool(election.statute.parameters.supporters),
        leave=run and one.now is ListState.ADMITTED and election.now in LEAVING_STATES,
    )
