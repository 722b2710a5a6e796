# SPDX-License-Identifier: EUPL-1.2
"""What the processes of the register's concurrency tests do: 1 for who was first, 0 for who was told why not."""

from __future__ import annotations

from core.db import unit_of_work
from core.domain.actor import Actor, ActorKind, Grant, Role
from core.domain.refusal import Refusal
from council.domain.claims import ClaimRefusal, ClaimState
from council.domain.refusals import CouncilRefusal
from council.services import claims, register_import
from council.services.claims import ClaimRuling
from council.services.election import Instruction
from tests.builders.council import EXPORTED_ON
from tests.builders.registers import PEOPLE, file_of, number

ANOTHER_REFUSAL = 100


def _chief(public_id: str) -> Actor:
    return Actor(ActorKind.STAFF, id=public_id, grants=frozenset({Grant(Role.RETURNING_OFFICER)}))


def decide_one_claim(place: int, claim: str, chiefs: tuple[str, ...]) -> int:
    """One accepts and one rejects the same claim at once."""
    outcome = (ClaimState.ACCEPTED, ClaimState.REJECTED)[place]
    ruling = ClaimRuling(
        outcome=outcome,
        reason="Compared with the papers",
        register_number=number(3),
        values={"date_of_birth": "1990-12-31"},
    )
    try:
        with unit_of_work():
            claims.decide_claim(_chief(chiefs[place]), claim, ruling, decision=Instruction("Authority"))
    except Refusal as refusal:
        return 0 if refusal.code is ClaimRefusal.CLAIM_DECIDED else ANOTHER_REFUSAL
    return 1


def import_one_file(_place: int, election: str, chief: str) -> int:
    """The same file read and confirmed several times at once."""
    actor = _chief(chief)
    try:
        with unit_of_work():
            batch = register_import.read_register(actor, election, file_of(*PEOPLE), exported_on=EXPORTED_ON).public_id
        with unit_of_work():
            register_import.confirm_import(actor, batch)
    except Refusal as refusal:
        settled = (CouncilRefusal.IMPORT_SETTLED, CouncilRefusal.IMPORT_OUTDATED)
        return 0 if refusal.code in settled else ANOTHER_REFUSAL
    return 1
