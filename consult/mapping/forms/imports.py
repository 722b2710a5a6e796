# SPDX-License-Identifier: EUPL-1.2
"""The forms of an import: the file, and the owner's decision on the preview."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.widgets import CheckboxInput, ListWidget

from consult.mapping.domain.reconcile import Plan
from consult.mapping.services.imports import Confirmation
from core.forms import BaseForm


class FileForm(BaseForm):
    """The file to read."""

    file = FileField(
        _l("List of organisations (CSV)"),
        validators=[FileRequired(_l("Choose a file first."))],
        render_kw={"accept": ".csv,.txt,.tsv,text/csv"},
    )

    def sent(self) -> tuple[str, bytes]:
        """Name and content of the file."""
        upload = self.file.data
        with closing(upload):  # a large one lies in a temporary file
            return upload.filename or "", upload.read()


class ConfirmForm(BaseForm):
    """What to do where a person changed something, and with faulty lines."""

    fingerprint = HiddenField()
    take = SelectMultipleField(
        _l("Use the value of the file"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    leave_out_faulty = BooleanField(_l("Leave the faulty lines out and import the others"))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [line.choice(change) for line in plan.with_choices for change in line.by_hand]
        self.take.choices = [SelectChoice(choice, choice) for choice in choices]
        self.fingerprint.data = self.fingerprint.data or plan.fingerprint

    def decided(self) -> Confirmation:
        return Confirmation(
            str(self.fingerprint.data or ""), frozenset(self.take.data or ()), bool(self.leave_out_faulty.data)
        )
