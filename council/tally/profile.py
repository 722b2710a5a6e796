# SPDX-License-Identifier: EUPL-1.2
"""What is counted: the lists with their valid votes, in the order of their list numbers.

The order in which lists are handed over changes nothing. How papers became votes is not decided here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from council.tally.codec import omitted
from council.tally.errors import TallyError, TallyErrorCode, whole

MOST_LISTS = 1_000
MOST_VOTES = 10**12
MOST_CANDIDATES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateList:
    """One list. `candidates` are its people in order; `candidates_count` alone is enough for the seats.

    `joint` marks a list of several parties, `group` the linked lists it belongs to, `direct_seats` what its
    people won otherwise.
    """

    number: int
    name: str
    votes: int
    candidates: tuple[str, ...] = ()
    candidates_count: int | None = None
    joint: bool = omitted(False)
    group: str = omitted("")
    direct_seats: int | None = omitted(None)

    def __post_init__(self) -> None:
        """Refuse what is not a list, and fill in the count from the names."""
        if whole(self.number, what="number", largest=MOST_VOTES) < 1:
            raise TallyError(TallyErrorCode.NUMBER_BELOW_ONE, number=self.number)
        if not self.name.strip():
            raise TallyError(TallyErrorCode.EMPTY_NAME, number=self.number)
        if whole(self.votes, what="votes", largest=MOST_VOTES) < 0:
            raise TallyError(TallyErrorCode.NEGATIVE_VOTES, number=self.number, votes=self.votes)
        if self.direct_seats is not None and whole(self.direct_seats, what="direct_seats", largest=MOST_VOTES) < 0:
            raise TallyError(TallyErrorCode.NEGATIVE_DIRECT_SEATS, number=self.number)
        if self.candidates_count is None:
            if self.candidates:
                object.__setattr__(self, "candidates_count", len(self.candidates))
            return
        if whole(self.candidates_count, what="candidates_count", largest=MOST_CANDIDATES) < 1:
            raise TallyError(TallyErrorCode.NO_CANDIDATES, number=self.number)
        if self.candidates and len(self.candidates) != self.candidates_count:
            raise TallyError(TallyErrorCode.CANDIDATES_DISAGREE, number=self.number)


class Votes(Protocol):
    """What an allocation reads of a profile."""

    @property
    def lists(self) -> tuple[CandidateList, ...]:
        """The lists in the order of their numbers."""

    @property
    def voters(self) -> int | None:
        """How many people took part."""

    @property
    def valid_envelopes(self) -> int | None:
        """How many envelopes were valid."""

    @property
    def valid_votes(self) -> int:
        """All valid votes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotProfile:
    """All lists of one election; `voters` is how many people took part, where a threshold needs it.

    `valid_envelopes` is the same for a threshold counted from envelopes. `valid` is the number of valid votes where
    it is more than the votes of the lists handed over, because some were left out of the published figures.
    """

    lists: tuple[CandidateList, ...]
    voters: int | None = None
    valid_envelopes: int | None = omitted(None)
    valid: int | None = omitted(None)

    def __post_init__(self) -> None:
        """Refuse an election without lists or votes, and names or numbers that two lists share."""
        if not self.lists:
            raise TallyError(TallyErrorCode.NO_LISTS)
        whole(len(self.lists), what="lists", largest=MOST_LISTS)
        object.__setattr__(self, "lists", tuple(sorted(self.lists, key=lambda item: item.number)))
        _refuse_repeats(TallyErrorCode.DUPLICATE_NUMBER, (item.number for item in self.lists))
        _refuse_repeats(TallyErrorCode.DUPLICATE_NAME, (item.name.strip().casefold() for item in self.lists))
        if self.list_votes == 0:
            raise TallyError(TallyErrorCode.NO_VOTES)
        for what, value in (("voters", self.voters), ("valid_envelopes", self.valid_envelopes)):
            if value is not None and whole(value, what=what, largest=MOST_VOTES) < self.valid_votes:
                raise TallyError(TallyErrorCode.VOTERS_BELOW_VALID, voters=value, valid_votes=self.valid_votes)
        if self.valid is not None and whole(self.valid, what="valid", largest=MOST_VOTES) < self.list_votes:
            raise TallyError(TallyErrorCode.VALID_BELOW_LISTS, valid=self.valid, votes=self.list_votes)

    @property
    def list_votes(self) -> int:
        """The votes of the lists that were handed over."""
        return sum(item.votes for item in self.lists)

    @property
    def valid_votes(self) -> int:
        """All valid votes, also those for lists that are not itemised."""
        return self.list_votes if self.valid is None else self.valid


def _refuse_repeats(code: TallyErrorCode, values: Iterable[str | int]) -> None:
    value, times = Counter(values).most_common(1)[0]
    if times > 1:
        raise TallyError(code, value=value)
