# SPDX-License-Identifier: EUPL-1.2
"""Fields that several forms of the forums share: the language of a text, a day, and the mark of one sending."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen, required
from core.i18n import current_language, own_name
from forums.domain.words import LANGUAGES

LONGEST_ONCE = 40


class DayField(DateField):
    """A day, with a sentence of ours when it is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            message = _("Please give a day as year, month and day, for example %(example)s.", example="2027-03-14")
            raise ValueError(message) from None

    def day(self) -> dt.date:
        """The day, once the form is valid."""
        assert isinstance(self.data, dt.date)
        return self.data


class WhenGiven(Optional):
    """May stay empty, because another field decides whether it is needed; not marked as optional."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {}


def given() -> InputRequired:
    """A day is needed; one that cannot be read keeps its own sentence."""
    return chosen(_l("Please give a day."))


class TickField(SelectMultipleField):
    """Several checkboxes under one question."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OnceForm(BaseForm):
    """A form that takes effect once, however often it is sent."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def mark(self) -> str:
        """What tells this sending from others: the form and all that was written in it.

        Whoever goes back in the browser and writes something else in the same form says something new.
        """
        typed = sorted((name, str(field.data)) for name, field in self._fields.items() if name != "csrf_token")
        once = json.dumps(typed) if self.once.data else secrets.token_urlsafe(16)
        return hashlib.sha256(once.encode()).hexdigest()[:LONGEST_ONCE]


def choices(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """One choice for every member of an enum, in the order of its table of labels."""
    return [SelectChoice(member.value, label) for member, label in labels.items()]


def languages() -> list[SelectChoice]:
    named = sorted(((code, own_name(code)) for code in LANGUAGES), key=lambda pair: pair[1].casefold())
    return [SelectChoice(code, name, {"lang": code}) for code, name in named]


def language_field(label: Any = None) -> Any:
    return SelectField(
        label or _l("Written in"), choices=languages, default=current_language, render_kw={"autocomplete": "off"}
    )


def text_field(label: Any, *, rows: int = 4, longest: int = LONGEST_TEXT, **kwargs: Any) -> Any:
    validators = kwargs.pop("validators", [required()])
    return TextAreaField(label, validators=[*validators, at_most(longest)], render_kw={"rows": rows}, **kwargs)
