# SPDX-License-Identifier: EUPL-1.2
"""Asking once in a page that only reads: what one transaction has read it need not read again.

Where something may still be written nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from core.db import db, write_intent

Value = TypeVar("Value")
KEPT = "council.read"


def once(name: str, election_id: int, read: Callable[[], Value]) -> Value:
    """What ``read`` gives, or gave before in the same transaction of a safe request."""
    if write_intent.get():
        return read()
    session = db.session()
    kept, known = session.info.get(KEPT, (None, {}))
    if kept is None or kept is not session.get_transaction():
        known = {}
    key = (name, election_id)
    if key not in known:
        # Reading may begin the transaction, and may itself ask for what is kept.
        session.connection()
        session.info[KEPT] = (session.get_transaction(), known)
        known[key] = read()
    found: Any = known[key]
    return found  # type: ignore[no-any-return]  # kept under its own name
