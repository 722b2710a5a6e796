# SPDX-License-Identifier: EUPL-1.2
"""A polling place of one election: where it is, when it is open, how to get in, what is spoken at its desk.

The statute names the places and their areas; what one election adds to them (and places that travel or take in
postal envelopes) is a value of its own. Who works there is no part of it: that is nobody's business outside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.election import LocalText
from council.domain.polling_refusals import PollingRefusal
from council.domain.statute import PollingPlace

POSTAL_KEY = "post"
"""The key of the postal board's place; a statute's place of this key would be taken for it."""


class PlaceKind(StrEnum):
    """What kind of place people vote at."""

    FIXED = "fixed"
    MOBILE = "mobile"
    POST = "post"


class Access(StrEnum):
    """What makes a place easier to use; what is not named is not there."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    INDUCTION_LOOP = "induction_loop"
    LOW_TABLE = "low_table"
    SEATS = "seats"
    TOILET = "toilet"
    PARKING = "parking"
    BUS = "bus"


class Duty(StrEnum):
    """What somebody does at a polling place."""

    CHAIR = "chair"
    CLERK = "clerk"
    INTERPRETER = "interpreter"
    HELPER = "assistant"


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, as ISO text in UTC: so a span is as long as it really is when clocks change."""

    begins: str
    ends: str

    @property
    def opens(self) -> datetime:
        return datetime.fromisoformat(self.begins)

    @property
    def closes(self) -> datetime:
        return datetime.fromisoformat(self.ends)

    @property
    def length(self) -> timedelta:
        return self.closes - self.opens

    def holds(self, moment: datetime) -> bool:
        return self.opens <= moment < self.closes


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a mobile polling place stands for a while."""

    address: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetails:
    """What one election says about a place. ``serves`` are the keys of the places whose electors a mobile one takes."""

    kind: PlaceKind = PlaceKind.FIXED
    name: LocalText | None = None
    address: str = ""
    way_there: str = ""
    hours: tuple[Span, ...] = ()
    access: tuple[Access, ...] = ()
    languages: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    serves: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a place at which nobody could vote."""
        spans = [*self.hours, *(stop.span for stop in self.stops)]
        if any(span.length <= timedelta(0) for span in spans):
            raise Refusal(PollingRefusal.HOURS_CHANGED_OVER, field="hours")
        if self.kind is PlaceKind.MOBILE and not (self.stops and self.serves):
            raise Refusal(PollingRefusal.ROUTE_MISSING, field="stops")


@dataclass(frozen=True, slots=True)
class ElectionPlace(PollingPlace):
    """A place as one election has it. ``version`` is 0 while the election says nothing beyond the statute."""

    kind: PlaceKind = PlaceKind.FIXED
    details: PlaceDetails = PlaceDetails()
    version: int = 0

    @property
    def takes(self) -> frozenset[str]:
        """The keys of the places whose electors may vote here."""
        return frozenset(self.details.serves) if self.kind is PlaceKind.MOBILE else frozenset({self.key})

    def open_at(self, moment: datetime) -> bool:
        spans = (*self.details.hours, *(stop.span for stop in self.details.stops))
        return any(span.holds(moment) for span in spans)


def local_moment(day: date, hour: int, minute: int, zone: tzinfo) -> datetime:
    """A time of the clock on the wall as a moment in UTC.

    :raises Refusal: ``council.time_missing`` when the clocks jump over it, ``council.time_twice`` when they show it
        twice: neither tells anybody when to come.
    """
    first = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    read_back = first.astimezone(UTC).astimezone(zone)
    if read_back.replace(tzinfo=None) != first.replace(tzinfo=None):
        raise Refusal(PollingRefusal.TIME_MISSING, field="hours", time=f"{hour:02}:{minute:02}")
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        raise Refusal(PollingRefusal.TIME_TWICE, field="hours", time=f"{hour:02}:{minute:02}")
    return first.astimezone(UTC)


def place_by_key(places: Sequence[ElectionPlace], key: str) -> ElectionPlace | None:
    return next((place for place in places if place.key == key), None)
