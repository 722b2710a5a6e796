# SPDX-License-Identifier: EUPL-1.2
"""Declared results of an election, what was shown before them, and the result as it would be declared now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from council.domain.declaration import (
    SCHEMA,
    DeclaredOmission,
    DeclaredPlace,
    DeclaredResult,
)
from council.domain.election import LocalText
from council.domain.polling import Figures, PlaceState, pooled, total
from council.models.count import ProvisionalResult, SeatCount
from council.models.declaration import Declaration
from council.models.election import Election
from council.queries.declared_people import declared_candidates, declared_lists, standing_of
from council.queries.polling import PlaceCount, confirmed_figures, place_counts, place_names
from council.tally import Draw, from_json
from council.tally.outcome import outcome_of


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
    record, standing, statute = seat_count.record, standing_of(election), election.statute
    terms, every, rivals = statute.parameters, total(figures.values()), standing.rivals
    names = place_names(places)
    shown = pooled(figures, before=_shown_together(election))
    return DeclaredResult(
        schema=SCHEMA,
        title=election.title,
        municipality=terms.municipality,
        polling_day=election.polling_day.isoformat(),
        statute_version=statute.number,
        statute_fingerprint=statute.fingerprint,
        formula=statute.rule.formula.value,
        seats=outcome_of(record).seats,
        places=tuple(_place(line.keys, line.figures, names, rivals) for line in shown),
        total=_place((), every, names, rivals),
        lists=declared_lists(standing, seat_count),
        lots=tuple(draw.note for draw in drawn_lots(seat_count)),
        count_fingerprint=seat_count.fingerprint,
        audit_number=audit_head[0],
        audit_head=audit_head[1],
        kind=standing.kind,
        candidates=declared_candidates(standing, seat_count, every),
        vacant=outcome_of(record).vacant if standing.people else 0,
        left_out=tuple(_omission(each) for each in places if each.state is PlaceState.LEFT_OUT),
    )


def _omission(place: PlaceCount) -> DeclaredOmission:
    row = place.omission
    assert row is not None
    return DeclaredOmission(
        name=place.place.name,
        decided_by=row.decided_by,
        decided_on=row.decided_on.isoformat(),
        reason=row.reason,
    )


def drawn_lots(seat_count: SeatCount) -> tuple[Draw, ...]:
    """Every lot behind an allocation: between lists first, then between persons."""
    lists, record = seat_count.lists, seat_count.record
    if lists is None or lists.fingerprint == record.fingerprint:
        return record.draws
    return (*lists.draws, *record.draws)


def every_place(election: Election) -> tuple[DeclaredPlace, ...]:
    """The counts of each confirmed place by itself, for those who run or watch the election."""
    rivals = standing_of(election).rivals
    return tuple(
        _place((each.place.key,), each.figures, {each.place.key: each.place.name}, rivals)
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
    keys: Sequence[str], figures: Figures, names: Mapping[str, LocalText], rivals: Sequence[str]
) -> DeclaredPlace:
    return DeclaredPlace(
        names=tuple(names[key] for key in keys),
        electors=figures.electors,
        marked=figures.marked,
        issued=figures.issued,
        found=figures.found,
        valid=figures.valid,
        rejected=figures.rejected,
        votes=tuple(figures.of(each) for each in rivals),
        keys=tuple(keys),
        received=figures.received,
        unused=figures.unused,
        spoilt=figures.spoilt,
    )
