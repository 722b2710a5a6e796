# SPDX-License-Identifier: EUPL-1.2
"""Which rules a statute can take, and conditions by group as lines of text."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from core.domain.refusal import Refusal
from council.condition_text import read_conditions, write_conditions
from council.domain.statute_refusals import StatuteRefusal
from council.statute_rule import RECOMMENDED, parts_of, refuse_unfit, shipped_rule, shipped_rules, with_seats
from council.statute_words import NAMED_RULE_TITLES
from council.tally import BallotType, Formula, Parameter, RuleSheet, Threshold, from_json, to_json
from council.tally.persons.choices import Condition, ConditionKind
from council.tally.persons.papers import Validity

EVERY = tuple(shipped_rules())


@pytest.mark.requirement("R039", "R050")
def test_every_kind_of_rule_is_offered_and_the_recommended_one_comes_first() -> None:
    assert EVERY[0] == RECOMMENDED
    assert {shipped_rule(key).ballot for key in EVERY} == set(BallotType)
    assert {key.split(":")[2] for key in EVERY if key.startswith("named:")} <= set(NAMED_RULE_TITLES)


@pytest.mark.parametrize("key", EVERY)
def test_a_shipped_rule_can_be_a_statutes(key: str) -> None:
    rule = with_seats(shipped_rule(key), 11)
    rule = refuse_unfit(replace(rule, validity=rule.validity or Validity()))
    assert (rule.seats, rule.clauses) == (11, ())
    assert rule.stv is None or rule.stv.seats == 11
    assert from_json(RuleSheet, to_json(rule)) == rule
    assert read_conditions(write_conditions(rule.conditions), rule.conditions) == rule.conditions
    assert {Parameter.SEATS, Parameter.BALLOT, Parameter.FORMULA} <= set(parts_of(rule))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (replace(shipped_rule(RECOMMENDED), formula=Formula.PLURALITY), StatuteRefusal.RULE_UNFIT),
        (replace(shipped_rule("named:stv:albany"), stv=None), StatuteRefusal.RULE_UNFIT),
        (replace(shipped_rule("sheet:jena"), validity=None), StatuteRefusal.VOTES_MISSING),
        (replace(shipped_rule("sheet:hessen"), validity=None), StatuteRefusal.VOTES_MISSING),
        (
            replace(shipped_rule(RECOMMENDED), conditions=shipped_rule("sheet:jena").conditions),
            StatuteRefusal.CONDITIONS_WITH_LISTS,
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(rule: RuleSheet, code: StatuteRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_unfit(rule)
    assert refused.value.code is code


def test_a_rule_names_only_the_parts_that_matter() -> None:
    assert Parameter.QUOTA in parts_of(shipped_rule("sheet:lithuania"))
    assert Parameter.QUOTA not in parts_of(shipped_rule(RECOMMENDED))
    assert Parameter.CONDITIONS in parts_of(shipped_rule("sheet:jena"))
    assert Parameter.ONE_LIST not in parts_of(shipped_rule("sheet:jena"))
    assert Parameter.PERSONS not in parts_of(shipped_rule("named:stv:scottish"))
    low = replace(shipped_rule(RECOMMENDED), threshold=Threshold(Fraction(1, 50)))
    assert Parameter.THRESHOLD in parts_of(low)


def test_conditions_are_read_as_they_are_written() -> None:
    every = (
        Condition(kind=ConditionKind.VARIETY, trait="country", number=5, inside_trait="region", inside="EU"),
        Condition(kind=ConditionKind.CAP, trait="nationality", number=5),
        Condition(kind=ConditionKind.EXTRA_SEAT, trait="sex"),
    )
    assert read_conditions(write_conditions(every)) == every
    assert read_conditions("extra_seat | sex") == every[2:]


@pytest.mark.parametrize(
    "line",
    ["whim | region | Africa 1", "guarantee", "guarantee | region | Africa", "guarantee | region | x 1 | soon",
     "guarantee | region |", "guarantee |  | Africa 1", "cap | region | x 99999", "guarantee | r | A 1; A 2"],
)  # fmt: skip
def test_a_condition_that_cannot_be_read_names_its_line(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_conditions(f"extra_seat | sex\n{line}")
    assert refused.value.code is StatuteRefusal.CONDITION_UNREADABLE
    assert refused.value.facts["line"] == 2
