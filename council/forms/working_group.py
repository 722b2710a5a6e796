# SPDX-License-Identifier: EUPL-1.2
"""The forms of the working group: joining, leaving, a task, a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core import clock
from core.forms import BaseForm, at_most, chosen, required
from council.domain.founding import REQUIRED_GROUPS, Group
from council.forms.stakeholders import GIVE_DAY, choices_of, new_once
from council.models.working_group import WorkingGroupMeeting
from council.services.working_group import MeetingPlan, MemberPlan

Pairs = Sequence[tuple[str, str]]


class MemberForm(BaseForm):
    """Who joins the working group."""

    stakeholder = SelectField(_l("Who joins?"), [chosen()])
    person = StringField(_l("Who comes for the organisation"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    group = RadioField(_l("Whom do they speak for?"), [chosen()], choices=choices_of(Group, *REQUIRED_GROUPS))
    account = SelectField(_l("Account, when the person signs in here"), [MayBeEmpty()])
    from_on = DateField(_l("Member from"), [required(GIVE_DAY)], default=clock.today)
    once = HiddenField(default=new_once)

    def offer(self, stakeholders: Pairs, accounts: Pairs) -> MemberForm:
        """What can be chosen, as (public id, words)."""
        self.stakeholder.choices = [SelectChoice(value, label) for value, label in stakeholders]
        nobody = SelectChoice("", _l("No account"))
        self.account.choices = [nobody, *(SelectChoice(value, label) for value, label in accounts)]
        return self

    def command(self) -> MemberPlan:
        data: dict[str, Any] = self.data
        return MemberPlan(
            stakeholder_id=data["stakeholder"],
            group=Group(data["group"]),
            from_on=data["from_on"],
            person=data["person"] or "",
            account_id=data["account"] or "",
            once=str(data["once"] or "")[:40],
        )


class LeaveForm(BaseForm):
    """The last day of a membership."""

    to_on = DateField(_l("Last day of the membership"), [required(GIVE_DAY)], default=clock.today)
    reason = StringField(_l("Why?"), [required(), at_most()], render_kw={"dir": "auto"})

    @property
    def last_day(self) -> dt.date:
        assert self.to_on.data is not None
        return self.to_on.data


class TaskForm(BaseForm):
    """Something that has to be done."""

    title = StringField(_l("What has to be done"), [required(), at_most()], render_kw={"dir": "auto"})
    member = SelectField(_l("Who does it?"), [MayBeEmpty()])
    due_on = DateField(_l("By when"), [MayBeEmpty()])
    once = HiddenField(default=new_once)

    def offer(self, members: Pairs) -> TaskForm:
        nobody = SelectChoice("", _l("Nobody yet"))
        self.member.choices = [nobody, *(SelectChoice(value, label) for value, label in members)]
        return self


class MeetingForm(BaseForm):
    """A meeting of the working group, before or after it took place."""

    held_on = DateField(_l("Day of the meeting"), [required(GIVE_DAY)], default=clock.today)
    place = StringField(_l("Place"), [required(), at_most()], render_kw={"dir": "auto"})
    agenda = TextAreaField(_l("What it is about"), [MayBeEmpty(), at_most(4000)], render_kw={"dir": "auto"})
    outcome = TextAreaField(_l("What came of it"), [MayBeEmpty(), at_most(4000)], render_kw={"dir": "auto"})
    present = SelectMultipleField(
        _l("Who was there"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    once = HiddenField(default=new_once)

    def offer(self, members: Pairs) -> MeetingForm:
        self.present.choices = [SelectChoice(value, label) for value, label in members]
        return self

    def command(self) -> MeetingPlan:
        data: dict[str, Any] = self.data
        return MeetingPlan(
            held_on=data["held_on"],
            place=data["place"],
            agenda=data["agenda"] or "",
            outcome=data["outcome"] or "",
            present=tuple(data["present"] or ()),
            once=str(data["once"] or "")[:40],
        )


def meeting_values(meeting: WorkingGroupMeeting) -> dict[str, object]:
    """A meeting as the values of the form, to go on from."""
    names = ("held_on", "place", "agenda", "outcome", "present")
    return {name: getattr(meeting, name) for name in names}
