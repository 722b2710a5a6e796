# SPDX-License-Identifier: EUPL-1.2
"""The confirmed papers of an election as the tally takes them, and their count by any kind of rule."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from council.domain.polling import Figures, total
from council.models.election import Election
from council.models.nomination import CandidateList
from council.queries.ballot_people import WITH_LISTS
from council.queries.judged import Judge, Judged, judge_of, person_profile
from council.queries.nomination import numbered_lists
from council.queries.polling import PlaceCount, confirmed_figures, place_counts
from council.tally import BallotProfile, BallotType, CountRecord, Draw, RuleSheet, count, to_json
from council.tally import CandidateList as TallyList
from council.tally.kinds import AnyRecord
from council.tally.persons.choices import OrderKind
from council.tally.persons.count import count_persons, outcome_of
from council.tally.persons.open_list import count_open_lists
from council.tally.persons.profile import PersonProfile
from council.tally.persons.record import PersonRecord
from council.tally.small_council import CountOutcome
from council.tally.stv.count import count_ranked
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.stv.record import RankedRecord
from council.tally.unvoted import UnvotedProfile, UnvotedRival, count_unvoted

Profile = BallotProfile | PersonProfile | RankedProfile | UnvotedProfile


@dataclass(frozen=True, slots=True)
class Counted:
    """The record of a count. ``lists`` is that of the seats of lists, where persons take them in a second step."""

    record: AnyRecord
    lists: CountRecord | None = None

    @property
    def open(self) -> bool:
        """True while lots are still to be drawn."""
        record = self.record
        waits = isinstance(record, CountRecord | PersonRecord | RankedRecord) and record.open_tie is not None
        return waits or (self.lists is not None and self.lists.open_tie is not None)


@dataclass(frozen=True, slots=True)
class Countable:
    """What is counted. ``lists`` are the votes of lists where persons on them are voted for too."""

    profile: Profile
    lists: BallotProfile | None = None

    def inputs(self, rule_text: str) -> str:
        """The hash of what is counted and by which rule, without any drawn lots."""
        texts = [to_json(self.profile), *([to_json(self.lists)] if self.lists else []), rule_text]
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()

    def count(self, rule: RuleSheet, draws: Sequence[Draw] = ()) -> Counted:
        """Count by the rule, with the lots drawn so far.

        :raises TallyError: when the rule does not go with what was counted.
        """
        if isinstance(self.profile, UnvotedProfile):
            return Counted(count_unvoted(self.profile, rule))
        if isinstance(self.profile, BallotProfile):
            return Counted(count(self.profile, rule, draws))
        if isinstance(self.profile, RankedProfile):
            return Counted(count_ranked(self.profile, rule, draws))
        if self.lists is None:
            return Counted(count_persons(self.profile, rule, draws))
        known = {each.number for each in self.lists.lists}
        of_lists = [each for each in draws if known.issuperset(each.order)]
        of_persons = [each for each in draws if not known.issuperset(each.order)]
        both = count_open_lists(self.profile, rule, of_lists, of_persons, lists_alone=self.lists)
        return Counted(both.persons, both.lists)


def countable(election: Election, places: Sequence[PlaceCount] | None = None) -> Countable | None:
    """What the confirmed places come to, or None while one of them is awaited.

    :raises TallyError: when nothing can be counted, for example without a list.
    """
    known = place_counts(election) if places is None else places
    figures = confirmed_figures(known)
    if figures is None:
        return None
    every = total(figures.values())
    if election.statute.rule_kind is BallotType.LIST:
        return _lists(numbered_lists(election), every)
    judge = judge_of(election)
    return _persons(judge, judge.judge(line for each in known for line in each.lines or ()), every)


def _lists(lists: Sequence[CandidateList], every: Figures) -> Countable:
    if not every.valid:
        return _unvoted(((each.number or 0, each.name.en) for each in lists), every)
    counted = tuple(
        TallyList(
            number=each.number or 0,
            name=each.name.en,
            votes=every.of(each.public_id),
            candidates=tuple(candidate.name for candidate in each.standing),
        )
        for each in lists
    )
    return Countable(BallotProfile(lists=counted, voters=every.found))


def _persons(judge: Judge, judged: Judged, every: Figures) -> Countable:
    kind, rule = judge.rule.ballot, judge.rule
    if kind is BallotType.RANKED:
        if not judged.valid:
            return _unvoted(((each.number, each.person.name) for each in judge.people), every)
        people = (RankedCandidate(each.number, each.person.name, withdrawn=each.gone) for each in judge.people)
        return Countable(RankedProfile.of(people, Counter(judged.orders)))
    marks = rule.persons.kind is OrderKind.MARKS
    profile = person_profile(
        judge,
        votes=None if judged.ballots else judged.votes,
        list_votes=judged.list_votes,
        struck=judged.struck if marks else None,
        ballots=judged.ballots,
    )
    if not judged.valid and outcome_of(profile, rule) is CountOutcome.BY_FORMULA:
        return _unvoted(((each.number, each.person.name) for each in judge.people), every)
    if kind not in WITH_LISTS:
        return Countable(profile)
    lists = tuple(
        TallyList(
            number=one.number,
            name=one.name,
            votes=one.votes,
            candidates=tuple(each.name for each in people if not each.withdrawn),
        )
        for one, people in zip(profile.lists, profile.by_list().values(), strict=True)
    )
    # With several votes an elector the votes of lists are more than voters: no share of these can be a threshold.
    alone = BallotType.LIST_PREFERENCE
    return Countable(profile, BallotProfile(lists=lists, voters=every.found if kind is alone else None))


def _unvoted(rivals: Iterable[tuple[int, str]], every: Figures) -> Countable:
    return Countable(UnvotedProfile(rivals=tuple(UnvotedRival(*each) for each in rivals), papers=every.found))
