# SPDX-License-Identifier: EUPL-1.2
"""What ballot papers entered one by one count for: judged by the tally, line by line, alike papers together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from council.domain.grounds import RejectionGround
from council.domain.paper_lines import OnPaper, ReadPaper, ranking, read_paper
from council.domain.polling import Figures, GroundPapers, ListVotes
from council.models.election import Election
from council.queries.ballot_people import WITH_LISTS, BallotPerson, ballot_people, on_paper
from council.queries.candidate_groups import traits_of
from council.tally import BallotType, RuleSheet
from council.tally.persons.papers import Ground, Mark, MarkedBallot, Validity
from council.tally.persons.profile import Candidate, PersonList, PersonProfile, Trait
from council.tally.persons.validity import take_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A pile of papers. ``votes`` are those of persons, or their first preferences; ``list_votes`` those of lists.

    ``ballots`` and ``orders`` are the papers themselves as the record has them: alike papers together, in no order.
    """

    valid: int
    rejected: int
    grounds: Mapping[RejectionGround, int]
    votes: Mapping[int, int]
    list_votes: Mapping[int, int] = field(default_factory=dict)
    struck: Mapping[int, int] = field(default_factory=dict)
    ballots: tuple[MarkedBallot, ...] = ()
    orders: Mapping[bytes, int] = field(default_factory=dict)

    def complete(self, figures: Figures) -> Figures:
        """A sheet that ends at the box, with what the papers in it came to."""
        return Figures(
            electors=figures.electors,
            marked=figures.marked,
            received=figures.received,
            issued=figures.issued,
            unused=figures.unused,
            spoilt=figures.spoilt,
            found=figures.found,
            valid=self.valid,
            rejected=self.rejected,
            votes=tuple(ListVotes(str(number), votes) for number, votes in self.votes.items()),
            grounds=tuple(GroundPapers(ground, papers) for ground, papers in self.grounds.items()),
        )


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything needed to judge papers of one election."""

    rule: RuleSheet
    people: tuple[BallotPerson, ...]
    paper: OnPaper
    traits: Mapping[str, tuple[Trait, ...]] = field(default_factory=dict)

    def judge(self, lines: Iterable[str]) -> Judged:
        """What these papers count for."""
        alike = [(read_paper(line, self.paper), papers) for line, papers in Counter(lines).items()]
        if self.rule.ballot is BallotType.RANKED:
            return _ranked(alike, self.people)
        if self.rule.ballot is BallotType.LIST_PREFERENCE:
            return _preferences(alike, self.people, self.validity)
        profile = person_profile(self, ballots=_ballots(alike))
        votes, account = take_papers(profile, self.validity)
        members = profile.by_list()
        return Judged(
            valid=account.valid,
            rejected=account.invalid,
            grounds={RejectionGround(each.ground.value): each.papers for each in account.grounds},
            votes=votes,
            list_votes={number: sum(votes[each.number] for each in people) for number, people in members.items()},
            ballots=profile.ballots,
        )

    @property
    def validity(self) -> Validity:
        """What mistakes cost; where the statute does not say, an elector has one vote."""
        return self.rule.validity or Validity()


def judge_of(election: Election) -> Judge:
    people = ballot_people(election)
    return Judge(election.statute.rule, people, on_paper(election, people), traits_of(election))


def person_profile(
    judge: Judge,
    *,
    votes: Mapping[int, int] | None = None,
    list_votes: Mapping[int, int] | None = None,
    struck: Mapping[int, int] | None = None,
    ballots: tuple[MarkedBallot, ...] = (),
) -> PersonProfile:
    """Who stands, as the tally takes it; with lists where the paper has them."""
    people, with_lists = judge.people, judge.rule.ballot in WITH_LISTS
    votes, list_votes, struck = votes or {}, list_votes or {}, struck or {}
    lists = {each.on_list.number or 0: each.on_list for each in people} if with_lists else {}
    return PersonProfile(
        candidates=tuple(
            Candidate(
                number=each.number,
                name=each.person.name,
                votes=votes.get(each.number, 0),
                plus=votes.get(each.number, 0) if struck else 0,
                minus=struck.get(each.number, 0),
                list=each.on_list.number if with_lists else None,
                position=each.person.position if with_lists else each.number,
                traits=judge.traits.get(each.person.public_id, ()),
                withdrawn=each.gone,
            )
            for each in people
        ),
        lists=tuple(
            PersonList(number=number, name=one.name.en, votes=list_votes.get(number, 0))
            for number, one in lists.items()
        ),
        ballots=ballots,
    )


def _ballots(alike: Iterable[tuple[ReadPaper, int]]) -> tuple[MarkedBallot, ...]:
    return tuple(
        MarkedBallot(
            ticks=read.ticks,
            marks=tuple(Mark(person, votes) for person, votes in read.marks),
            struck=read.struck,
            papers=papers,
            refused=Ground(read.refused.value) if read.refused else None,
        )
        for read, papers in alike
    )


def _ranked(alike: Iterable[tuple[ReadPaper, int]], people: Sequence[BallotPerson]) -> Judged:
    """First preferences as they stand on the papers; those for somebody who withdrew are passed over in the count."""
    votes = {each.number: 0 for each in people}
    orders: Counter[bytes] = Counter()
    grounds: Counter[RejectionGround] = Counter()
    for read, papers in alike:
        order, ground = ranking(read)
        if ground is not None:
            grounds[ground] += papers
            continue
        orders[bytes(order)] += papers
        votes[order[0]] += papers
    return Judged(valid=orders.total(), rejected=grounds.total(), grounds=grounds, votes=votes, orders=orders)


def _preferences(alike: Iterable[tuple[ReadPaper, int]], people: Sequence[BallotPerson], validity: Validity) -> Judged:
    """One list, and preferences for persons on it; too many preferences are void, the vote for the list stands."""
    on_list = {each.number: each.on_list.number or 0 for each in people}
    votes = dict.fromkeys(on_list, 0)
    struck = dict.fromkeys(on_list, 0)
    list_votes = dict.fromkeys(on_list.values(), 0)
    grounds: Counter[RejectionGround] = Counter()
    for read, papers in alike:
        lists = {*read.ticks, *(on_list[person] for person, _votes in read.marks)}
        ground = read.refused or _ground_of_lists(len(lists))
        if ground is not None:
            grounds[ground] += papers
            continue
        (chosen,) = lists
        list_votes[chosen] += papers
        if len(read.marks) <= validity.votes:
            for person, _votes in read.marks:
                votes[person] += papers
        for person in read.struck:
            struck[person] += papers * (on_list[person] == chosen)
    valid = sum(list_votes.values())
    return Judged(
        valid=valid, rejected=grounds.total(), grounds=grounds, votes=votes, list_votes=list_votes, struck=struck
    )


def _ground_of_lists(lists: int) -> RejectionGround | None:
    if lists == 1:
        return None
    return RejectionGround.SEVERAL_LISTS if lists else RejectionGround.NOT_MARKED
