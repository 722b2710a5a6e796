# SPDX-License-Identifier: EUPL-1.2
"""Which lists take part in the distribution of seats, and what they needed.

A list without a vote never takes part, whatever the statute says. Lower or higher shares for joint lists are
not known yet.
"""

from dataclasses import dataclass
from fractions import Fraction

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import BallotProfile, CandidateList
from council.tally.rules import Parameter, RuleSheet, ThresholdBase


@dataclass(frozen=True, slots=True)
class Admission:
    """The votes a list needed (None without a threshold), of what base, and who was admitted."""

    needed: Fraction | None
    base: int | None
    clause: str
    admitted: tuple[int, ...]


def admit(profile: BallotProfile, rule: RuleSheet) -> Admission:
    """Apply the threshold clause of the rule sheet."""
    base = _base(profile, rule)
    needed = None if rule.threshold is None or base is None else rule.threshold.share * base
    admitted = tuple(item.number for item in profile.lists if _passes(item, rule, needed))
    if not admitted:
        raise TallyError(TallyErrorCode.NO_LIST_ADMITTED)
    return Admission(needed, base, rule.clause(Parameter.THRESHOLD), admitted)


def _base(profile: BallotProfile, rule: RuleSheet) -> int | None:
    if rule.threshold is None:
        return None
    if rule.threshold.base is ThresholdBase.VALID_VOTES:
        return profile.valid_votes
    if profile.voters is None:
        raise TallyError(TallyErrorCode.VOTERS_UNKNOWN)
    return profile.voters


def _passes(item: CandidateList, rule: RuleSheet, needed: Fraction | None) -> bool:
    if item.votes == 0:
        return False
    if needed is None or rule.threshold is None:
        return True
    return item.votes >= needed if rule.threshold.inclusive else item.votes > needed
