# SPDX-License-Identifier: EUPL-1.2
"""The seats of an elected council through its term: offered, accepted, left, filled again, or left vacant.

Everything is derived from two kinds of facts: declarations, which offer seats, and what happened to a seat since. Who
says nothing within the time of the statute is taken to have accepted. Who follows whom is counted elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.domain.refusal import Refusal


class SeatEvent(StrEnum):
    """What can happen to a seat. ``UNFILLED``: nobody was found who could take it."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RESIGNED = "resigned"
    DIED = "died"
    LOST_RIGHT = "lost_right"
    CALLED = "called"
    UNFILLED = "unfilled"
    CORRECTED = "corrected"


LEAVING = (SeatEvent.RESIGNED, SeatEvent.DIED, SeatEvent.LOST_RIGHT)


class SeatState(StrEnum):
    """How a seat stands on one day."""

    OFFERED = "offered"
    HELD = "held"
    VACANT = "vacant"
    UNFILLED = "unfilled"


class SeatRefusal(StrEnum):
    """What is refused about seats, as codes; the sentences are in ``council.chamber_words``."""

    NO_SUCH_SEAT = "council.no_such_seat"
    NOT_OFFERED = "council.seat_not_offered"
    ANSWER_OVERDUE = "council.answer_overdue"
    NOBODY_SEATED = "council.nobody_seated"
    NOT_VACANT = "council.seat_not_vacant"
    BEFORE_OFFER = "council.before_offer"
    LOTS_FOR_SEAT = "council.lots_for_seat"


@dataclass(frozen=True, slots=True)
class Offer:
    """A declaration: on which day it offered the seats, and to whom in their order. ``seats`` may be more."""

    on: date
    elected: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to one seat: to whom, on which day."""

    seat: int
    event: SeatEvent
    person: str
    on: date


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's part in a seat. ``answer_by`` is the last day on which the person can refuse it."""

    person: str
    offered_on: date
    answer_by: date
    called: bool = False
    accepted_on: date | None = None
    ended_on: date | None = None
    ended_by: SeatEvent | None = None

    def since(self, term_begins: date | None, day: date) -> date | None:
        """The first day as a member, or None while the answer is awaited or when the seat was never taken."""
        taken = self.accepted_on or (self.answer_by if day > self.answer_by else None)
        if taken is None or self.ended_by is SeatEvent.REFUSED:
            return None
        if self.ended_on is not None and self.ended_on < taken:
            return None
        return max(taken, term_begins) if term_begins else taken


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat with everybody who was offered it, in order. ``unfilled`` when nobody was found for it."""

    number: int
    holdings: tuple[Holding, ...] = ()
    unfilled: bool = False

    @property
    def last(self) -> Holding | None:
        return self.holdings[-1] if self.holdings else None

    @property
    def holding(self) -> Holding | None:
        """Who has the seat or is offered it now."""
        last = self.last
        return last if last is not None and last.ended_by is None else None

    def state(self, day: date) -> SeatState:
        now = self.holding
        if now is None:
            return SeatState.UNFILLED if self.unfilled or not self.holdings else SeatState.VACANT
        waits = now.accepted_on is None and day <= now.answer_by
        return SeatState.OFFERED if waits else SeatState.HELD

    def ended(self, event: SeatEvent, on: date) -> Seat:
        last = self.holdings[-1]
        return replace(self, holdings=(*self.holdings[:-1], replace(last, ended_on=on, ended_by=event)))


@dataclass(frozen=True, slots=True)
class AnswerTerms:
    """How the last day for an answer follows from the day of the offer."""

    days: tuple[tuple[date, date], ...]

    def by(self, offered_on: date) -> date:
        return dict(self.days)[offered_on]


def seats_of(story: Sequence[Offer | Happening], terms: AnswerTerms) -> tuple[Seat, ...]:
    """The seats after everything that was declared and happened, in the order in which it did."""
    seats: dict[int, Seat] = {}
    for each in story:
        if isinstance(each, Offer):
            _offer(seats, each, terms)
        else:
            seats[each.seat] = _after(seats[each.seat], each, terms)
    return tuple(seats[number] for number in sorted(seats))


def _offer(seats: dict[int, Seat], offer: Offer, terms: AnswerTerms) -> None:
    """A first declaration fills the seats; a corrected one takes back and offers only what it changes."""
    for number in range(len(seats) + 1, max(offer.seats, len(offer.elected)) + 1):
        seats[number] = Seat(number)
    kept = {seat.holdings[0].person for seat in seats.values() if seat.holdings} & set(offer.elected)
    newly = [person for person in offer.elected if person not in kept]
    for number, seat in seats.items():
        now = seat.holding
        outdated = bool(seat.holdings) and seat.holdings[0].person not in kept
        if now is not None and (outdated or now.person in newly):
            seats[number] = seat.ended(SeatEvent.CORRECTED, offer.on)
    free = [n for n, seat in sorted(seats.items()) if not seat.holdings or seat.holdings[0].person not in kept]
    for number, person in zip(free, newly, strict=False):
        held = Holding(person, offer.on, terms.by(offer.on))
        seats[number] = replace(seats[number], holdings=(*seats[number].holdings, held), unfilled=False)


def _after(seat: Seat, happened: Happening, terms: AnswerTerms) -> Seat:
    if happened.event is SeatEvent.CALLED:
        held = Holding(happened.person, happened.on, terms.by(happened.on), called=True)
        return replace(seat, holdings=(*seat.holdings, held), unfilled=False)
    if happened.event is SeatEvent.UNFILLED:
        return replace(seat, unfilled=True)
    if happened.event is SeatEvent.ACCEPTED:
        last = replace(seat.holdings[-1], accepted_on=happened.on)
        return replace(seat, holdings=(*seat.holdings[:-1], last))
    return seat.ended(happened.event, happened.on)


def require_possible(seat: Seat | None, event: SeatEvent, on: date, today: date) -> Seat:
    """The seat, when this can happen to it on that day.

    :raises Refusal: the seat is not offered, nobody has it, it is not vacant, or the day cannot be right.
    """
    if seat is None:
        raise Refusal(SeatRefusal.NO_SUCH_SEAT)
    now = seat.holding
    if event in (SeatEvent.CALLED, SeatEvent.UNFILLED):
        if seat.state(today) is not SeatState.VACANT:
            raise Refusal(SeatRefusal.NOT_VACANT)
        return seat
    if now is None:
        raise Refusal(SeatRefusal.NOBODY_SEATED)
    if on < now.offered_on:
        raise Refusal(SeatRefusal.BEFORE_OFFER, field="on")
    if event in (SeatEvent.ACCEPTED, SeatEvent.REFUSED):
        if now.accepted_on is not None:
            raise Refusal(SeatRefusal.NOT_OFFERED)
        if on > now.answer_by:
            raise Refusal(SeatRefusal.ANSWER_OVERDUE, field="on", until=now.answer_by)
    return seat
