# SPDX-License-Identifier: EUPL-1.2
"""Which lists take part in the distribution of seats, and what they needed.

A list without a vote never takes part, whatever the statute says. A list of several parties may need more, and
seats won otherwise may stand in for the share.
"""

from dataclasses import dataclass
from fractions import Fraction

from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import CandidateList, Votes
from council.tally.rules import Parameter, RuleSheet, Threshold, ThresholdBase


@dataclass(frozen=True, slots=True)
class Admission:
    """The votes a list needed (None without a threshold), of what base, and who was admitted.

    `needed_joint` is for lists of several parties; `by_direct_seats` are those below their share who were
    admitted for seats won otherwise.
    """

    needed: Fraction | None
    base: int | None
    clause: str
    admitted: tuple[int, ...]
    needed_joint: Fraction | None = omitted(None)
    by_direct_seats: tuple[int, ...] = omitted(())


def admit(profile: Votes, rule: RuleSheet) -> Admission:
    """Apply the threshold clause of the rule sheet."""
    with_votes = [item for item in profile.lists if item.votes]
    threshold, clause = rule.threshold, rule.clause(Parameter.THRESHOLD)
    if threshold is None:
        return Admission(None, None, clause, tuple(item.number for item in with_votes))
    base = _base(profile, threshold.base)
    needed = threshold.share * base
    joint = None if threshold.joint_share is None else threshold.joint_share * base
    passed, direct = [], []
    for item in with_votes:
        if _reaches(item, needed if joint is None or not item.joint else joint, threshold):
            passed.append(item.number)
        elif threshold.or_direct_seats is not None and (item.direct_seats or 0) >= threshold.or_direct_seats:
            direct.append(item.number)
    if not passed and not direct:
        raise TallyError(TallyErrorCode.NO_LIST_ADMITTED)
    return Admission(needed, base, clause, tuple(sorted(passed + direct)), joint, tuple(direct))


def _base(profile: Votes, base: ThresholdBase) -> int:
    if base is ThresholdBase.VALID_VOTES:
        return profile.valid_votes
    if base is ThresholdBase.VOTERS:
        found, missing = profile.voters, TallyErrorCode.VOTERS_UNKNOWN
    else:
        found, missing = profile.valid_envelopes, TallyErrorCode.ENVELOPES_UNKNOWN
    if found is None:
        raise TallyError(missing)
    return found


def _reaches(item: CandidateList, needed: Fraction, threshold: Threshold) -> bool:
    return item.votes >= needed if threshold.inclusive else item.votes > needed
