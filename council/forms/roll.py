# SPDX-License-Identifier: EUPL-1.2
"""The forms of the desk: searching, giving a paper, taking a mark back, lines of the printed roll, envelopes."""

from __future__ import annotations

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core import clock
from core.forms import BaseForm, at_most, chosen, required
from council.domain.postal import PostalEvent, TenderedOutcome
from council.polling_words import TENDERED_OUTCOMES
from council.services.postal import PostalStep, TenderedRuling
from council.services.roll import PaperPlan

HANDED_IN, LOST = "handed in at the desk", "declared lost at the desk"
"""What is written down about an envelope that is cancelled so that its elector can vote here."""


def fresh_once() -> str:
    """A mark for one button, so that a second click is known as one."""
    return secrets.token_urlsafe(16)


class DeskForm(BaseForm):
    """One field for everything: a scanner types the code of a card into it and presses Enter."""

    typed = StringField(
        _l("Code of the polling card, or name, birth date or number"),
        [required(), at_most()],
        render_kw={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "dir": "auto"},
    )


class LineForm(BaseForm):
    """Something done about one person on the roll."""

    entry_id = HiddenField()
    once = HiddenField()

    def plan(self, envelope: str = "") -> PaperPlan:
        once = str(self.once.data or "")[:40] or fresh_once()
        return PaperPlan(entry_id=str(self.entry_id.data or "")[:10], once=once, envelope=envelope)


class PaperForm(LineForm):
    """One paper for one person. ``envelope`` is asked only while a postal envelope is out."""

    envelope = RadioField(
        _l("What about the postal envelope?"),
        [MayBeEmpty()],
        choices=[
            SelectChoice("handed_in", _l("It was handed in here")),
            SelectChoice("lost", _l("The elector signed that it is lost")),
        ],
        validate_choice=False,
    )

    def told_envelope(self) -> str:
        return {"handed_in": HANDED_IN, "lost": LOST}.get(str(self.envelope.data or ""), "")


class TakeBackForm(LineForm):
    """Taking a mark back, with the reason; ``token`` says that it was made a moment ago."""

    reason = StringField(_l("Why is the mark taken back?"), [required(), at_most(500)])
    token = HiddenField()


class TenderForm(LineForm):
    """What somebody says who insists on voting."""

    statement = TextAreaField(_l("What does the person say?"), [required(), at_most(1000)])


class LinesForm(BaseForm):
    """Line numbers as they are read off the printed roll."""

    lines = TextAreaField(
        _l("Lines that are ticked on paper"),
        [required(), at_most(8000)],
        description=_l("For example: 3 17 20-24"),
        render_kw={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "rows": "6"},
    )


class PostalForm(LineForm):
    """One step of a postal envelope; which one is said by the button."""

    event = HiddenField()
    on = DateField(_l("Day"), [MayBeEmpty()])
    reason = StringField(_l("Reason"), [MayBeEmpty(), at_most(500)])

    def step(self) -> PostalStep | None:
        """None when the button says nothing that is known."""
        plan, event = self.plan(), str(self.event.data or "")
        if event not in list(PostalEvent):
            return None
        on = self.on.data or clock.today()
        reason = str(self.reason.data or "")
        return PostalStep(entry_id=plan.entry_id, event=PostalEvent(event), on=on, reason=reason, once=plan.once)


class TenderedForm(BaseForm):
    """Whether a tendered ballot is opened into the box."""

    outcome = RadioField(
        _l("What is decided?"),
        [chosen()],
        choices=[SelectChoice(each.value, TENDERED_OUTCOMES[each]) for each in TenderedOutcome],
    )
    reason = TextAreaField(_l("Why?"), [required(), at_most(2000)])
    decided_by = StringField(_l("Who decided this"), [required(), at_most()])

    def ruling(self) -> TenderedRuling:
        data: dict[str, Any] = self.data
        return TenderedRuling(
            outcome=TenderedOutcome(data["outcome"]), reason=data["reason"], decided_by=data["decided_by"]
        )
