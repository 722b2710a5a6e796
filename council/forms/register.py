# SPDX-License-Identifier: EUPL-1.2
"""The forms of the electoral register: uploading, looking up, correcting, deciding, closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required, trimmed
from core.i18n import day
from council.domain.electoral_register import COLUMNS, Verdict
from council.models.statute import StatuteVersion
from council.register_messages import COLUMN_LABELS
from council.services.duplicates import Ruling
from council.services.election import Instruction

FIRST, SECOND, DIFFERENT = "first", "second", "different"


class RegisterFileForm(BaseForm):
    """The file of the residents' register."""

    file = FileField(_l("File"), [FileRequired(_l("Please choose a file."))], render_kw={"accept": ".csv,text/csv"})
    exported_on = DateField(_l("Day of the export"), [required(_l("Please give the day."))])

    def content(self) -> bytes:
        data: bytes = self.file.data.read()
        return data

    def exported(self) -> dt.date:
        assert self.exported_on.data is not None, "asked for after validation"
        return self.exported_on.data


class LookUpForm(BaseForm):
    """A search that leaves no trace of the name: it is sent in the body, never in the address."""

    words = StringField(
        _l("Name or register number"), [required(), at_most()], render_kw={"autocomplete": "off", "dir": "auto"}
    )


class ImportDecisionForm(BaseForm):
    """Confirming or setting aside: only the token against forged requests."""


class DecidedForm(BaseForm):
    """What a change needs once the register is closed."""

    decided_by = StringField(_l("Who decided this"), [at_most()])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def decision(self) -> Instruction:
        return Instruction(by=self.decided_by.data or "", reference=self.reference.data or "")


class CorrectionForm(DecidedForm):
    """Every column of an entry, filled with what stands there; the fields follow the list of columns."""

    reason = TextAreaField(_l("Why is this corrected?"), [required(), at_most(2000)])
    seen = HiddenField()

    def told(self, seen: str) -> None:
        """After a refusal of the whole form the reader has been told what changed, and may save again."""
        if not self.errors:
            self.seen.data = seen

    def columns(self) -> list[Field]:
        """The fields of the line, in the order of the columns."""
        return [self._fields[name] for name in COLUMNS]

    def changes(self, values: dict[str, str]) -> dict[str, str]:
        """Only what was really changed: space around a value is no change."""
        typed: dict[str, Any] = self.data
        return {name: typed[name] or "" for name in COLUMNS if (typed[name] or "") != str(trimmed(values[name]))}


for _name in COLUMNS:
    _field = StringField(COLUMN_LABELS[_name], [MayBeEmpty(), at_most(500)], render_kw={"dir": "auto"})
    setattr(CorrectionForm, _name, _field)


class DuplicateForm(DecidedForm):
    """One person or two, and which entry stays."""

    ruling = RadioField(_l("What did you find?"), [chosen()])
    reason = TextAreaField(_l("How do you know?"), [required(), at_most(2000)])

    def offer(self, first: str, second: str) -> DuplicateForm:
        """Name the two entries by their register numbers."""
        self.ruling.choices = [
            SelectChoice(FIRST, _("The same person; entry A (%(number)s) stays", number=first)),
            SelectChoice(SECOND, _("The same person; entry B (%(number)s) stays", number=second)),
            SelectChoice(DIFFERENT, _("Two different people; both entries stay")),
        ]
        return self

    def command(self) -> Ruling:
        data: dict[str, Any] = self.data
        if data["ruling"] == DIFFERENT:
            return Ruling(Verdict.DIFFERENT, data["reason"])
        return Ruling(Verdict.SAME, data["reason"], keep=data["ruling"])


class CloseRegisterForm(BaseForm):
    """Closing cannot be taken back."""

    sure = BooleanField(
        _l("I have checked the numbers above. The register is to be closed."),
        [InputRequired(_l("Please confirm that the register is to be closed."))],
    )


class ReplaceStatuteForm(BaseForm):
    """Another adopted version for an election whose register is not closed."""

    statute = SelectField(_l("Statute"))
    by = StringField(_l("Who decided this"), [required(), at_most()])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def offer(self, statutes: Sequence[StatuteVersion]) -> ReplaceStatuteForm:
        self.statute.choices = [
            SelectChoice(
                s.public_id, _("Version %(number)s, adopted on %(day)s", number=s.number, day=day(s.adopted_on))
            )
            for s in statutes
            if s.adopted_on
        ]
        return self

    def command(self) -> Instruction:
        data: dict[str, Any] = self.data
        return Instruction(by=data["by"], reference=data["reference"] or "")
