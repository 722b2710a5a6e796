# SPDX-License-Identifier: EUPL-1.2
"""A list with fewer candidates than seats: how many seats it may take, and how many of them stay empty.

Where the number of candidates is not known, nothing is assumed to run out.
"""

from council.tally.profile import CandidateList
from council.tally.rules import Exhaustion, RuleSheet


def people_for(item: CandidateList, rule: RuleSheet) -> int | None:
    """How many seats a list's people can fill, where that limits what it is given."""
    return None if rule.exhaustion is Exhaustion.VACANT else item.candidates_count


def most_seats(item: CandidateList, rule: RuleSheet) -> int:
    """The seats the list can be given: all when a seat may stay vacant, else as many as it has people."""
    people = people_for(item, rule)
    return rule.seats if people is None else min(rule.seats, people)


def vacant_seats(item: CandidateList, seats: int) -> int:
    """Seats won for which the list has nobody."""
    return 0 if item.candidates_count is None else max(0, seats - item.candidates_count)
