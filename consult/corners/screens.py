# SPDX-License-Identifier: EUPL-1.2
"""What each page of the cosy corners shows, decided before the template sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from consult.corners import queries
from consult.corners.domain.meeting import Consent, ContactKind, MeetingKind, Rhythm
from consult.corners.messages import CONSENTS, CONTACTS, KINDS, RHYTHMS, THEMES
from consult.corners.models import CornerMeeting, CornerSeries
from core import clock
from core.domain.actor import Actor, Role
from core.i18n import day, own_name, tag
from core.messages import ROLES


@dataclass(frozen=True, slots=True)
class Line:
    """One series in the facilitator's list."""

    href: str
    title: str
    lang: str
    next: str
    met: int
    last: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    href: str
    on: str
    kind: str
    adults: int
    children: int
    statements: int
    passed_on: int


@dataclass(frozen=True, slots=True)
class ContactLine:
    on: str
    kind: str
    through: str
    asked: int
    note: str


@dataclass(frozen=True, slots=True)
class SeriesPage:
    public_id: str
    title: str
    lang: str
    tags: tuple[str, ...]
    place: str
    safety: str
    next: str
    facts: tuple[tuple[str, str], ...]
    meetings: tuple[MeetingLine, ...]
    contacts: tuple[ContactLine, ...]
    asked: int


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the blank sheets offer to tick."""

    groups: tuple[str, ...]
    themes: tuple[str, ...]
    consents: tuple[str, ...]


def list_page(actor: Actor) -> tuple[Line, ...]:
    return tuple(
        Line(
            href=url_for("corners.show_series", series_id=line.series.public_id),
            title=line.series.title,
            lang=tag(line.series.lang),
            next=_next(line.series),
            met=line.meetings,
            last=day(line.last_on) if line.last_on else "",
            tags=_tags(line.series),
        )
        for line in queries.series_led_by(actor)
    )


def series_page(series: CornerSeries, people: Mapping[str, str]) -> SeriesPage:
    meetings, contacts = queries.meetings_of(series), queries.contacts_of(series)
    return SeriesPage(
        public_id=series.public_id,
        title=series.title,
        lang=tag(series.lang),
        tags=_tags(series),
        place=series.place,
        safety=series.safety,
        next=_next(series),
        facts=(
            (_("How often"), str(RHYTHMS[Rhythm(series.rhythm)])),
            (_("Languages"), languages_of(series.languages) or _("Not noted yet")),
            (_("Led by"), ", ".join(people.get(f.account, _("Somebody who left")) for f in series.facilitators)),
        ),
        meetings=tuple(_meeting_line(series, meeting) for meeting in meetings),
        contacts=tuple(
            ContactLine(day(c.made_on), str(CONTACTS[ContactKind(c.kind)]), c.through, c.asked, c.note)
            for c in contacts
        ),
        asked=sum(c.asked for c in contacts),
    )


def today_in_words() -> str:
    return day(clock.today())


def colleagues() -> list[tuple[str, str]]:
    """Everybody who may lead a series: public id and name; people of the demo are called by their role."""
    return [(public_id, name or str(ROLES[Role.FACILITATOR])) for public_id, name in queries.facilitators()]


def _meeting_line(series: CornerSeries, meeting: CornerMeeting) -> MeetingLine:
    return MeetingLine(
        href=url_for("corners.show_meeting", series_id=series.public_id, meeting_id=meeting.public_id),
        on=day(meeting.held_on),
        kind=str(KINDS[MeetingKind(meeting.kind)]),
        adults=meeting.women + meeting.men + meeting.other,
        children=meeting.children,
        statements=len(meeting.statements),
        passed_on=sum(s.consent != Consent.KEEP.value for s in meeting.statements),
    )


def _tags(series: CornerSeries) -> tuple[str, ...]:
    found = []
    if series.women_only:
        found.append(_("Women only"))
    if series.children_welcome:
        found.append(_("Children welcome"))
    return tuple(found)


def _next(series: CornerSeries) -> str:
    return day(series.next_on) if series.next_on else ""


def languages_of(codes: str) -> str:
    return ", ".join(own_name(code) for code in codes.split())


def first_language(series: CornerSeries) -> str:
    """The language that statements most likely are in."""
    return (series.languages.split() or [series.lang])[0]


def as_typed(series: CornerSeries) -> dict[str, object]:
    """A series as its form shows it."""
    return {
        "title": series.title,
        "lang": series.lang,
        "rhythm": series.rhythm,
        "languages": series.languages.split(),
        "women_only": series.women_only,
        "children_welcome": series.children_welcome,
        "place": series.place,
        "safety": series.safety,
        "next_on": series.next_on,
        "facilitators": [f.account for f in series.facilitators],
    }


def paper_page() -> PaperPage:
    return PaperPage(
        groups=(_("Women"), _("Men"), _("Other adults, or not said"), _("Children")),
        themes=tuple(str(label) for label in THEMES.values()),
        consents=tuple(str(label) for label in CONSENTS.values()),
    )
