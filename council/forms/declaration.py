# SPDX-License-Identifier: EUPL-1.2
"""The forms around the declaration: declaring, correcting, and loading a published count."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired, FileSize
from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required
from council.messages import LABELS
from council.tally import PLAIN_FORMULAS, Formula

LARGEST_FILE = 1_000_000


class DeclareForm(BaseForm):
    """The returning officer declares."""

    sure = BooleanField(
        _l("I have compared these figures with the signed count sheets."), [required(_l("Please confirm this."))]
    )


class CorrectionForm(BaseForm):
    """Why a declared result is replaced."""

    reason = TextAreaField(_l("Who decided the correction, and why"), [required(), at_most(2000)])


class PublishedCountForm(BaseForm):
    """A published count: a file, and for a CSV file the rule by which it is counted."""

    file = FileField(
        _l("File with the counts"),
        [
            FileRequired(_l("Please choose a file.")),
            FileSize(LARGEST_FILE, message=_l("Please choose a smaller file: at most one megabyte.")),
        ],
        render_kw={"accept": ".json,.csv"},
    )
    seats = IntegerField(
        _l("Seats, for a CSV file"),
        [MayBeEmpty(), NumberRange(1, 1000, message=_l("Please give a number from %(min)s to %(max)s."))],
    )
    formula = SelectField(
        _l("Method, for a CSV file"),
        [chosen()],
        choices=[SelectChoice(each.value, LABELS[Formula][each]) for each in PLAIN_FORMULAS],
        default=Formula.DHONDT.value,
    )
