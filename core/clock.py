# SPDX-License-Identifier: EUPL-1.2
"""The one place that asks what time it is. Tests and the demo put another clock in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

_source: ContextVar[Callable[[], dt.datetime] | None] = ContextVar("clock", default=None)

ZONE = ZoneInfo("Europe/Vilnius")
"""Days begin and end where the municipality is. All three Baltic states share this offset."""


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    source = _source.get()
    return source() if source else dt.datetime.now(dt.UTC)


def on_the_wall() -> float:
    """Seconds since 1970 by the machine's own clock, for comparing with what a library has noted by that clock."""
    return dt.datetime.now(dt.UTC).timestamp()


def today() -> dt.date:
    """The present day in the municipality."""
    return now().astimezone(ZONE).date()


@contextmanager
def standing_at(moment: dt.datetime) -> Iterator[None]:
    """Let the clock stand at a moment, for tests and for seeding the demo."""
    in_utc = moment.astimezone(dt.UTC)  # what is hashed must read the same before and after it was stored
    token = _source.set(lambda: in_utc)
    try:
        yield
    finally:
        _source.reset(token)
