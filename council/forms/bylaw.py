# SPDX-License-Identifier: EUPL-1.2
"""The forms of amendments to the municipality's own rules: the text, and each step of its way."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required
from council.domain.bylaw import BylawEvent
from council.forms.articles import WordingForm
from council.forms.statute_rule import choices
from council.services.bylaw import BylawStep


class BylawForm(WordingForm):
    """Which rule is to change, and the text of the amendment."""

    changes = StringField(_l("Which rule does it change?"), [required(), at_most()])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))


class BylawStepForm(BaseForm):
    """What the municipal council did with it."""

    event = RadioField(_l("What happened?"), [chosen()])
    by = StringField(_l("Who decided or received it"), [required(), at_most()])
    on = DateField(_l("On which day"), [required(_l("Please give the day."))])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])
    note = TextAreaField(_l("Note"), [MayBeEmpty(), at_most(2000)])

    def offer(self, events: Iterable[BylawEvent]) -> BylawStepForm:
        """The steps that can come next."""
        self.event.choices = choices(events)
        return self

    def command(self) -> BylawStep:
        data: dict[str, Any] = self.data
        return BylawStep(
            event=BylawEvent(data["event"]),
            by=data["by"],
            on=data["on"],
            reference=data["reference"] or "",
            note=data["note"] or "",
        )
