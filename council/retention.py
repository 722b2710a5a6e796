# SPDX-License-Identifier: EUPL-1.2
"""What the council deletes when its time is over; each service says when that is."""

from __future__ import annotations

from council.services.interests import forget_interests
from council.services.register_import import forget_imports
from council.services.supporters import forget_supporters


def forget() -> None:
    """Run on every tick."""
    forget_imports()
    forget_interests()
    forget_supporters()
