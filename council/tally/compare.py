# SPDX-License-Identifier: EUPL-1.2
"""The same votes under other rules: who gains, who loses, how near a tie is. Never legally relevant.

Everything but the rule stays: votes, threshold, candidates. How easily a tie comes about is found by moving a few
papers from each list to each other list and counting again; no chance is involved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from council.tally.allocation import allocate
from council.tally.errors import TallyError, TallyErrorCode, whole
from council.tally.profile import BallotProfile, CandidateList
from council.tally.rules import RuleSheet
from council.tally.ties import LotBox

COMPARISON_SCHEMA = "talka-comparison/1"
NOT_LEGALLY_RELEVANT = "not legally relevant"
MOST_RULES = 30
MOST_TRIALS = 20_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A list's seats under one rule, and how many more or fewer than under the first."""

    number: int
    seats: int
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one rule makes of the votes. `refused` says why it cannot count them; `tied` are lists waiting for lots.

    Of `tries` elections that differ by a few papers, `tries_with_ties` would need lots.
    """

    name: str
    rule: RuleSheet
    refused: str
    lists: tuple[Difference, ...]
    tied: tuple[int, ...]
    tries: int
    tries_with_ties: int

    @property
    def differs(self) -> bool:
        """True when some list has other seats than under the first rule."""
        return any(each.change for each in self.lists)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One set of votes under several rules; the first is the one the others are compared with."""

    schema: str
    standing: str
    papers_moved: int
    profile: BallotProfile
    outcomes: tuple[Outcome, ...]


def compare(profile: BallotProfile, rules: Sequence[tuple[str, RuleSheet]], *, papers: int = 1) -> Comparison:
    """Count the same votes by every rule, and see how many neighbours within so many papers are tied."""
    if not rules:
        raise TallyError(TallyErrorCode.RULE_AND_SEATS_NEEDED)
    whole(len(rules), what="rules", largest=MOST_RULES)
    first: dict[int, int] | None = None
    outcomes = []
    for name, rule in rules:
        outcome = _outcome(profile, name, rule, first, papers)
        if first is None:
            first = {each.number: each.seats for each in outcome.lists}
        outcomes.append(outcome)
    return Comparison(
        schema=COMPARISON_SCHEMA,
        standing=NOT_LEGALLY_RELEVANT,
        papers_moved=papers,
        profile=profile,
        outcomes=tuple(outcomes),
    )


def _outcome(profile: BallotProfile, name: str, rule: RuleSheet, first: dict[int, int] | None, papers: int) -> Outcome:
    try:
        done = allocate(profile, rule, LotBox(()), tables=False)
    except TallyError as error:
        return Outcome(name=name, rule=rule, refused=str(error), lists=(), tied=(), tries=0, tries_with_ties=0)
    seats = {item.number: done.found.seats.get(item.number, 0) for item in profile.lists}
    tries = ties = 0
    for neighbour in neighbours(profile, papers):
        tries += 1
        ties += _is_tied(neighbour, rule)
    return Outcome(
        name=name,
        rule=rule,
        refused="",
        lists=tuple(Difference(n, each, 0 if first is None else each - first.get(n, 0)) for n, each in seats.items()),
        tied=tuple(sorted(done.found.waiting)),
        tries=tries,
        tries_with_ties=ties,
    )


def _is_tied(profile: BallotProfile, rule: RuleSheet) -> bool:
    try:
        return bool(allocate(profile, rule, LotBox(()), tables=False).found.waiting)
    except TallyError:
        return False


def neighbours(profile: BallotProfile, papers: int) -> Iterable[BallotProfile]:
    """The profile with one to so many papers moved from each list to each other list, as far as a list has them."""
    lists = profile.lists
    if len(lists) * (len(lists) - 1) * papers > MOST_TRIALS:
        return
    for source in lists:
        for target in lists:
            for moved in range(1, min(papers, source.votes) + 1 if source is not target else 1):
                yield replace(profile, lists=tuple(_moved(item, source, target, moved) for item in lists))


def _moved(item: CandidateList, source: CandidateList, target: CandidateList, papers: int) -> CandidateList:
    change = papers * ((item is target) - (item is source))
    return replace(item, votes=item.votes + change) if change else item
