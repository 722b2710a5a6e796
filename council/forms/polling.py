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
from council.domain.grounds import LIST_GROUNDS, RejectionGround
from council.domain.polling import BEFORE_THE_BOX, FIELDS, Figures, GroundPapers, ListVotes
from council.domain.verification import NOWHERE, Check, Difference, Surroundings, differences
from council.messages import LABELS
from council.place_words import FIGURES
from council.services.polling import PlaceReport

MOST = 10_000_000
VOTES, GROUND = "votes_", "ground_"


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
        return [field for name, field in self._fields.items() if name.startswith(VOTES)]

    @property
    def ground_fields(self) -> list[Any]:
        """The fields of the grounds on which papers were rejected."""
        return [field for name, field in self._fields.items() if name.startswith(GROUND)]

    def figures(self) -> Figures:
        data: dict[str, Any] = self.data
        votes = tuple(ListVotes(field.name.removeprefix(VOTES), field.data) for field in self.list_fields)
        grounds = tuple(
            GroundPapers(RejectionGround(field.name.removeprefix(GROUND)), field.data or 0)
            for field in self.ground_fields
        )
        return Figures(votes=votes, grounds=grounds, **{name: data.get(name, 0) for name in FIELDS})

    @property
    def sheet_fields(self) -> list[Any]:
        """The figures before the grounds and the lists, as far as the sheet goes."""
        return [self._fields[name] for name in FIELDS if name in self._fields]

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside each figure: what it must agree with. What is only unusual asks for a reason."""
        if not super().validate(extra_validators):
            return False
        found = differences(self.figures(), self.around)
        soft_is_explained = bool(self.reason.data)
        for each in found:
            if each.stops or not soft_is_explained:
                field = self._fields[each.field]
                field.errors = [*field.errors, explained(each)]
        if found and not soft_is_explained and not any(each.stops for each in found):
            self.reason.errors = [*self.reason.errors, _("Please give the reason for the differences above.")]
        return not any(each.stops for each in found) and (soft_is_explained or not found)

    around: Surroundings = NOWHERE

    def for_decision(self, readings: Mapping[str, Sequence[object]]) -> CountForm:
        """A decision always has a reason, and what two people read differently is read once more, from the paper."""
        self.reason.flags.optional = False
        self.reason.label.text = _("Reason of the decision")
        for name, values in readings.items():
            field = next(self._fields[key] for key in (name, VOTES + name, GROUND + name) if key in self._fields)
            field.description = _("Two readings: %(values)s. Look at the paper.", values=" / ".join(map(str, values)))
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


def count_form(lists: Sequence[tuple[str, str]], around: Surroundings, values: Mapping[str, object]) -> CountForm:
    """The count sheet for these lists, given as (public id, name), compared with what is around it.

    Where papers are entered one by one it ends with the papers in the box.
    """
    fields: dict[str, Any] = dict.fromkeys(FIELDS[len(BEFORE_THE_BOX) :]) if around.keyed else {}
    if not around.keyed:
        for ground in LIST_GROUNDS:
            fields[GROUND + ground.value] = _figure(LABELS[RejectionGround][ground], None, needed=False)
        fields |= {VOTES + key: _figure(_("Votes for %(list)s", list=name), None) for key, name in lists}
    kind = type("CountFormOfLists", (CountForm,), {**fields, "around": around})
    made: CountForm = kind(data=values)
    return made


def figure_values(figures: Figures, without: Sequence[str] = ()) -> dict[str, object]:
    """Figures as the values of the form, to decide from; those ``without`` a reading stay empty."""
    values: dict[str, object] = {name: getattr(figures, name) for name in FIELDS if name not in without}
    values |= {VOTES + each.list_id: each.votes for each in figures.votes if each.list_id not in without}
    grounds = {each: figures.rejected_on(each) for each in LIST_GROUNDS if each.value not in without}
    return values | {GROUND + ground.value: papers for ground, papers in grounds.items() if papers}
