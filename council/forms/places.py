# SPDX-License-Identifier: EUPL-1.2
"""The forms of polling places: where and when, who works there, what a place reports, where a resident looks."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core import clock
from core.forms import BaseForm, at_most, chosen, required
from council.domain.election import LocalText
from council.domain.place_text import hours_text, read_hours, read_languages, read_stops, stops_text
from council.domain.places import Access, Duty, ElectionPlace, PlaceDetails, PlaceKind
from council.polling_words import ACCESS, DUTIES
from council.services.places import DutyPlan, PlacePlan


class TickField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlaceForm(BaseForm):
    """Where a place is, when it is open, how to get in, what is spoken there."""

    address = StringField(_l("Address"), [required(), at_most()], render_kw={"autocomplete": "off"})
    way_there = TextAreaField(_l("How to find it"), [MayBeEmpty(), at_most(500)])
    hours = TextAreaField(
        _l("Open"),
        [required(), at_most(2000)],
        description=_l("A line for each time: 2027-03-14 07:00 - 20:00"),
        render_kw={"dir": "ltr"},
    )
    access = TickField(_l("What there is"), choices=[SelectChoice(each.value, ACCESS[each]) for each in Access])
    languages = StringField(
        _l("Languages spoken at the desk"),
        [MayBeEmpty(), at_most(100)],
        description=_l("Codes with spaces between: lt uk ar"),
        render_kw={"dir": "ltr"},
    )
    reason = TextAreaField(_l("Why does it change?"), [MayBeEmpty(), at_most(500)])
    seen = HiddenField()

    def filled(self, place: ElectionPlace) -> PlaceForm:
        """Begin with what stands there, when the form was not sent."""
        if self.is_submitted():
            return self
        details = place.details
        self.process(
            data={
                "address": details.address,
                "way_there": details.way_there,
                "hours": hours_text(details.hours, clock.ZONE),
                "access": [each.value for each in details.access],
                "languages": " ".join(details.languages),
                "stops": stops_text(details.stops, clock.ZONE),
                "serves": list(details.serves),
                "name": place.name.en,
                "seen": str(place.version),
            }
        )
        return self

    def told(self, version: int) -> None:
        """After a refusal of the whole form the reader has been told what changed, and may save again."""
        if not self.errors:
            self.seen.data = str(version)

    def plan(self, kind: PlaceKind) -> PlacePlan:
        """:raises Refusal: when a line cannot be read."""
        data: dict[str, Any] = self.data
        seen = str(data["seen"] or "")
        details = PlaceDetails(
            kind=kind,
            address=data["address"],
            way_there=data["way_there"] or "",
            hours=read_hours(data["hours"] or "", clock.ZONE),
            access=tuple(Access(each) for each in data["access"] or ()),
            languages=read_languages(data["languages"] or ""),
            **self.more(),
        )
        return PlacePlan(details=details, reason=data["reason"] or "", seen=int(seen) if seen.isdecimal() else -1)

    def more(self) -> dict[str, Any]:
        """What only some kinds of places have."""
        return {}


class MobileForm(PlaceForm):
    """A place that travels: its hours are those of its stops."""

    name = StringField(_l("Name"), [required(), at_most()])
    name_lt = StringField(_l("Name in Lithuanian"), [MayBeEmpty(), at_most()])
    name_ar = StringField(_l("Name in Arabic"), [MayBeEmpty(), at_most()], render_kw={"dir": "rtl"})
    hours = TextAreaField(_l("Open"), [MayBeEmpty(), at_most(2000)], render_kw={"dir": "ltr"})
    stops = TextAreaField(
        _l("Stops"),
        [required(), at_most(4000)],
        description=_l("A line for each stop: Market square | 2027-03-14 09:00 - 10:30"),
    )
    serves = TickField(_l("Whose electors may vote here?"))

    def offer(self, places: tuple[ElectionPlace, ...]) -> MobileForm:
        """The places whose electors a mobile one may take."""
        fixed = [place for place in places if place.kind is PlaceKind.FIXED]
        self.serves.choices = [SelectChoice(place.key, place.name.en) for place in fixed]
        return self

    def more(self) -> dict[str, Any]:
        data: dict[str, Any] = self.data
        return {
            "name": LocalText(data["name"], data["name_lt"] or "", data["name_ar"] or ""),
            "stops": read_stops(data["stops"] or "", clock.ZONE),
            "serves": tuple(data["serves"] or ()),
        }


class NewMobileForm(MobileForm):
    """The same for a place that is not there yet."""

    key = StringField(
        _l("Key"),
        [required(), at_most(30)],
        description=_l("Small Latin letters, for example: bus"),
        render_kw={"dir": "ltr", "autocapitalize": "off"},
    )


class PostForm(PlaceForm):
    """The postal board: where envelopes go. It may have no opening hours."""

    hours = TextAreaField(_l("Open"), [MayBeEmpty(), at_most(2000)], render_kw={"dir": "ltr"})


class DutyForm(BaseForm):
    """One person at a place."""

    name = StringField(_l("Name of the person"), [required(), at_most()], render_kw={"dir": "auto"})
    duty = SelectField(_l("Duty"), [chosen()], choices=[SelectChoice(each.value, DUTIES[each]) for each in Duty])
    begins = DateTimeLocalField(_l("From"), [required(_l("Please give day and time."))])
    ends = DateTimeLocalField(_l("To"), [required(_l("Please give day and time."))])
    languages = StringField(
        _l("Languages"),
        [MayBeEmpty(), at_most(100)],
        description=_l("Codes with spaces between: lt uk ar"),
        render_kw={"dir": "ltr"},
    )
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def plan(self) -> DutyPlan:
        data: dict[str, Any] = self.data
        return DutyPlan(
            name=data["name"],
            duty=Duty(data["duty"]),
            begins=_moment(data["begins"]),
            ends=_moment(data["ends"]),
            languages=" ".join(read_languages(data["languages"] or "")),
            once=str(data["once"] or "")[:40] or secrets.token_urlsafe(16),
        )


class ReportForm(BaseForm):
    """What a place reports, with a note where it needs one."""

    note = StringField(_l("Note"), [MayBeEmpty(), at_most(500)])


def _moment(typed: dt.datetime) -> dt.datetime:
    return typed.replace(tzinfo=clock.ZONE)
