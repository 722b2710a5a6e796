# SPDX-License-Identifier: EUPL-1.2
"""The groups a statute's conditions speak of, and to which of them each candidate belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from council.models.candidate_groups import CandidateGroup
from council.models.election import Election
from council.models.nomination import Candidate
from council.queries.nomination import numbered_lists
from council.tally import RuleSheet
from council.tally.persons.profile import Trait


@dataclass(frozen=True, slots=True)
class AskedTrait:
    """A kind of group, and the groups the conditions name; where they name none, any answer is one."""

    trait: str
    groups: tuple[str, ...]


def asked_traits(rule: RuleSheet) -> tuple[AskedTrait, ...]:
    """Every kind of group the rule needs to know of."""
    named: dict[str, dict[str, None]] = {}
    for condition in rule.conditions:
        named.setdefault(condition.trait, {}).update(dict.fromkeys(condition.names))
        if condition.inside_trait:
            named.setdefault(condition.inside_trait, {})[condition.inside] = None
    if rule.substitutes.trait:
        named.setdefault(rule.substitutes.trait, {})
    return tuple(AskedTrait(trait, tuple(groups)) for trait, groups in named.items())


def recorded_groups(election: Election) -> dict[tuple[str, str], CandidateGroup]:
    """The newest line by candidate and kind of group."""
    rows = db.session.scalars(
        sa.select(CandidateGroup).where(CandidateGroup.election_id == election.id).order_by(CandidateGroup.number)
    )
    return {(row.candidate, row.trait): row for row in rows}


def traits_of(election: Election) -> dict[str, tuple[Trait, ...]]:
    """The groups of every candidate by public id, as the tally takes them."""
    if not asked_traits(election.statute.rule):
        return {}
    found: dict[str, list[Trait]] = {}
    for (candidate, trait), row in recorded_groups(election).items():
        if row.belongs_to:
            found.setdefault(candidate, []).append(Trait(trait, row.belongs_to))
    return {candidate: tuple(traits) for candidate, traits in found.items()}


def candidates_of(election: Election) -> list[Candidate]:
    """Everybody on a numbered list, in the order of the paper."""
    return [person for one in numbered_lists(election) for person in one.candidates]


def unanswered(election: Election, people: Sequence[Candidate] | None = None) -> int:
    """How many answers about groups are still missing."""
    asked = asked_traits(election.statute.rule)
    if not asked:
        return 0
    known = recorded_groups(election)
    everybody = candidates_of(election) if people is None else people
    return sum((person.public_id, each.trait) not in known for person in everybody for each in asked)
