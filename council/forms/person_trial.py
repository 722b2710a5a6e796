# SPDX-License-Identifier: EUPL-1.2
"""The form of the designer for votes on persons: one form, sent with GET, with a rule before and a rule after."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core.forms import at_most, chosen
from council.domain.rule_trial import GroupRule
from council.forms.rule_trial import NAME, GetForm, between, choices
from council.services.person_trial import JENA, PersonRule
from council.services.rule_trial import LONGEST_OWN_TEXT, OWN

MOST_SEATS = 60
START = {
    "election": JENA,
    "before": 9,
    "before_groups": GroupRule.GUARANTEE.value,
    "seats": 9,
    "groups": GroupRule.NONE.value,
    "each": 1,
}


class PersonTrialForm(GetForm):
    """Whose votes, the rule before, the rule after."""

    key = "election"

    election = SelectField(_l("Try it on the votes of"), [chosen()])
    own = TextAreaField(
        _l("Your own candidates, if you chose them"),
        [MayBeEmpty(), at_most(LONGEST_OWN_TEXT)],
        render_kw={"rows": "6", "spellcheck": "false"},
    )
    before = IntegerField(_l("Seats before"), [chosen(), between(1, MOST_SEATS)])
    before_groups = SelectField(_l("Groups before"), [chosen()])
    seats = IntegerField(_l("Seats after"), [chosen(), between(1, MOST_SEATS)])
    groups = SelectField(_l("Groups after"), [chosen()])
    each = IntegerField(_l("Seats for each group"), [chosen(), between(1, MOST_SEATS)])
    most = IntegerField(_l("At most so many of one group, after"), [MayBeEmpty(), between(1, MOST_SEATS)])

    def __init__(self, args: MultiDict[str, str]) -> None:
        super().__init__(formdata=args if self.key in args else None, data=START)
        self.election.choices = [
            SelectChoice(JENA, "Jena 2019", NAME),
            SelectChoice(OWN, _("My own candidates, typed below")),
        ]
        self.before_groups.choices = self.groups.choices = choices(GroupRule)

    def rules(self) -> tuple[PersonRule, PersonRule]:
        data: dict[str, Any] = self.data
        return (
            PersonRule(seats=data["before"], groups=GroupRule(data["before_groups"]), each=data["each"]),
            PersonRule(
                seats=data["seats"], groups=GroupRule(data["groups"]), each=data["each"], most=data["most"] or None
            ),
        )
