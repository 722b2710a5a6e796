# SPDX-License-Identifier: EUPL-1.2
"""Sample values for the style guide: one of everything the component library can draw.

Pure: no database, no request. The words are invented and shown in the demonstration only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm

TONES = ("neutral", "good", "wait", "warn", "stop", "info")
KINDS = ("primary", "secondary", "quiet", "stop")
DRAWINGS = (
    "table", "chairs", "teapot", "hands", "envelope", "ballot-box",
    "map", "speech", "scales", "house", "sprout", "question",
)  # fmt: skip
LANGUAGES = [("lt", "Lietuvių"), ("ar", "العربية"), ("uk", "Українська")]


class SampleForm(BaseForm):
    """Every kind of field."""

    name = StringField(_l("What shall we call you?"), render_kw={"autocomplete": "name"})
    email = EmailField(_l("E-mail"), render_kw={"autocomplete": "email"})
    chairs = IntegerField(_l("How many people came?"))
    met_on = DateField(_l("When did you meet?"))
    words = TextAreaField(_l("What was said?"))
    tongue = SelectField(_l("Language"), choices=[SelectChoice(*pair) for pair in LANGUAGES])
    paper = FileField(_l("A photograph of the notes"))
    way = RadioField(
        _l("How should the answer come?"),
        choices=[SelectChoice("code", _l("By code")), SelectChoice("post", _l("By post"))],
    )
    themes = SelectMultipleField(
        _l("What was it about?"),
        choices=[
            SelectChoice("home", _l("Housing")),
            SelectChoice("work", _l("Work")),
            SelectChoice("school", _l("School")),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    consent = BooleanField(_l("I agree that these words are passed on to the municipality."))


class SampleSearch(BaseForm):
    """A search over a list."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = StringField(_l("Word"))
    language = SelectField(
        _l("Language"), choices=[SelectChoice("", _l("All")), *(SelectChoice(*pair) for pair in LANGUAGES)]
    )


@dataclass(frozen=True, slots=True)
class Moment:
    """One stop in the life of a promise."""

    title: str
    on: str
    datetime: str
    tone: str
    by: str | None = None
    body: str | None = None
    text: str | None = None
    lang: str | None = None
    dir: str = "auto"
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    state: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    text: str
    href: str
    drawing: str
    action: str


@dataclass(frozen=True, slots=True)
class SeatsOfList:
    label: str
    seats: int


@dataclass(frozen=True, slots=True)
class Leaf:
    number: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pager of a long list."""

    number: int = 2
    last: int = 9
    total: int = 431
    previous_href: str | None = "#pages"
    next_href: str | None = "#pages"
    items: tuple[Leaf, ...] = field(default_factory=lambda: tuple(Leaf(n, "#pages", n == 2) for n in (1, 2, 3, 4, 9)))


def samples() -> dict[str, Any]:
    """What the style guide page shows, by name."""
    return {
        "tones": TONES,
        "kinds": KINDS,
        "drawings": DRAWINGS,
        "form": SampleForm(),
        "faulty": _faulty(),
        "search": SampleSearch(),
        "moments": _moments(),
        "steps_shown": (
            Step(_("Where and when"), "done", "#steps"),
            Step(_("Who came"), "current"),
            Step(_("What was said"), "todo"),
        ),
        "cards_shown": _cards(),
        "seats": tuple(
            SeatsOfList(label, seats)
            for label, seats in ((_("Common table"), 4), (_("New neighbours"), 2), (_("Bridge"), 1))
        ),
        "pages": Leaves(),
        "votes": ((_("Common table"), "412", "4"), (_("New neighbours"), "231", "2"), (_("Bridge"), "97", "1")),
    }


def _faulty() -> SampleForm:
    form = SampleForm(prefix="faulty")
    form.name.errors = [_("Please tell us what to call you.")]
    form.chairs.data, form.chairs.errors = 0, [_("At least one person came. Please write how many.")]
    form.way.errors = [_("Please choose one.")]
    form.consent.errors = [_("Without your agreement the words stay here and go no further.")]
    return form


def _moments() -> tuple[Moment, ...]:
    return (
        Moment(_("Heard"), _("Thursday 3 April"), "2025-04-03", "good", by=_("Cosy corner, library"),
               text="الحافلة الأخيرة تغادر قبل نهاية درس اللغة.", lang="ar", dir="rtl"),
        Moment(_("Passed on"), _("Monday 7 April"), "2025-04-07", "good", by=_("Transport department")),
        Moment(_("An answer was due"), _("Wednesday 7 May"), "2025-05-07", "stop", overdue=True,
               body=_("No answer came in time. The Council asked for the reason.")),
        Moment(_("Answered: yes, in part"), _("Tuesday 27 May"), "2025-05-27", "info",
               by=_("Transport department"),
               body=_("Two evenings a week the last bus waits until 21:10, from September.")),
        Moment(_("To be done"), _("by Monday 1 September"), "2025-09-01", "wait",
               body=_("The new timetable hangs at every stop.")),
        Moment(_("Looked at again"), _("in October"), "2025-10", "neutral"),
    )  # fmt: skip


def _cards() -> tuple[Card, ...]:
    return (
        Card(
            _("Meet and be heard"),
            _("Sit down with neighbours and say what you need."),
            "#cards",
            "table",
            _("Find a place"),
        ),
        Card(
            _("Discuss a topic"),
            _("The city asks, you write in your own language."),
            "#cards",
            "speech",
            _("See the forums"),
        ),
        Card(
            _("Choose who speaks for you"),
            _("Vote for the Council, or stand for it."),
            "#cards",
            "ballot-box",
            _("About the council"),
        ),
    )
