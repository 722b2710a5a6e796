# SPDX-License-Identifier: EUPL-1.2
"""The term of an elected council: from when to when it lasts, and when the next election is best held.

How long a term is comes from the statute under which the council was elected.
"""

from dataclasses import dataclass
from datetime import date, timedelta

REMINDED_BEFORE = timedelta(days=365)
"""A year is needed for a register, nominations and, where there is none, a law."""

POLLING_BEFORE = timedelta(days=35)
"""Time to count, to hear objections and to begin, so that no day is without a council."""

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Term:
    """The first and the last day of a term."""

    begins: date
    ends: date

    @property
    def remind_on(self) -> date:
        """From this day on the end of the term is on the desk."""
        return self.ends - REMINDED_BEFORE

    @property
    def next_polling_day(self) -> date:
        """The last Sunday that leaves time before the term ends."""
        latest = self.ends - POLLING_BEFORE
        return latest - timedelta(days=(latest.weekday() - SUNDAY) % 7)


def term_from(begins: date, years: int) -> Term:
    """The term that begins on this day; it ends on the eve of the same day so many years later."""
    leap_day = begins.month == 2 and begins.day == 29
    same_day = date(begins.year + years, 3, 1) if leap_day else begins.replace(year=begins.year + years)
    return Term(begins, same_day - timedelta(days=1))
