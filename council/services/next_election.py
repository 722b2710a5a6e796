# SPDX-License-Identifier: EUPL-1.2
"""The end of a term opens the next election: a draft with the days that follow from it, made once.

Everything in the draft can be changed before it is called; whether there is an election is for the body that decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.election import ElectionState, LocalText
from council.domain.election_days import calendar_under
from council.domain.refusals import CouncilRefusal
from council.models.election import Election
from council.models.statute import StatuteVersion
from council.queries.terms import term_of
from council.services.election import ElectionPlan, draft_election


@dataclass(frozen=True, slots=True)
class NextElection:
    """What the draft would be: the day, and the statute that holds then."""

    polling_day: date
    statute: StatuteVersion


def proposed(election: Election) -> NextElection:
    """The next election after the term of this one.

    :raises Refusal: ``council.statute_unknown`` when no statute is adopted.
    """
    statute = db.session.scalars(
        sa.select(StatuteVersion)
        .where(StatuteVersion.adopted_on.is_not(None))
        .order_by(StatuteVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if statute is None:
        raise Refusal(CouncilRefusal.STATUTE_UNKNOWN)
    return NextElection(term_of(election).next_polling_day, statute)


def draft_next_election(actor: Actor, election: Election, title: LocalText) -> Election:
    """Prepare the next election; asking twice prepares one.

    :raises Refusal: not by this actor, no adopted statute, or nobody is elected yet whose term could end.
    """
    if election.now is not ElectionState.DECLARED:
        raise Refusal(CoreRefusal.MOVE_NOT_ALLOWED)
    plan = proposed(election)
    calendar = calendar_under(plan.statute.parameters.timetable, plan.polling_day, {})
    return draft_election(
        actor,
        ElectionPlan(
            title=title,
            statute_id=plan.statute.public_id,
            calendar=calendar,
            once=f"after-{election.public_id}",
        ),
    )
