# SPDX-License-Identifier: EUPL-1.2
"""The forms with which ballot papers are entered one by one: a batch, its lines, the third look, setting it aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange

from core.forms import BaseForm, at_most, chosen, required
from council.domain.paper_batch import MOST_IN_BATCH
from council.domain.paper_lines import LONGEST_LINE
from council.services.papers import ThirdLook

TYPED = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class SeenForm(BaseForm):
    """A form that knows what its reader has seen."""

    seen = HiddenField()

    @property
    def version(self) -> int:
        """What the reader had seen; anything unusable fits nothing."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 9 else -1


class BatchForm(SeenForm):
    """How many papers are in the next batch."""

    papers = IntegerField(
        _l("Papers in this batch"),
        [chosen(), NumberRange(1, MOST_IN_BATCH, message=_l("Please give a number from %(min)s to %(max)s."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class PapersForm(SeenForm):
    """Papers as lines of keys."""

    lines = TextAreaField(
        _l("One paper on each line"),
        [required(), at_most(MOST_IN_BATCH * LONGEST_LINE)],
        render_kw={**TYPED, "rows": "12"},
    )


class SetAsideForm(BaseForm):
    """Why a batch is taken out of the count."""

    reason = TextAreaField(_l("Reason"), [required(), at_most(2000)])


class ThirdLookForm(SeenForm):
    """One field for every paper two people read differently. Build it with ``third_look_form``."""

    reason = TextAreaField(_l("Reason of the decision"), [required(), at_most(2000)])

    @property
    def papers(self) -> list[Any]:
        return [field for name, field in self._fields.items() if name.startswith("paper_")]

    def command(self) -> ThirdLook:
        lines = {int(field.name.removeprefix("paper_")): str(field.data or "") for field in self.papers}
        return ThirdLook(lines=lines, reason=str(self.reason.data or ""), seen=self.version)


def third_look_form(differing: Sequence[tuple[int, str, str]], seen: int) -> ThirdLookForm:
    """The form for these papers, given as (place in the pile, one reading, the other)."""
    fields: dict[str, Any] = {
        f"paper_{place}": StringField(
            _("Paper %(number)s", number=place),
            [required(), at_most(LONGEST_LINE)],
            description=_("Two readings: %(values)s. Look at the paper.", values=f"{first} / {second}"),
            render_kw=TYPED,
        )
        for place, first, second in differing
    }
    made: ThirdLookForm = type("ThirdLookOfBatch", (ThirdLookForm,), fields)(data={"seen": seen})
    return made
