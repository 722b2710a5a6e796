# SPDX-License-Identifier: EUPL-1.2
"""The words of rule sheets and of trying them out; ``council.messages`` joins them with the others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.rule_trial import Announced, TrialRefusal, VotesAre
from council.tally.choices import (
    BallotType,
    FewCandidates,
    MajorityClause,
    OneList,
    Parameter,
    Quota,
    ThresholdBase,
)
from council.tally.sheets import SheetKind, Sourced
from council.tally.steps import StepKind

RULE_REFUSALS: dict[StrEnum, Any] = {
    TrialRefusal.NOTHING_TYPED: _l("Please type at least one list with its votes, or choose a real election."),
    TrialRefusal.LINE_UNREADABLE: _l(
        "Line %(line)s cannot be read: “%(text)s”. Please write the name, a semicolon and the votes, "
        "for example: Common Table; 250."
    ),
    TrialRefusal.TOO_MANY_LISTS: _l("Please type at most %(most)s lists."),
    TrialRefusal.NOT_COUNTABLE: _l("These votes cannot be counted by this rule. %(why)s"),
    TrialRefusal.RECORD_UNREADABLE: _l("This record cannot be followed. %(why)s"),
    TrialRefusal.RECORD_MISSING: _l("Please choose a file or paste the text of a count record."),
    TrialRefusal.RECORD_NOT_TEXT: _l("These characters cannot be read. Please save the file as UTF-8."),
}

RULE_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    BallotType: {
        BallotType.LIST: _l("One vote for a list"),
        BallotType.LIST_PREFERENCE: _l("One vote for a list, with a vote for a person on it"),
        BallotType.PERSONS: _l("Votes for persons"),
        BallotType.PANACHAGE: _l("Several votes, also across lists"),
        BallotType.RANKED: _l("Persons in order of preference"),
    },
    Quota: {
        Quota.HARE: _l("Votes over seats, exactly"),
        Quota.HARE_ROUNDED: _l("Votes over seats, rounded"),
        Quota.HARE_ROUNDED_UP: _l("Votes over seats, rounded up"),
        Quota.HAGENBACH_BISCHOFF: _l("Votes over seats and one, exactly"),
        Quota.HAGENBACH_BISCHOFF_ROUNDED: _l("Votes over seats and one, rounded"),
        Quota.DROOP: _l("The whole number above votes over seats and one"),
    },
    ThresholdBase: {
        ThresholdBase.VALID_VOTES: _l("of the valid votes"),
        ThresholdBase.VOTERS: _l("of the people who took part"),
        ThresholdBase.VALID_ENVELOPES: _l("of the valid envelopes"),
    },
    MajorityClause: {
        MajorityClause.NONE: _l("No clause"),
        MajorityClause.ADDITIONAL_SEAT: _l("One seat before remainders decide"),
        MajorityClause.LAST_SEAT: _l("The seat given out last"),
    },
    OneList: {
        OneList.ALL_SEATS: _l("It takes the seats in its order"),
        OneList.MAJORITY_VOTE: _l("People vote on its persons"),
        OneList.NO_ELECTION: _l("There is no election"),
    },
    FewCandidates: {
        FewCandidates.COUNT: _l("The votes are counted all the same"),
        FewCandidates.NO_ELECTION: _l("There is no election"),
        FewCandidates.ALL_ELECTED: _l("All of them are elected"),
        FewCandidates.MAJORITY_VOTE: _l("People vote on persons"),
        FewCandidates.APPOINT: _l("The council is appointed"),
    },
    Parameter: {
        Parameter.SEATS: _l("Seats"),
        Parameter.FORMULA: _l("From votes to seats"),
        Parameter.THRESHOLD: _l("Threshold"),
        Parameter.EXHAUSTION: _l("A list without enough candidates"),
        Parameter.TIES: _l("Ties"),
        Parameter.DECIMALS: _l("Decimals"),
        Parameter.PERSONS: _l("Order of persons"),
        Parameter.BALLOT: _l("Ballot paper"),
        Parameter.QUOTA: _l("Quota"),
        Parameter.MAJORITY: _l("More than half of the votes"),
        Parameter.DIRECT_SEATS: _l("Seats won by persons"),
        Parameter.LINKED_LISTS: _l("Linked lists"),
        Parameter.ONE_LIST: _l("A single list"),
        Parameter.FEW_CANDIDATES: _l("Fewer candidates than seats"),
        Parameter.VALIDITY: _l("Votes on a paper"),
        Parameter.CONDITIONS: _l("Seats kept for groups"),
        Parameter.SUBSTITUTES: _l("Substitutes"),
        Parameter.STV: _l("Transfer of votes"),
    },
    StepKind: {
        StepKind.LARGEST_REMAINDER: _l("By the largest remainder"),
        StepKind.HIGHEST_AVERAGE: _l("By the highest average"),
        StepKind.HIGHEST_AVERAGE_ONCE: _l("By the highest average, one seat a list"),
        StepKind.MAJORITY: _l("More than half of the votes"),
        StepKind.EXHAUSTED: _l("No candidate left"),
        StepKind.DIRECT: _l("Won by persons"),
        StepKind.OVERHANG: _l("Won beyond the share of the list"),
    },
    VotesAre: {
        VotesAre.EXACT: _l("as published, to the last one"),
        VotesAre.FROM_SHARES: _l("worked out from published shares, so a vote here is not a paper"),
        VotesAre.PARTIAL: _l("not all published"),
    },
    Announced: {
        Announced.FULL: _l("every seat was published"),
        Announced.OTHER: _l("not published in full"),
    },
    Sourced: {
        Sourced.YES: _l("read in the source"),
        Sourced.PARTLY: _l("only partly sourced"),
        Sourced.NO: _l("not sourced"),
        Sourced.ADVICE: _l("our advice"),
    },
    SheetKind: {
        SheetKind.RECOMMENDED: _l("Recommended"),
        SheetKind.COUNCIL: _l("Council elected by migrants"),
        SheetKind.LAW: _l("Municipal election law"),
    },
}

RULE_TONES: dict[StrEnum, str] = {
    Sourced.YES: "good",
    Sourced.PARTLY: "wait",
    Sourced.NO: "warn",
    Sourced.ADVICE: "info",
}

EXAMPLES = {
    "lists": _l("Seats for lists: Bonn 2014"),
    "persons": _l("Votes for persons, with seats kept for regions: Jena 2019"),
    "ranked": _l("Persons in order of preference: Edinburgh 2017"),
}
"""What the examples of a followed count are called."""
