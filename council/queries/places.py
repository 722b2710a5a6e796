# SPDX-License-Identifier: EUPL-1.2
"""The polling places of one election: those of the statute, with what the election says about each.

A mobile place and the postal board are places of their own: their papers are counted by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from core.db import db, once_per_reading
from council.domain.election import LocalText
from council.domain.places import POSTAL_KEY, ElectionPlace, PlaceDetails, PlaceKind, place_by_key
from council.domain.statute import Channel
from council.models.election import Election
from council.models.places import PlaceDuty, PlaceVersion, PollReport

POSTAL_NAME = LocalText("Postal vote", "Balsavimas paštu", "التصويت بالبريد")


def places_of(election: Election) -> tuple[ElectionPlace, ...]:
    """Every place at which papers are counted: those of the statute in its order, then mobile ones, then the post."""
    newest = {row.key: row for row in versions_of(election)}
    named = election.statute.parameters.places
    fixed = [_place(each.key, each.name, each.areas, newest.get(each.key)) for each in named]
    known = {each.key for each in named}
    more = [
        _place(row.key, row.details.name or LocalText(row.key), (), row)
        for row in newest.values()
        if row.key not in known and row.key != POSTAL_KEY
    ]
    post = [_postal(newest.get(POSTAL_KEY))] if by_post(election) else []
    return (*fixed, *more, *post)


def by_post(election: Election) -> bool:
    """True when the statute lets people vote by post."""
    return Channel.POST in election.statute.parameters.channels


def _place(key: str, name: LocalText, areas: tuple[str, ...], row: PlaceVersion | None) -> ElectionPlace:
    if row is None:
        return ElectionPlace(key, name, areas)
    details = row.details
    return ElectionPlace(key, name, areas, kind=details.kind, details=details, version=row.number)


def _postal(row: PlaceVersion | None) -> ElectionPlace:
    details = row.details if row else PlaceDetails(kind=PlaceKind.POST)
    return ElectionPlace(
        POSTAL_KEY, POSTAL_NAME, (), kind=PlaceKind.POST, details=details, version=row.number if row else 0
    )


def place_of(election: Election, key: str) -> ElectionPlace | None:
    return place_by_key(places_of(election), key)


def versions_of(election: Election) -> list[PlaceVersion]:
    """Everything the election ever said about its places, the oldest first."""
    return list(_versions(election))


@once_per_reading
def _versions(election: Election) -> Sequence[PlaceVersion]:
    return db.session.scalars(
        sa.select(PlaceVersion).where(PlaceVersion.election_id == election.id).order_by(PlaceVersion.id)
    ).all()


def changes_of(election: Election) -> list[PlaceVersion]:
    """What changed after it was published, the newest first: this is announced."""
    return [row for row in reversed(versions_of(election)) if row.number > 1]


def duties_of(election: Election, place: str) -> list[PlaceDuty]:
    """Who works at a place, by time; who was taken off the list is not among them."""
    return list(
        db.session.scalars(
            sa.select(PlaceDuty)
            .where(PlaceDuty.election_id == election.id, PlaceDuty.place == place, PlaceDuty.left_at.is_(None))
            .order_by(PlaceDuty.begins, PlaceDuty.id)
        )
    )


def reports_of(election: Election) -> dict[str, list[PollReport]]:
    """What each place told on polling day, the oldest first."""
    found: dict[str, list[PollReport]] = {}
    for row in db.session.scalars(
        sa.select(PollReport).where(PollReport.election_id == election.id).order_by(PollReport.number)
    ):
        found.setdefault(row.place, []).append(row)
    return found
