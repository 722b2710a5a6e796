# SPDX-License-Identifier: EUPL-1.2
"""The forms of decisions around the count: a recount, boxes put together, a place left out, a doubtful paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm, at_most, chosen, required
from council.domain.doubtful import Judgement, Outcome
from council.domain.grounds import RejectionGround
from council.messages import LABELS
from council.services.count_acts import Decision

Choices = Sequence[tuple[str, str]]
MOST_MEMBERS = 100


class DecisionForm(BaseForm):
    """Who decided, when and why."""

    by = StringField(_l("Who decided this"), [required(), at_most()], description=_l("By office, not by name."))
    on = DateField(_l("On which day"), [required(_l("Please give the day."))])
    reason = TextAreaField(_l("Decision and reason"), [required(), at_most(2000)])

    def decision(self) -> Decision:
        data: dict[str, Any] = self.data
        return Decision(data["by"], data["on"], data["reason"])


class RecountForm(DecisionForm):
    """Which places are counted once more, on whose order."""

    places = SelectMultipleField(
        _l("Which polling places?"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class PoolForm(BaseForm):
    """Into which box the papers of a small place go."""

    box = SelectField(_l("Counted together with"), [chosen()])
    reason = TextAreaField(_l("Reason"), [required(), at_most(2000)])


class JudgementForm(BaseForm):
    """How the board judged one doubtful paper."""

    description = TextAreaField(
        _l("What the paper looks like"),
        [required(), at_most(2000)],
        description=_l("In words. Nothing about whose it is."),
    )
    question = TextAreaField(_l("What is in question"), [required(), at_most(1000)])
    outcome = RadioField(
        _l("What was decided?"),
        [chosen()],
        choices=[SelectChoice(each.value, LABELS[Outcome][each]) for each in Outcome],
    )
    counted_for = StringField(_l("Valid: what the paper counts for"), [MayBeEmpty(), at_most()])
    ground = SelectField(_l("Rejected: on which ground"), [MayBeEmpty()])
    reason = TextAreaField(_l("Reason"), [required(), at_most(2000)])
    board = TextAreaField(
        _l("Who voted in the board"), [required(), at_most(1000)], description=_l("By office, not by name.")
    )
    in_favour = IntegerField(_l("Votes in favour"), [chosen(), NumberRange(1, MOST_MEMBERS)])
    against = IntegerField(_l("Votes against"), [MayBeEmpty(), NumberRange(0, MOST_MEMBERS)])
    replaces = IntegerField(_l("Replaces decision number"), [MayBeEmpty(), NumberRange(1)])

    def command(self) -> Judgement:
        data: dict[str, Any] = self.data
        ground = data["ground"]
        return Judgement(
            description=data["description"],
            question=data["question"],
            outcome=Outcome(data["outcome"]),
            ground=RejectionGround(ground) if ground else None,
            counted_for=data["counted_for"] or "",
            reason=data["reason"],
            board=data["board"],
            in_favour=data["in_favour"],
            against=data["against"] or 0,
            replaces=data["replaces"],
        )


def recount_form(places: Choices) -> RecountForm:
    form = RecountForm()
    form.places.choices = [SelectChoice(*each) for each in places]
    return form


def pool_form(others: Choices) -> PoolForm:
    form = PoolForm()
    form.box.choices = [SelectChoice(*each) for each in others]
    return form


def judgement_form(lists: Choices, grounds: Sequence[RejectionGround]) -> JudgementForm:
    """Where one list is ticked, it is chosen from the lists; where persons are voted for, it is said in words."""
    nothing = SelectChoice("", _l("none"))
    offered = [nothing, *(SelectChoice(*each) for each in lists)]
    fields: dict[str, Any] = {"ground": _select("ground", [nothing, *_grounds(grounds)])}
    if lists:
        fields["counted_for"] = _select("counted_for", offered)
    made: JudgementForm = type("JudgementOfPapers", (JudgementForm,), fields)()
    return made


def _grounds(grounds: Sequence[RejectionGround]) -> list[SelectChoice]:
    return [SelectChoice(each.value, LABELS[RejectionGround][each]) for each in grounds]


def _select(name: str, choices: list[SelectChoice]) -> SelectField:
    label = {"ground": _l("Rejected: on which ground"), "counted_for": _l("Valid: what the paper counts for")}[name]
    return SelectField(label, [MayBeEmpty()], choices=choices)
