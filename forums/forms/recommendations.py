# SPDX-License-Identifier: EUPL-1.2
"""Forms from a recommendation to its answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional

from core.forms import at_most, chosen, required
from forums.commands import AnswerRecommendation, Present, Recommend, TakeMeasure
from forums.domain.recommendation import AnswerOutcome
from forums.domain.words import Part, Wording
from forums.forms.fields import DayField, OnceForm, TickField, choices, given, language_field, text_field
from forums.messages import ANSWERS


class RecommendationForm(OnceForm):
    lang = language_field()
    what = text_field(_l("What should be done?"), longest=2000)
    addressee = StringField(
        _l("Who should do it?"), description=_l("The body, not a person."), validators=[required(), at_most()]
    )
    by_on = DayField(_l("By when?"), validators=[given()])
    contributions = TickField(_l("Which contributions does it come from?"))

    def offer(self, lines: list[tuple[str, str]]) -> None:
        """The contributions to choose from, as (public id, short line)."""
        self.contributions.choices = [SelectChoice(public_id, line) for public_id, line in lines]

    def command(self) -> Recommend:
        parts = {Part.WHAT: self.what.data or "", Part.ADDRESSEE: self.addressee.data or ""}
        return Recommend(
            wording=Wording(self.lang.data, {self.lang.data: parts}),
            by_on=self.by_on.day(),
            contributions=tuple(self.contributions.data or ()),
            once=self.mark(),
        )


class PresentationForm(OnceForm):
    lang = language_field()
    body = StringField(
        _l("Presented to"),
        description=_l("The body, for example “Municipal council”."),
        validators=[required(), at_most()],
    )
    presented_on = DayField(_l("Presented on"), validators=[given()])

    def command(self) -> Present:
        return Present(
            wording=Wording(self.lang.data, {self.lang.data: {Part.BODY: self.body.data or ""}}),
            presented_on=self.presented_on.day(),
            once=self.mark(),
        )


class AnswerForm(OnceForm):
    lang = language_field()
    outcome = RadioField(_l("The answer"), choices=choices(ANSWERS), validators=[chosen()])
    body = StringField(_l("Who answers"), description=_l("The body."), validators=[required(), at_most()])
    reason = text_field(_l("Answer and reason"), description=_l("People read it word for word."))
    answered_on = DayField(_l("Answered on"), validators=[given()])
    what = StringField(_l("First measure"), validators=[Optional(), at_most(600)])
    department = StringField(_l("Department that carries it out"), validators=[Optional(), at_most()])
    due_on = DayField(_l("To be done by"), validators=[Optional()])

    def command(self) -> AnswerRecommendation:
        lang = self.lang.data
        parts = {Part.BODY: self.body.data or "", Part.REASON: self.reason.data or ""}
        return AnswerRecommendation(
            wording=Wording(lang, {lang: parts}),
            outcome=AnswerOutcome(self.outcome.data),
            answered_on=self.answered_on.day(),
            measures=self._measures(lang),
        )

    def _measures(self, lang: str) -> tuple[TakeMeasure, ...]:
        parts = {Part.WHAT: self.what.data or "", Part.DEPARTMENT: self.department.data or ""}
        if not any(parts.values()):
            return ()
        return (TakeMeasure(Wording(lang, {lang: parts}), self.due_on.data),)
