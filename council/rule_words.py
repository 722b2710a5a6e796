# SPDX-License-Identifier: EUPL-1.2
"""The words of rule sheets and of trying them out; ``council.messages`` joins them with the others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from council.domain.grounds import RejectionGround
from council.domain.rule_trial import Announced, GroupRule, TrialRefusal, VotesAre
from council.tally.choices import (
    BallotType,
    FewCandidates,
    MajorityClause,
    OneList,
    Parameter,
    Quota,
    ThresholdBase,
)
from council.tally.persons.choices import ConditionKind, OrderKind, PersonTies, SubstituteRule
from council.tally.persons.papers import Ground
from council.tally.persons.record import ConditionState
from council.tally.persons.record import StepKind as PersonStep
from council.tally.sheets import Sheet, SheetKind, Sourced
from council.tally.small_council import CountOutcome
from council.tally.steps import StepKind

RULE_REFUSALS: dict[StrEnum, Any] = {
    TrialRefusal.NOTHING_TYPED: _l("Please type at least one list with its votes, or choose a real election."),
    TrialRefusal.LINE_UNREADABLE: _l(
        "Line %(line)s cannot be read: “%(text)s”. Please write the name, a semicolon and the votes, "
        "for example: Common Table; 250."
    ),
    TrialRefusal.TOO_MANY_LISTS: _l("Please type at most %(most)s lists."),
    TrialRefusal.NOBODY_TYPED: _l("Please type at least one person with votes, or choose the real election."),
    TrialRefusal.PERSON_UNREADABLE: _l(
        "Line %(line)s cannot be read: “%(text)s”. Please write the name, a semicolon, the votes, and if you like "
        "a semicolon and the group, for example: Person 1; 250; Africa."
    ),
    TrialRefusal.TOO_MANY_PEOPLE: _l("Please type at most %(most)s persons."),
    TrialRefusal.NOT_COUNTABLE: _l("These votes cannot be counted by this rule. %(why)s"),
    TrialRefusal.RECORD_UNREADABLE: _l("This record cannot be followed. %(why)s"),
    TrialRefusal.RECORD_MISSING: _l("Please choose a file or paste the text of a count record."),
    TrialRefusal.RECORD_NOT_TEXT: _l("These characters cannot be read. Please save the file as UTF-8."),
}

_GROUNDS = {
    Ground.NOT_OFFICIAL: _l("not an official paper"),
    Ground.WISH_UNCLEAR: _l("the wish is not clear"),
    Ground.IDENTIFIES_ELECTOR: _l("the paper shows who filled it in"),
    Ground.ADDITION: _l("something was added"),
    Ground.OTHER: _l("another ground"),
    Ground.NOT_MARKED: _l("not marked"),
    Ground.SEVERAL_LISTS: _l("several lists were ticked"),
    Ground.ACROSS_LISTS: _l("marked across lists, which the rule does not allow"),
    Ground.TOO_MANY_VOTES: _l("too many votes"),
    Ground.TOO_MANY_ON_ONE: _l("too many votes for one person"),
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
    PersonStep: {
        PersonStep.GUARANTEED_SEAT: _l("Seat kept for a group"),
        PersonStep.FIXED_SEAT: _l("Seat fixed for a group"),
        PersonStep.SEAT_BY_VOTES: _l("Seat by votes"),
        PersonStep.SEAT_BY_PREFERENCE: _l("Seat by preference votes"),
        PersonStep.SEAT_BY_LIST_ORDER: _l("Seat by the order of the list"),
        PersonStep.SEAT_BY_COMPARISON_NUMBER: _l("Seat by comparison number"),
        PersonStep.SEAT_BY_QUOTA: _l("Seat by a full quota"),
        PersonStep.SEAT_WITHOUT_A_VOTE: _l("Seat without a vote, because nobody else stands"),
        PersonStep.EXTRA_SEAT: _l("Extra seat"),
        PersonStep.EXCHANGED_IN: _l("Comes in by exchange"),
        PersonStep.EXCHANGED_OUT: _l("Goes out by exchange"),
        PersonStep.PASSED_OVER: _l("Passed over"),
        PersonStep.RELEASED: _l("Seat released to everybody"),
        PersonStep.VACANT: _l("Seat stays vacant"),
        PersonStep.LOTS_AWAITED: _l("Waits for lots"),
        PersonStep.CONDITION_FAILS: _l("The condition cannot be met"),
    },
    ConditionKind: {
        ConditionKind.GUARANTEE: _l("Seats kept for groups; those nobody can take may be released"),
        ConditionKind.FIXED: _l("A fixed number of seats for each group"),
        ConditionKind.CAP: _l("At most so many of one group"),
        ConditionKind.MINIMUM: _l("At least so many of a group"),
        ConditionKind.VARIETY: _l("So many different groups"),
        ConditionKind.EXTRA_SEAT: _l("One more seat if all members are of one group"),
    },
    ConditionState: {
        ConditionState.HELD: _l("met"),
        ConditionState.RELEASED: _l("met, some seats released"),
        ConditionState.LEFT_VACANT: _l("some seats left vacant"),
        ConditionState.CONFLICT: _l("not met"),
    },
    PersonTies: {
        PersonTies.LOTS: _l("Lots decide"),
        PersonTies.TOP: _l("The person nearer the top of the list"),
        PersonTies.BOTTOM: _l("The person nearer the bottom of the list"),
        PersonTies.OLDER: _l("The older person"),
        PersonTies.YOUNGER: _l("The younger person"),
        PersonTies.PUBLIC_SEED: _l("A draw from a number announced in public"),
    },
    OrderKind: {
        OrderKind.CLOSED: _l("The order of the list"),
        OrderKind.BY_VOTES: _l("By votes for persons"),
        OrderKind.PREFERENCE: _l("Enough preference votes first, then the order of the list"),
        OrderKind.MARKS: _l("By marks for and against"),
        OrderKind.COMPARISON_NUMBERS: _l("By comparison numbers"),
        OrderKind.PERSONAL_QUOTA: _l("A full quota first, then by votes"),
    },
    SubstituteRule: {
        SubstituteRule.NEXT_ON_LIST: _l("The next on the list"),
        SubstituteRule.VOTES_OVERALL: _l("The next by votes"),
        SubstituteRule.SAME_GROUP_FIRST: _l("The next of the same group"),
        SubstituteRule.PERSONAL_DEPUTY: _l("The personal deputy"),
    },
    CountOutcome: {
        CountOutcome.BY_FORMULA: _l("The seats follow from the votes."),
        CountOutcome.MAJORITY_VOTE: _l("The rule asks for a vote on persons here, so these votes give no seats."),
        CountOutcome.NO_ELECTION: _l("Under this rule there is no election with so few lists or candidates."),
        CountOutcome.ALL_ELECTED: _l("There are no more candidates than seats: all of them are elected."),
        CountOutcome.APPOINT: _l("There are too few candidates: the council is appointed."),
    },
    Ground: _GROUNDS,
    RejectionGround: {each: _GROUNDS[Ground(each.value)] for each in RejectionGround},
    VotesAre: {
        VotesAre.EXACT: _l("as published, to the last one"),
        VotesAre.FROM_SHARES: _l("worked out from published shares, so a vote here is not a paper"),
        VotesAre.PARTIAL: _l("not all published"),
    },
    Announced: {
        Announced.FULL: _l("every seat was published"),
        Announced.OTHER: _l("not published in full"),
    },
    GroupRule: {
        GroupRule.NONE: _l("No seats are kept: the most votes win"),
        GroupRule.GUARANTEE: _l("Seats for the best of each group; what nobody can take goes to everybody"),
        GroupRule.GUARANTEE_VACANT: _l("Seats for the best of each group; what nobody can take stays vacant"),
        GroupRule.FIXED: _l("A fixed number of seats for each group"),
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
    ConditionState.HELD: "good",
    ConditionState.RELEASED: "info",
    ConditionState.LEFT_VACANT: "wait",
    ConditionState.CONFLICT: "warn",
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


def said(text: str) -> str:
    """A sentence of a rule sheet in the reader's language; the catalogues hold them all."""
    return str(gettext(text))


def sheet_title(sheet: Sheet) -> str:
    """Ours in the reader's language; the name of a real council or law stays as it is at home."""
    return said(sheet.title) if sheet.lang == "en" else sheet.title
