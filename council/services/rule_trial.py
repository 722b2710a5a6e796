# SPDX-License-Identifier: EUPL-1.2
"""Trying a rule on votes: real elections that come with the product, or lists somebody typed. Stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from core.domain.refusal import Refusal
from council.domain.rule_trial import TrialRefusal
from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, TallyError, read_case
from council.tally.allocation import allocate
from council.tally.case import PublishedCase
from council.tally.choices import LIST_FORMULAS
from council.tally.profile import MOST_VOTES
from council.tally.published import case_ids, case_text
from council.tally.sheets import Sheet, all_sheets
from council.tally.ties import LotBox
from council.tally.trial import RuleTrial, TieCount, tie_count, try_out

OWN = "own"
MOST_OWN_LISTS = 40
LONGEST_OWN_TEXT = 1500
SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a changed rule does to one real election with its own number of seats."""

    case: PublishedCase
    gains: tuple[tuple[str, int], ...]
    waits: bool

    @property
    def moved(self) -> int:
        return sum(gain for _name, gain in self.gains if gain > 0)


@dataclass(frozen=True, slots=True)
class Column:
    """One formula on the same votes: seats by list number, and whether lots would decide the last."""

    formula: Formula
    seats: Mapping[int, int]
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Everything the page of a comparison shows."""

    trial: RuleTrial
    stood_in: bool
    ties_before: TieCount
    ties_after: TieCount
    effects: tuple[Effect, ...]
    formulas: tuple[Column, ...]


@cache
def real_elections() -> tuple[PublishedCase, ...]:
    """The real elections of lists whose votes were published in full."""
    return tuple(case for case in (_readable(each) for each in case_ids()) if case is not None)


def real_election(case_id: str) -> PublishedCase | None:
    return next((case for case in real_elections() if case.id == case_id), None)


@cache
def list_sheets() -> tuple[Sheet, ...]:
    """The rule sheets that give seats to lists."""
    return tuple(each for each in all_sheets() if each.rule.formula in LIST_FORMULAS)


def with_people(profile: BallotProfile, took_part: int | None = None) -> BallotProfile:
    """The votes with the number of people who took part; where nobody published it, the valid votes stand in."""
    known = took_part or profile.voters or profile.valid_votes
    return replace(profile, voters=known, valid_envelopes=profile.valid_envelopes or known)


def try_rule(profile: BallotProfile, start: RuleSheet, variant: RuleSheet, *, stood_in: bool = False) -> Tried:
    """Both counts, how often each rule ends in a tie nearby, and the effect on every real election.

    :raises TallyError: when the votes cannot be counted by one of the rules.
    """
    return Tried(
        trial=try_out(profile, start, variant),
        stood_in=stood_in,
        ties_before=tie_count(profile, start),
        ties_after=tie_count(profile, variant),
        effects=effects(start, variant),
        formulas=every_formula(profile, variant),
    )


def every_formula(profile: BallotProfile, rule: RuleSheet) -> tuple[Column, ...]:
    """The seats by each formula, the rest of the rule unchanged; one that does not go with it is left out."""
    found = []
    for formula in LIST_FORMULAS:
        try:
            seats, waits = _seats(profile, replace(rule, formula=formula))
        except TallyError:
            continue
        found.append(Column(formula, seats, waits))
    return tuple(found)


def effects(start: RuleSheet, variant: RuleSheet) -> tuple[Effect, ...]:
    """What the change does to each real election; one that a rule cannot count is left out."""
    found = []
    for case in real_elections():
        try:
            profile = with_people(case.profile)
            before, _ = _seats(profile, replace(start, seats=case.rule.seats))
            after, waits = _seats(profile, replace(variant, seats=case.rule.seats))
        except TallyError:
            continue
        gains = tuple(
            (item.name, after.get(item.number, 0) - before.get(item.number, 0)) for item in case.profile.lists
        )
        found.append(Effect(case, tuple(each for each in gains if each[1]), waits))
    return tuple(found)


def _seats(profile: BallotProfile, rule: RuleSheet) -> tuple[dict[int, int], bool]:
    found = allocate(profile, rule, LotBox(()), tables=False).found
    return dict(found.seats), bool(found.waiting)


def read_lists(text: str, took_part: int | None = None) -> BallotProfile:
    """Lists as typed, one on a line: name; votes; candidates if they matter.

    :raises Refusal: naming the line that cannot be read.
    :raises TallyError: when the lines cannot be true together.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refusal(TrialRefusal.NOTHING_TYPED, field=OWN)
    if len(lines) > MOST_OWN_LISTS:
        raise Refusal(TrialRefusal.TOO_MANY_LISTS, field=OWN, most=MOST_OWN_LISTS)
    lists = tuple(_list(number, line) for number, line in enumerate(lines, start=1))
    return BallotProfile(lists=lists, voters=took_part, valid_envelopes=took_part)


def _list(number: int, line: str) -> CandidateList:
    separator = next((each for each in SEPARATORS if each in line), ";")
    name, *figures = (part.strip() for part in line.split(separator))
    numbers = [figure(each) for each in figures]
    if not name or not 1 <= len(numbers) <= 2 or None in numbers:
        raise Refusal(TrialRefusal.LINE_UNREADABLE, field=OWN, line=number, text=line[:60])
    votes, candidates = numbers[0], numbers[1] if len(numbers) == 2 else None
    assert votes is not None
    return CandidateList(number=number, name=name[:100], votes=votes, candidates_count=candidates)


def figure(text: str) -> int | None:
    """A whole number, also with spaces between thousands and in the digits of any script."""
    digits = "".join(text.split())
    return int(digits) if digits.isdecimal() and len(digits) < len(str(MOST_VOTES)) else None


def _readable(case_id: str) -> PublishedCase | None:
    try:
        case = read_case(case_text(case_id))
        allocate(case.profile, case.rule, LotBox(()), tables=False)
    except TallyError:
        return None
    return case
