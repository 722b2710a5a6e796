# SPDX-License-Identifier: EUPL-1.2
"""The only door through which other features come in: what is new about elections, as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from council.domain.election import ElectionState, LocalText
from council.queries.election import public_elections


@dataclass(frozen=True, slots=True)
class ElectionNews:
    """One election as others may show it."""

    public_id: str
    title: LocalText
    state: ElectionState
    polling_day: dt.date


def elections_now() -> tuple[ElectionNews, ...]:
    """Every called election, the newest polling day first."""
    return tuple(ElectionNews(e.public_id, e.title, e.now, e.polling_day) for e in public_elections())
