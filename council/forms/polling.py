# SPDX-License-Identifier: EUPL-1.2
"""The count sheet of a polling place as a form; every comparison that fails is explained at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import NumberRange, StopValidation
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen
from council.count_words import FIGURES
from council.domain.polling import Check, Difference, Figures, ListVotes, differences
from council.messages import LABELS
from council.services.polling import PlaceReport

MOST = 10_000_000


class FigureField(IntegerField):
    """A whole number, with one sentence for whatever else was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Please give a whole number, 0 or more.")) from None

    def pre_validate(self, form: Any) -> None:
        if self.process_errors and self.raw_data and self.raw_data[0].strip():
            raise StopValidation


def _figure(name: str, description: Any, *, needed: bool = True) -> FigureField:
    whole = NumberRange(0, MOST, message=_l("Please give a whole number, 0 or more."))
    first = chosen(_l("Please write the number; 0 if there is none.")) if needed else MayBeEmpty()
    typed = {"inputmode": "numeric", "autocomplete": "off", "min": "0"}
    return FigureField(FIGURES.get(name, name), [first, whole], description=description, render_kw=typed)


class CountForm(BaseForm):
    """One count sheet. Build it with ``count_form``, which adds a field for each list."""

    electors = _figure(
        "electors",
        _l("As the closed register has it for this place. Leave it empty when it is not known."),
        needed=False,
    )
    marked = _figure("marked", _l("Everyone who was handed a ballot paper."))
    received = _figure("received", _l("All papers the place was given before polling."))
    issued = _figure("issued", _l("Handed to electors; replaced ones are not among them."))
    unused = _figure("unused", _l("Left over and given back."))
    spoilt = _figure("spoilt", _l("Handed back by an elector, never in the box."))
    found = _figure("found", _l("Not more than were issued."))
    valid = _figure("valid", _l("With the rejected ones they make the papers found."))
    rejected = _figure("rejected", _l("Papers that do not count."))
    reason = TextAreaField(_l("Reason for every difference"), [MayBeEmpty(), at_most(2000)])
    seen = HiddenField()

    @property
    def list_fields(self) -> list[Any]:
        """The fields of the lists, in the order of their numbers."""
        return [field for name, field in self._fields.items() if name.startswith("votes_")]

    def figures(self) -> Figures:
        data: dict[str, Any] = self.data
        votes = tuple(ListVotes(field.name.removeprefix("votes_"), field.data) for field in self.list_fields)
        names = ("electors", "marked", "received", "issued", "unused", "spoilt", "found", "valid", "rejected")
        return Figures(votes=votes, **{name: data[name] for name in names})

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside each figure: what it must agree with. What is only unusual asks for a reason."""
        if not super().validate(extra_validators):
            return False
        found = differences(self.figures(), self.known_electors)
        soft_is_explained = bool(self.reason.data)
        for each in found:
            if each.stops or not soft_is_explained:
                field = self._fields[each.field]
                field.errors = [*field.errors, explained(each)]
        if found and not soft_is_explained and not any(each.stops for each in found):
            self.reason.errors = [*self.reason.errors, _("Please give the reason for the differences above.")]
        return not any(each.stops for each in found) and (soft_is_explained or not found)

    known_electors: int | None = None

    def for_decision(self) -> CountForm:
        """A decision always has a reason."""
        self.reason.flags.optional = False
        self.reason.label.text = _("Reason of the decision")
        return self

    def told(self, version: int) -> None:
        """After a refusal of the whole form the reader has been told what changed, and may save again."""
        if not self.errors:
            self.seen.data = str(version)

    def command(self) -> PlaceReport:
        seen = str(self.seen.data or "")
        return PlaceReport(
            figures=self.figures(),
            reason=str(self.reason.data or ""),
            seen=int(seen) if seen.isdecimal() else -1,
        )


def explained(each: Difference) -> str:
    """One difference in words, with both numbers."""
    both = _("%(have)s against %(want)s.", have=each.have, want=each.want)
    return f"{LABELS[Check][each.check]} {both}"


def count_form(lists: Sequence[tuple[str, str]], electors: int | None, values: Mapping[str, object]) -> CountForm:
    """The count sheet for these lists, given as (public id, name); ``electors`` as the closed register says."""
    fields: dict[str, Any] = {f"votes_{key}": _figure(_("Votes for %(list)s", list=name), None) for key, name in lists}
    kind = type("CountFormOfLists", (CountForm,), {**fields, "known_electors": electors})
    made: CountForm = kind(data=values)
    return made


def figure_values(figures: Figures) -> dict[str, object]:
    """Figures as the values of the form, to decide from."""
    names = ("electors", "marked", "received", "issued", "unused", "spoilt", "found", "valid", "rejected")
    votes = {f"votes_{each.list_id}": each.votes for each in figures.votes}
    return {**{name: getattr(figures, name) for name in names}, **votes}
