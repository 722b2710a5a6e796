# SPDX-License-Identifier: EUPL-1.2
"""The forms with which lists are handed in, filled, decided, numbered by lot and corrected by decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required
from council.domain.candidate_list import Leaving
from council.domain.election import LocalText
from council.messages import LABELS
from council.models.nomination import Candidate, CandidateList
from council.services.admission import Departure, Drawing
from council.services.nomination import CandidatePlan, ListPlan

_DAY = _l("Please give the day.")
LONGEST_NUMBER = 9


class ListForm(BaseForm):
    """What a list is called and who speaks for it."""

    name_en = StringField(_l("Name in English"), [required(), at_most(100)], render_kw={"lang": "en"})
    name_lt = StringField(
        _l("Name in Lithuanian"), [MayBeEmpty(), at_most(100)], render_kw={"lang": "lt", "dir": "ltr"}
    )
    name_ar = StringField(_l("Name in Arabic"), [MayBeEmpty(), at_most(100)], render_kw={"lang": "ar", "dir": "rtl"})
    short_name = StringField(_l("Short name"), [MayBeEmpty(), at_most(40)])
    agent_name = StringField(_l("List agent"), [required(), at_most()])
    single = BooleanField(_l("One person stands here, without a list"))

    def command(self) -> ListPlan:
        data: dict[str, Any] = self.data
        name = LocalText(data["name_en"], data["name_lt"] or "", data["name_ar"] or "")
        return ListPlan(
            name=name,
            short_name=data["short_name"] or "",
            agent_name=data["agent_name"],
            single=bool(data["single"]),
        )


def list_values(one: CandidateList) -> dict[str, object]:
    """A list as the values of its form."""
    names = {f"name_{lang}": text for lang, text in one.name_texts.items()}
    return {**names, "short_name": one.short_name, "agent_name": one.agent_name, "single": one.single}


class CandidateForm(BaseForm):
    """One person on a list."""

    given_names = StringField(_l("Given names, in Latin letters"), [required(), at_most()])
    family_name = StringField(_l("Family name, in Latin letters"), [required(), at_most()])
    original_name = StringField(
        _l("Whole name in its own script"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"}
    )
    original_lang = SelectField(
        _l("Language of that name"),
        choices=[
            SelectChoice("", _l("none")),
            *(
                SelectChoice(code, code)
                for code in ("ar", "be", "fa", "he", "hi", "hy", "ka", "lt", "ps", "ru", "uk", "zh")
            ),
        ],
    )
    distinction = StringField(_l("What tells namesakes apart"), [MayBeEmpty(), at_most(100)])
    position = IntegerField(
        _l("List position"),
        [chosen(), NumberRange(1, 200, message=_l("Please give a number from %(min)s to %(max)s."))],
    )
    register_number = StringField(
        _l("Register number"), [MayBeEmpty(), at_most(40)], render_kw={"dir": "ltr", "autocomplete": "off"}
    )
    consent_on = DateField(_l("Consent signed on"), [MayBeEmpty()])
    seen = HiddenField()

    def told(self, version: int) -> None:
        """After a refusal of the whole form the reader has been told what changed, and may save again."""
        if not self.errors:
            self.seen.data = str(version)

    def command(self) -> CandidatePlan:
        data: dict[str, Any] = self.data
        return CandidatePlan(
            given_names=data["given_names"],
            family_name=data["family_name"],
            original_name=data["original_name"] or "",
            original_lang=data["original_lang"] or "",
            distinction=data["distinction"] or "",
            register_number=data["register_number"] or "",
            consent_on=data["consent_on"],
        )


def candidate_values(person: Candidate) -> dict[str, object]:
    """A candidate as the values of the form."""
    names = (
        *("given_names", "family_name", "original_name", "original_lang", "distinction"),
        *("position", "consent_on"),
    )
    return {**{name: getattr(person, name) for name in names}, "register_number": person.register_number or ""}


class DecideListForm(BaseForm):
    """Admit or reject a list."""

    outcome = RadioField(
        _l("What do you decide?"),
        [chosen()],
        choices=[SelectChoice("admit", _l("Admit the list")), SelectChoice("reject", _l("Reject the list"))],
    )
    reason = TextAreaField(_l("Reason"), [MayBeEmpty(), at_most(2000)])


class DrawingForm(BaseForm):
    """Lots drawn by people: one place in the order for each list. Build it with ``for_lists``."""

    drawn_by = StringField(_l("Who drew the lots"), [required(), at_most()])
    present = TextAreaField(_l("Who was present"), [required(), at_most(1000)])
    on = DateField(_l("On which day"), [required(_DAY)])

    @property
    def places(self) -> list[Any]:
        """The fields of the order, one for each list."""
        return [field for name, field in self._fields.items() if name.startswith("place_")]

    def command(self) -> Drawing:
        data: dict[str, Any] = self.data
        ranked = sorted(self.places, key=lambda field: int(field.data or 0))
        chosen_places = [field.data for field in self.places]
        order = [field.name.removeprefix("place_") for field in ranked]
        if len(set(chosen_places)) < len(chosen_places):
            order = order[:1] * len(order)  # two lists on one place: no order, which the service refuses
        return Drawing(tuple(order), data["drawn_by"], data["present"], data["on"])


def drawing_form(lists: Sequence[tuple[str, str]]) -> DrawingForm:
    """The form for lots between these lists, given as (key, name)."""
    choices = [SelectChoice(str(place), str(place)) for place in range(1, len(lists) + 1)]
    fields: dict[str, Any] = {
        f"place_{key}": SelectField(_("Drawn as number: %(list)s", list=name), choices=choices) for key, name in lists
    }
    made: DrawingForm = type("DrawingOfLists", (DrawingForm,), fields)()
    return made


class SupportForm(BaseForm):
    """Which list an elector supports. Build it with ``support_form``."""

    one = RadioField(_l("Which list do you support?"), [chosen()])


def support_form(lists: Sequence[tuple[str, str]]) -> SupportForm:
    """The form that offers these lists, given as (key, name)."""
    form = SupportForm()
    form.one.choices = [SelectChoice(key, name) for key, name in lists]
    return form


class DepartureForm(BaseForm):
    """A published candidate no longer stands."""

    leaving = RadioField(
        _l("What happened?"),
        [chosen()],
        choices=[SelectChoice(each.value, LABELS[Leaving][each]) for each in Leaving],
    )
    on = DateField(_l("On which day"), [required(_DAY)])
    reason = TextAreaField(_l("Decision and reason"), [required(), at_most(2000)])

    def command(self) -> Departure:
        data: dict[str, Any] = self.data
        return Departure(Leaving(data["leaving"]), data["on"], data["reason"])


class ConfirmForm(BaseForm):
    """A button alone: only the token against forged requests."""


class SeenForm(BaseForm):
    """A button beside one line of a list, and how much had happened to the list when the page was opened."""

    seen = HiddenField()


def seen_in(form: CandidateForm | SeenForm) -> int:
    """How many facts the list had when the form was opened; anything unusable fits no list."""
    typed = str(form.seen.data or "")
    return int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else -1
