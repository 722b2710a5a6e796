# SPDX-License-Identifier: EUPL-1.2
"""Trying rules on votes for persons: seats kept for groups, caps, another number of seats. Stores nothing."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.refusal import Refusal
from council.domain.rule_trial import GroupRule, TrialRefusal
from council.services.followed_record import jena
from council.services.rule_trial import OWN, SEPARATORS, figure
from council.tally import Formula, RuleSheet
from council.tally.choices import BallotType
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats, OrderKind, PersonOrder
from council.tally.persons.profile import Candidate, PersonProfile, Trait
from council.tally.sheets import sheet
from council.tally.trial import PersonTrial, TieCount, person_tie_count, try_persons

JENA = "jena_2019"
TRAIT = "region"
MOST_PEOPLE = 60
LONGEST_NAME = 100
FAMILY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRule:
    """A rule for votes on persons as the designer knows it."""

    seats: int
    groups: GroupRule = GroupRule.NONE
    each: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedPersons:
    """Everything the page of a comparison of persons shows."""

    trial: PersonTrial
    ties_before: TieCount
    ties_after: TieCount


def votes_of(choice: str, own: str) -> PersonProfile:
    """:raises Refusal: when typed lines cannot be read."""
    return jena() if choice == JENA else read_people(own)


def groups_in(profile: PersonProfile, choice: str) -> tuple[str, ...]:
    """The groups candidates stand for; Jena's by-law names one more, for which nobody stood."""
    found = {trait.group for each in profile.candidates for trait in each.traits}
    if choice == JENA:
        found |= {each.group for each in sheet("jena").rule.conditions[0].groups}
    return tuple(sorted(found))


def try_groups(profile: PersonProfile, groups: tuple[str, ...], before: PersonRule, after: PersonRule) -> TriedPersons:
    """Both counts and how often each rule ends in a tie nearby.

    :raises TallyError: when the votes cannot be counted by one of the rules.
    """
    start, variant = rule_sheet(before, groups), rule_sheet(after, groups)
    return TriedPersons(
        trial=try_persons(profile, start, variant),
        ties_before=person_tie_count(profile, start, FAMILY),
        ties_after=person_tie_count(profile, variant, FAMILY),
    )


def rule_sheet(rule: PersonRule, groups: tuple[str, ...]) -> RuleSheet:
    """The rule as the tally counts by it."""
    conditions = []
    if rule.groups is not GroupRule.NONE and groups:
        kind = ConditionKind.FIXED if rule.groups is GroupRule.FIXED else ConditionKind.GUARANTEE
        seats = tuple(GroupSeats(group, rule.each) for group in groups)
        release = rule.groups is GroupRule.GUARANTEE
        conditions.append(Condition(kind=kind, trait=TRAIT, groups=seats, release=release))
    if rule.most is not None:
        conditions.append(Condition(kind=ConditionKind.CAP, trait=TRAIT, number=rule.most))
    return RuleSheet(
        seats=rule.seats,
        formula=Formula.PLURALITY,
        ballot=BallotType.PERSONS,
        persons=PersonOrder(kind=OrderKind.BY_VOTES),
        conditions=tuple(conditions),
    )


def read_people(text: str) -> PersonProfile:
    """People as typed, one on a line: name; votes; group.

    :raises Refusal: naming the line that cannot be read.
    :raises TallyError: when the lines cannot be true together.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refusal(TrialRefusal.NOBODY_TYPED, field=OWN)
    if len(lines) > MOST_PEOPLE:
        raise Refusal(TrialRefusal.TOO_MANY_PEOPLE, field=OWN, most=MOST_PEOPLE)
    return PersonProfile(candidates=tuple(_person(number, line) for number, line in enumerate(lines, start=1)))


def _person(number: int, line: str) -> Candidate:
    separator = next((each for each in SEPARATORS if each in line), ";")
    name, *rest = (part.strip() for part in line.split(separator))
    votes = figure(rest[0]) if 1 <= len(rest) <= 2 else None
    if not name or votes is None:
        raise Refusal(TrialRefusal.PERSON_UNREADABLE, field=OWN, line=number, text=line[:60])
    group = rest[1][:LONGEST_NAME] if len(rest) == 2 else ""
    return Candidate(
        number=number, name=name[:LONGEST_NAME], votes=votes, traits=(Trait(TRAIT, group),) if group else ()
    )
