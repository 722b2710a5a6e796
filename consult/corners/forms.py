# SPDX-License-Identifier: EUPL-1.2
"""Forms of the cosy corners: a series, a contact, a log with rows of statements, a decision on consent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from consult.corners.domain.meeting import (
    Attendance,
    Consent,
    ContactKind,
    MeetingKind,
    NewContact,
    NewMeeting,
    NewSeries,
    NewStatement,
    Rhythm,
    Theme,
)
from consult.corners.messages import CONSENTS, CONTACTS, RHYTHMS, THEMES
from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen, required
from core.i18n import own_name, tag

LANGUAGES = (
    "ar", "be", "de", "en", "es", "fa", "fr", "hi", "ka", "ku", "lt", "pl",
    "ps", "ru", "so", "ti", "tr", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
MOST_PEOPLE = 500
ROWS_AT_FIRST = 6
ROWS_MORE = 3
MOST_ROWS = 30


def _choices(labels: dict[Any, Any]) -> list[Any]:
    return [SelectChoice(member.value, label) for member, label in labels.items()]


def _named(codes: Iterable[str]) -> list[Any]:
    return sorted(
        (SelectChoice(code, own_name(code), {"lang": tag(code)}) for code in codes),
        key=lambda c: str(c.label).casefold(),
    )


def _ticks(label: Any, **more: Any) -> SelectMultipleField:
    list_of_ticks: dict[str, Any] = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
    return SelectMultipleField(label, **list_of_ticks, **more)


def _text(label: Any, rows: int = 4) -> TextAreaField:
    return TextAreaField(label, validators=[Optional(), at_most(LONGEST_TEXT)], render_kw={"rows": rows})


def _count(label: Any) -> IntegerField:
    rules = [Optional(), NumberRange(0, MOST_PEOPLE, message=_l("Please give a number from %(min)s to %(max)s."))]
    return IntegerField(label, validators=rules, render_kw={"inputmode": "numeric", "min": "0"})


class OnceForm(BaseForm):
    """A form that changes the world once, however often it is sent."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16), validators=[at_most(40)])


class SeriesForm(OnceForm):
    title = StringField(_l("What is the series called?"), validators=[required(), at_most()])
    lang = SelectField(_l("In which language is this name?"))
    rhythm = SelectField(_l("How often do you meet?"), choices=_choices(RHYTHMS), default=Rhythm.MONTHLY.value)
    languages = _ticks(_l("Which languages are spoken?"))
    women_only = BooleanField(_l("Only women meet here"))
    children_welcome = BooleanField(_l("Children are welcome"))
    place = _text(_l("Where do you meet?"), rows=2)
    safety = _text(_l("What must we watch out for, so that everybody is safe?"))
    next_on = DateField(_l("When is the next meeting?"), validators=[Optional()])
    facilitators = _ticks(_l("Who leads it and may read its log?"))

    def offer(self, people: Sequence[tuple[str, str]]) -> SeriesForm:
        self.lang.choices = self.languages.choices = _named(LANGUAGES)
        self.facilitators.choices = [SelectChoice(public_id, name) for public_id, name in people]
        return self

    def command(self) -> NewSeries:
        return NewSeries(
            title=str(self.title.data),
            lang=str(self.lang.data),
            place=str(self.place.data or ""),
            rhythm=Rhythm(str(self.rhythm.data)),
            languages=tuple(self.languages.data or ()),
            facilitators=tuple(self.facilitators.data or ()),
            women_only=bool(self.women_only.data),
            children_welcome=bool(self.children_welcome.data),
            safety=str(self.safety.data or ""),
            next_on=self.next_on.data,
        )


class ContactForm(OnceForm):
    kind = RadioField(_l("How were people found?"), choices=_choices(CONTACTS), validators=[chosen()])
    through = StringField(_l("Through which organisation or place?"), validators=[Optional(), at_most()])
    made_on = DateField(_l("When?"), validators=[required()])
    asked = _count(_l("How many people were invited?"))
    note = _text(_l("What should your colleagues know?"), rows=3)

    def command(self) -> NewContact:
        assert self.made_on.data is not None
        return NewContact(
            kind=ContactKind(str(self.kind.data)),
            made_on=self.made_on.data,
            through=str(self.through.data or ""),
            asked=self.asked.data or 0,
            note=str(self.note.data or ""),
            once=str(self.once.data),
        )


class MeetingForm(OnceForm):
    """What every log has. Rows of statements are added for topic meetings by ``meeting_form``."""

    kind: MeetingKind
    shown_rows: int = 0
    held_on = DateField(_l("When did you meet?"), validators=[required()])
    minutes = _count(_l("How long, in minutes?"))
    women = _count(_l("Women"))
    men = _count(_l("Men"))
    other = _count(_l("Other adults, or not said"))
    children = _count(_l("Children"))
    interpreters = _ticks(_l("Which languages were interpreted?"))
    note = _text(_l("How was it?"), rows=5)
    safety = _text(_l("Anything to watch out for, so that everybody is safe?"), rows=3)
    next_on = DateField(_l("When do you meet next?"), validators=[Optional()])
    confirmed = BooleanField(_l("I have looked: no address and no number in this log belongs to a person."))

    def command(self) -> NewMeeting:
        assert self.held_on.data is not None
        return NewMeeting(
            kind=self.kind,
            held_on=self.held_on.data,
            attendance=Attendance(*(self[name].data or 0 for name in ("women", "men", "other", "children"))),
            once=str(self.once.data),
            minutes=self.minutes.data,
            interpreters=tuple(self.interpreters.data or ()),
            note=str(self.note.data or ""),
            agreements=self._typed("agreements"),
            safety=str(self.safety.data or ""),
            topics=tuple(Theme(value) for value in (self["topics"].data if "topics" in self else ()) or ()),
            statements=tuple(self._statements()),
            next_on=self.next_on.data,
            confirmed=bool(self.confirmed.data),
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields of each row of statements."""
        for row in range(self.shown_rows):
            yield {part: self[f"{part}_{row}"] for part in ROW}

    def _statements(self) -> Iterator[NewStatement]:
        for row in range(self.shown_rows):
            typed = {part: self._typed(f"{part}_{row}") for part in ROW}
            hands = self[f"hands_{row}"].data
            if typed["words"] or typed["translation"] or hands or typed["consent"] != Consent.KEEP.value:
                yield NewStatement(
                    row=row,
                    words=typed["words"],
                    lang=typed["lang"],
                    consent=Consent(typed["consent"]),
                    hands=hands,
                    translation=typed["translation"],
                    translation_lang=typed["translation_lang"],
                )

    def _typed(self, name: str) -> str:
        return str(self[name].data or "") if name in self else ""


class TrustForm(MeetingForm):
    kind = MeetingKind.TRUST
    agreements = _text(_l("What did you agree on with each other?"))


class TopicForm(MeetingForm):
    kind = MeetingKind.TOPIC
    topics = _ticks(_l("What was it about?"), choices=_choices(THEMES))


ROW = ("words", "lang", "consent", "hands", "translation", "translation_lang")


def _row_fields(row: int, lang: str) -> dict[str, Any]:
    return {
        f"words_{row}": _text(_l("What was said, in the speaker's own words"), rows=3),
        f"lang_{row}": SelectField(_l("Language of these words"), default=lang),
        f"consent_{row}": RadioField(
            _l("What does the speaker agree to?"), choices=_choices(CONSENTS), default=Consent.KEEP.value
        ),
        f"hands_{row}": _count(_l("How many agreed, by show of hands?")),
        f"translation_{row}": _text(_l("Translation"), rows=2),
        f"translation_lang_{row}": SelectField(_l("Language of the translation"), default="en"),
    }


def asked_rows() -> int:
    """How many rows to show: what was there before, and three more when that was asked for."""
    if request.method != "POST":
        return ROWS_AT_FIRST
    shown = request.form.get("row_count", ROWS_AT_FIRST, type=int)
    more = ROWS_MORE if "more" in request.form else 0
    return max(ROWS_AT_FIRST, min(shown + more, MOST_ROWS))


def meeting_form(kind: MeetingKind, *, lang: str, reader: str) -> MeetingForm:
    """The log of a meeting; a topic meeting has rows for statements."""
    if kind is MeetingKind.TRUST:
        form: MeetingForm = TrustForm()
    else:
        rows = asked_rows()
        fields = {name: made for row in range(rows) for name, made in _row_fields(row, lang).items()}
        form = type("TopicFormWithRows", (TopicForm,), {**fields, "shown_rows": rows})(
            **{f"translation_lang_{row}": reader for row in range(rows)}
        )
    named = _named(LANGUAGES)
    form.interpreters.choices = named
    for fields_of_row in form.rows():
        fields_of_row["lang"].choices = fields_of_row["translation_lang"].choices = named
    return form


class ConsentForm(BaseForm):
    """The speaker agrees later."""

    consent = RadioField(
        _l("What does the speaker agree to?"),
        choices=[SelectChoice(c.value, CONSENTS[c]) for c in (Consent.PASS_ON, Consent.SHOW)],
        validators=[chosen()],
    )


class ConfirmForm(BaseForm):
    """A yes before something that cannot be undone."""

    sure = BooleanField(_l("Yes, I am sure."), validators=[required(_l("Please tick this to go on."))])
