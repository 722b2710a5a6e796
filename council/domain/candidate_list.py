# SPDX-License-Identifier: EUPL-1.2
"""A candidate list before the election authority: what it still lacks, and how drawn lots give it its number.

The statute says how long a list may be and how many supporters it needs; a list shorter than the seats is only
pointed out. Whether a person is an elector is judged by the register. A single candidate is a list of one person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.names import words


class ListState(StrEnum):
    """How far a list has come."""

    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


DECIDABLE = (ListState.SUBMITTED, ListState.ADMITTED, ListState.REJECTED)
"""The states a decision leads to; a list is withdrawn by those who handed it in."""


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
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    WITHDRAWN = "withdrawn"
    CONSENT_SLIP = "consent_slip"
    CONSENTED = "consented"
    DECLINED = "declined"
    CONSENT_TAKEN_BACK = "consent_taken_back"
    SUPPORT_SENT = "support_sent"
    SUPPORT_CHECKED = "support_checked"
    STATEMENT_CHANGED = "statement_changed"
    APPEALED = "appealed"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_DISMISSED = "appeal_dismissed"


class Consent(StrEnum):
    """What a candidate has answered: on paper, by the code of the consent slip, or not at all."""

    NONE = "none"
    PAPER = "paper"
    CODE = "code"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"

    @property
    def given(self) -> bool:
        return self in (Consent.PAPER, Consent.CODE)

    @property
    def refused(self) -> bool:
        """True when the person has said no; the list agent cannot overrule that."""
        return self in (Consent.DECLINED, Consent.TAKEN_BACK)


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
    """What the authority looks at. The last three are pointed out and keep no list from being admitted."""

    EMPTY = "empty"
    TOO_MANY = "too_many"
    NOT_ALONE = "not_alone"
    NO_CONSENT = "no_consent"
    SAID_NO = "said_no"
    NOT_CHECKED = "not_checked"
    TOO_FEW_SUPPORTERS = "too_few_supporters"
    SAME_NAME = "same_name"
    NAMESAKES = "namesakes"
    FEWER_THAN_SEATS = "fewer_than_seats"


_POINTED_OUT = frozenset({ListCheck.SAME_NAME, ListCheck.NAMESAKES, ListCheck.FEWER_THAN_SEATS})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a check needs to know about one candidate."""

    position: int
    name: str
    consent: Consent
    evidence: Evidence
    distinction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the statute asks of a list, and the supporters it has."""

    seats: int
    most_per_seat: int = 2
    single: bool = False
    supporters_needed: int = 0
    supporters: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has found: of one candidate, or of the whole list (position None)."""

    check: ListCheck
    position: int | None = None
    other_list: str = ""

    @property
    def blocks(self) -> bool:
        """True when the list cannot be admitted before it is mended."""
        return self.check not in _POINTED_OUT

    @property
    def needs_reason(self) -> bool:
        """True when the list can be admitted with a written reason."""
        return self.check in (ListCheck.SAME_NAME, ListCheck.NAMESAKES)


def name_key(name: str) -> str:
    """A name without case, accents and order, for finding namesakes; it decides nothing by itself."""
    return " ".join(sorted(words(name)))


def check_list(candidates: Sequence[Standing], bounds: Bounds, elsewhere: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything to look at, all at once. ``elsewhere`` gives for a name key the other list it stands on."""
    found = []
    if not candidates:
        found.append(Finding(ListCheck.EMPTY))
    if bounds.single and len(candidates) > 1:
        found.append(Finding(ListCheck.NOT_ALONE))
    elif len(candidates) > bounds.most_per_seat * bounds.seats:
        found.append(Finding(ListCheck.TOO_MANY))
    shared = Counter(_printed(one) for one in candidates)
    for one in candidates:
        found += _of_one(one, elsewhere)
        if shared[_printed(one)] > 1:
            found.append(Finding(ListCheck.NAMESAKES, one.position))
    if bounds.supporters < bounds.supporters_needed:
        found.append(Finding(ListCheck.TOO_FEW_SUPPORTERS))
    if 0 < len(candidates) < bounds.seats and not bounds.single:
        found.append(Finding(ListCheck.FEWER_THAN_SEATS))
    return tuple(found)


def _printed(one: Standing) -> tuple[str, str]:
    """What an elector reads of a person; two who read the same cannot be told apart on the ballot paper."""
    return " ".join(one.name.casefold().split()), one.distinction.casefold()


def _of_one(one: Standing, elsewhere: Mapping[str, str]) -> Iterable[Finding]:
    if one.consent.refused:
        yield Finding(ListCheck.SAID_NO, one.position)
    elif not one.consent.given:
        yield Finding(ListCheck.NO_CONSENT, one.position)
    if one.evidence is Evidence.NONE:
        yield Finding(ListCheck.NOT_CHECKED, one.position)
    other = elsewhere.get(name_key(one.name))
    if other is not None and not one.distinction:
        yield Finding(ListCheck.SAME_NAME, one.position, other)


def numbers(order: Sequence[str], admitted: Iterable[str]) -> dict[str, int]:
    """The number of each list: the first drawn is list 1.

    :raises Refusal: ``council.draw_incomplete`` unless every admitted list was drawn exactly once.
    """
    if sorted(order) != sorted(admitted):
        raise Refusal(CountRefusal.DRAW_INCOMPLETE)
    return {drawn: number for number, drawn in enumerate(order, start=1)}
