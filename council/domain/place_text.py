# SPDX-License-Identifier: EUPL-1.2
"""Opening hours and stops as lines of text, as people type and correct them, and back again.

A line of hours is a day and two times, or two days with times when a place is open past midnight.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from core.domain.refusal import Refusal
from council.domain.places import Span, Stop, local_moment
from council.domain.polling_refusals import PollingRefusal
from council.domain.vocabularies import LANGUAGES

_TIME = r"(\d{1,2})[:.](\d{2})"
_SPAN = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})\s+{_TIME}\s*[-\u2013]\s*(?:(\d{{4}}-\d{{2}}-\d{{2}})\s+)?{_TIME}")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")


def read_hours(text: str, zone: tzinfo) -> tuple[Span, ...]:
    """Opening hours, a line each.

    :raises Refusal: with the line that cannot be read, or a time that the clocks of that day do not have.
    """
    return tuple(_span(line, number, zone, PollingRefusal.HOURS_UNREADABLE) for number, line in _lines(text))


def read_stops(text: str, zone: tzinfo) -> tuple[Stop, ...]:
    """Stops of a mobile place, a line each: address, a bar, hours."""
    found = []
    for number, line in _lines(text):
        address, bar, hours = line.rpartition("|")
        if not (bar and address.strip()):
            raise Refusal(PollingRefusal.STOPS_UNREADABLE, field="stops", line=number)
        found.append(Stop(address.strip(), _span(hours, number, zone, PollingRefusal.STOPS_UNREADABLE)))
    return tuple(sorted(found, key=lambda stop: stop.span.begins))


def read_languages(text: str) -> tuple[str, ...]:
    """Codes of languages with spaces or commas between, each once.

    :raises Refusal: ``council.language_unknown``.
    """
    codes = tuple(dict.fromkeys(re.split(r"[\s,;]+", text.strip().casefold()))) if text.strip() else ()
    for code in codes:
        if code not in LANGUAGES and not re.fullmatch("[a-z]{3}", code):
            raise Refusal(PollingRefusal.LANGUAGE_UNKNOWN, field="languages", language=code[:10])
    return codes


def read_key(text: str) -> str:
    """The key of a place that the statute does not name.

    :raises Refusal: ``council.place_key_wrong``.
    """
    if not _KEY.fullmatch(text):
        raise Refusal(PollingRefusal.PLACE_KEY_WRONG, field="key")
    return text


def hours_text(spans: Iterable[Span], zone: tzinfo) -> str:
    return "\n".join(span_text(span, zone) for span in spans)


def stops_text(stops: Iterable[Stop], zone: tzinfo) -> str:
    return "\n".join(f"{stop.address} | {span_text(stop.span, zone)}" for stop in stops)


def span_text(span: Span, zone: tzinfo) -> str:
    """A span as it is typed."""
    opens, closes = span.opens.astimezone(zone), span.closes.astimezone(zone)
    last = "" if closes.date() == opens.date() else f"{closes:%Y-%m-%d} "
    return f"{opens:%Y-%m-%d %H:%M} - {last}{closes:%H:%M}"


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _span(line: str, number: int, zone: tzinfo, code: PollingRefusal) -> Span:
    match = _SPAN.fullmatch(line.strip())
    field = "stops" if code is PollingRefusal.STOPS_UNREADABLE else "hours"
    if match is None:
        raise Refusal(code, field=field, line=number)
    day, hour, minute, last, until, until_minute = match.groups()
    try:
        begins = _moment(day, hour, minute, zone)
        ends = _moment(last or day, until, until_minute, zone)
    except ValueError:
        raise Refusal(code, field=field, line=number) from None
    except Refusal as refusal:
        refusal.field = field
        raise
    if ends <= begins:
        raise Refusal(PollingRefusal.HOURS_CHANGED_OVER, field=field)
    return Span(begins.isoformat(timespec="minutes"), ends.isoformat(timespec="minutes"))


def _moment(day: str, hour: str, minute: str, zone: tzinfo) -> datetime:
    return local_moment(date.fromisoformat(day), int(hour), int(minute), zone)
