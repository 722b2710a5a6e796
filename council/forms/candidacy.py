# SPDX-License-Identifier: EUPL-1.2
"""The forms around a list: reasons, supporters' sheets, statements, appeals and their decisions."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required
from core.i18n import own_name
from council.domain.appeals import Appellant
from council.domain.statements import LONGEST
from council.domain.supporters import Signed
from council.nomination_words import NOMINATION_LABELS
from council.services.appeals import AppealPlan, AppealRuling

_DAY = _l("Please give the day.")
_PARTED = re.compile(r"\s*[;\t]\s*")
LONGEST_SHEET = 60_000

STATEMENT_LANGUAGES = ("lt", "en", "ru", "uk", "be", "pl", "ar", "fa", "tr", "es", "fr", "pt", "hi", "zh", "ka", "hy")
"""In which languages a candidate can speak; the same for everybody."""


class ReasonForm(BaseForm):
    """An act with its reason."""

    reason = TextAreaField(_l("Reason"), [required(), at_most(2000)])


class ReturnForm(BaseForm):
    """Sending a list back: what is missing is found by the program, and more can be said."""

    reason = TextAreaField(_l("Anything else that has to be mended"), [MayBeEmpty(), at_most(2000)])


class SheetForm(BaseForm):
    """Lines of a supporters' sheet: name, date of birth, register number, parted by semicolons."""

    lines = TextAreaField(_l("Supporters, one on each line"), [required(), at_most(LONGEST_SHEET)])

    def validate_lines(self, field: Any) -> None:
        for number, line in enumerate(_lines(field.data), start=1):
            if _signed(line) is None:
                raise ValidationError(
                    _("Line %(number)s cannot be read. Please compare it with the example.", number=number)
                )

    def command(self) -> Sequence[Signed]:
        return [signed for line in _lines(self.lines.data) if (signed := _signed(line)) is not None]


class StatementForm(BaseForm):
    """One statement in one language."""

    lang = SelectField(
        _l("Language"), [chosen()], choices=[SelectChoice(code, own_name(code)) for code in STATEMENT_LANGUAGES]
    )
    text = TextAreaField(_l("Statement"), [MayBeEmpty(), at_most(4 * LONGEST)], render_kw={"dir": "auto"})


class AppealForm(BaseForm):
    """An appeal against a decision about a list."""

    appellant = RadioField(
        _l("Who appeals?"),
        [chosen()],
        choices=[SelectChoice(each.value, NOMINATION_LABELS[Appellant][each]) for each in Appellant],
        default=Appellant.LIST.value,
    )
    grounds = TextAreaField(_l("What is wrong with the decision?"), [required(), at_most(4000)])
    received_on = DateField(_l("Day on which the paper came in"), [MayBeEmpty()])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def command(self) -> AppealPlan:
        data: dict[str, Any] = self.data
        return AppealPlan(
            appellant=Appellant(data["appellant"]),
            grounds=data["grounds"],
            received_on=data["received_on"],
            once=str(data["once"] or "")[:40],
        )


class AppealDecisionForm(BaseForm):
    """How an appeal ended, as the deciding body wrote it."""

    outcome = RadioField(
        _l("How is it decided?"),
        [chosen()],
        choices=[
            SelectChoice("upheld", _l("Upheld: the decision is turned round")),
            SelectChoice("dismissed", _l("Dismissed: the decision stays")),
        ],
    )
    reason = TextAreaField(_l("Why?"), [required(), at_most(4000)])
    decided_by = StringField(_l("Who decided this"), [required(), at_most()])
    decided_on = DateField(_l("On which day"), [required(_DAY)])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def command(self) -> AppealRuling:
        data: dict[str, Any] = self.data
        return AppealRuling(
            upheld=data["outcome"] == "upheld",
            reason=data["reason"],
            decided_by=data["decided_by"],
            decided_on=data["decided_on"],
            reference=data["reference"] or "",
        )


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _signed(line: str) -> Signed | None:
    """One line of a sheet, or nothing when it is not one."""
    parts = _PARTED.split(line)
    if len(parts) != 3 or not all(parts) or len(parts[0]) > 200 or len(parts[2]) > 40:
        return None
    try:
        born = dt.date.fromisoformat(parts[1])
    except ValueError:
        return None
    return Signed(parts[0], born.isoformat(), parts[2])
