# SPDX-License-Identifier: EUPL-1.2
"""The instruction of the election authority: written for the body that decides, accepted by a different person.

Who accepts runs the election and sits in no working group. Once accepted the instruction stays as it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core import audit, clock
from core.db import db
from core.domain.actor import Actor, ActorKind, Role
from core.domain.refusal import Refusal
from council.domain.founding import AuthorityTask, FoundingRefusal
from council.models.founding import AuthorityInstruction
from council.permissions import require_running
from council.queries.founding import instruction_to_change
from council.services.election import held
from council.services.working_group import require_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionPlan:
    """Who decided it and when, what the authority is to do, and by when it answers."""

    decided_by: str
    decided_on: dt.date
    tasks: tuple[AuthorityTask, ...]
    deadline: dt.date
    reference: str = ""
    scope: str = ""


def write_instruction(actor: Actor, election_id: str, plan: InstructionPlan) -> AuthorityInstruction:
    """Write the instruction for one election, or put it right while nobody has accepted it.

    :raises Refusal: no task, decided on a day that lies ahead, or accepted already.
    """
    if not (actor.kind is ActorKind.SYSTEM or actor.has(Role.OFFICER)):
        raise Refusal(FoundingRefusal.NOT_PREPARING)
    if not plan.tasks:
        raise Refusal(FoundingRefusal.NO_TASK_CHOSEN, field="tasks")
    if plan.decided_on > clock.today():
        raise Refusal(FoundingRefusal.DAY_AHEAD, field="decided_on")
    election = held(election_id)
    instruction = instruction_to_change(election)
    if instruction is None:
        instruction = AuthorityInstruction(election_id=election.id)
        db.session.add(instruction)
    if instruction.accepted_at is not None:
        raise Refusal(FoundingRefusal.INSTRUCTION_ACCEPTED)
    instruction.decided_by, instruction.decided_on = plan.decided_by, plan.decided_on
    instruction.reference, instruction.scope = plan.reference, plan.scope
    instruction.tasks, instruction.deadline = [task.value for task in plan.tasks], plan.deadline
    instruction.written_by = actor.id
    db.session.flush()
    facts: dict[str, audit.Fact] = {"tasks": ",".join(instruction.tasks), "deadline": plan.deadline.isoformat()}
    audit.record(actor, "council.authority_instructed", ("election", election_id), facts)
    return instruction


def accept_instruction(actor: Actor, election_id: str, accepted_for: str) -> AuthorityInstruction:
    """The election authority takes the task on.

    :raises Refusal: somebody else's election, a member of the working group, who wrote it, or accepted already.
    """
    require_running(actor, election_id)
    require_apart(actor)
    instruction = instruction_to_change(held(election_id))
    if instruction is None or instruction.accepted_at is not None:
        raise Refusal(FoundingRefusal.ALREADY_SETTLED)
    if instruction.written_by == actor.id:
        raise Refusal(FoundingRefusal.INSTRUCTION_BY_YOURSELF)
    instruction.accepted_at, instruction.accepted_by = clock.now(), actor.id
    instruction.accepted_for = accepted_for
    db.session.flush()
    audit.record(actor, "council.instruction_accepted", ("election", election_id))
    return instruction
