# SPDX-License-Identifier: EUPL-1.2
"""The forms of claims and objections, of opening an entry, and of applications on paper."""

from __future__ import annotations

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen, required
from council.claim_words import CLAIM_LABELS
from council.domain.claims import Claimant, ClaimKind, ClaimState
from council.domain.electoral_register import COLUMNS
from council.domain.register_access import Purpose
from council.register_messages import COLUMN_LABELS
from council.services.claims import ClaimPlan, ClaimRuling
from council.services.election import Instruction

ASKED = ("given_names", "family_name", "date_of_birth", "register_number", "address")
"""What a claim says about the person; nobody is looked up with it."""


def _choices(enum: Any, *members: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, CLAIM_LABELS[enum][each]) for each in members or enum]


class ClaimForm(BaseForm):
    """What anybody can ask for, on a screen or as typed from a paper."""

    kind = RadioField(_l("What do you ask for?"), [chosen()], choices=_choices(ClaimKind))
    claimant = RadioField(_l("Who asks?"), [chosen()], choices=_choices(Claimant))
    claimant_name = StringField(_l("Your name"), [required(), at_most()], render_kw={"autocomplete": "name"})
    contact = StringField(_l("E-mail address"), [MayBeEmpty(), at_most()], render_kw={"autocomplete": "email"})
    given_names = StringField(_l("Given names of the person"), [required(), at_most()], render_kw={"dir": "auto"})
    family_name = StringField(_l("Family name of the person"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    date_of_birth = StringField(_l("Date of birth"), [MayBeEmpty(), at_most(20)], render_kw={"dir": "ltr"})
    register_number = StringField(_l("Register number"), [MayBeEmpty(), at_most(80)], render_kw={"dir": "ltr"})
    address = StringField(_l("Address"), [MayBeEmpty(), at_most()], render_kw={"dir": "auto"})
    statement = TextAreaField(_l("What is wrong, and how should it be?"), [required(), at_most(2000)])
    evidence = TextAreaField(_l("Papers that show it"), [MayBeEmpty(), at_most(2000)])
    received_on = DateField(_l("Day on which the paper came in"), [MayBeEmpty()])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def command(self, lang: str) -> ClaimPlan:
        data: dict[str, Any] = self.data
        return ClaimPlan(
            kind=ClaimKind(data["kind"]),
            claimant=Claimant(data["claimant"]),
            claimant_name=data["claimant_name"],
            contact=data["contact"] or "",
            lang=lang[:12],
            values={name: data[name] or "" for name in ASKED},
            statement=data["statement"],
            evidence=data["evidence"] or "",
            once=str(data["once"] or "")[:40],
            received_on=data["received_on"],
        )


class ClaimDecisionForm(BaseForm):
    """How a claim ends. Empty columns stay as they are; an objection only needs the register number."""

    outcome = RadioField(
        _l("How is it decided?"),
        [chosen()],
        choices=_choices(ClaimState, ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.WITHDRAWN),
    )
    reason = TextAreaField(_l("Why?"), [required(), at_most(2000)])
    decided_by = StringField(_l("Who decided this"), [required(), at_most()])
    reference = StringField(_l("Number of the decision"), [MayBeEmpty(), at_most()])

    def columns(self) -> list[Field]:
        """The fields of the line, in the order of the columns."""
        return [self._fields[name] for name in COLUMNS]

    def command(self) -> ClaimRuling:
        data: dict[str, Any] = self.data
        return ClaimRuling(
            outcome=ClaimState(data["outcome"]),
            reason=data["reason"],
            register_number=data["register_number"] or "",
            values={name: data[name] or "" for name in COLUMNS},
        )

    def decision(self) -> Instruction:
        return Instruction(by=self.decided_by.data or "", reference=self.reference.data or "")


for _name in COLUMNS:
    _field = StringField(COLUMN_LABELS[_name], [MayBeEmpty(), at_most(500)], render_kw={"dir": "auto"})
    setattr(ClaimDecisionForm, _name, _field)


class OpenEntryForm(BaseForm):
    """Why an entry is opened."""

    purpose = SelectField(_l("What for?"), [chosen()], choices=_choices(Purpose))


class PaperApplicationForm(BaseForm):
    """The day on which a person signed the form; the form itself stays with the papers."""

    signed_on = DateField(_l("Signed on"), [required(_l("Please give the day."))])


class PlainForm(BaseForm):
    """A button alone: only the token against forged requests."""
