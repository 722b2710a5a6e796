# SPDX-License-Identifier: EUPL-1.2
"""Appeals against the decision about a list: who may bring one, until when, and what becomes of the list."""

from datetime import date
from enum import StrEnum

from council.domain.candidate_list import ListState
from council.domain.working_days import WorkingDays


class Appellant(StrEnum):
    """Who appeals."""

    LIST = "list"
    CANDIDATE = "candidate"
    ELECTOR = "elector"


def appeal_until(decided_on: date, days: int, working: WorkingDays) -> date:
    """The last day on which an appeal can come in."""
    return working.plus(decided_on, days)


def after_appeal(against: ListState) -> ListState:
    """The state of the list after an appeal was upheld: the decision is turned round."""
    return ListState.ADMITTED if against is ListState.REJECTED else ListState.REJECTED
