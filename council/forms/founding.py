# SPDX-License-Identifier: EUPL-1.2
"""The forms of what a council stands on: legal bases, budget lines, the authority's instruction, marks on steps."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import URL, NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from core import clock
from core.forms import BaseForm, at_most, chosen, required
from council.domain.founding import AuthorityTask
from council.domain.money import plain_amount, read_cents
from council.forms.stakeholders import GIVE_DAY, choices_of, new_once
from council.models.founding import AuthorityInstruction, BudgetLine, FoundingMark
from council.services.budget import LinePlan
from council.services.founding import BasisPlan, MarkPlan
from council.services.instruction import InstructionPlan

AUTO = {"dir": "auto"}


class BasisForm(BaseForm):
    """One provision of law."""

    citation = StringField(_l("Where it stands"), [required(), at_most()], render_kw=AUTO)
    link = StringField(
        _l("Web address"),
        [MayBeEmpty(), at_most(500), URL(message=_l("Please give the whole address, beginning with https://."))],
        render_kw={"dir": "ltr", "inputmode": "url"},
    )
    allows = TextAreaField(_l("What it allows or demands"), [required(), at_most(4000)], render_kw=AUTO)
    question = TextAreaField(_l("Open question"), [MayBeEmpty(), at_most(2000)], render_kw=AUTO)
    grants_right = BooleanField(_l("This law grants the right to form the council"))
    once = HiddenField(default=new_once)

    def command(self) -> BasisPlan:
        data: dict[str, Any] = self.data
        return BasisPlan(
            citation=data["citation"],
            allows=data["allows"],
            link=data["link"] or "",
            question=data["question"] or "",
            grants_right=bool(data["grants_right"]),
            once=str(data["once"] or "")[:40],
        )


class AnswerForm(BaseForm):
    """The answer to an open question."""

    answer = TextAreaField(_l("Answer"), [required(), at_most(2000)], render_kw=AUTO)


class EndBasisForm(BaseForm):
    """From when on a provision no longer holds."""

    ended_on = DateField(_l("No longer holds from"), [required(GIVE_DAY)], default=clock.today)
    reason = StringField(_l("Why?"), [required(), at_most()], render_kw=AUTO)

    @property
    def day(self) -> dt.date:
        assert self.ended_on.data is not None
        return self.ended_on.data


class BudgetLineForm(BaseForm):
    """One amount for one year from one source."""

    title = StringField(_l("What for"), [required(), at_most()], render_kw=AUTO)
    year = IntegerField(
        _l("Year"),
        [chosen(), NumberRange(2000, 2200, message=_l("Please give a number from %(min)s to %(max)s."))],
        default=lambda: clock.today().year,
    )
    amount = StringField(
        _l("Amount in euros"), [required(), at_most(40)], render_kw={"inputmode": "decimal", "dir": "ltr"}
    )
    source = StringField(_l("Who pays"), [required(), at_most()], render_kw=AUTO)
    note = TextAreaField(_l("Remark"), [MayBeEmpty(), at_most(2000)], render_kw=AUTO)
    once = HiddenField(default=new_once)

    def command(self) -> LinePlan:
        """:raises Refusal: when the amount cannot be read."""
        data: dict[str, Any] = self.data
        return LinePlan(
            title=data["title"],
            year=data["year"],
            cents=read_cents(data["amount"]),
            source=data["source"],
            note=data["note"] or "",
            once=str(data["once"] or "")[:40],
        )


def line_values(line: BudgetLine) -> dict[str, object]:
    """A line as the values of the form, to go on from."""
    return {
        "title": line.title,
        "year": line.year,
        "amount": plain_amount(line.cents),
        "source": line.source,
        "note": line.note,
    }


class InstructionForm(BaseForm):
    """What the election authority is to do, on whose decision, and by when it answers."""

    decided_by = StringField(_l("Who instructs the election authority"), [required(), at_most()], render_kw=AUTO)
    decided_on = DateField(_l("Day of the instruction"), [required(GIVE_DAY)])
    reference = StringField(_l("Number of the instruction"), [MayBeEmpty(), at_most()])
    tasks = SelectMultipleField(
        _l("What the election authority is to do"),
        choices=choices_of(AuthorityTask),
        default=[task.value for task in AuthorityTask],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    scope = TextAreaField(
        _l("What else belongs to it, and what does not"), [MayBeEmpty(), at_most(4000)], render_kw=AUTO
    )
    deadline = DateField(_l("The authority answers by"), [required(GIVE_DAY)])

    def command(self) -> InstructionPlan:
        data: dict[str, Any] = self.data
        return InstructionPlan(
            decided_by=data["decided_by"],
            decided_on=data["decided_on"],
            tasks=tuple(task for task in AuthorityTask if task.value in (data["tasks"] or ())),
            deadline=data["deadline"],
            reference=data["reference"] or "",
            scope=data["scope"] or "",
        )


def instruction_values(instruction: AuthorityInstruction | None) -> dict[str, object]:
    """An instruction as the values of the form, to put it right."""
    if instruction is None:
        return {}
    names = ("decided_by", "decided_on", "reference", "tasks", "scope", "deadline")
    return {name: getattr(instruction, name) for name in names}


class AcceptForm(BaseForm):
    """For whom the instruction is accepted."""

    accepted_for = StringField(_l("Name of the election authority"), [required(), at_most()], render_kw=AUTO)


class MarkForm(BaseForm):
    """Who answers for a step, by when, and what a person judges about it."""

    owner = StringField(_l("Who answers for it"), [MayBeEmpty(), at_most()], render_kw=AUTO)
    due_on = DateField(_l("By when"), [MayBeEmpty()])
    settled = RadioField(
        _l("How far is it?"),
        [chosen()],
        choices=[
            SelectChoice("", _l("As the records show")),
            SelectChoice("yes", _l("Settled, by a decision of ours")),
            SelectChoice("no", _l("Open again, whatever the records show")),
        ],
        default="",
    )
    reason = StringField(_l("Reason"), [MayBeEmpty(), at_most()], render_kw=AUTO)
    once = HiddenField(default=new_once)

    def validate(self, extra_validators: Any = None) -> bool:
        """A judgement of a person needs its reason."""
        valid = super().validate(extra_validators)
        if self.settled.data and not self.reason.data:
            self.reason.errors = [*self.reason.errors, _l("Please say why.")]
            return False
        return valid

    def command(self) -> MarkPlan:
        data: dict[str, Any] = self.data
        return MarkPlan(
            owner=data["owner"] or "",
            due_on=data["due_on"],
            settled={"yes": True, "no": False}.get(data["settled"]),
            reason=data["reason"] or "",
            once=str(data["once"] or "")[:40],
        )


def mark_values(newest: FoundingMark | None) -> dict[str, object]:
    """The newest mark as the values of the form."""
    if newest is None:
        return {}
    settled = {True: "yes", False: "no", None: ""}[newest.settled]
    return {"owner": newest.owner, "due_on": newest.due_on, "settled": settled, "reason": newest.reason}


class NextElectionForm(BaseForm):
    """What the next election is called."""

    title_en = StringField(_l("Title in English"), [required(), at_most()], render_kw={"lang": "en"})
    title_lt = StringField(_l("Title in Lithuanian"), [MayBeEmpty(), at_most()], render_kw={"lang": "lt", "dir": "ltr"})
    title_ar = StringField(_l("Title in Arabic"), [MayBeEmpty(), at_most()], render_kw={"lang": "ar", "dir": "rtl"})
