# SPDX-License-Identifier: EUPL-1.2
"""The form with which ballot papers are ordered: languages, papers for each polling place, reserve, large print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm, at_most, chosen
from core.i18n import own_name
from council.services.ballot_papers import OrderPlan

MOST_PAPERS = 1_000_000


def _number(most: int) -> NumberRange:
    return NumberRange(0, most, message=_l("Please give a number from %(min)s to %(max)s."))


class PaperOrderForm(BaseForm):
    """What is printed. Build it with ``paper_order_form``."""

    langs = SelectMultipleField(
        _l("Languages of the paper"),
        [chosen()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    reserve_percent = IntegerField(_l("Papers in reserve, in per cent"), [chosen(), _number(100)], default=10)
    large_each = IntegerField(_l("Large papers for each polling place"), [chosen(), _number(10_000)], default=5)
    reason = TextAreaField(_l("Why are papers ordered again?"), [MayBeEmpty(), at_most(2000)])
    seen = HiddenField()

    @property
    def places(self) -> list[Any]:
        """The fields of the polling places, in their order."""
        return [field for name, field in self._fields.items() if name.startswith("papers_")]

    def command(self) -> OrderPlan:
        data: dict[str, Any] = self.data
        offered = [choice.value for choice in self.langs.choices]  # type: ignore[union-attr]  # set in paper_order_form
        seen = str(data["seen"] or "")
        return OrderPlan(
            langs=tuple(code for code in offered if code in data["langs"]),
            expected={field.name.removeprefix("papers_"): field.data for field in self.places},
            reserve_percent=data["reserve_percent"],
            large_each=data["large_each"],
            reason=data["reason"] or "",
            seen=int(seen) if seen.isdecimal() and len(seen) < 6 else -1,
        )


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """A polling place on the form: its key, its name, and how many electors belong to it."""

    key: str
    name: str
    electors: int


def paper_order_form(places: Sequence[PlaceOffer], langs: Sequence[str], seen: int) -> PaperOrderForm:
    """The form for these places; every language of the house is ticked, the national one comes first."""
    fields: dict[str, Any] = {
        f"papers_{place.key}": IntegerField(place.name, [chosen(), _number(MOST_PAPERS)], default=place.electors)
        for place in places
    }
    made: PaperOrderForm = type("PaperOrderOfPlaces", (PaperOrderForm,), fields)(seen=str(seen), langs=list(langs))
    made.langs.choices = [SelectChoice(code, own_name(code)) for code in langs]
    return made
