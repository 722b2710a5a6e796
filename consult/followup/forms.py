# SPDX-License-Identifier: EUPL-1.2
"""Forms of the follow-up: the search, and one form for each step an officer takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from consult.followup.domain.life import FactKind, NewFact, Outcome, Source, State, Words
from consult.followup.messages import OUTCOMES, SOURCES, STATES
from consult.followup.queries import Wanted
from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen, required
from core.i18n import own_name, tag

ALL = SelectChoice("", _l("All"))


class SearchForm(BaseForm):
    """Which inputs to list."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = StringField(_l("Word"), validators=[at_most(100)])
    state = SelectField(_l("State"), choices=[ALL, *(SelectChoice(s.value, STATES[s]) for s in State)], default="")
    source = SelectField(
        _l("Where it came from"), choices=[ALL, *(SelectChoice(s.value, SOURCES[s]) for s in Source)], default=""
    )
    lang = SelectField(_l("Language"), default="", validate_choice=False)
    overdue = BooleanField(_l("Only overdue ones"))

    def offer(self, languages: Sequence[str]) -> SearchForm:
        self.lang.choices = [ALL, *(SelectChoice(code, own_name(code), {"lang": tag(code)}) for code in languages)]
        return self

    def wanted(self) -> Wanted:
        """What was asked for; a choice that does not exist asks for everything."""
        bad = {name for name in ("q", "state", "source") if not self[name].validate(self)}
        return Wanted(
            word="" if "q" in bad else str(self.q.data or ""),
            state="" if "state" in bad else str(self.state.data or ""),
            source="" if "source" in bad else str(self.source.data or ""),
            lang=str(self.lang.data or ""),
            overdue=bool(self.overdue.data),
        )


class StepForm(BaseForm):
    """What every step has: how many facts its writer had seen, and in which language she writes."""

    kind: FactKind
    languages: Sequence[str] = ()
    seen = IntegerField(widget=HiddenInput(), default=0)
    lang = SelectField(_l("You write in"))

    def command(self) -> NewFact:
        return NewFact(
            kind=self.kind,
            body=self._typed("body"),
            text=self._typed("text"),
            reason=self._typed("reason"),
            outcome=self._outcome(),
            lang=str(self.lang.data),
            due_on=self._day(),
            texts={
                code: Words(self._typed(f"text_{code}"), self._typed(f"reason_{code}"), self._typed(f"body_{code}"))
                for code, _fields in self.translations()
            },
        )

    def translations(self) -> Iterator[tuple[str, list[Field]]]:
        """The fields of each further language, by its code."""
        for code in self.languages:
            fields = [self[f"{part}_{code}"] for part in ("body", "text", "reason") if f"{part}_{code}" in self]
            if fields:
                yield code, fields

    def _typed(self, name: str) -> str:
        return str(self[name].data or "") if name in self else ""

    def _outcome(self) -> Outcome | None:
        value = self._typed("outcome")
        return Outcome(value) if value else None

    def _day(self) -> dt.date | None:
        found: dt.date | None = self["due_on"].data if "due_on" in self else None
        return found


def _text(label: Any, *, needed: Any = None) -> TextAreaField:
    rules = [required(needed)] if needed else [Optional()]
    return TextAreaField(label, validators=[*rules, at_most(LONGEST_TEXT)], render_kw={"rows": 4})


BODY = _l("Who answers (department or body)")


class AnswerForm(StepForm):
    kind = FactKind.ANSWERED
    outcome = RadioField(
        _l("What is the answer?"),
        choices=[SelectChoice(o.value, OUTCOMES[o]) for o in Outcome],
        validators=[chosen()],
    )
    body = StringField(BODY, validators=[required(), at_most()])
    text = _text(_l("The answer, said to the person"), needed=_l("Please write the answer."))
    reason = _text(_l("The reason"), needed=_l("Please give the reason. The person has a right to it."))
    due_on = DateField(_l("If something will be done: by when?"), validators=[Optional()])


class AssignForm(StepForm):
    kind = FactKind.ASSIGNED
    body = StringField(_l("Who must answer (department or body)"), validators=[required(), at_most()])
    due_on = DateField(_l("By when is the answer owed?"), validators=[required()])
    text = _text(_l("A word to the person"))


class ProgressForm(StepForm):
    kind = FactKind.PROGRESS
    text = _text(_l("What is new, said to the person"), needed=_l("Please write what is new."))
    due_on = DateField(_l("A new due date, if it changes"), validators=[Optional()])


class DoneForm(StepForm):
    kind = FactKind.DONE
    text = _text(
        _l("What was done, and where people can see it"),
        needed=_l("Please say what was done and where people can see it."),
    )


class ReopenForm(StepForm):
    kind = FactKind.REOPENED
    reason = _text(_l("Why is it taken up again?"), needed=_l("Please give the reason."))


class WithdrawForm(BaseForm):
    """The person takes her words back."""

    sure = BooleanField(
        _l("Yes, take my words back."),
        validators=[required(_l("Please tick this if you want to take your words back."))],
    )


STEPS: dict[str, type[StepForm]] = {
    "answer": AnswerForm,
    "assign": AssignForm,
    "progress": ProgressForm,
    "done": DoneForm,
    "reopen": ReopenForm,
}


def step_form(step: str, *, languages: Sequence[str], lang: str, body: str, seen: int) -> StepForm:
    """The form of a step, with fields for the same words in every further language that is offered."""
    base = STEPS[step]
    labels = {"body": BODY, "text": _l("The same words"), "reason": _l("The same reason")}
    fields: dict[str, Any] = {
        f"{part}_{code}": (StringField(labels[part], validators=[at_most()]) if part == "body" else _text(labels[part]))
        for code in languages
        for part in labels
        if hasattr(base, part)
    }
    form: StepForm = type(base.__name__, (base,), fields)(seen=seen, lang=lang, body=body)
    form.languages = languages
    form.lang.choices = [SelectChoice(code, own_name(code), {"lang": tag(code)}) for code in languages]
    return form
