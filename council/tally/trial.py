# SPDX-License-Identifier: EUPL-1.2
"""The same votes under two rules: who gains and who loses, and how often each rule would end in a tie.

For people who draft a statute. Nothing of it is a result. The family of nearby votes is made from a seed by
SHA-256, so that anybody gets the same one; every list moves by at most two in a hundred of its votes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from council.tally.allocation import allocate
from council.tally.count import count
from council.tally.persons.count import count_persons
from council.tally.persons.profile import PersonProfile
from council.tally.persons.record import PersonRecord
from council.tally.profile import BallotProfile
from council.tally.record import CountRecord
from council.tally.rules import RuleSheet
from council.tally.ties import LotBox

FAMILY_SEED = "talka-nearby-votes/1"
FAMILY_SIZE = 100
SPREAD_IN_A_HUNDRED = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One list under both rules."""

    number: int
    name: str
    votes: int
    before: int
    after: int

    @property
    def gain(self) -> int:
        """Seats more under the second rule; fewer are negative."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTrial:
    """Two counts of the same votes for persons: who comes in under the second rule, and who goes out."""

    start: PersonRecord
    variant: PersonRecord
    comes_in: tuple[int, ...]
    goes_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TieCount:
    """Of `size` elections with nearby votes: how many leave a seat to lots, how many give other seats."""

    size: int
    ties: int
    other_seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrial:
    """Two counts of the same votes and what lies between them."""

    start: CountRecord
    variant: CountRecord
    changes: tuple[Change, ...]

    @property
    def moved(self) -> int:
        """Seats that some list gains and another one loses, or nobody had before."""
        return sum(change.gain for change in self.changes if change.gain > 0)

    @property
    def lost(self) -> int:
        """Seats that lists lose."""
        return -sum(change.gain for change in self.changes if change.gain < 0)


def try_out(profile: BallotProfile, start: RuleSheet, variant: RuleSheet) -> RuleTrial:
    """Count the same votes by both rules."""
    first, second = count(profile, start), count(profile, variant)
    changes = tuple(
        Change(one.number, one.name, one.votes, one.filled, two.filled)
        for one, two in zip(first.results, second.results, strict=True)
    )
    return RuleTrial(start=first, variant=second, changes=changes)


def try_persons(profile: PersonProfile, start: RuleSheet, variant: RuleSheet) -> PersonTrial:
    """Count the same votes for persons by both rules."""
    first, second = count_persons(profile, start), count_persons(profile, variant)
    before, after = _seated(first), _seated(second)
    return PersonTrial(
        start=first,
        variant=second,
        comes_in=tuple(sorted(after - before)),
        goes_out=tuple(sorted(before - after)),
    )


def person_tie_count(profile: PersonProfile, rule: RuleSheet, size: int = FAMILY_SIZE) -> TieCount:
    """Count every nearby election of persons."""
    seated, ties, other = _seated(count_persons(profile, rule)), 0, 0
    for index in range(size):
        people = tuple(replace(each, votes=_nearby(each.votes, each.number, index)) for each in profile.candidates)
        record = count_persons(replace(profile, candidates=people), rule)
        waits = record.open_tie is not None
        ties += waits
        other += not waits and _seated(record) != seated
    return TieCount(size, ties, other)


def _seated(record: PersonRecord) -> frozenset[int]:
    return frozenset(each.number for each in record.elected)


def tie_count(profile: BallotProfile, rule: RuleSheet, size: int = FAMILY_SIZE) -> TieCount:
    """Count every election of the family; lists that nobody voted for stay without votes."""
    seats = allocate(profile, rule, LotBox(()), tables=False).found.seats
    ties = other = 0
    for nearby in family(profile, size):
        found = allocate(nearby, rule, LotBox(()), tables=False).found
        ties += bool(found.waiting)
        other += not found.waiting and dict(found.seats) != dict(seats)
    return TieCount(size, ties, other)


def family(profile: BallotProfile, size: int = FAMILY_SIZE) -> Iterator[BallotProfile]:
    """Elections near this one, always the same for the same votes; people who took part move with the votes."""
    for index in range(size):
        lists = tuple(replace(item, votes=_nearby(item.votes, item.number, index)) for item in profile.lists)
        more = sum(item.votes for item in lists) - profile.valid_votes
        wider = {
            name: None if getattr(profile, name) is None else getattr(profile, name) + more
            for name in ("voters", "valid_envelopes", "valid")
        }
        yield replace(profile, lists=lists, **wider)


def _nearby(votes: int, number: int, index: int) -> int:
    """Votes of one list in one election of the family: never below one where there was one."""
    if votes == 0:
        return 0
    reach = max(1, votes * SPREAD_IN_A_HUNDRED // 100)
    digest = hashlib.sha256(f"{FAMILY_SEED}:{index}:{number}".encode()).digest()
    return max(1, votes - reach + int.from_bytes(digest, "big") % (2 * reach + 1))
