# SPDX-License-Identifier: EUPL-1.2
"""The words of founding a council: who has a stake, how ready they are, where politicians stand, who works on it.

What is refused stands here as codes; the sentences are in ``council.founding_words``. Nothing here knows a table.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Group(StrEnum):
    """The side that somebody speaks for."""

    MIGRANTS = "migrants"
    ASSOCIATIONS = "associations"
    NGOS = "ngos"
    POLITICIANS = "politicians"
    OTHER = "other"


REQUIRED_GROUPS = (Group.MIGRANTS, Group.ASSOCIATIONS, Group.NGOS, Group.POLITICIANS)
"""A working group speaks for the town only when each of these sits in it."""

NETWORK_GROUPS = (Group.MIGRANTS, Group.ASSOCIATIONS, Group.NGOS)
"""Whom the initiators bring together first."""


class StakeholderKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Readiness(StrEnum):
    """How far somebody would go."""

    UNKNOWN = "unknown"
    LISTENING = "listening"
    WILLING = "willing"
    ACTIVE = "active"
    DECLINED = "declined"


class Position(StrEnum):
    """Where a politician stands."""

    UNKNOWN = "unknown"
    SUPPORTS = "supports"
    UNDECIDED = "undecided"
    OPPOSES = "opposes"


class ContactWay(StrEnum):
    MEETING = "meeting"
    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    OTHER = "other"


class CommitmentState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"


class AuthorityTask(StrEnum):
    """What the election authority can be instructed to do."""

    REGISTER = "register"
    NOTICES = "notices"
    NOMINATIONS = "nominations"
    POLLING = "polling"
    COUNT = "count"


class FoundingRefusal(StrEnum):
    """Every expected "no" of founding a council."""

    NOT_PREPARING = "council.not_preparing"
    STAKEHOLDER_LISTED = "council.stakeholder_listed"
    STAKEHOLDER_UNNAMED = "council.stakeholder_unnamed"
    STAKEHOLDER_BOUND = "council.stakeholder_bound"
    DAY_AHEAD = "council.day_ahead"
    DUE_BEFORE_GIVEN = "council.due_before_given"
    ALREADY_SETTLED = "council.already_settled"
    LEFT_BEFORE_JOINED = "council.left_before_joined"
    RUNS_THE_ELECTION = "council.runs_the_election"
    SITS_IN_WORKING_GROUP = "council.sits_in_working_group"
    AMOUNT_UNREADABLE = "council.amount_unreadable"
    AMOUNT_TOO_LARGE = "council.amount_too_large"
    LINE_REPLACED = "council.line_replaced"
    INSTRUCTION_ACCEPTED = "council.instruction_accepted"
    INSTRUCTION_WAITS = "council.instruction_waits"
    INSTRUCTION_BY_YOURSELF = "council.instruction_by_yourself"
    NO_TASK_CHOSEN = "council.no_task_chosen"
    NO_QUESTION = "council.no_question"


def missing_groups(present: Iterable[Group], wanted: tuple[Group, ...] = REQUIRED_GROUPS) -> tuple[Group, ...]:
    """The wanted groups that nobody speaks for, in their usual order."""
    there = set(present)
    return tuple(group for group in wanted if group not in there)


def sits(from_on: date, to_on: date | None, day: date) -> bool:
    """True when a membership holds on a day; its last day belongs to it."""
    return from_on <= day and (to_on is None or day <= to_on)
