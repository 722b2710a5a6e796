# SPDX-License-Identifier: EUPL-1.2
"""The part of the statute's form that says how votes become seats: a shipped rule to start from, and what to change.

What the fields do not show stays as the rule one starts from has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from core.domain.refusal import Refusal
from core.forms import LONGEST_TEXT, BaseForm, at_most, chosen
from council.condition_text import read_conditions, write_conditions
from council.domain.statute_refusals import StatuteRefusal
from council.messages import LABELS
from council.rule_words import sheet_title
from council.statute_rule import (
    NAMED,
    RECOMMENDED,
    SHEET,
    refuse_unfit,
    shipped_rule,
    shipped_rules,
    with_seats,
)
from council.statute_words import NAMED_RULE_TITLES
from council.tally import Exhaustion, FewCandidates, Formula, OneList, RuleSheet, TallyError, Threshold, TieProcedure
from council.tally.persons.papers import Validity
from council.tally.sheets import sheet

KEPT = "kept"
NAME = {"translate": "no"}
"""Marks a choice that is the name of a real place or council."""

TIES = tuple(each for each in TieProcedure if each is not TieProcedure.PUBLIC_SEED)
"""Lots are drawn by people here; a public seed has no place to be announced yet."""


def choices(members: Iterable[Any]) -> list[SelectChoice]:
    return [SelectChoice(member.value, LABELS[type(member)][member]) for member in members]


def between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, message=_l("Please give a number from %(min)s to %(max)s."))


class RuleFields(BaseForm):
    """How votes become seats. ``filled`` names the shipped rule whose values the fields show."""

    sheet = SelectField(_l("Start from the rule of"), [chosen()])
    filled = HiddenField()
    seats = IntegerField(_l("Seats in the council"), [chosen(), between(1, 200)])
    formula = SelectField(_l("How do votes become seats?"), [chosen()], choices=choices(Formula))
    threshold = DecimalField(
        _l("Share of valid votes a list needs, in per cent"),
        [chosen(), NumberRange(0, 50, message=_l("Please give a share from %(min)s to %(max)s."))],
        places=None,
    )
    exhaustion = SelectField(
        _l("What if a list wins more seats than it has candidates?"), [chosen()], choices=choices(Exhaustion)
    )
    ties = SelectField(_l("What decides a tie?"), [chosen()], choices=choices(TIES))
    one_list = SelectField(_l("What if only one list stands?"), [chosen()], choices=choices(OneList))
    few_candidates = SelectField(
        _l("What if there are fewer candidates than seats?"), [chosen()], choices=choices(FewCandidates)
    )
    votes = IntegerField(_l("Votes of each elector"), [MayBeEmpty(), between(1, 200)])
    most_per_person = IntegerField(_l("Most votes for one person"), [MayBeEmpty(), between(1, 200)])
    conditions = TextAreaField(_l("Conditions by group"), [MayBeEmpty(), at_most(LONGEST_TEXT)])

    def __init__(self, *, kept: RuleSheet | None = None, data: dict[str, object] | None = None) -> None:
        key = KEPT if kept else RECOMMENDED
        start = kept or shipped_rule(RECOMMENDED)
        super().__init__(data={"sheet": key, "filled": key, **rule_values(start), **(data or {})})
        self._kept = kept
        self.just_filled = False
        own = {KEPT: _("The rule as it stands in this draft")} if kept else {}
        self._offered = {**own, **{key: rule_title(key) for key in shipped_rules()}}
        self.sheet.choices = [SelectChoice(key, title, _marks(key)) for key, title in self._offered.items()]

    def refilled(self, *, asked: bool) -> bool:
        """True when the fields should show a rule first: nothing is saved then.

        :param asked: the button for it was pressed. The same rule again keeps what was typed, because a browser
            presses that button when somebody only strikes the enter key in a field.
        """
        key = str(self.sheet.data)
        if not self.is_submitted() or key not in self._offered:
            return False
        if self.filled.data == key:
            return asked
        for name, value in {**rule_values(self._base()), "filled": key}.items():
            field = self._fields[name]
            field.raw_data = None
            field.process(None, value)
        self.just_filled = True
        return True

    def _base(self) -> RuleSheet:
        key = str(self.sheet.data)
        return self._kept if self._kept and key == KEPT else shipped_rule(key)

    def rule(self) -> RuleSheet:
        """:raises Refusal: when the parts do not fit together, or cannot be read."""
        data: dict[str, Any] = self.data
        base, formula = with_seats(self._base(), data["seats"]), Formula(data["formula"])
        try:
            return refuse_unfit(
                replace(
                    base,
                    formula=formula,
                    threshold=_threshold(base, Fraction(data["threshold"]) / 100),
                    exhaustion=Exhaustion(data["exhaustion"]),
                    ties=TieProcedure(data["ties"]),
                    one_list=OneList(data["one_list"]),
                    few_candidates=FewCandidates(data["few_candidates"]),
                    validity=_validity(base, data["votes"], data["most_per_person"]),
                    conditions=read_conditions(data["conditions"] or "", base.conditions),
                    stv=base.stv if formula is base.formula else None,
                )
            )
        except TallyError:
            raise Refusal(StatuteRefusal.RULE_REFUSED) from None


def rule_title(key: str) -> str:
    """What a shipped rule is called in the list."""
    kind, _rest, name = key.partition(":")
    if kind == SHEET:
        return sheet_title(sheet(name))
    assert kind == NAMED
    return str(NAMED_RULE_TITLES[name.partition(":")[2]])


def _marks(key: str) -> dict[str, str]:
    kind, _rest, name = key.partition(":")
    return NAME if kind == SHEET and sheet(name).lang != "en" else {}


def rule_values(rule: RuleSheet) -> dict[str, object]:
    """A rule as the values of the fields."""
    share = rule.threshold.share * 100 if rule.threshold else Fraction(0)
    return {
        "seats": rule.seats,
        "formula": rule.formula.value,
        "threshold": Decimal(share.numerator) / Decimal(share.denominator),
        "exhaustion": rule.exhaustion.value,
        "ties": rule.ties.value,
        "one_list": rule.one_list.value,
        "few_candidates": rule.few_candidates.value,
        "votes": rule.validity.votes if rule.validity else None,
        "most_per_person": rule.validity.most_per_person if rule.validity else None,
        "conditions": write_conditions(rule.conditions),
    }


def _threshold(base: RuleSheet, share: Fraction) -> Threshold | None:
    if not share:
        return None
    return replace(base.threshold, share=share) if base.threshold else Threshold(share)


def _validity(base: RuleSheet, votes: int | None, most: int | None) -> Validity | None:
    if votes is None:
        return None
    return replace(base.validity or Validity(), votes=votes, most_per_person=most or 1)
