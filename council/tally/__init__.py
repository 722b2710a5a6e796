# SPDX-License-Identifier: EUPL-1.2
"""Exact counting of list elections: a ballot profile, a rule sheet and recorded lots give one count record.

Standard library only and nothing of ours, so that it can be lifted out and checked alone. It never draws
lots, never rounds to decide, and never prints for people: a page renders the record.
"""

from council.tally.case import PublishedCase, check_case, read_case
from council.tally.choices import (
    DIVISOR_FORMULAS,
    LIST_FORMULAS,
    PLAIN_FORMULAS,
    BallotType,
    DirectSeats,
    FewCandidates,
    MajorityClause,
    OneList,
    Quota,
)
from council.tally.codec import from_json, to_json
from council.tally.count import count
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.profile import BallotProfile, CandidateList
from council.tally.record import CountRecord, CountState
from council.tally.rules import (
    Exhaustion,
    Formula,
    Parameter,
    RuleSheet,
    Threshold,
    ThresholdBase,
    TieProcedure,
)
from council.tally.ties import Draw, Tie

__all__ = [
    "BallotType",
    "DIVISOR_FORMULAS",
    "DirectSeats",
    "FewCandidates",
    "LIST_FORMULAS",
    "MajorityClause",
    "OneList",
    "PLAIN_FORMULAS",
    "Quota",
    "BallotProfile",
    "CandidateList",
    "CountRecord",
    "CountState",
    "Draw",
    "Exhaustion",
    "Formula",
    "Parameter",
    "PublishedCase",
    "RuleSheet",
    "TallyError",
    "TallyErrorCode",
    "Threshold",
    "ThresholdBase",
    "Tie",
    "TieProcedure",
    "check_case",
    "count",
    "from_json",
    "read_case",
    "to_json",
]
