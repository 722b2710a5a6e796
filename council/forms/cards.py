# SPDX-License-Identifier: EUPL-1.2
"""The forms of polling cards: printing, handing to the post, what came back, replacing, sending messages."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core import clock
from core.forms import BaseForm, at_most, chosen, required
from core.outbox import Channel
from council.card_words import CARD_LABELS
from council.domain.cards import Need, Proof, Remedy, ReturnReason
from council.services.card_post import DispatchPlan
from council.services.card_replacement import ReplacementPlan
from council.services.card_runs import PrintOrder

EVERY_PLACE = "*"


def _choices(enum: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, CARD_LABELS[enum][each]) for each in enum]


def _once() -> HiddenField:
    return HiddenField(default=lambda: secrets.token_urlsafe(16))


class PrintForm(BaseForm):
    """Which cards to print."""

    whom = RadioField(
        _l("Whose cards?"),
        [chosen()],
        choices=[
            SelectChoice("missing", _l("Electors who have no card that counts")),
            SelectChoice("all", _l("All electors of the place")),
        ],
        default="missing",
    )
    place = SelectField(_l("Polling place"), [chosen()])
    reason = TextAreaField(_l("Why are cards printed again?"), [MayBeEmpty(), at_most(2000)])
    once = _once()

    def offer(self, places: Sequence[tuple[str, str]]) -> PrintForm:
        self.place.choices = [
            SelectChoice(EVERY_PLACE, _l("Every polling place")),
            *(SelectChoice(key, name) for key, name in places),
        ]
        return self

    def command(self) -> PrintOrder:
        data: dict[str, Any] = self.data
        return PrintOrder(
            places=() if data["place"] == EVERY_PLACE else (data["place"],),
            missing=data["whom"] == "missing",
            reason=data["reason"] or "",
            once=str(data["once"] or "")[:40],
        )


class DispatchForm(BaseForm):
    """What left the house."""

    handed_on = DateField(_l("Handed on"), [required(_l("Please give the day."))], default=clock.today)
    cards = IntegerField(
        _l("How many cards"),
        [chosen(_l("Please give a whole number, in figures.")), NumberRange(1, 10_000_000)],
        render_kw={"inputmode": "numeric", "min": "1"},
    )
    carrier = StringField(_l("To whom"), [required(), at_most()])
    handed_by = StringField(_l("Handed on by"), [required(), at_most()])
    reference = StringField(_l("Number of the receipt"), [MayBeEmpty(), at_most()])
    once = _once()

    def command(self) -> DispatchPlan:
        data: dict[str, Any] = self.data
        return DispatchPlan(
            handed_on=data["handed_on"],
            cards=data["cards"],
            carrier=data["carrier"],
            handed_by=data["handed_by"],
            reference=data["reference"] or "",
            once=str(data["once"] or "")[:40],
        )


class ReturnForm(BaseForm):
    """A card that the post brought back, by the number in its window."""

    number = StringField(_l("Number of the card"), [required(), at_most(20)], render_kw={"dir": "ltr"})
    reason = SelectField(_l("Why it came back"), [chosen()], choices=_choices(ReturnReason))
    returned_on = DateField(_l("Came back on"), [MayBeEmpty()], default=clock.today)


class RemedyForm(BaseForm):
    """What was done about it."""

    remedy = RadioField(_l("What was done?"), [chosen()], choices=_choices(Remedy))
    note = TextAreaField(_l("Note"), [MayBeEmpty(), at_most(2000)])


class ReplaceForm(BaseForm):
    """A card for one person whose identity was checked."""

    need = SelectField(_l("Why another card?"), [chosen()], choices=_choices(Need))
    proof = RadioField(_l("How was the identity checked?"), [chosen()], choices=_choices(Proof))
    checked_by = StringField(_l("Who checked it"), [required(), at_most()])
    once = _once()

    def command(self) -> ReplacementPlan:
        data: dict[str, Any] = self.data
        return ReplacementPlan(
            need=Need(data["need"]),
            proof=Proof(data["proof"]),
            checked_by=data["checked_by"],
            once=str(data["once"] or "")[:40],
        )


class NoticeForm(BaseForm):
    """On which channels electors are written to besides the letter."""

    channels = SelectMultipleField(
        _l("On which channels?"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    once = _once()

    def offer(self, channels: Sequence[Channel]) -> NoticeForm:
        self.channels.choices = [SelectChoice(each.value, CARD_LABELS[Channel][each]) for each in channels]
        return self

    def chosen(self) -> tuple[Channel, ...]:
        return tuple(Channel(each) for each in self.channels.data or ())


class ReminderForm(BaseForm):
    """A button alone; two presses send once."""

    once = _once()
