# SPDX-License-Identifier: EUPL-1.2
"""The guard of calling an election: not on an instruction that nobody accepted, and not by the working group."""

from __future__ import annotations

from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.founding import FoundingRefusal
from council.models.election import Election
from council.queries.founding import instruction_to_change
from council.services.working_group import require_apart


def require_accepted(actor: Actor, election: Election) -> None:
    """An election is called by somebody outside the working group, on an instruction that was accepted.

    An instruction on paper alone is named when the election is called.

    :raises Refusal: the instruction waits, or the actor sits in the working group.
    """
    require_apart(actor)
    instruction = instruction_to_change(election)
    if instruction is not None and instruction.accepted_at is None:
        raise Refusal(FoundingRefusal.INSTRUCTION_WAITS)
