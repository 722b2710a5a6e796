# SPDX-License-Identifier: EUPL-1.2
"""Opening hours in words, for pages, letters and messages. Which hours a place has is in ``council.domain.places``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import ngettext

from core import clock
from core.i18n import day
from council.domain.places import Span


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One opening in words; ``note`` says how long it really is when the clocks change meanwhile."""

    day: str
    times: str
    note: str = ""


def hours_line(span: Span) -> HoursLine:
    """A span as people say it."""
    opens, closes = span.opens.astimezone(clock.ZONE), span.closes.astimezone(clock.ZONE)
    until = f"{closes:%H:%M}" if closes.date() == opens.date() else f"{day(closes.date())} {closes:%H:%M}"
    changed = opens.utcoffset() != closes.utcoffset()
    return HoursLine(day(opens.date()), f"{opens:%H:%M} \u2013 {until}", _length(span.length) if changed else "")


def _length(length: dt.timedelta) -> str:
    hours = int(length.total_seconds()) // 3600
    return str(
        ngettext(
            "The clocks change meanwhile: it is open for %(num)s hour.",
            "The clocks change meanwhile: it is open for %(num)s hours.",
            hours,
        )
    )
