# SPDX-License-Identifier: EUPL-1.2
"""The form with which somebody brings a count record: a file, or its text."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileSize
from wtforms import TextAreaField
from wtforms.validators import Optional as MayBeEmpty

from core.domain.refusal import Refusal
from core.forms import BaseForm, at_most
from council.domain.rule_trial import TrialRefusal
from council.services.followed_record import LONGEST_RECORD


class RecordForm(BaseForm):
    """A count record, as a file or as text."""

    file = FileField(
        _l("Count record as a file"),
        [FileSize(LONGEST_RECORD, message=_l("Please choose a smaller file: at most 400 kilobytes."))],
        render_kw={"accept": ".json"},
    )
    text = TextAreaField(
        _l("Or its text, pasted here"),
        [MayBeEmpty(), at_most(LONGEST_RECORD)],
        render_kw={"rows": "6", "spellcheck": "false"},
    )

    def record_text(self) -> str:
        """:raises Refusal: when neither is given, or the file is not text."""
        file: Any = self.file.data
        if file:
            try:
                return str(file.read().decode("utf-8-sig"))
            except UnicodeDecodeError:
                raise Refusal(TrialRefusal.RECORD_NOT_TEXT, field="file") from None
        if not self.text.data:
            raise Refusal(TrialRefusal.RECORD_MISSING, field="text")
        return str(self.text.data)
