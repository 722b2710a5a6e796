# SPDX-License-Identifier: EUPL-1.2
"""Who stands on the ballot paper, under which number: the same numbers on the paper, in the count and in its record.

Where people stand on lists that can be ticked, person 4 of list 2 is 204; else everybody is numbered through, in the
order of the lists and of the places on them. Somebody who withdrew after printing keeps the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from council.domain.paper_lines import Marking, OnPaper
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList
from council.queries.nomination import numbered_lists
from council.tally import BallotType

WITH_LISTS = (BallotType.LIST_PREFERENCE, BallotType.PANACHAGE)


@dataclass(frozen=True, slots=True)
class BallotPerson:
    """One candidate as the ballot paper has the person."""

    number: int
    person: Candidate
    on_list: CandidateList

    @property
    def gone(self) -> bool:
        """True for somebody who no longer stands."""
        return self.person.leaving is not None


def keyed(election: Election) -> bool:
    """True where papers are entered one by one: wherever persons are marked or ranked."""
    return election.statute.rule_kind is not BallotType.LIST


def ballot_people(election: Election, lists: Sequence[CandidateList] | None = None) -> tuple[BallotPerson, ...]:
    """Everybody on the paper, by number."""
    known = numbered_lists(election) if lists is None else lists
    standing = [(one, person) for one in known for person in one.candidates]
    if election.statute.rule_kind not in WITH_LISTS:
        return tuple(BallotPerson(number, person, one) for number, (one, person) in enumerate(standing, start=1))
    places = max([99, *(person.position for _one, person in standing)])
    hundred = 10 ** len(str(places))
    return tuple(BallotPerson((one.number or 0) * hundred + person.position, person, one) for one, person in standing)


def on_paper(election: Election, people: Sequence[BallotPerson]) -> OnPaper:
    """What can be typed for a paper of this election."""
    kind = election.statute.rule_kind
    lists = {each.on_list.number or 0 for each in people} if kind in WITH_LISTS else set()
    marking = Marking.RANKED if kind is BallotType.RANKED else Marking.MARKED
    return OnPaper(marking, frozenset(each.number for each in people), frozenset(lists))
