# SPDX-License-Identifier: EUPL-1.2
"""What a log may hold, and what looks like a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest

from consult.corners.domain.meeting import (
    Attendance,
    Consent,
    ContactKind,
    MeetingKind,
    NewMeeting,
    NewStatement,
    Rhythm,
    Theme,
    refuse_unfit,
)
from consult.corners.domain.personal import looks_personal
from consult.corners.domain.refusals import CornerRefusal
from consult.corners.messages import CONSENTS, CONTACTS, KINDS, REFUSALS, RHYTHMS, THEMES
from core.domain.refusal import Refusal

TODAY = dt.date(2026, 11, 20)
TRUST = NewMeeting(MeetingKind.TRUST, TODAY, Attendance(women=4), "once")
TOPIC = NewMeeting(MeetingKind.TOPIC, TODAY, Attendance(women=4, children=9), "once")
SAID = NewStatement(0, "The bus is late", "en")


def refusal(meeting: NewMeeting, *, is_first: bool = False) -> Refusal:
    with pytest.raises(Refusal) as refused:
        refuse_unfit(meeting, is_first=is_first, today=TODAY)
    return refused.value


def test_a_quiet_meeting_is_fine() -> None:
    refuse_unfit(TRUST, is_first=True, today=TODAY)
    refuse_unfit(TOPIC, is_first=False, today=TODAY)


@pytest.mark.requirement("R030")
def test_a_log_has_no_field_for_a_name() -> None:
    for made in (NewMeeting, NewStatement, Attendance):
        assert not [f.name for f in fields(made) if "name" in f.name or "person" in f.name or "phone" in f.name]
    assert all(f.type == "int" for f in fields(Attendance))


@pytest.mark.requirement("R030")
def test_a_series_begins_with_trust_and_trust_passes_nothing_on() -> None:
    assert refusal(TOPIC, is_first=True).code is CornerRefusal.FIRST_IS_TRUST
    assert refusal(replace(TRUST, statements=(SAID,))).code is CornerRefusal.TRUST_HAS_NO_STATEMENTS
    assert refusal(replace(TRUST, topics=(Theme.WORK,))).code is CornerRefusal.TRUST_HAS_NO_STATEMENTS


def test_days_must_be_possible() -> None:
    assert refusal(replace(TRUST, held_on=TODAY + dt.timedelta(1))).field == "held_on"
    assert refusal(replace(TRUST, next_on=TODAY)).code is CornerRefusal.NEXT_NOT_AHEAD


def test_hands_are_counted_against_the_adults() -> None:
    found = refusal(replace(TOPIC, statements=(replace(SAID, hands=5, row=3),)))
    assert (found.code, found.field, found.facts) == (CornerRefusal.TOO_MANY_HANDS, "hands_3", {"adults": 4})
    refuse_unfit(replace(TOPIC, statements=(replace(SAID, hands=4),)), is_first=False, today=TODAY)


def test_a_row_without_words_is_named() -> None:
    found = refusal(replace(TOPIC, statements=(NewStatement(2, "", "en", Consent.SHOW),)))
    assert (found.code, found.field) == (CornerRefusal.WORDS_MISSING, "words_2")


@pytest.mark.requirement("D03")
@pytest.mark.parametrize("where", ["note", "agreements", "safety"])
def test_what_looks_personal_waits_for_a_second_look(where: str) -> None:
    found = refusal(replace(TRUST, **{where: "call 861234567"}))
    assert (found.code, found.field) == (CornerRefusal.LOOKS_PERSONAL, where)
    refuse_unfit(replace(TRUST, confirmed=True, **{where: "call 861234567"}), is_first=True, today=TODAY)


@pytest.mark.parametrize("part", ["words", "translation"])
def test_statements_are_looked_at_too(part: str) -> None:
    said = replace(SAID, row=1, **{part: "write to someone@example.org"})
    assert refusal(replace(TOPIC, statements=(said,))).field == f"{part}_1"


@pytest.mark.parametrize(
    "text",
    [
        "someone@example.org",
        "ask Someone.Else+x@mail.example.lt!",
        "+370 612 34567",
        "8-612-34567",
        "(8 349) 51 234",
        "٠٦١٢٣٤٥٦٧٨",
        "۰۹۱۲۳۴۵۶۷۸",
        "ID 39001010000",
    ],
)
def test_addresses_and_numbers_are_noticed(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bus at 17:30 and 18.15",
        "since 2024-09-01 and 01.12.2025",
        "12 flats, 250 euro, A1 and A2",
        "1 2 3 4 5",
        "@home",
        "in 2025, 2026",
        "Law 12-345",
        "",
        "①②",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert not looks_personal(text)


def test_everything_has_words() -> None:
    for labels, enum in ((KINDS, MeetingKind), (THEMES, Theme), (CONSENTS, Consent), (CONTACTS, ContactKind)):
        assert set(labels) == set(enum)
    assert set(RHYTHMS) == set(Rhythm)
    assert set(REFUSALS) == set(CornerRefusal)
