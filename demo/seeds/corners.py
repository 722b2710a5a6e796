# SPDX-License-Identifier: EUPL-1.2
"""The demo's cosy corner: its series, two meetings, and three inputs: answered in part, assigned, overdue.

Everything goes through the services that people use, with the clock standing at the story's days.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from consult.corners import services
from consult.corners.domain.meeting import (
    Attendance,
    Consent,
    ContactKind,
    MeetingKind,
    NewContact,
    NewMeeting,
    NewSeries,
    NewStatement,
    Rhythm,
    Theme,
)
from consult.followup import api as followup
from consult.followup.api import FactKind, NewFact, Outcome, Words
from core import clock
from core.domain.actor import Actor, Role
from demo import codes
from demo.accounts import actor_of

DATA = Path(__file__).resolve().parent.parent / "data"
SHOWN = frozenset({"evening-course", "clinic-words"})
"""Whose speakers, in the story, agreed that everybody may read their words."""

CONTACTS = (
    (ContactKind.ORGANISATION, -66, "Caritas of Vilnius Archdiocese", 6),
    (ContactKind.GO_BETWEEN, -62, "", 4),
    (ContactKind.PARTICIPANT, -40, "", 3),
)
Named = Mapping[str, Mapping[str, str]]


def seed() -> None:
    story = yaml.safe_load((DATA / "story.yaml").read_text("utf-8"))["series"][0]
    city = yaml.safe_load((DATA / "jonava.yaml").read_text("utf-8"))
    bodies: Named = {body["id"]: body["name"] for body in city["institutions"]}
    facilitator, officer = actor_of(Role.FACILITATOR), actor_of(Role.OFFICER)
    series = _series(facilitator, story)
    trust, topics = story["meetings"]
    with _on(trust["day"]):
        services.log_meeting(facilitator, series, _trust_meeting(trust))
    with _on(topics["day"] + 1):
        meeting = _topic_meeting(topics, next_day=story["next_day"])
        _id, receipts = services.log_meeting(facilitator, series, meeting)
    passed_on = [s for s in topics["statements"] if s["consent"]]
    for statement, receipt in zip(passed_on, receipts, strict=True):
        codes.keep(f"Cosy corner: {statement['text']['en'][:60]}…", receipt.code)
        for step in statement["input"]["history"][1:]:
            with _on(step["day"]):
                followup.note(officer, receipt.public_id, _fact(step, bodies))


@contextmanager
def _on(day: int) -> Iterator[None]:
    """Let the clock stand at a day of the story, in the afternoon."""
    with clock.standing_at(clock.now() + dt.timedelta(days=day)):
        yield


def _day(day: int) -> dt.date:
    return clock.today() + dt.timedelta(days=day)


def _series(facilitator: Actor, story: Mapping[str, Any]) -> str:
    first = CONTACTS[0][1] - 1
    with _on(first):
        series = services.open_series(
            facilitator,
            NewSeries(
                title=story["name"]["lt"],
                lang="lt",
                place=story["place_for_facilitators"]["lt"],
                rhythm=Rhythm.EVERY_THREE_WEEKS,
                languages=tuple(story["languages"]),
                facilitators=(),
                women_only=story["women_only"],
                children_welcome=story["children_welcome"],
            ),
            secrets.token_urlsafe(16),
        )
    for kind, day, through, asked in CONTACTS:
        with _on(day):
            contact = NewContact(kind, clock.today(), through, asked, "", secrets.token_urlsafe(16))
            services.log_contact(facilitator, series, contact)
    return series


def _attendance(counts: Mapping[str, int]) -> Attendance:
    return Attendance(women=counts["women"], men=counts["men"], children=counts["children"])


def _trust_meeting(story: Mapping[str, Any]) -> NewMeeting:
    return NewMeeting(
        kind=MeetingKind.TRUST,
        held_on=clock.today(),
        attendance=_attendance(story["attendance"]),
        once=secrets.token_urlsafe(16),
        minutes=story["minutes"],
        interpreters=tuple(story["interpreters"]),
        note=story["note"]["lt"],
    )


def _topic_meeting(story: Mapping[str, Any], next_day: int) -> NewMeeting:
    """Logged on the day after; the next meeting is counted from the day the demo is loaded."""
    return NewMeeting(
        kind=MeetingKind.TOPIC,
        held_on=_day(-1),
        attendance=_attendance(story["attendance"]),
        once=secrets.token_urlsafe(16),
        minutes=story["minutes"],
        interpreters=tuple(story["interpreters"]),
        note=story["note"]["lt"],
        topics=tuple(Theme(topic) for topic in story["topics"]),
        statements=tuple(_statement(row, said) for row, said in enumerate(story["statements"])),
        next_on=_day(next_day - story["day"] - 1),
    )


def _statement(row: int, said: Mapping[str, Any]) -> NewStatement:
    agreed = Consent.SHOW if said["id"] in SHOWN else Consent.PASS_ON
    return NewStatement(
        row=row,
        words=said["text"][said["original"]],
        lang=said["original"],
        consent=agreed if said["consent"] else Consent.KEEP,
        hands=5 if said["consent"] else None,
        translation=said["text"]["en"],
        translation_lang="en",
    )


def _fact(step: Mapping[str, Any], bodies: Named) -> NewFact:
    if step["state"] == "considered":
        named = bodies[step["owner"]]
        return NewFact(
            FactKind.ASSIGNED,
            body=named["lt"],
            lang="lt",
            due_on=_day(step["due_day"] - step["day"]),
            texts={lang: Words(body=name) for lang, name in named.items()},
        )
    named = bodies[step["by"]]
    parts = {lang: text.split(". ", 1) for lang, text in step["text"].items()}
    texts = {lang: Words(f"{given}.", reason, named[lang]) for lang, (given, reason) in parts.items()}
    own = texts.pop("lt")
    return NewFact(
        FactKind.ANSWERED,
        outcome=Outcome.IN_PART,
        body=own.body,
        text=own.text,
        reason=own.reason,
        lang="lt",
        texts=texts,
    )
