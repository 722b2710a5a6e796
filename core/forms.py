# SPDX-License-Identifier: EUPL-1.2
"""The base of every form: trimmed text, an error summary, and one idiom for submitting.

``if form.accepts(lambda: services.act(actor, form.command())):`` validates, runs the use case in a savepoint and
turns its refusal into an error at the field; what was typed stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import DataRequired, InputRequired, Length

from core.db import attempt
from core.domain.refusal import Refusal
from core.sentences import sentence

LONGEST_LINE = 200
LONGEST_TEXT = 8000


HARMFUL = dict.fromkeys([0x00, 0x202D, 0x202E])
"""Characters that only break things: the null, and the two that turn the letters after them around."""


def trimmed(value: object) -> object:
    """Text without the space around it and without the characters that only break things."""
    if not isinstance(value, str):
        return value
    return value.translate(HARMFUL).replace("\r\n", "\n").strip()


def required(message: Any = None) -> DataRequired:
    return DataRequired(message or _l("Please fill this in."))


def chosen(message: Any = None) -> InputRequired:
    return InputRequired(message or _l("Please choose one."))


def at_most(longest: int = LONGEST_LINE) -> Length:
    return Length(max=longest, message=_l("Please use at most %(max)d characters."))


EXAMPLE = "2027-03-14"
OUR_WORDS = {
    "Not a valid integer value.": _l("Please give a whole number, in figures."),
    "Not a valid date value.": _l(
        "Please give a day as year, month and day, for example %(example)s.", example=EXAMPLE
    ),
    "Not a valid choice.": _l("Please choose one of those on this page."),
    "Invalid Choice: could not coerce.": _l("Please choose one of those on this page."),
}
"""What the form library says of itself, in our words: its own are not in every language we offer."""


class OurWords:
    """The sentences of the form library, in the reader's language."""

    def gettext(self, text: str) -> str:
        return str(OUR_WORDS.get(text, text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Two of its sentences count, both of choices that the page did not offer; they name what was sent."""
        return str(OUR_WORDS["Not a valid choice."])


class BaseForm(FlaskForm):
    """A form whose errors read well."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> OurWords:
            return OurWords()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = [*unbound_field.kwargs.get("filters", []), trimmed]
            bound: Field = unbound_field.bind(form=form, **{**options, "filters": filters})
            return bound

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._whole: list[str] = []

    def validate(self, extra_validators: Any = None) -> bool:
        """What cannot be read has that one error: neither "missing" nor "too small" besides."""
        valid: bool = super().validate(extra_validators)
        for field in self._fields.values():
            if field.process_errors and any(str(typed).strip() for typed in field.raw_data or ()):
                field.errors = list(field.process_errors)
        return valid

    def accepts(self, action: Callable[[], object]) -> bool:
        """True when the form was sent, is valid, and the action was not refused."""
        if not self.validate_on_submit():
            return False
        try:
            with attempt():
                action()
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at its field, or above the form."""
        text = sentence(refusal)
        field = self._fields.get(refusal.field) if refusal.field else None
        if field is None:
            self._whole.append(text)
        else:
            field.errors = [*field.errors, text]

    @property
    def status(self) -> int:
        """422 when there is something to mend, else 200."""
        return 422 if self.problems() else 200

    def problems(self) -> list[tuple[str | None, str]]:
        """Everything to mend: the id of the field (None for the whole form) and the sentence."""
        return problems_of(self, self._whole)


def problems_of(form: Any, whole: Iterable[str]) -> list[tuple[str | None, str]]:
    """Everything to mend in a form: what concerns it as a whole, then field by field."""
    found: list[tuple[str | None, str]] = [(None, text) for text in whole]
    for name, field in form._fields.items():
        if name == "csrf_token":
            continue
        target = f"{field.id}-0" if field.type in ("RadioField", "MultiCheckboxField") else field.id
        found += [(None if field.type == "HiddenField" else target, str(error)) for error in field.errors]
    return found
