# SPDX-License-Identifier: EUPL-1.2
"""The calendar file: what other programs read out of it is what was put in, whatever the text holds."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from council.domain.icalendar import LONGEST_LINE, Event, escaped, folded, written_calendar

MADE = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def unfolded(data: bytes) -> list[str]:
    """Content lines, as RFC 5545 section 3.1 puts them together again."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def event(**changes: object) -> Event:
    plain: dict[str, object] = {"name": "e1-polling", "first": dt.date(2027, 3, 14), "last": dt.date(2027, 3, 14)}
    return Event(**{**plain, "title": "Polling", **changes})  # type: ignore[arg-type]  # built by name


def written(*events: Event) -> list[str]:
    return unfolded(written_calendar(events, title="Election", made_at=MADE, host="talka.example"))


def test_one_event_line_by_line() -> None:
    assert written(event(description="Come; vote, please", address="https://talka.example/x")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Talka//Election timetable//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Election",
        "BEGIN:VEVENT",
        "UID:e1-polling@talka.example",
        "DTSTAMP:20261123T100000Z",
        "DTSTART;VALUE=DATE:20270314",
        "DTEND;VALUE=DATE:20270315",
        "SUMMARY:Polling",
        "DESCRIPTION:Come\\; vote\\, please",
        "URL:https://talka.example/x",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_calendar_without_events_is_still_one() -> None:
    assert written()[-1] == "END:VCALENDAR"


def test_a_text_cannot_end_its_line_and_begin_another() -> None:
    lines = written(event(title="x\r\nATTENDEE:mailto:somebody\rBEGIN:VALARM\x00"))
    assert "SUMMARY:x\\nATTENDEE:mailto:somebody\\nBEGIN:VALARM" in lines
    assert not any(line.startswith("ATTENDEE") for line in lines)


def test_a_line_is_never_cut_inside_a_character() -> None:
    parts = list(folded("SUMMARY:" + "Ž" * 100 + "مجلس" * 30))
    assert all(len(part) <= LONGEST_LINE for part in parts)
    assert [part.decode() for part in parts]
    assert all(part.startswith(b" ") for part in parts[1:])


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    shown = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    assert unescaped(escaped(text)) == shown
    line = next(each for each in written(event(title=text)) if each.startswith("SUMMARY:"))
    assert unescaped(line.removeprefix("SUMMARY:")) == shown
