# SPDX-License-Identifier: EUPL-1.2
"""Claims and objections to the electoral register, and applications where the statute asks for one.

What a claim is about and how it can end; who may decide and when are said elsewhere.
"""

from enum import StrEnum


class ClaimKind(StrEnum):
    """What is asked for."""

    ADD = "add"
    CORRECT = "correct"
    OBJECT = "object"


class Claimant(StrEnum):
    """Who asks."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    ELECTOR = "elector"


class ClaimState(StrEnum):
    """How far a claim has come."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Registration(StrEnum):
    """How people come into the electoral register."""

    FROM_RESIDENTS = "from_residents"
    BY_APPLICATION = "by_application"


class ApplicationWay(StrEnum):
    """How a person applied to be entered."""

    CODE = "code"
    PAPER = "paper"


class ClaimRefusal(StrEnum):
    """What is refused about claims and applications, as codes; the sentences are in ``council.claim_words``."""

    CLAIM_DECIDED = "council.claim_decided"
    CLAIM_NEEDS_ENTRY = "council.claim_needs_entry"
    CLAIM_NEEDS_VALUES = "council.claim_needs_values"
    CLAIM_TOO_MANY = "council.claim_too_many"
    ENTRY_NOT_FOUND = "council.claim_entry_not_found"
    NUMBER_TAKEN = "council.claim_number_taken"
    NO_APPLICATION_NEEDED = "council.no_application_needed"
    APPLIED_BEFORE = "council.applied_before"
    ENTRY_NOT_OPENED = "council.entry_not_opened"
    CLAIMS_OPEN = "council.claims_open"
