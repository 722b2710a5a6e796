# SPDX-License-Identifier: EUPL-1.2
"""The margin: how many more votes would have brought a list one more seat, everything else as it was.

Found by counting again, so it holds for every formula, threshold and clause: with so many more votes the list has
another seat, with one fewer it has not. Where a rule is not monotone a smaller number further down may do as well.
Large counts go without it.
"""

from dataclasses import dataclass, replace

from council.tally.allocation import Allocation, allocate
from council.tally.choices import TieProcedure
from council.tally.errors import TallyError
from council.tally.profile import MOST_VOTES, BallotProfile, CandidateList
from council.tally.rules import RuleSheet
from council.tally.small_council import CountOutcome
from council.tally.ties import LotBox

MOST_WORK = 5_000
"""Up to so many lists times seats the margins are found."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A list's distance from its next seat; None where no number of votes would bring one."""

    number: int
    votes_short: int | None


def margins(profile: BallotProfile, rule: RuleSheet, done: Allocation) -> tuple[Margin, ...]:
    """The margin of every list; none at all while lots are open or where no formula ran."""
    if done.outcome is not CountOutcome.BY_FORMULA or done.found.waiting:
        return ()
    if len(profile.lists) * rule.seats > MOST_WORK:
        return ()
    return tuple(Margin(item.number, _votes_short(profile, rule, done, item.number)) for item in profile.lists)


def _votes_short(profile: BallotProfile, rule: RuleSheet, done: Allocation, number: int) -> int | None:
    """Double the votes until the seat comes, then halve the gap. The first guess comes from the table."""
    now = done.found.seats.get(number, 0)
    trial = _Trial(profile, rule, number, now)
    guess = _guess(done, number)
    if guess is not None and trial.gains(guess) and not trial.gains(guess - 1):
        return guess
    high = 1
    while not trial.gains(high):
        high *= 2
        if high > 4 * profile.valid_votes * (rule.seats + 1):
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if trial.gains(middle):
            high = middle
        else:
            low = middle
    return high


def _guess(done: Allocation, number: int) -> int | None:
    if done.found.quotients is None or done.groups:
        return None
    return next((row.votes_short for row in done.found.quotients.rows if row.number == number), None)


@dataclass(frozen=True, slots=True)
class _MoreVotes:
    """The profile with more votes for one list; known to be sound, so it is not checked again."""

    lists: tuple[CandidateList, ...]
    voters: int | None
    valid_envelopes: int | None
    valid_votes: int


class _Trial:
    """The same count with more votes for one list, and without any lots."""

    def __init__(self, profile: BallotProfile, rule: RuleSheet, number: int, now: int) -> None:
        self._profile, self._number, self._now = profile, number, now
        self._rule = replace(rule, ties=TieProcedure.LOTS)
        self._valid = profile.valid_votes

    def gains(self, more: int) -> bool:
        """True when so many more votes surely bring a seat."""
        old = next(item for item in self._profile.lists if item.number == self._number)
        if more <= 0 or old.votes + more > MOST_VOTES:
            return False
        new = replace(old, votes=old.votes + more)
        votes = _MoreVotes(
            lists=tuple(new if item is old else item for item in self._profile.lists),
            voters=None if self._profile.voters is None else self._profile.voters + more,
            valid_envelopes=None if self._profile.valid_envelopes is None else self._profile.valid_envelopes + more,
            valid_votes=self._valid + more,
        )
        try:
            done = allocate(votes, self._rule, LotBox(()), tables=False)
        except TallyError:
            return False
        return done.found.seats.get(self._number, 0) > self._now
