# SPDX-License-Identifier: EUPL-1.2
"""The forms of the rule designer. They are sent with GET, so that every variant has an address of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most, chosen
from council.messages import LABELS
from council.rule_words import sheet_title
from council.services.rule_trial import LONGEST_OWN_TEXT, OWN
from council.tally import Formula, RuleSheet, Threshold
from council.tally.case import PublishedCase
from council.tally.choices import LIST_FORMULAS, Exhaustion, MajorityClause, Quota, ThresholdBase, TieProcedure
from council.tally.sheets import Sheet

MOST_SEATS = 200
MOST_PEOPLE = 10_000_000
NAME = {"translate": "no"}
"""Marks a choice that is the name of a real place or council: it is read out as it stands."""


def choices(members: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, LABELS[type(each)][each]) for each in members]


def between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, message=_l("Please give a number from %(min)s to %(max)s."))


class GetForm(BaseForm):
    """A form that only asks: no token, because nothing changes."""

    class Meta(BaseForm.Meta):
        csrf = False

    key = ""

    @property
    def filled(self) -> bool:
        """True when the address brought this form's answers."""
        return self.key in request.args


@dataclass(frozen=True, slots=True)
class Problems:
    """What is to be mended in all forms of a page together, for its one summary."""

    found: tuple[tuple[str | None, str], ...]

    def problems(self) -> list[tuple[str | None, str]]:
        return list(self.found)

    @property
    def status(self) -> int:
        return 422 if self.found else 200


class VotesForm(GetForm):
    """Where to start: whose rule, and on which votes."""

    key = "sheet"
    sheet = SelectField(_l("Start from the rule of"), [chosen()])
    election = SelectField(_l("Try it on the votes of"), [chosen()])
    own = TextAreaField(
        _l("Your own lists, if you chose them"),
        [MayBeEmpty(), at_most(LONGEST_OWN_TEXT)],
        render_kw={"rows": "6", "spellcheck": "false"},
    )
    took_part = IntegerField(
        _l("People who took part, or valid envelopes, where a threshold asks for it"),
        [MayBeEmpty(), between(1, MOST_PEOPLE)],
    )

    def __init__(self, args: MultiDict[str, str], sheets: Sequence[Sheet], cases: Sequence[PublishedCase]) -> None:
        start = {"sheet": sheets[0].id, "election": cases[0].id}
        super().__init__(formdata=args if self.key in args else None, data=start)
        self.sheet.choices = [
            SelectChoice(each.id, sheet_title(each), NAME if each.lang != "en" else {}) for each in sheets
        ]
        self.election.choices = [
            *(SelectChoice(each.id, f"{each.title}, {each.date[:4]}", NAME) for each in cases),
            SelectChoice(OWN, _("My own lists, typed below")),
        ]


class RuleForm(GetForm):
    """The rule as it is tried out. It begins with what the chosen sheet says."""

    key = "formula"
    before = IntegerField(_l("Seats before"), [chosen(), between(1, MOST_SEATS)])
    seats = IntegerField(_l("Seats after"), [chosen(), between(1, MOST_SEATS)])
    formula = SelectField(_l("How votes become seats"), [chosen()])
    quota = SelectField(_l("Votes for one seat, where remainders decide"), [chosen()])
    threshold = DecimalField(
        _l("Threshold, in per cent"),
        [chosen(), NumberRange(0, 50, message=_l("Please give a share from %(min)s to %(max)s."))],
        places=None,
    )
    base = SelectField(_l("The threshold is a share"), [chosen()])
    majority = SelectField(_l("What a list with more than half of the votes is promised"), [chosen()])
    exhaustion = SelectField(_l("What if a list wins more seats than it has candidates?"), [chosen()])
    ties = SelectField(_l("What decides a tie?"), [chosen()])
    name = StringField(_l("Name of this variant, to find it again"), [MayBeEmpty(), at_most(80)])

    def __init__(self, args: MultiDict[str, str], start: RuleSheet, seats: int) -> None:
        super().__init__(formdata=args if self.key in args else None, data=rule_values(start, seats))
        self.start = start
        self.formula.choices = choices(LIST_FORMULAS)
        self.quota.choices = choices(Quota)
        self.base.choices = choices(ThresholdBase)
        self.majority.choices = choices(MajorityClause)
        self.exhaustion.choices = choices(Exhaustion)
        self.ties.choices = choices(TieProcedure)

    def rules(self) -> tuple[RuleSheet, RuleSheet]:
        """The sheet one starts from and the changed one, each with its number of seats."""
        data: dict[str, Any] = self.data
        share = Fraction(data["threshold"]) / 100
        old = self.start.threshold
        base = ThresholdBase(data["base"])
        threshold = Threshold(share, base) if share else None
        if old is not None and threshold is not None and (old.share, old.base) == (share, base):
            threshold = old
        variant = replace(
            self.start,
            seats=data["seats"],
            formula=Formula(data["formula"]),
            quota=Quota(data["quota"]),
            threshold=threshold,
            majority=MajorityClause(data["majority"]),
            exhaustion=Exhaustion(data["exhaustion"]),
            ties=TieProcedure(data["ties"]),
        )
        return replace(self.start, seats=data["before"]), variant


def rule_values(rule: RuleSheet, seats: int) -> dict[str, object]:
    """A rule sheet as the form shows it."""
    share = rule.threshold.share * 100 if rule.threshold else Fraction(0)
    return {
        "before": seats,
        "seats": seats,
        "formula": rule.formula.value,
        "quota": rule.quota.value,
        "threshold": Decimal(share.numerator) / Decimal(share.denominator),
        "base": (rule.threshold.base if rule.threshold else ThresholdBase.VALID_VOTES).value,
        "majority": rule.majority.value,
        "exhaustion": rule.exhaustion.value,
        "ties": rule.ties.value,
    }
