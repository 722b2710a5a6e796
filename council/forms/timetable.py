# SPDX-License-Identifier: EUPL-1.2
"""The form with which a decision about the timetable is recorded."""

from __future__ import annotations

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm, at_most, required
from council.domain.timetable import Step
from council.services.election import Instruction
from council.services.timetable import ExceptionPlan
from council.timetable_words import STEPS

OPEN_STEPS = tuple(step for step in Step if step is not Step.QUALIFYING)
"""The qualifying date is a day that is counted to, not a step that somebody takes."""


class ExceptionForm(BaseForm):
    """Which steps may be taken at another time, on whose decision and why."""

    steps = SelectMultipleField(
        _l("Which steps?"),
        choices=[SelectChoice(step.value, STEPS[step]) for step in OPEN_STEPS],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    begins_on = DateField(_l("First day"), [MayBeEmpty()])
    ends_on = DateField(_l("Last day"), [MayBeEmpty()])
    decided_by = StringField(_l("Who decided this"), [required(), at_most()])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])
    reason = TextAreaField(_l("Why?"), [required(), at_most(2000)])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def command(self) -> ExceptionPlan:
        data: dict[str, Any] = self.data
        return ExceptionPlan(
            steps=tuple(step for step in Step if step.value in (data["steps"] or ())),
            begins_on=data["begins_on"],
            ends_on=data["ends_on"],
            reason=data["reason"],
            once=str(data["once"] or "")[:40],
        )

    def decision(self) -> Instruction:
        return Instruction(by=self.decided_by.data or "", reference=self.reference.data or "")
