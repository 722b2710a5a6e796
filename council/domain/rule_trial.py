# SPDX-License-Identifier: EUPL-1.2
"""Comparing rules: why it cannot be done, and how sure published votes are. The words are in ``council.rule_words``."""

from enum import StrEnum


class TrialRefusal(StrEnum):
    """What stands against a comparison."""

    NOTHING_TYPED = "rule_trial_nothing_typed"
    LINE_UNREADABLE = "rule_trial_line_unreadable"
    TOO_MANY_LISTS = "rule_trial_too_many_lists"
    NOBODY_TYPED = "rule_trial_nobody_typed"
    PERSON_UNREADABLE = "rule_trial_person_unreadable"
    TOO_MANY_PEOPLE = "rule_trial_too_many_people"
    NOT_COUNTABLE = "rule_trial_not_countable"
    RECORD_UNREADABLE = "rule_trial_record_unreadable"
    RECORD_MISSING = "rule_trial_record_missing"
    RECORD_NOT_TEXT = "rule_trial_record_not_text"


class VotesAre(StrEnum):
    """How sure the votes of a published election are."""

    EXACT = "exact"
    FROM_SHARES = "from_shares"
    PARTIAL = "partial"


def votes_are(note: str) -> VotesAre:
    """What the note of a published election says about its votes."""
    if note == "exact":
        return VotesAre.EXACT
    return VotesAre.FROM_SHARES if note.startswith(("1/", "per mille", "per cent")) else VotesAre.PARTIAL


class Announced(StrEnum):
    """How much of the official result was published."""

    FULL = "full"
    OTHER = "other"


def announced(note: str) -> Announced:
    """What the note of a published election says about its official result."""
    return Announced.FULL if note.startswith("full") else Announced.OTHER


class GroupRule(StrEnum):
    """What a statute says about groups."""

    NONE = "none"
    GUARANTEE = "guarantee"
    GUARANTEE_VACANT = "guarantee_vacant"
    FIXED = "fixed"
