# SPDX-License-Identifier: EUPL-1.2
"""The forms of articles: writing one, saying something about it, taking a stance, leaving one out."""

from __future__ import annotations

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen, required
from core.i18n import own_name
from council.domain.articles import Stance, Wording
from council.forms.statute_rule import choices
from council.statute_lines import Line

LANGS = ("en", "lt", "ar")
"""The languages a text is written in here."""


class WordingForm(BaseForm):
    """A heading and a text in several languages, one of them the original."""

    original = RadioField(
        _l("Which text is the original?"),
        [chosen()],
        choices=[SelectChoice(lang, own_name(lang), {"lang": lang}) for lang in LANGS],
        default=LANGS[0],
    )
    heading_en = StringField(_l("Heading in English"), [MayBeEmpty(), at_most()], render_kw={"lang": "en"})
    text_en = TextAreaField(_l("Text in English"), [MayBeEmpty(), at_most(LONGEST_TEXT)], render_kw={"lang": "en"})
    heading_lt = StringField(_l("Heading in Lithuanian"), [MayBeEmpty(), at_most()], render_kw={"lang": "lt"})
    text_lt = TextAreaField(_l("Text in Lithuanian"), [MayBeEmpty(), at_most(LONGEST_TEXT)], render_kw={"lang": "lt"})
    heading_ar = StringField(_l("Heading in Arabic"), [MayBeEmpty(), at_most()], render_kw={"lang": "ar", "dir": "rtl"})
    text_ar = TextAreaField(
        _l("Text in Arabic"), [MayBeEmpty(), at_most(LONGEST_TEXT)], render_kw={"lang": "ar", "dir": "rtl"}
    )

    def wording(self, states: tuple[str, ...] = ()) -> Wording:
        """:raises Refusal: when a heading lacks its text, or the original lacks both."""
        data: dict[str, Any] = self.data
        return Wording(
            original=data["original"],
            headings={lang: data[f"heading_{lang}"] for lang in LANGS if data[f"heading_{lang}"]},
            texts={lang: data[f"text_{lang}"] for lang in LANGS if data[f"text_{lang}"]},
            states=states,
        )


def wording_values(wording: Wording) -> dict[str, object]:
    """A wording as the values of the form."""
    return {
        "original": wording.original,
        **{f"heading_{lang}": wording.headings.get(lang, "") for lang in LANGS},
        **{f"text_{lang}": wording.texts.get(lang, "") for lang in LANGS},
    }


class ArticleForm(WordingForm):
    """One article with the parameters it states."""

    states = SelectMultipleField(
        _l("Which parameters does it state?"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    key = HiddenField(default=lambda: secrets.token_hex(5))

    def offer(self, lines: tuple[Line, ...]) -> ArticleForm:
        """The parameters of the draft to choose from."""
        names = {line.name: line.label for line in lines if line.name != "places"}
        self.states.choices = [
            *(SelectChoice(name, label) for name, label in names.items() if name != "timetable"),
            SelectChoice("places", _l("Polling places")),
            SelectChoice("timetable", _l("Deadlines")),
        ]
        return self

    def command(self) -> Wording:
        return self.wording(tuple(self.states.data or ()))


def article_values(wording: Wording) -> dict[str, object]:
    return {**wording_values(wording), "states": list(wording.states)}


class CommentForm(BaseForm):
    """Something said about an article, in any language."""

    text = TextAreaField(_l("Your comment"), [required(), at_most(2000)])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))


class StanceForm(BaseForm):
    """Where somebody stands on an article."""

    stance = RadioField(_l("Where do you stand?"), [chosen()], choices=choices(Stance))
    remark = TextAreaField(_l("Your remark or objection"), [MayBeEmpty(), at_most(2000)])

    def command(self) -> tuple[Stance, str]:
        data: dict[str, Any] = self.data
        return Stance(data["stance"]), data["remark"] or ""


class LeaveOutForm(BaseForm):
    """Why an article goes."""

    reason = StringField(_l("Why is it left out?"), [required(), at_most()])
