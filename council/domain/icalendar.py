# SPDX-License-Identifier: EUPL-1.2
"""Writes a calendar of whole days for other programs (RFC 5545): escaped, folded, with stable names of events.

Only what a timetable needs: events without times. Reading calendars is not here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line without its end; a longer one goes on after a line end and a space."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that takes whole days. ``last`` is its last day; ``name`` stays the same when the days change."""

    name: str
    first: date
    last: date
    title: str
    description: str = ""
    address: str = ""


def written_calendar(events: Sequence[Event], *, title: str, made_at: datetime, host: str) -> bytes:
    """The calendar as a file.

    :param host: makes the names of the events unlike those of any other installation.
    """
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Talka//Election timetable//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(title)}"]
    for event in events:
        lines += _event(event, stamp, host)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def _event(event: Event, stamp: str, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.name}@{host}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    # The end of a whole-day event is the day after its last one.
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.address:
        yield f"URL:{event.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A value of text in which no character ends the value; control characters are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c == "\n" or c.isprintable()).translate(_ESCAPED)


def folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most 75 octets, never cut inside a character."""
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > LONGEST_LINE:
            yield part
            part = b" "
        part += octets
    yield part
