# SPDX-License-Identifier: EUPL-1.2
"""What the overview of a register shows: exact numbers to those who run the election, safe ones to observers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from core.access import current_actor
from council.domain.disclosure import shown_counts, shown_total
from council.domain.election import ElectionState, LocalText, reached
from council.domain.eligibility import Reason
from council.models.election import Election
from council.models.register import RegisterVersion
from council.models.register_import import RegisterBatch
from council.permissions import READERS, holds, runs
from council.queries import register as queries
from council.queries.claims import open_claims
from council.queries.register_import import batches_of


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Electors of one polling place; None when there are too few to show."""

    key: str
    name: LocalText
    electors: int | None
    list_href: str | None


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How many entries a reason speaks against; a link for those who may read entries."""

    reason: Reason
    count: int | None
    href: str | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    election: Election
    entries: int
    electors: int | None
    refused: int
    places: tuple[PlaceRow, ...]
    reasons: tuple[ReasonRow, ...]
    open_pairs: int
    open_claims: int
    batches: tuple[RegisterBatch, ...]
    versions: tuple[RegisterVersion, ...]
    may_run: bool
    may_read: bool

    @property
    def open(self) -> bool:
        return self.election.now is ElectionState.REGISTER_OPEN

    @property
    def closed(self) -> bool:
        return reached(self.election.now, ElectionState.REGISTER_CLOSED)


def register_page(election: Election) -> RegisterPage:
    actor = current_actor()
    reads = holds(actor, election.public_id, *READERS)
    counts = queries.tallies(election)
    return RegisterPage(
        election=election,
        entries=counts.entries,
        electors=counts.electors if reads else shown_total(counts.electors),
        refused=counts.refused,
        places=_places(election, counts.places, reads),
        reasons=_reasons(election, queries.refusals_by_reason(election), reads),
        open_pairs=queries.open_pairs(election),
        open_claims=open_claims(election),
        batches=tuple(batches_of(election)),
        versions=tuple(queries.versions_of(election)),
        may_run=runs(actor, election.public_id),
        may_read=reads,
    )


def public_places(election: Election) -> tuple[PlaceRow, ...]:
    """Electors by polling place as everybody may see them, once the register is closed."""
    version = queries.newest_version(election)
    return _places(election, version.places, reads=False) if version else ()


def _places(election: Election, counts: Mapping[str, int], reads: bool) -> tuple[PlaceRow, ...]:
    shown = dict(counts) if reads else shown_counts(counts)
    linked = reads and reached(election.now, ElectionState.REGISTER_CLOSED)
    return tuple(
        PlaceRow(
            key=place.key,
            name=place.name,
            electors=shown.get(place.key, 0),
            list_href=url_for("council.print_polling_list", public_id=election.public_id, place=place.key)
            if linked
            else None,
        )
        for place in election.statute.parameters.places
    )


def _reasons(election: Election, counts: Mapping[Reason, int], reads: bool) -> tuple[ReasonRow, ...]:
    shown = dict(counts) if reads else shown_counts(counts)
    return tuple(
        ReasonRow(
            reason=reason,
            count=shown[reason],
            href=url_for("council.list_refused", public_id=election.public_id, reason=reason.value) if reads else None,
        )
        for reason in counts
    )
