# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a timetable show: every step with its days, decisions about it, and the file for calendars."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from core import clock
from core.access import current_actor
from core.i18n import day
from core.pages import path_of
from council.domain.icalendar import Event, written_calendar
from council.domain.timetable import Step, Timing, Window
from council.domain.working_days import working_days
from council.models.election import Election
from council.models.timetable import TimetableException
from council.permissions import runs
from council.queries import timetable as queries
from council.timetable_words import EXPLAINED, STEPS
from council.views.blueprint import local


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its days in words and where today stands to it."""

    step: Step
    title: str
    text: str
    begins: dt.date | None
    ends: dt.date | None
    timing: Timing
    decisions: tuple[TimetableException, ...]
    holiday: str

    @property
    def one_day(self) -> bool:
        return self.begins is not None and self.begins == self.ends

    @property
    def tag(self) -> tuple[str, str]:
        """The word and the tone beside the step."""
        if self.timing is Timing.EARLY:
            return _("To come"), "neutral"
        return (_("Over"), "neutral") if self.timing is Timing.LATE else (_("Now"), "wait")


@dataclass(frozen=True, slots=True)
class TimetablePage:
    election: Election
    rows: tuple[StepRow, ...]
    exceptions: tuple[TimetableException, ...]
    country: str
    may_run: bool

    @property
    def now(self) -> tuple[StepRow, ...]:
        """The steps whose time runs today."""
        return tuple(row for row in self.rows if row.timing is Timing.IN_TIME and row.step is not Step.QUALIFYING)


def timetable_page(election: Election) -> TimetablePage:
    exceptions, terms = queries.exceptions_of(election), election.statute.parameters.timetable
    return TimetablePage(
        election=election,
        rows=tuple(_row(window, exceptions, terms.country) for window in queries.timetable_of(election)),
        exceptions=tuple(reversed(exceptions)),
        country=terms.country,
        may_run=runs(current_actor(), election.public_id),
    )


def _row(window: Window, exceptions: list[TimetableException], country: str) -> StepRow:
    last = window.ends or window.begins
    return StepRow(
        step=window.step,
        title=str(STEPS[window.step]),
        text=str(EXPLAINED.get(window.step, "")),
        begins=window.begins,
        ends=window.ends,
        timing=window.timing(clock.today()),
        decisions=tuple(each for each in exceptions if each.step == window.step.value),
        holiday=working_days(country).holiday(last) if last else "",
    )


def timetable_file(election: Election) -> bytes:
    """The timetable for calendar programs, in the reader's language."""
    title = local(election.title)
    address = path_of("council.show_timetable", public_id=election.public_id)
    host = urlsplit(str(current_app.config["TALKA"].base_url)).hostname or "localhost"
    events = [event for window in queries.timetable_of(election) for event in _events(window, election, address)]
    return written_calendar(events, title=title, made_at=clock.now(), host=host)


def _events(window: Window, election: Election, address: str) -> list[Event]:
    """A step of a few days is one event; of a longer one the first and the last day are marked."""
    title, name = f"{STEPS[window.step]}: {local(election.title)}", f"{election.public_id}-{window.step.value}"
    days = [each for each in (window.begins, window.ends) if each]
    text = str(EXPLAINED.get(window.step, ""))

    def event(name: str, first: dt.date, last: dt.date, description: str) -> Event:
        return Event(name=name, first=first, last=last, title=title, description=description, address=address)

    if len(days) == 2 and (days[1] - days[0]).days > 3:
        return [
            event(f"{name}-begins", days[0], days[0], _("%(what)s Last day: %(day)s", what=text, day=day(days[1]))),
            event(f"{name}-ends", days[1], days[1], _("%(what)s This is the last day.", what=text)),
        ]
    return [event(name, days[0], days[-1], text)] if days else []
