# SPDX-License-Identifier: EUPL-1.2
"""Declared results of an election, what was shown before them, and the result as it would be declared now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from council.domain.declaration import (
    SCHEMA,
    DeclaredList,
    DeclaredPerson,
    DeclaredPlace,
    DeclaredResult,
)
from council.domain.election import LocalText
from council.domain.polling import Figures, pooled, total
from council.models.count import ProvisionalResult, SeatCount
from council.models.declaration import Declaration
from council.models.election import Election
from council.models.nomination import CandidateList
from council.queries.nomination import numbered_lists
from council.queries.polling import confirmed_figures, place_counts, place_names
from council.tally import from_json


def declarations_of(election: Election) -> list[Declaration]:
    """Every declared result, the newest first. Their long texts are read only when somebody asks for them."""
    return list(
        db.session.scalars(
            sa.select(Declaration)
            .where(Declaration.election_id == election.id)
            .options(orm.defer(Declaration.result_text), orm.lazyload(Declaration.seat_count))
            .order_by(Declaration.number.desc())
        )
    )


def shown_before(election: Election) -> ProvisionalResult | None:
    """The newest result shown before the declaration, without its long texts."""
    return db.session.scalars(
        sa.select(ProvisionalResult)
        .where(ProvisionalResult.election_id == election.id)
        .options(orm.defer(ProvisionalResult.result_text), orm.lazyload(ProvisionalResult.seat_count))
        .order_by(ProvisionalResult.id.desc())
        .limit(1)
    ).one_or_none()


def result_of(election: Election, seat_count: SeatCount, audit_head: tuple[int, str]) -> DeclaredResult:
    """The content of a declaration of this allocation; the places must be confirmed."""
    places = place_counts(election)
    figures = confirmed_figures(places)
    assert figures is not None
    record, lists, statute = seat_count.record, numbered_lists(election), election.statute
    terms = statute.parameters
    names = place_names(places)
    shown = pooled(figures, before=_shown_together(election))
    return DeclaredResult(
        schema=SCHEMA,
        title=election.title,
        municipality=terms.municipality,
        polling_day=election.polling_day.isoformat(),
        statute_version=statute.number,
        statute_fingerprint=statute.fingerprint,
        formula=record.rule.formula.value,
        seats=record.seats,
        places=tuple(_place(line.keys, line.figures, names, lists) for line in shown),
        total=_place((), total(figures.values()), names, lists),
        lists=tuple(_list(each, seat_count) for each in lists),
        lots=tuple(draw.note for draw in record.draws),
        count_fingerprint=seat_count.fingerprint,
        audit_number=audit_head[0],
        audit_head=audit_head[1],
    )


def every_place(election: Election) -> tuple[DeclaredPlace, ...]:
    """The counts of each confirmed place by itself, for those who run or watch the election."""
    lists = numbered_lists(election)
    return tuple(
        _place((each.place.key,), each.figures, {each.place.key: each.place.name}, lists)
        for each in place_counts(election)
        if each.figures is not None
    )


def _shown_together(election: Election) -> frozenset[str]:
    """Places that some published table has already shown as one line."""
    declared = sa.select(Declaration.result_text).where(Declaration.election_id == election.id)
    before = sa.select(ProvisionalResult.result_text).where(ProvisionalResult.election_id == election.id)
    texts: Iterable[str] = (*db.session.scalars(declared), *db.session.scalars(before))
    lines = (line for text in texts for line in from_json(DeclaredResult, text).places)
    return frozenset(key for line in lines if len(line.keys) > 1 for key in line.keys)


def _place(
    keys: Sequence[str], figures: Figures, names: Mapping[str, LocalText], lists: Sequence[CandidateList]
) -> DeclaredPlace:
    return DeclaredPlace(
        names=tuple(names[key] for key in keys),
        electors=figures.electors,
        marked=figures.marked,
        issued=figures.issued,
        found=figures.found,
        valid=figures.valid,
        rejected=figures.rejected,
        votes=tuple(figures.of(each.public_id) for each in lists),
        keys=tuple(keys),
        received=figures.received,
        unused=figures.unused,
        spoilt=figures.spoilt,
    )


def _list(one: CandidateList, seat_count: SeatCount) -> DeclaredList:
    result = next(each for each in seat_count.record.results if each.number == one.number)
    people = tuple(
        DeclaredPerson(person.position, person.name, person.original_name, person.original_lang)
        for person in one.standing
    )
    return DeclaredList(
        number=result.number,
        name=one.name,
        votes=result.votes,
        share=result.vote_share_shown,
        admitted=result.admitted,
        seats=result.seats,
        vacant=result.vacant,
        elected=people[: result.seats],
        substitutes=people[result.seats :],
    )
