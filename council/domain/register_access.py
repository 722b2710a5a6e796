# SPDX-License-Identifier: EUPL-1.2
"""For what an entry of the register may be opened, and the names under which that is recorded."""

from datetime import timedelta
from enum import StrEnum

OPENED = "council.entry_opened"
CODE_KIND = "elector"
"""What a code of a polling card opens: the entry of the person it was sent to."""
STAYS_OPEN = timedelta(minutes=30)


class Purpose(StrEnum):
    """Why somebody opens the entry of a person."""

    AT_THE_DESK = "at_the_desk"
    CLAIM = "claim"
    CORRECTION = "correction"
    DUPLICATE = "duplicate"
    CHECK = "check"
