# SPDX-License-Identifier: EUPL-1.2
"""What each marked paper counts for: valid or not, on which ground, and where every vote went.

Votes for persons come first, then a list tick gives out what is left. Every vote of the elector is counted or
unused, and every vote on the paper is counted or void; the account of a count adds both up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.papers import (
    Ground,
    ListTick,
    MarkedBallot,
    OverPerson,
    OverVote,
    SeveralTicks,
    Validity,
)
from council.tally.persons.profile import Candidate, PersonProfile

Votes = dict[int, int]


@dataclass(frozen=True, slots=True)
class PersonVotes:
    """Votes that went to one person."""

    person: int
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperVerdict:
    """What one paper counts for. `counted` = `by_mark` + `by_tick`; `void` are votes on it that count for nobody.

    `ground` is set when the whole paper is invalid; `healed` when votes were cut and the rest stands.
    """

    valid: bool
    ground: Ground | None
    healed: bool
    votes: tuple[PersonVotes, ...]
    by_mark: int
    by_tick: int
    unused: int
    void: int

    @property
    def counted(self) -> int:
        """Votes that went to persons."""
        return self.by_mark + self.by_tick


@dataclass(frozen=True, slots=True)
class GroundCount:
    """How many papers were invalid on one ground."""

    ground: Ground
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotAccount:
    """All papers together. Votes of electors with valid papers = `counted` + `unused`; `void` were on papers."""

    papers: int
    valid: int
    invalid: int
    grounds: tuple[GroundCount, ...]
    healed: int
    tick_only: int
    counted: int
    by_tick: int
    unused: int
    void: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """The people on the paper in its order, each with the list it is under."""

    order: tuple[int, ...]
    lists: Mapping[int, int | None]
    members: Mapping[int, tuple[int, ...]]


def examine(ballot: MarkedBallot, profile: PersonProfile, rule: Validity) -> PaperVerdict:
    """What this paper counts for."""
    return _examine(ballot, _paper(profile), rule)


def take_papers(profile: PersonProfile, rule: Validity) -> tuple[Votes, BallotAccount]:
    """The votes of every person from all marked papers, and the account of the papers."""
    paper = _paper(profile)
    votes: Votes = {each.number: 0 for each in profile.candidates}
    sums: Counter[str] = Counter()
    grounds: Counter[Ground] = Counter()
    for ballot in profile.ballots:
        verdict = _examine(ballot, paper, rule)
        for each in verdict.votes:
            votes[each.person] += each.votes * ballot.papers
        if verdict.ground is not None:
            grounds[verdict.ground] += ballot.papers
        tick_only = verdict.valid and not ballot.marks and not ballot.struck
        for name, value in (
            ("papers", 1),
            ("valid", int(verdict.valid)),
            ("healed", int(verdict.healed)),
            ("tick_only", int(tick_only)),
            ("counted", verdict.counted),
            ("by_tick", verdict.by_tick),
            ("unused", verdict.unused),
            ("void", verdict.void),
        ):
            sums[name] += value * ballot.papers
    account = BallotAccount(
        papers=sums["papers"],
        valid=sums["valid"],
        invalid=sums["papers"] - sums["valid"],
        grounds=tuple(GroundCount(ground, grounds[ground]) for ground in Ground if grounds[ground]),
        healed=sums["healed"],
        tick_only=sums["tick_only"],
        counted=sums["counted"],
        by_tick=sums["by_tick"],
        unused=sums["unused"],
        void=sums["void"],
    )
    return votes, account


def _paper(profile: PersonProfile) -> _Paper:
    ordered = sorted(profile.candidates, key=_place_on_paper)
    members: dict[int, list[int]] = {each.number: [] for each in profile.lists}
    for each in ordered:
        if each.list is not None:
            members[each.list].append(each.number)
    return _Paper(
        tuple(each.number for each in ordered),
        {each.number: each.list for each in ordered},
        {number: tuple(people) for number, people in members.items()},
    )


def _place_on_paper(each: Candidate) -> tuple[int, int, int]:
    return each.list or 0, each.place, each.number


def _examine(ballot: MarkedBallot, paper: _Paper, rule: Validity) -> PaperVerdict:
    _refuse_strangers(ballot, paper)
    struck = set(ballot.struck)
    written = sum(mark.votes for mark in ballot.marks)
    marks = {mark.person: mark.votes for mark in ballot.marks if mark.person not in struck}
    ground = ballot.refused or _ground_of_marks(marks, ballot, paper, rule)
    if ground is not None:
        return _void(ground, written)
    kept = _cut_to_total(_cut_to_person(marks, rule), paper, rule)
    left = rule.votes - sum(kept.values())
    filled, ground = _fill(kept, left, ballot, paper=paper, rule=rule)
    if ground is None and not kept and not filled:
        ground = Ground.NOT_MARKED
    if ground is not None:
        return _void(ground, written)
    by_mark, by_tick = sum(kept.values()), sum(filled.values())
    together = Counter(kept) + Counter(filled)
    return PaperVerdict(
        valid=True,
        ground=None,
        healed=by_mark < written,
        votes=tuple(PersonVotes(person, together[person]) for person in sorted(together)),
        by_mark=by_mark,
        by_tick=by_tick,
        unused=rule.votes - by_mark - by_tick,
        void=written - by_mark,
    )


def _refuse_strangers(ballot: MarkedBallot, paper: _Paper) -> None:
    """A mark beside nobody was read wrongly: that is a mistake of the record, not of the elector."""
    for person in (*ballot.struck, *(mark.person for mark in ballot.marks)):
        if person not in paper.lists:
            raise TallyError(TallyErrorCode.PERSON_UNKNOWN, number=person)
    for number in ballot.ticks:
        if number not in paper.members:
            raise TallyError(TallyErrorCode.LIST_UNKNOWN, number=number)


def _void(ground: Ground, written: int) -> PaperVerdict:
    return PaperVerdict(
        valid=False, ground=ground, healed=False, votes=(), by_mark=0, by_tick=0, unused=0, void=written
    )


def _ground_of_marks(marks: Votes, ballot: MarkedBallot, paper: _Paper, rule: Validity) -> Ground | None:
    """The ground on which the votes for persons make the whole paper invalid, if there is one."""
    if rule.over_person is OverPerson.INVALID and any(votes > rule.most_per_person for votes in marks.values()):
        return Ground.TOO_MANY_ON_ONE
    lists = {paper.lists[person] for person in marks}
    if not rule.across_lists and len(lists | (set(ballot.ticks) if marks else set())) > 1:
        return Ground.ACROSS_LISTS
    too_many = sum(_cut_to_person(marks, rule).values()) > rule.votes
    one_list_only = rule.over_vote in (OverVote.BY_ROUNDS, OverVote.BY_SIZE)
    if too_many and (rule.over_vote is OverVote.INVALID or (one_list_only and len(lists) > 1)):
        return Ground.TOO_MANY_VOTES
    several = len(ballot.ticks) > 1 and rule.several_ticks is SeveralTicks.VOID_WITHOUT_MARKS
    return Ground.SEVERAL_LISTS if several and (not marks or too_many) else None


def _cut_to_person(marks: Votes, rule: Validity) -> Votes:
    return {person: min(votes, rule.most_per_person) for person, votes in marks.items()}


def _cut_to_total(marks: Votes, paper: _Paper, rule: Validity) -> Votes:
    """The votes that stand when there were too many: taken away from the bottom of the paper upwards."""
    over = sum(marks.values()) - rule.votes
    if over <= 0:
        return marks
    upwards = [person for person in reversed(paper.order) if person in marks]
    kept = dict(marks)
    for person, votes in _takes(upwards, marks, rule.over_vote):
        taken = min(votes, over)
        kept[person] -= taken
        over -= taken
        if not over:
            break
    return {person: votes for person, votes in kept.items() if votes}


def _takes(upwards: Sequence[int], marks: Votes, rule: OverVote) -> Iterable[tuple[int, int]]:
    """Whose votes are taken in which order, and how many at once."""
    if rule is OverVote.FROM_BOTTOM:
        yield from ((person, marks[person]) for person in upwards)
        return
    most = max(marks.values())
    if rule is OverVote.BY_SIZE:
        for size in range(1, most + 1):
            alike = [person for person in upwards if marks[person] == size]
            yield from ((person, 1) for _ in range(size) for person in alike)
        return
    for taken in range(most):
        for size in range(taken + 1, most + 1):
            yield from ((person, 1) for person in upwards if marks[person] == size)


def _fill(
    kept: Votes, left: int, ballot: MarkedBallot, *, paper: _Paper, rule: Validity
) -> tuple[Votes, Ground | None]:
    """What list ticks add: one vote each from the top down, once or in rounds, never beyond the most per person."""
    if not ballot.ticks or rule.list_tick is ListTick.NONE or left == 0:
        return {}, None
    if len(ballot.ticks) > 1 and rule.several_ticks is not SeveralTicks.ADD_UP:
        return {}, None if kept else Ground.SEVERAL_LISTS
    barred = set(ballot.struck) | (set() if rule.fill_marked else set(kept))
    people = [person for number in ballot.ticks for person in paper.members[number] if person not in barred]
    if len(ballot.ticks) > 1 and not kept and len(people) > left:
        return {}, Ground.SEVERAL_LISTS
    filled: Votes = {}
    for _ in range(1 if rule.list_tick is ListTick.ONCE else rule.most_per_person):
        for person in people:
            if left and kept.get(person, 0) + filled.get(person, 0) < rule.most_per_person:
                filled[person] = filled.get(person, 0) + 1
                left -= 1
    return filled, None
