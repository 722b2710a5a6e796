# SPDX-License-Identifier: EUPL-1.2
"""The form in which a person types a printed code."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from core.forms import BaseForm, at_most, required


class CodeForm(BaseForm):
    code = StringField(
        _l("Your code"),
        validators=[required(_l("Please type the code from your slip.")), at_most(60)],
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "dir": "ltr",
        },
    )
