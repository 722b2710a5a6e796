# SPDX-License-Identifier: EUPL-1.2
"""The roll: who was given a paper. Marks are facts that are only added; what stands follows from how many there are.

A mark knows the day and hour, because turnout is told by the hour, and nothing finer. It knows no number of a paper
and no place in an order: whoever reads the roll afterwards cannot lay it beside a pile of papers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.places import ElectionPlace
from council.domain.polling_refusals import PollingRefusal
from council.domain.postal import PostalState

UNDO_MINUTES = 10
"""How long a clerk can take a mark back: long enough for a wrong click, too short for a second thought."""

MOST_LINES = 2_000
_HOUR = 3_600


class Way(StrEnum):
    """How a mark came about."""

    DESK = "desk"
    PAPER_ROLL = "paper_roll"
    POST = "post"


class MarkKind(StrEnum):
    """Facts of the roll, in turns: every odd one marks, every even one takes the mark before it back."""

    MARKED = "marked"
    TAKEN_BACK = "taken_back"


class Standing(StrEnum):
    """What the desk is told about a person."""

    MAY_VOTE = "may_vote"
    ALREADY_VOTED = "already_voted"
    VOTED_BY_POST = "voted_by_post"
    ENVELOPE_OUT = "envelope_out"
    ENVELOPE_RETURNED = "envelope_returned"
    ANOTHER_PLACE = "another_place"
    NOT_AN_ELECTOR = "not_an_elector"


REFUSED = {
    Standing.ALREADY_VOTED: PollingRefusal.ALREADY_VOTED,
    Standing.VOTED_BY_POST: PollingRefusal.VOTED_BY_POST,
    Standing.ENVELOPE_OUT: PollingRefusal.ENVELOPE_OUT,
    Standing.ENVELOPE_RETURNED: PollingRefusal.ENVELOPE_RETURNED,
    Standing.ANOTHER_PLACE: PollingRefusal.ANOTHER_PLACE,
    Standing.NOT_AN_ELECTOR: PollingRefusal.NOT_AN_ELECTOR,
}
"""The refusal that says so when a paper is asked for all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollState:
    """What is known of one line of the register on polling day. ``turn`` is how many facts the roll has of it."""

    eligible: bool
    place: str
    turn: int = 0
    way: Way | None = None
    post: PostalState = PostalState.NONE

    @property
    def marked(self) -> bool:
        return self.turn % 2 == 1


def standing(state: RollState, here: ElectionPlace) -> Standing:
    """Whether a person may be given a paper at this place, and if not, the first thing that speaks against it."""
    if state.marked:
        return Standing.VOTED_BY_POST if state.way is Way.POST else Standing.ALREADY_VOTED
    if not state.eligible:
        return Standing.NOT_AN_ELECTOR
    if state.place not in here.takes:
        return Standing.ANOTHER_PLACE
    if state.post is PostalState.OUT:
        return Standing.ENVELOPE_OUT
    if state.post is PostalState.RETURNED:
        return Standing.ENVELOPE_RETURNED
    return Standing.MAY_VOTE


def hour_of(moment: datetime) -> int:
    """Whole hours since 1970: a number that cannot hold a minute, and that no change of the clocks can double."""
    return int(moment.timestamp()) // _HOUR


def moment_of(hour: int) -> datetime:
    """The beginning of an hour, in UTC."""
    return datetime.fromtimestamp(hour * _HOUR, UTC)


def minute_of(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def may_undo(minute: int, now: datetime) -> bool:
    """True while a mark of that minute can still be taken back at the desk."""
    return timedelta(0) <= timedelta(minutes=minute_of(now) - minute) <= timedelta(minutes=UNDO_MINUTES)


_NUMBERS = re.compile(r"(\d{1,6})(?:\s*[-\u2013]\s*(\d{1,6}))?")


def line_numbers(typed: str) -> tuple[int, ...]:
    """Line numbers as somebody types them from paper: with spaces or commas between, and from-to; each once.

    :raises Refusal: ``council.lines_unreadable``, with what cannot be read.
    """
    found: dict[int, None] = {}
    joined = re.sub(r"\s*[-\u2013]\s*", "-", typed)
    for part in re.split(r"[\s,;\u060c]+", joined.strip()):
        match = _NUMBERS.fullmatch(part)
        if match is None:
            raise Refusal(PollingRefusal.LINES_UNREADABLE, field="lines", text=part[:20])
        first = int(match[1])
        last = int(match[2] or match[1])
        if last < first or last - first >= MOST_LINES or len(found) > MOST_LINES:
            raise Refusal(PollingRefusal.LINES_UNREADABLE, field="lines", text=part[:20])
        found.update(dict.fromkeys(range(first, last + 1)))
    return tuple(found)


class Conflict(StrEnum):
    """Why a line ticked on paper was not simply taken over."""

    ALSO_ON_SCREEN = "also_on_screen"
    ALSO_BY_POST = "also_by_post"
    LINE_UNKNOWN = "line_unknown"
    NOT_AN_ELECTOR = "not_an_elector"


def conflict_of(state: RollState | None) -> Conflict | None:
    """What stands against taking a ticked line over; None when nothing does, or when it was taken over before."""
    if state is None:
        return Conflict.LINE_UNKNOWN
    if state.marked and state.way is not Way.PAPER_ROLL:
        return Conflict.ALSO_BY_POST if state.way is Way.POST else Conflict.ALSO_ON_SCREEN
    if not state.marked and state.post is PostalState.RETURNED:
        return Conflict.ALSO_BY_POST
    return None if state.eligible else Conflict.NOT_AN_ELECTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSearch:
    """What was typed or scanned at a desk: a card that opened an entry, or words and a birth date to look for.

    ``replaced`` is True when the card was known once and another was sent in its place.
    """

    entry_id: str = ""
    words: tuple[str, ...] = ()
    born: str = ""
    replaced: bool = False


_IN_ADDRESS = re.compile(r"[?&]code=([^&#\s]+)")


def card_text(typed: str) -> str:
    """The code on a card, whether a scanner typed it alone or the whole address of the picture around it."""
    match = _IN_ADDRESS.search(typed)
    return match[1] if match else typed


_BIRTH = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")


def split_birth(typed: str) -> tuple[str, str]:
    """What was typed at the desk as the rest and the birth date, as the register writes it; "" when there is none."""
    match = _BIRTH.search(typed)
    if match is None:
        return typed, ""
    year, month, day, *turned = (int(part) if part else 0 for part in match.groups())
    if not year:
        day, month, year = turned
    return f"{typed[: match.start()]} {typed[match.end() :]}".strip(), f"{year:04}-{month:02}-{day:02}"


def roll_digest_lines(lines: Iterable[tuple[int, str, str, str, str]]) -> Iterable[bytes]:
    """Each printed line as octets, for the hash that stands on the paper."""
    for number, *texts in lines:
        yield "\x1f".join((str(number), *texts)).encode() + b"\n"
