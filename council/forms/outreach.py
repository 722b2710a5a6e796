# SPDX-License-Identifier: EUPL-1.2
"""The forms of outreach and of people who are interested."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required
from core.i18n import own_name
from council.domain.outreach import LANGUAGES, OutreachTask, Wish
from council.forms.stakeholders import GIVE_DAY, new_once
from council.outreach_words import OUTREACH_LABELS
from council.services.interests import InterestPlan
from council.services.outreach import EventPlan, LinePlan, SharePlan

AUTO = {"dir": "auto"}
_BETWEEN = _l("Please give a number from %(min)s to %(max)s.")


def _choices(enum: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, OUTREACH_LABELS[enum][each]) for each in enum]


def _languages() -> list[SelectChoice]:
    """Each language in its own name."""
    return [SelectChoice(code, own_name(code)) for code in LANGUAGES]


class OutreachLineForm(BaseForm):
    """One line of the plan."""

    task = RadioField(_l("What for?"), [chosen()], choices=_choices(OutreachTask))
    community = StringField(_l("Community"), [required(), at_most()], render_kw=AUTO)
    lang = SelectField(_l("Language"), [chosen()], choices=_languages())
    people = IntegerField(_l("How many people?"), [chosen(), NumberRange(1, 1_000_000, message=_BETWEEN)])
    way = StringField(_l("How?"), [MayBeEmpty(), at_most()], render_kw=AUTO)
    once = HiddenField(default=new_once)

    def command(self) -> LinePlan:
        data: dict[str, Any] = self.data
        return LinePlan(
            task=OutreachTask(data["task"]),
            community=data["community"],
            lang=data["lang"],
            people=data["people"],
            way=data["way"] or "",
            once=str(data["once"] or "")[:40],
        )


class OutreachEventForm(BaseForm):
    """One event of a line."""

    title = StringField(_l("What takes place"), [required(), at_most()], render_kw=AUTO)
    held_on = DateField(_l("Day of the event"), [required(GIVE_DAY)])
    hours = StringField(_l("Hours"), [MayBeEmpty(), at_most(40)], render_kw={"dir": "ltr"})
    place = StringField(_l("Place"), [required(), at_most()], render_kw=AUTO)
    public = BooleanField(_l("Everybody is invited: show it on the page of the election"))
    once = HiddenField(default=new_once)

    def command(self) -> EventPlan:
        data: dict[str, Any] = self.data
        return EventPlan(
            title=data["title"],
            held_on=data["held_on"],
            hours=data["hours"] or "",
            place=data["place"],
            public=bool(data["public"]),
            once=str(data["once"] or "")[:40],
        )


class ReachForm(BaseForm):
    """How many came."""

    reached = IntegerField(_l("How many people came?"), [chosen(), NumberRange(0, 100_000, message=_BETWEEN)])

    @property
    def number(self) -> int:
        assert self.reached.data is not None
        return self.reached.data


class ShareForm(BaseForm):
    """What a volunteer covers."""

    volunteer = StringField(_l("Volunteer"), [required(), at_most()], render_kw=AUTO)
    area = StringField(_l("Area or community"), [required(), at_most()], render_kw=AUTO)
    stairwells = TextAreaField(_l("Streets, houses or stairwells"), [MayBeEmpty(), at_most(2000)], render_kw=AUTO)
    lang = SelectField(_l("Language"), [chosen()], choices=_languages())
    once = HiddenField(default=new_once)

    def command(self) -> SharePlan:
        data: dict[str, Any] = self.data
        return SharePlan(
            volunteer=data["volunteer"],
            area=data["area"],
            stairwells=data["stairwells"] or "",
            lang=data["lang"],
            once=str(data["once"] or "")[:40],
        )


class InterestForm(BaseForm):
    """What somebody who would like to stand or help writes, without an account."""

    wish = RadioField(_l("What would you like?"), [chosen()], choices=_choices(Wish))
    name = StringField(_l("Your name"), [required(), at_most()], render_kw={"autocomplete": "name", "dir": "auto"})
    contact = StringField(_l("E-mail address or telephone number"), [required(), at_most()], render_kw={"dir": "ltr"})
    lang = SelectField(_l("Your language"), [chosen()], choices=_languages())
    about = TextAreaField(_l("About you, without your name"), [MayBeEmpty(), at_most(1000)], render_kw=AUTO)
    may_be_found = BooleanField(_l("Other interested people may read this, without my name and address"))
    once = HiddenField(default=new_once)

    def command(self) -> InterestPlan:
        data: dict[str, Any] = self.data
        return InterestPlan(
            wish=Wish(data["wish"]),
            name=data["name"],
            contact=data["contact"],
            lang=data["lang"],
            about=data["about"] or "",
            may_be_found=bool(data["may_be_found"]),
            once=str(data["once"] or "")[:40],
        )
