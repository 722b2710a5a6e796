# SPDX-License-Identifier: EUPL-1.2
"""The forms with which an election is drafted and called."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, required
from core.i18n import day
from council.domain.election import LocalText
from council.domain.election_days import calendar_under
from council.models.statute import StatuteVersion
from council.services.election import ElectionPlan, Instruction

_DAY = _l("Please give the day.")


class ElectionForm(BaseForm):
    """What an election is called and when its days are."""

    title_en = StringField(_l("Title in English"), [required(), at_most()], render_kw={"lang": "en"})
    title_lt = StringField(_l("Title in Lithuanian"), [MayBeEmpty(), at_most()], render_kw={"lang": "lt", "dir": "ltr"})
    title_ar = StringField(_l("Title in Arabic"), [MayBeEmpty(), at_most()], render_kw={"lang": "ar", "dir": "rtl"})
    statute = SelectField(_l("Statute"))
    register_closes_on = DateField(_l("The register closes on"), [MayBeEmpty()])
    nominations_close_on = DateField(_l("Nominations close on"), [MayBeEmpty()])
    polling_day = DateField(_l("Polling day"), [required(_DAY)])
    declare_by = DateField(_l("The result is declared by"), [MayBeEmpty()])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def offer(self, statutes: Sequence[StatuteVersion]) -> ElectionForm:
        """The adopted versions to choose from, the newest first."""
        self._terms = {s.public_id: s.parameters.timetable for s in statutes}
        self.statute.choices = [
            SelectChoice(
                s.public_id, _("Version %(number)s, adopted on %(day)s", number=s.number, day=day(s.adopted_on))
            )
            for s in statutes
            if s.adopted_on
        ]
        return self

    def command(self) -> ElectionPlan:
        """Days that were left empty are worked out from the statute.

        :raises Refusal: when the days are in the wrong order.
        """
        data: dict[str, Any] = self.data
        typed = {name: data[name] for name in ("register_closes_on", "nominations_close_on", "declare_by")}
        calendar = calendar_under(self._terms[data["statute"]], data["polling_day"], typed)
        title = LocalText(data["title_en"], data["title_lt"] or "", data["title_ar"] or "")
        return ElectionPlan(title=title, statute_id=data["statute"], calendar=calendar, once=data["once"][:40])


class CallElectionForm(BaseForm):
    """The instruction on which the election authority acts."""

    by = StringField(_l("Who instructs the election authority"), [required(), at_most()])
    on = DateField(_l("Day of the instruction"), [required(_DAY)])
    reference = StringField(_l("Number of the instruction"), [MayBeEmpty(), at_most()])

    def command(self) -> Instruction:
        data: dict[str, Any] = self.data
        return Instruction(data["by"], data["on"], data["reference"] or "")


class MoveForm(BaseForm):
    """A button alone: only the token against forged requests."""
