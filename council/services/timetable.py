# SPDX-License-Identifier: EUPL-1.2
"""Records that somebody decided to give steps of an election another time, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.election import ElectionState
from council.domain.timetable import Step
from council.domain.timetable_refusals import TimetableRefusal
from council.models.timetable import TimetableException
from council.permissions import require_running
from council.queries.timetable import exception_sent
from council.services.election import Instruction, held


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionPlan:
    """Which steps may be taken when; an empty day leaves that side open. ``once`` tells two sendings apart."""

    steps: tuple[Step, ...]
    begins_on: dt.date | None
    ends_on: dt.date | None
    reason: str
    once: str


def decide_exception(actor: Actor, election_id: str, plan: ExceptionPlan, decision: Instruction) -> None:
    """Record the decision; from now on it goes before the statute's days. Sending it twice records it once.

    :raises Refusal: no step, days changed over, or the result is declared.
    """
    require_running(actor, election_id)
    election = held(election_id)
    if exception_sent(plan.once):
        return
    if election.now is ElectionState.DECLARED:
        raise Refusal(TimetableRefusal.ELECTION_OVER)
    if not plan.steps:
        raise Refusal(TimetableRefusal.NO_STEP_CHOSEN, field="steps")
    if plan.begins_on and plan.ends_on and plan.begins_on > plan.ends_on:
        raise Refusal(TimetableRefusal.DAYS_CHANGED_OVER, field="ends_on")
    db.session.add_all(
        TimetableException(
            election_id=election.id,
            once=plan.once,
            step=step.value,
            begins_on=plan.begins_on,
            ends_on=plan.ends_on,
            decided_by=decision.by,
            reference=decision.reference,
            reason=plan.reason,
            actor_id=actor.id,
        )
        for step in plan.steps
    )
    db.session.flush()
    facts: dict[str, audit.Fact] = {
        "steps": ",".join(plan.steps),
        "begins_on": plan.begins_on.isoformat() if plan.begins_on else "",
        "ends_on": plan.ends_on.isoformat() if plan.ends_on else "",
    }
    audit.record(actor, "council.timetable_exception_decided", ("election", election_id), facts)
