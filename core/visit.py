# SPDX-License-Identifier: EUPL-1.2
"""What a visit keeps in its own signed cookie, and how it is forgotten for the next person at a shared computer.

Not here: what keeps staff signed in (``core.accounts``).
"""

from __future__ import annotations

from flask import session

OPENED = "opened"
"""Things that a printed code has opened, as [kind, public id]."""

SLIPS = "slips"
"""Codes whose slip was not shown yet."""


def forget() -> None:
    """Nothing that a code opened, and no code, is left for whoever comes next."""
    for key in (OPENED, SLIPS):
        session.pop(key, None)
