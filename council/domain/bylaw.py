# SPDX-License-Identifier: EUPL-1.2
"""Changes to the municipality's own rules that the council needs, and their way through the city council."""

from enum import StrEnum

from core.domain.transitions import Moves


class BylawStage(StrEnum):
    """How far an amendment has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    READ = "read"
    ADOPTED = "adopted"
    REJECTED = "rejected"


class BylawEvent(StrEnum):
    """What moves an amendment on."""

    SUBMIT = "submit"
    READ = "read"
    ADOPT = "adopt"
    REJECT = "reject"


BYLAW_MOVES: Moves[BylawStage, BylawEvent] = Moves(
    {
        (BylawStage.DRAFT, BylawEvent.SUBMIT): BylawStage.SUBMITTED,
        (BylawStage.SUBMITTED, BylawEvent.READ): BylawStage.READ,
        (BylawStage.SUBMITTED, BylawEvent.ADOPT): BylawStage.ADOPTED,
        (BylawStage.SUBMITTED, BylawEvent.REJECT): BylawStage.REJECTED,
        (BylawStage.READ, BylawEvent.READ): BylawStage.READ,
        (BylawStage.READ, BylawEvent.ADOPT): BylawStage.ADOPTED,
        (BylawStage.READ, BylawEvent.REJECT): BylawStage.REJECTED,
    }
)
