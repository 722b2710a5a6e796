# SPDX-License-Identifier: EUPL-1.2
"""A meeting of a cosy corner as it is logged: counts, topics, statements with consent. No field holds a name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from consult.corners.domain.personal import looks_personal
from consult.corners.domain.refusals import CornerRefusal
from core.domain.refusal import Refusal


class MeetingKind(StrEnum):
    TRUST = "trust"
    TOPIC = "topic"


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    EVERY_TWO_WEEKS = "every_two_weeks"
    EVERY_THREE_WEEKS = "every_three_weeks"
    MONTHLY = "monthly"
    BY_AGREEMENT = "by_agreement"


class ContactKind(StrEnum):
    """Through whom people were found. Never who was found."""

    ORGANISATION = "organisation"
    GO_BETWEEN = "go_between"
    PERSONAL_INVITATION = "personal_invitation"
    PARTICIPANT = "participant"
    OTHER = "other"


class Theme(StrEnum):
    LANGUAGE = "language"
    WORK = "work"
    HOUSING = "housing"
    SCHOOL = "school"
    HEALTH = "health"
    TRANSPORT = "transport"
    DOCUMENTS = "documents"
    MONEY = "money"
    SAFETY = "safety"
    FREE_TIME = "free_time"


class Consent(StrEnum):
    """How far the speaker lets her words go. Whoever said nothing keeps them here."""

    KEEP = "keep"
    PASS_ON = "pass_on"  # noqa: S105 - consent, not a password
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many came, as counts only."""

    women: int = 0
    men: int = 0
    other: int = 0
    children: int = 0

    @property
    def adults(self) -> int:
        return self.women + self.men + self.other


@dataclass(frozen=True, slots=True)
class NewStatement:
    """Something said. ``row`` is where it stands on the form; ``hands`` how many agreed by show of hands."""

    row: int
    words: str
    lang: str
    consent: Consent = Consent.KEEP
    hands: int | None = None
    translation: str = ""
    translation_lang: str = ""


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting as it is logged. ``once`` makes the same form sent twice one meeting."""

    kind: MeetingKind
    held_on: dt.date
    attendance: Attendance
    once: str
    minutes: int | None = None
    interpreters: tuple[str, ...] = ()
    note: str = ""
    agreements: str = ""
    safety: str = ""
    topics: tuple[Theme, ...] = ()
    statements: tuple[NewStatement, ...] = ()
    next_on: dt.date | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NewSeries:
    """A series as it is opened or changed. Place and safety notes are for its facilitators only."""

    title: str
    lang: str
    place: str
    rhythm: Rhythm
    languages: tuple[str, ...]
    facilitators: tuple[str, ...]
    women_only: bool = False
    children_welcome: bool = False
    safety: str = ""
    next_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewContact:
    """One step of finding people: through whom, and how many were asked."""

    kind: ContactKind
    made_on: dt.date
    through: str
    asked: int
    note: str
    once: str


def refuse_unfit(meeting: NewMeeting, *, is_first: bool, today: dt.date) -> None:
    """A log holds what a safe meeting allows.

    :raises Refusal: naming the field to mend. What looks personal is refused until it is confirmed.
    """
    if meeting.held_on > today:
        raise Refusal(CornerRefusal.IN_THE_FUTURE, field="held_on")
    if meeting.next_on is not None and meeting.next_on <= meeting.held_on:
        raise Refusal(CornerRefusal.NEXT_NOT_AHEAD, field="next_on")
    if meeting.kind is MeetingKind.TOPIC and is_first:
        raise Refusal(CornerRefusal.FIRST_IS_TRUST)
    if meeting.kind is MeetingKind.TRUST and (meeting.statements or meeting.topics):
        raise Refusal(CornerRefusal.TRUST_HAS_NO_STATEMENTS)
    for statement in meeting.statements:
        _refuse_statement(statement, meeting)
    if not meeting.confirmed:
        for field in ("note", "agreements", "safety"):
            refuse_personal(getattr(meeting, field), field=field)


def refuse_personal(text: str, *, field: str) -> None:
    """:raises Refusal: when the text holds what looks like an e-mail address or a number of a person."""
    if looks_personal(text):
        raise Refusal(CornerRefusal.LOOKS_PERSONAL, field=field)


def _refuse_statement(statement: NewStatement, meeting: NewMeeting) -> None:
    if not statement.words:
        raise Refusal(CornerRefusal.WORDS_MISSING, field=f"words_{statement.row}")
    if statement.hands is not None and statement.hands > meeting.attendance.adults:
        raise Refusal(CornerRefusal.TOO_MANY_HANDS, field=f"hands_{statement.row}", adults=meeting.attendance.adults)
    if not meeting.confirmed:
        refuse_personal(statement.words, field=f"words_{statement.row}")
        refuse_personal(statement.translation, field=f"translation_{statement.row}")
