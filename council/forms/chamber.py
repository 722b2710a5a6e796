# SPDX-License-Identifier: EUPL-1.2
"""The forms of objections to a result, of seats through the term, and of the minutes of a count."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core.clock import ZONE
from core.forms import BaseForm, at_most, chosen, required
from council.chamber_words import CHAMBER_LABELS
from council.domain.chamber import LEAVING, SeatEvent
from council.domain.objections import ObjectionEffect, ObjectionState, Objector
from council.forms.nomination import DrawingForm
from council.services.admission import Drawing
from council.services.chamber import Circumstances, SeatReport
from council.services.objections import ObjectionPlan, ObjectionRuling

LONGEST_NUMBER = 9
_DAY = _l("Please give the day.")
_TIME = _l("Please give the day and the time.")


def _choices(enum: Any, *members: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, CHAMBER_LABELS[enum][each]) for each in members or enum]


class ObjectionForm(BaseForm):
    """What somebody objects to, on a screen or as typed from a paper."""

    objector = RadioField(_l("As whom do you object?"), [chosen()], choices=_choices(Objector))
    objector_name = StringField(_l("Your name"), [required(), at_most()], render_kw={"autocomplete": "name"})
    contact = StringField(_l("E-mail address"), [MayBeEmpty(), at_most()], render_kw={"autocomplete": "email"})
    statement = TextAreaField(
        _l("What is wrong with the result, and what should be done?"), [required(), at_most(4000)]
    )
    evidence = TextAreaField(_l("Papers that show it"), [MayBeEmpty(), at_most(2000)])
    received_on = DateField(_l("Day on which the paper came in"), [MayBeEmpty()])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def command(self, lang: str) -> ObjectionPlan:
        data: dict[str, Any] = self.data
        return ObjectionPlan(
            objector=Objector(data["objector"]),
            objector_name=data["objector_name"],
            contact=data["contact"] or "",
            lang=lang[:12],
            statement=data["statement"],
            evidence=data["evidence"] or "",
            once=str(data["once"] or "")[:40],
            received_on=data["received_on"],
        )


class RulingForm(BaseForm):
    """How an objection ends. Everybody can read the reason."""

    outcome = RadioField(
        _l("How is it decided?"),
        [chosen()],
        choices=_choices(ObjectionState, *(each for each in ObjectionState if each is not ObjectionState.OPEN)),
    )
    effect = RadioField(_l("What follows from it?"), [chosen()], choices=_choices(ObjectionEffect))
    reason = TextAreaField(_l("Why?"), [required(), at_most(2000)])
    decided_by = StringField(_l("Who decided this"), [required(), at_most()])
    decided_on = DateField(_l("Decided on"), [required(_DAY)])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def command(self) -> ObjectionRuling:
        data: dict[str, Any] = self.data
        return ObjectionRuling(
            outcome=ObjectionState(data["outcome"]),
            effect=ObjectionEffect(data["effect"]),
            reason=data["reason"],
            decided_by=data["decided_by"],
            decided_on=data["decided_on"],
            reference=data["reference"] or "",
        )


class _SeatForm(BaseForm):
    """What all forms about one seat share: how much had happened when the page was opened."""

    seen = HiddenField()

    def seen_before(self) -> int:
        """How many facts there were; anything unusable fits no council."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else -1


class AnswerForm(_SeatForm):
    """Whoever is offered a seat takes it or refuses it."""

    event = RadioField(
        _l("What is the answer?"),
        [chosen()],
        choices=_choices(SeatEvent, SeatEvent.ACCEPTED, SeatEvent.REFUSED),
    )
    on = DateField(_l("On which day"), [required(_DAY)])
    reason = TextAreaField(_l("How the answer came in"), [MayBeEmpty(), at_most(2000)])

    def command(self) -> SeatReport:
        data: dict[str, Any] = self.data
        return SeatReport(
            event=SeatEvent(data["event"]), on=data["on"], reason=data["reason"] or "", seen=self.seen_before()
        )


class LeavingForm(AnswerForm):
    """A member leaves the council."""

    event = RadioField(_l("What happened?"), [chosen()], choices=_choices(SeatEvent, *LEAVING))
    reason = TextAreaField(_l("Decision and reason"), [required(), at_most(2000)])


class FillForm(_SeatForm):
    """The substitute is called; there is nothing to choose."""

    def drawing(self) -> Drawing | None:
        return None


class LotsForm(_SeatForm, DrawingForm):
    """Lots between people who stand equal for the seat; their fields are added where they are known."""

    def drawing(self) -> Drawing | None:
        return self.command()


def fill_form(seen: int, people: Sequence[tuple[str, str]]) -> FillForm | LotsForm:
    """The form of a vacant seat; with ``people`` (number, name) who stand equal it asks for the lots."""
    if not people:
        return FillForm(seen=seen)
    choices = [SelectChoice(str(place), str(place)) for place in range(1, len(people) + 1)]
    fields: dict[str, Any] = {
        f"place_{number}": SelectField(_("Drawn as number: %(list)s", list=name), choices=choices)
        for number, name in people
    }
    made: LotsForm = type("LotsOfSeat", (LotsForm,), fields)(seen=seen)
    return made


class MinutesForm(BaseForm):
    """What the minutes say about the count besides its figures."""

    held_at = StringField(_l("Where the count was held"), [required(), at_most()])
    begun_at = DateTimeLocalField(_l("When it began"), [required(_TIME)])
    ended_at = DateTimeLocalField(_l("When it ended"), [required(_TIME)])
    present = TextAreaField(
        _l("Who was present, one person on each line, with the office"), [required(), at_most(4000)]
    )
    incidents = TextAreaField(_l("Incidents, decisions and objections during the count"), [MayBeEmpty(), at_most(4000)])

    def command(self) -> Circumstances:
        data: dict[str, Any] = self.data
        return Circumstances(
            held_at=data["held_at"],
            begun_at=_here(data["begun_at"]),
            ended_at=_here(data["ended_at"]),
            present=data["present"],
            incidents=data["incidents"] or "",
        )


def _here(value: dt.datetime) -> dt.datetime:
    """A time as it was typed is a time where the municipality is."""
    return value.replace(tzinfo=ZONE)
