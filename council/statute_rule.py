# SPDX-License-Identifier: EUPL-1.2
"""Which rules a statute can take: the shipped ones by key, and what must fit together in one of its own.

How a rule counts is known to ``council.tally`` alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.domain.refusal import Refusal
from council.domain.statute_refusals import StatuteRefusal
from council.tally import LIST_FORMULAS, BallotType, DirectSeats, Formula, MajorityClause, Parameter, RuleSheet
from council.tally.named_rules import NAMED_RULES, named_rule
from council.tally.persons.choices import OrderKind
from council.tally.persons.papers import Validity
from council.tally.sheets import all_sheets, sheet

RECOMMENDED = "sheet:recommended"
SHEET, NAMED = "sheet", "named"

RULE_PARTS = (
    Parameter.BALLOT,
    Parameter.SEATS,
    Parameter.FORMULA,
    Parameter.QUOTA,
    Parameter.THRESHOLD,
    Parameter.MAJORITY,
    Parameter.EXHAUSTION,
    Parameter.TIES,
    Parameter.ONE_LIST,
    Parameter.FEW_CANDIDATES,
    Parameter.PERSONS,
    Parameter.VALIDITY,
    Parameter.CONDITIONS,
    Parameter.SUBSTITUTES,
)
"""The parts of a rule that a statute decides, in the order in which they are read."""

_OF_LISTS = frozenset({Parameter.EXHAUSTION, Parameter.ONE_LIST, Parameter.TIES, Parameter.THRESHOLD})
_WHEN_SET = {
    Parameter.MAJORITY: MajorityClause.NONE,
    Parameter.VALIDITY: None,
    Parameter.CONDITIONS: (),
}

RANKED_FORMULAS = (Formula.STV_SCOTTISH, Formula.STV_MINNEAPOLIS, Formula.STV_MEEK, Formula.STV_OWN)

_FITTING: dict[BallotType, tuple[Formula, ...]] = {
    BallotType.LIST: LIST_FORMULAS,
    BallotType.LIST_PREFERENCE: LIST_FORMULAS,
    BallotType.PANACHAGE: LIST_FORMULAS,
    BallotType.PERSONS: (Formula.PLURALITY,),
    BallotType.RANKED: RANKED_FORMULAS,
}

_NEEDS_VOTES = (BallotType.PERSONS, BallotType.PANACHAGE)


def fitting_formulas(ballot: BallotType) -> tuple[Formula, ...]:
    """The formulas that can count papers of a kind."""
    return _FITTING[ballot]


def refuse_unfit(rule: RuleSheet) -> RuleSheet:
    """The rule, when an election can be held under it.

    :raises Refusal: when the formula cannot count these papers, or the votes of an elector are not said.
    """
    if rule.formula not in _FITTING[rule.ballot] or (rule.formula is Formula.STV_OWN and rule.stv is None):
        raise Refusal(StatuteRefusal.RULE_UNFIT, field="formula")
    if rule.ballot in _NEEDS_VOTES and rule.validity is None:
        raise Refusal(StatuteRefusal.VOTES_MISSING, field="votes")
    if rule.conditions and rule.ballot is not BallotType.PERSONS:
        raise Refusal(StatuteRefusal.CONDITIONS_WITH_LISTS, field="conditions")
    return rule


def parts_of(rule: RuleSheet) -> tuple[Parameter, ...]:
    """The parts that mean something for this rule."""
    return tuple(part for part in RULE_PARTS if _says_something(rule, part))


def _says_something(rule: RuleSheet, part: Parameter) -> bool:
    if part is Parameter.QUOTA:
        return rule.formula is Formula.LARGEST_REMAINDER
    if part in _OF_LISTS:
        return rule.formula in LIST_FORMULAS
    if part in (Parameter.PERSONS, Parameter.SUBSTITUTES):
        return rule.ballot is not BallotType.RANKED
    return part not in _WHEN_SET or getattr(rule, part.value) != _WHEN_SET[part]


def shipped_rules() -> Iterator[str]:
    """The keys of every shipped rule a council can be elected by, the recommended one first."""
    for each in all_sheets():
        if _stands_alone(each.rule):
            yield f"{SHEET}:{each.id}"
    for named in NAMED_RULES:
        if _stands_alone(named.sheet(1)):
            yield f"{NAMED}:{named.command}:{named.name}"


def shipped_rule(key: str) -> RuleSheet:
    """A shipped rule to start from. Its clauses are those of another town's law, so they stay there."""
    kind, _, name = key.partition(":")
    if kind == SHEET:
        return replace(sheet(name).rule, clauses=())
    command, _, name = name.partition(":")
    rule = replace(named_rule(name, command).sheet(sheet("recommended").rule.seats), clauses=())
    return replace(rule, validity=_USUAL_VOTES[name](rule.seats)) if name in _USUAL_VOTES else rule


def with_seats(rule: RuleSheet, seats: int) -> RuleSheet:
    """The same rule for another number of seats."""
    return replace(rule, seats=seats, stv=replace(rule.stv, seats=seats) if rule.stv else None)


def _stands_alone(rule: RuleSheet) -> bool:
    """False for rules that need constituencies or linked lists, which an election of one council has not."""
    by_persons = rule.persons.kind is OrderKind.PERSONAL_QUOTA
    return not rule.linked_lists and (rule.direct_seats is DirectSeats.NONE or by_persons)


_USUAL_VOTES: dict[str, Callable[[int], Validity]] = {
    "block_vote": lambda seats: Validity(votes=seats),
    "limited_vote": lambda _seats: Validity(votes=3),
    "cumulative_vote": lambda _seats: Validity(votes=3, most_per_person=3),
}
"""What the name itself says about the votes of an elector; the laws named beside it differ in the number."""
