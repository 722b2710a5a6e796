# SPDX-License-Identifier: EUPL-1.2
"""What is normal in small councils: one list only, or fewer candidates than seats.

The statute says whether there is a count at all. Whether anybody stands is known before polling, so the question
can be asked without votes too.
"""

from collections.abc import Sequence
from enum import StrEnum

from council.tally.choices import FewCandidates, OneList
from council.tally.rules import RuleSheet


class CountOutcome(StrEnum):
    """How the seats are filled."""

    BY_FORMULA = "by_formula"
    MAJORITY_VOTE = "majority_vote"
    NO_ELECTION = "no_election"
    ALL_ELECTED = "all_elected"
    APPOINT = "appoint"


_OF_FEW = {
    FewCandidates.COUNT: CountOutcome.BY_FORMULA,
    FewCandidates.NO_ELECTION: CountOutcome.NO_ELECTION,
    FewCandidates.ALL_ELECTED: CountOutcome.ALL_ELECTED,
    FewCandidates.MAJORITY_VOTE: CountOutcome.MAJORITY_VOTE,
    FewCandidates.APPOINT: CountOutcome.APPOINT,
}

_OF_ONE = {
    OneList.ALL_SEATS: CountOutcome.BY_FORMULA,
    OneList.MAJORITY_VOTE: CountOutcome.MAJORITY_VOTE,
    OneList.NO_ELECTION: CountOutcome.NO_ELECTION,
}


def outcome_for(candidates: Sequence[int | None], rule: RuleSheet) -> CountOutcome:
    """What the statute makes of lists with so many candidates each; None where the number is not known."""
    if not candidates:
        return CountOutcome.NO_ELECTION
    known = [each for each in candidates if each is not None]
    if len(known) == len(candidates) and sum(known) < rule.seats:
        few = _OF_FEW[rule.few_candidates]
        if few is not CountOutcome.BY_FORMULA:
            return few
    return _OF_ONE[rule.one_list] if len(candidates) == 1 else CountOutcome.BY_FORMULA
