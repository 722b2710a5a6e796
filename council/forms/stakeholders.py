# SPDX-License-Identifier: EUPL-1.2
"""The forms of the list of stakeholders: adding one, a contact, a promise, and what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from consult.mapping.api import Named
from core import clock
from core.forms import BaseForm, at_most, chosen, required
from council.domain.founding import CommitmentState, ContactWay, Group, Position, Readiness, StakeholderKind
from council.founding_words import FOUNDING_LABELS, GROUPS
from council.models.stakeholders import Stakeholder
from council.services.stakeholders import CommitmentPlan, ContactPlan, StakeholderPlan

GIVE_DAY = _l("Please give the day.")


def choices_of(enum: Any, *members: Any) -> list[SelectChoice]:
    """Members of an enum with their labels, all of them when none are named."""
    return [SelectChoice(each.value, FOUNDING_LABELS[enum][each]) for each in members or enum]


def new_once() -> str:
    """What tells two sendings of one form apart."""
    return secrets.token_urlsafe(16)


class StakeholderForm(BaseForm):
    """Somebody with a stake in the council: an entry of the community map, or a name."""

    kind = RadioField(_l("Who is it?"), [chosen()], choices=choices_of(StakeholderKind))
    organisation = SelectField(_l("Organisation of the community map"), [MayBeEmpty()])
    name = StringField(_l("Name"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    group = RadioField(_l("Whom do they speak for?"), [chosen()], choices=choices_of(Group))
    part = StringField(_l("What could they do?"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    reached_by = StringField(_l("How to reach them"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    once = HiddenField(default=new_once)

    def offer(self, organisations: Sequence[Named]) -> StakeholderForm:
        self.organisation.choices = [
            SelectChoice("", _l("None of these")),
            *(SelectChoice(each.public_id, each.name) for each in organisations),
        ]
        return self

    def command(self) -> StakeholderPlan:
        data: dict[str, Any] = self.data
        return StakeholderPlan(
            kind=StakeholderKind(data["kind"]),
            group=Group(data["group"]),
            name=data["name"] or "",
            organisation_id=data["organisation"] or "",
            part=data["part"] or "",
            reached_by=data["reached_by"] or "",
            once=str(data["once"] or "")[:40],
        )


class ChangeStakeholderForm(BaseForm):
    """What may change about somebody who is listed."""

    group = RadioField(_l("Whom do they speak for?"), [chosen()], choices=choices_of(Group))
    part = StringField(_l("What could they do?"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    reached_by = StringField(_l("How to reach them"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})


class GroupFilterForm(BaseForm):
    """Which side to list."""

    class Meta(BaseForm.Meta):
        csrf = False

    group = SelectField(
        _l("Group"), choices=[SelectChoice("", _l("All")), *(SelectChoice(g.value, GROUPS[g]) for g in Group)]
    )


class ContactForm(BaseForm):
    """One contact, and how they stood after it."""

    contacted_on = DateField(_l("Day of the contact"), [required(GIVE_DAY)], default=clock.today)
    way = SelectField(_l("How?"), [chosen()], choices=choices_of(ContactWay))
    readiness = SelectField(_l("How ready are they?"), [chosen()], choices=choices_of(Readiness))
    position = SelectField(_l("Where do they stand?"), [chosen()], choices=choices_of(Position))
    note = TextAreaField(_l("What was said"), [MayBeEmpty(), at_most(2000)], render_kw={"dir": "auto"})
    once = HiddenField(default=new_once)

    def command(self) -> ContactPlan:
        data: dict[str, Any] = self.data
        return ContactPlan(
            contacted_on=data["contacted_on"],
            way=ContactWay(data["way"]),
            note=data["note"] or "",
            readiness=Readiness(data["readiness"]),
            position=Position(data["position"]),
            once=str(data["once"] or "")[:40],
        )


def contact_values(stakeholder: Stakeholder) -> dict[str, object]:
    """A new contact starts from how they stand now."""
    return {"readiness": stakeholder.readiness, "position": stakeholder.position}


class CommitmentForm(BaseForm):
    """What was promised, and by when."""

    words = TextAreaField(_l("What was promised"), [required(), at_most(2000)], render_kw={"dir": "auto"})
    given_on = DateField(_l("Promised on"), [required(GIVE_DAY)], default=clock.today)
    due_on = DateField(_l("To be kept by"), [MayBeEmpty()])
    once = HiddenField(default=new_once)

    def command(self) -> CommitmentPlan:
        data: dict[str, Any] = self.data
        return CommitmentPlan(
            words=data["words"],
            given_on=data["given_on"],
            due_on=data["due_on"],
            once=str(data["once"] or "")[:40],
        )


class SettleForm(BaseForm):
    """What became of a promise."""

    outcome = RadioField(
        _l("What became of it?"),
        [chosen()],
        choices=choices_of(CommitmentState, CommitmentState.KEPT, CommitmentState.NOT_KEPT),
    )
    remark = StringField(_l("Remark"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})

    @property
    def chosen_outcome(self) -> CommitmentState:
        return CommitmentState(str(self.outcome.data))
