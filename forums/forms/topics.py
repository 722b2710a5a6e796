# SPDX-License-Identifier: EUPL-1.2
"""Forms of the desk: suggest a topic, record its mandate, prepare a question, take a step, add a language."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from core.forms import LONGEST_TEXT, BaseForm, at_most, required
from forums.commands import GiveMandate, PrepareQuestion, SuggestTopic
from forums.domain.topic import Phase, SourceGroup
from forums.domain.words import OPTIONAL, PARTS, About, Part, Wording
from forums.forms.fields import DayField, OnceForm, choices, given, language_field, text_field
from forums.messages import PARTS as LABELS
from forums.messages import PHASES, SOURCE_GROUPS


class TopicForm(OnceForm):
    lang = language_field()
    title = StringField(_l("Title"), validators=[required(), at_most(160)])
    description = text_field(_l("What it is about"))
    source_group = SelectField(_l("Who suggested it?"), choices=choices(SOURCE_GROUPS))
    place = StringField(
        _l("District or neighbourhood"),
        description=_l("Leave empty when it is about the whole municipality."),
        validators=[Optional(), at_most(120)],
    )
    suitability = TextAreaField(
        _l("Is it suitable?"),
        description=_l("Within our powers, a priority, affordable, fit for practical talk. Only staff read this."),
        validators=[Optional(), at_most(LONGEST_TEXT)],
        render_kw={"rows": 4},
    )

    def command(self) -> SuggestTopic:
        parts = {Part.TITLE: self.title.data or "", Part.DESCRIPTION: self.description.data or ""}
        return SuggestTopic(
            wording=Wording(self.lang.data, {self.lang.data: parts}),
            source_group=SourceGroup(self.source_group.data),
            once=self.mark(),
            place=self.place.data or "",
            suitability=self.suitability.data or "",
        )


class MandateForm(BaseForm):
    lang = language_field()
    signatory = StringField(
        _l("Signed by"),
        description=_l("The office, never a name: for example “Mayor”."),
        validators=[required(), at_most()],
    )
    body = StringField(
        _l("Who will answer"),
        description=_l("The body, for example “Municipal administration”."),
        validators=[required(), at_most()],
    )
    scope = text_field(_l("What the mandate covers, and what not"))
    promise = text_field(_l("What is promised"))
    signed_on = DayField(_l("Signed on"), validators=[given()])
    answer_by = DayField(_l("The answer is promised by"), validators=[given()])
    reference = StringField(_l("Reference number"), validators=[Optional(), at_most(60)])

    def command(self) -> GiveMandate:
        parts = {part: getattr(self, part.value).data or "" for part in PARTS[About.MANDATE]}
        return GiveMandate(
            wording=Wording(self.lang.data, {self.lang.data: parts}),
            signed_on=self.signed_on.day(),
            answer_by=self.answer_by.day(),
            reference=self.reference.data or "",
        )


class QuestionForm(OnceForm):
    lang = language_field()
    phase = SelectField(_l("What it asks for"), choices=choices(PHASES))
    question = text_field(_l("Question"), rows=3, longest=600)
    hint = text_field(
        _l("Hint"),
        rows=3,
        longest=600,
        description=_l("A few words that help people to begin."),
        validators=[Optional()],
    )

    def command(self) -> PrepareQuestion:
        parts = {Part.QUESTION: self.question.data or "", Part.HINT: self.hint.data or ""}
        return PrepareQuestion(
            wording=Wording(self.lang.data, {self.lang.data: parts}),
            phase=Phase(self.phase.data),
            once=self.mark(),
        )


class StepForm(BaseForm):
    """A step that needs nothing but the press of a button."""


class OpeningForm(BaseForm):
    closes_on = DayField(
        _l("Last day for contributions"), description=_l("This day counts whole."), validators=[given()]
    )


class ReasonForm(BaseForm):
    reason = text_field(_l("Reason"), description=_l("Everybody can read it."))
    lang = language_field()


class WordsForm(BaseForm):
    """One language of one thing; the parts are added by ``words_form``."""

    lang = language_field(_l("Language of this text"))

    def words(self) -> dict[Part, str]:
        return {part: self._fields[part.value].data or "" for part in Part if part.value in self._fields}


def words_form(about: About) -> type[WordsForm]:
    """The form for the words of one kind of thing."""
    fields: dict[str, Any] = {
        part.value: text_field(LABELS[part], rows=3, validators=[Optional()] if part in OPTIONAL else [required()])
        for part in PARTS[about]
    }
    return type("WordsOf" + about.value.title(), (WordsForm,), fields)
