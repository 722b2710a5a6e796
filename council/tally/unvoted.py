# SPDX-License-Identifier: EUPL-1.2
"""An election in which nobody's paper was valid: a result too. Every seat stays vacant and no lot can change that."""

import hashlib
from dataclasses import dataclass

from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode, whole
from council.tally.profile import MOST_VOTES
from council.tally.record import CountState
from council.tally.rules import RuleSheet
from council.tally.ties import Draw

UNVOTED_SCHEMA = "talka-unvoted-record/1"
MOST_RIVALS = 20_000


@dataclass(frozen=True, slots=True)
class UnvotedRival:
    """A list or a person who stood."""

    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnvotedProfile:
    """Who stood, and how many papers were found; all of them were rejected."""

    rivals: tuple[UnvotedRival, ...]
    papers: int

    def __post_init__(self) -> None:
        """Rivals are kept in the order of their numbers, and each number stands once."""
        whole(len(self.rivals), what="rivals", largest=MOST_RIVALS)
        object.__setattr__(self, "rivals", tuple(sorted(self.rivals, key=lambda each: each.number)))
        numbers = {each.number for each in self.rivals}
        if len(numbers) < len(self.rivals):
            raise TallyError(TallyErrorCode.DUPLICATE_NUMBER, value=0)
        if whole(self.papers, what="papers", largest=MOST_VOTES) < 0:
            raise TallyError(TallyErrorCode.NEGATIVE_VOTES, number=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnvotedRecord:
    """The record of such an election."""

    schema: str
    state: CountState
    rule: RuleSheet
    profile: UnvotedProfile
    draws: tuple[Draw, ...]
    seats: int
    vacant: int

    @property
    def open_tie(self) -> None:
        """Where nobody has a vote there is nothing to draw lots for."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()


def count_unvoted(profile: UnvotedProfile, rule: RuleSheet) -> UnvotedRecord:
    """The record of an election without a valid vote."""
    return UnvotedRecord(
        schema=UNVOTED_SCHEMA,
        state=CountState.DECIDED,
        rule=rule,
        profile=profile,
        draws=(),
        seats=rule.seats,
        vacant=rule.seats,
    )


def recount_unvoted(text: str) -> UnvotedRecord:
    """Count the inputs of a stored record again; refuse a record the inputs do not lead to, byte for byte."""
    stored = from_json(UnvotedRecord, text)
    again = count_unvoted(stored.profile, stored.rule)
    if to_json(again) != text:
        raise TallyError(TallyErrorCode.RECORD_DIFFERS)
    return again
