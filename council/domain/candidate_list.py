# SPDX-License-Identifier: EUPL-1.2
"""A candidate list before the election authority: what it still lacks, and how drawn lots give it its number.

The statute fixes no length of a list: the bound of twice the seats follows the practice of Graz, and a list
shorter than the seats is only pointed out. Whether a person is an elector is judged by the register.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.names import words

MOST_PER_SEAT = 2


class ListState(StrEnum):
    """How far a list has come."""

    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    REJECTED = "rejected"


class ListEvent(StrEnum):
    """What happened to a list; each is kept as a fact."""

    SUBMITTED = "submitted"
    CHANGED = "changed"
    ADMITTED = "admitted"
    REJECTED = "rejected"
    NUMBERED = "numbered"
    PUBLISHED = "published"
    CANDIDATE_WITHDREW = "candidate_withdrew"
    CANDIDATE_DIED = "candidate_died"


class Leaving(StrEnum):
    """Why a published candidate no longer stands."""

    WITHDREW = "withdrew"
    DIED = "died"

    @property
    def event(self) -> ListEvent:
        return ListEvent.CANDIDATE_DIED if self is Leaving.DIED else ListEvent.CANDIDATE_WITHDREW


class Evidence(StrEnum):
    """How it was checked that a candidate is an elector."""

    NONE = "none"
    REGISTER = "register"
    PAPER = "paper"


class ListCheck(StrEnum):
    """What the authority looks at. The first four keep a list from being admitted."""

    EMPTY = "empty"
    TOO_MANY = "too_many"
    NO_CONSENT = "no_consent"
    NOT_CHECKED = "not_checked"
    SAME_NAME = "same_name"
    FEWER_THAN_SEATS = "fewer_than_seats"


_BLOCKING = frozenset({ListCheck.EMPTY, ListCheck.TOO_MANY, ListCheck.NO_CONSENT, ListCheck.NOT_CHECKED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a check needs to know about one candidate."""

    position: int
    name: str
    has_consent: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has found: of one candidate, or of the whole list (position None)."""

    check: ListCheck
    position: int | None = None
    other_list: str = ""

    @property
    def blocks(self) -> bool:
        """True when the list cannot be admitted before it is mended."""
        return self.check in _BLOCKING

    @property
    def needs_reason(self) -> bool:
        """True when the list can be admitted with a written reason."""
        return self.check is ListCheck.SAME_NAME


def name_key(name: str) -> str:
    """A name without case, accents and order, for finding namesakes; it decides nothing by itself."""
    return " ".join(sorted(words(name)))


def check_list(candidates: Sequence[Standing], seats: int, elsewhere: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything to look at. ``elsewhere`` gives for a name key the other list it stands on."""
    found = []
    if not candidates:
        found.append(Finding(ListCheck.EMPTY))
    if len(candidates) > MOST_PER_SEAT * seats:
        found.append(Finding(ListCheck.TOO_MANY))
    for one in candidates:
        found += _of_one(one, elsewhere)
    if 0 < len(candidates) < seats:
        found.append(Finding(ListCheck.FEWER_THAN_SEATS))
    return tuple(found)


def _of_one(one: Standing, elsewhere: Mapping[str, str]) -> Iterable[Finding]:
    if not one.has_consent:
        yield Finding(ListCheck.NO_CONSENT, one.position)
    if one.evidence is Evidence.NONE:
        yield Finding(ListCheck.NOT_CHECKED, one.position)
    other = elsewhere.get(name_key(one.name))
    if other is not None:
        yield Finding(ListCheck.SAME_NAME, one.position, other)


def numbers(order: Sequence[str], admitted: Iterable[str]) -> dict[str, int]:
    """The number of each list: the first drawn is list 1.

    :raises Refusal: ``council.draw_incomplete`` unless every admitted list was drawn exactly once.
    """
    if sorted(order) != sorted(admitted):
        raise Refusal(CountRefusal.DRAW_INCOMPLETE)
    return {drawn: number for number, drawn in enumerate(order, start=1)}
