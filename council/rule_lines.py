# SPDX-License-Identifier: EUPL-1.2
"""What a rule sheet says about one parameter, in a few words. Only wording: the values come from the sheet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from flask_babel import format_percent, ngettext
from flask_babel import gettext as _

from council.messages import LABELS
from council.tally import RuleSheet
from council.tally.persons.choices import Condition
from council.tally.persons.papers import ListTick
from council.tally.rules import Parameter


def what_holds(rule: RuleSheet, parameter: Parameter) -> str:
    """The value of a parameter in words; nothing where the sheet has no value of its own."""
    found = _LINES.get(parameter)
    return found(rule) if found else ""


def _label(member: object) -> str:
    return str(LABELS[type(member)][member])  # type: ignore[index]  # every member of LABELS is an enum


def _share(value: Fraction) -> str:
    return str(format_percent(Decimal(value.numerator) / Decimal(value.denominator), "#,##0.###%"))


def _threshold(rule: RuleSheet) -> str:
    if rule.threshold is None:
        return str(_("none"))
    text = f"{_share(rule.threshold.share)} {_label(rule.threshold.base)}"
    joint = rule.threshold.joint_share
    return text + "; " + _("%(share)s for a joint list", share=_share(joint)) if joint else text


def _validity(rule: RuleSheet) -> str:
    if rule.validity is None:
        return ""
    votes = ngettext("%(num)s vote", "%(num)s votes", rule.validity.votes)
    most = ngettext("at most %(num)s for one person", "at most %(num)s for one person", rule.validity.most_per_person)
    tick = rule.validity.list_tick
    ticked = (_label(tick),) if tick is not ListTick.NONE else ()
    return "; ".join((f"{votes}, {most}", *ticked, _label(rule.validity.over_vote)))


def _conditions(rule: RuleSheet) -> str:
    return "; ".join(_condition(each) for each in rule.conditions)


def _condition(condition: Condition) -> str:
    groups = ", ".join(f"{each.group} {each.seats}" for each in condition.groups)
    return f"{_label(condition.kind)}: {groups or condition.number or condition.trait}"


_LINES: dict[Parameter, Callable[[RuleSheet], str]] = {
    Parameter.SEATS: lambda rule: str(rule.seats),
    Parameter.FORMULA: lambda rule: _label(rule.formula),
    Parameter.BALLOT: lambda rule: _label(rule.ballot),
    Parameter.QUOTA: lambda rule: _label(rule.quota),
    Parameter.THRESHOLD: _threshold,
    Parameter.EXHAUSTION: lambda rule: _label(rule.exhaustion),
    Parameter.TIES: lambda rule: _label(rule.ties),
    Parameter.MAJORITY: lambda rule: _label(rule.majority),
    Parameter.ONE_LIST: lambda rule: _label(rule.one_list),
    Parameter.FEW_CANDIDATES: lambda rule: _label(rule.few_candidates),
    Parameter.DECIMALS: lambda rule: str(rule.decimals),
    Parameter.PERSONS: lambda rule: _label(rule.persons.kind),
    Parameter.SUBSTITUTES: lambda rule: _label(rule.substitutes.rule),
    Parameter.VALIDITY: _validity,
    Parameter.CONDITIONS: _conditions,
}
