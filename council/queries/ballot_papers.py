# SPDX-License-Identifier: EUPL-1.2
"""The ballot paper of an election as it would be printed now, its print orders, and who left after they were made."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from core.db import db
from council.domain.ballot_paper import Paper, PaperBlock, PaperKind, PaperLine
from council.domain.candidate_list import Leaving, ListEvent
from council.models.ballot_papers import PaperOrderRow
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList
from council.queries.ballot_people import WITH_LISTS, ballot_people
from council.queries.nomination import numbered_lists
from council.tally import BallotType
from council.tally.persons.papers import ListTick, Validity


def orders_of(election: Election) -> Sequence[PaperOrderRow]:
    """Every print order, the oldest first."""
    asked = sa.select(PaperOrderRow).where(PaperOrderRow.election_id == election.id)
    return db.session.scalars(asked.order_by(PaperOrderRow.number)).all()


def paper_of(election: Election, langs: Sequence[str]) -> Paper:
    """What stands on the paper: everybody who stands now, under the numbers of the count."""
    rule, lists = election.statute.rule, numbered_lists(election)
    votes = rule.validity or Validity(votes=rule.seats if rule.ballot is BallotType.PERSONS else 1)
    return Paper(
        kind=PaperKind(rule.ballot.value),
        langs=tuple(langs),
        titles=tuple(election.title.read(lang)[0] for lang in langs),
        blocks=_blocks(election, lists, langs, votes.most_per_person),
        votes=votes.votes,
        most_per_person=votes.most_per_person,
        across_lists=votes.across_lists,
        list_tick=votes.list_tick is not ListTick.NONE,
    )


def departed(election: Election) -> list[tuple[CandidateList, Candidate]]:
    """Candidates who left after the lists were published."""
    return [
        (one, person)
        for one in numbered_lists(election)
        for person in one.candidates
        if person.leaving is not None and _left_later(one, person)
    ]


def _left_later(one: CandidateList, person: Candidate) -> bool:
    """Who left before the lists were published never came onto a paper."""
    events = [fact.event for fact in one.facts]
    if ListEvent.PUBLISHED.value not in events:
        return False
    later = one.facts[events.index(ListEvent.PUBLISHED.value) :]
    leaving = {each.event.value for each in Leaving}
    return any(fact.event in leaving and fact.position == person.position for fact in later)


def _blocks(
    election: Election, lists: Sequence[CandidateList], langs: Sequence[str], most: int
) -> tuple[PaperBlock, ...]:
    kind = election.statute.rule_kind
    people = [each for each in ballot_people(election, lists) if not each.gone]
    by_person = [(each.on_list.id, _person(each.number, each.person, most)) for each in people]
    if kind is not BallotType.LIST and kind not in WITH_LISTS:
        return tuple(PaperBlock((line,)) for _list, line in by_person)
    return tuple(
        PaperBlock(
            (
                _list_line(one, langs),
                *(line for of, line in by_person if of == one.id and kind in WITH_LISTS),
            )
        )
        for one in lists
    )


def _list_line(one: CandidateList, langs: Sequence[str]) -> PaperLine:
    names = dict.fromkeys(one.name.read(lang)[0] for lang in langs)
    return PaperLine(one.number or 0, tuple(names), is_list=True, note=one.short_name)


def _person(number: int, person: Candidate, most: int) -> PaperLine:
    names = tuple(name for name in (person.name, person.original_name) if name)
    return PaperLine(number, names, boxes=most, note=person.distinction)
