# SPDX-License-Identifier: EUPL-1.2
"""The life of an import: open until its owner confirms or withdraws it, or its time is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from core.domain.transitions import Moves

KEPT_FOR = dt.timedelta(days=7)


class BatchState(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class BatchEvent(StrEnum):
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


MOVES: Moves[BatchState, BatchEvent] = Moves(
    {
        (BatchState.OPEN, BatchEvent.CONFIRM): BatchState.CONFIRMED,
        (BatchState.OPEN, BatchEvent.WITHDRAW): BatchState.WITHDRAWN,
        (BatchState.OPEN, BatchEvent.EXPIRE): BatchState.EXPIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, in numbers."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    faulty: int = 0
