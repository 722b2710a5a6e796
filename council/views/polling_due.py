# SPDX-License-Identifier: EUPL-1.2
"""What polling puts on the desks of those who run an election."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core.domain.actor import Actor
from core.feature import Due
from council.domain.election import ElectionState
from council.domain.places import PlaceKind
from council.models.election import Election
from council.permissions import READERS, holds, runs
from council.queries.election import all_elections
from council.queries.places import places_of
from council.queries.postal import tendered_of
from council.queries.turnout import published_turnout
from council.views.blueprint import local


def polling_due(actor: Actor) -> Sequence[Due]:
    """The next thing at each election whose polling is near, under way or just over."""
    if not actor.has_anywhere(*READERS):
        return ()
    mine = (each for each in all_elections() if holds(actor, each.public_id, *READERS))
    return [due for election in mine for due in _due(actor, election)]


def _due(actor: Actor, election: Election) -> Iterator[Due]:
    public_id, on, note = election.public_id, election.polling_day, local(election.title)
    if election.now is ElectionState.POLLING:
        yield Due(_("Polling is open"), url_for("council.show_polling", public_id=public_id), on=on, note=note)
    if not runs(actor, public_id):
        return
    if election.now in (ElectionState.REGISTER_CLOSED, ElectionState.NOMINATIONS_CLOSED):
        yield from _undescribed(election)
    elif election.now is ElectionState.COUNTING:
        waiting = sum(row.decision is None for row in tendered_of(election))
        if waiting:
            words = ngettext("Decide %(num)s tendered ballot", "Decide %(num)s tendered ballots", waiting)
            yield Due(words, url_for("council.list_tendered", public_id=public_id), on=election.declare_by, note=note)
        if published_turnout(election) is None:
            yield Due(_("Publish turnout"), url_for("council.show_turnout", public_id=public_id), note=note)


def _undescribed(election: Election) -> Iterator[Due]:
    """Places of which nobody knows yet where they are and when they are open."""
    for place in places_of(election):
        if not place.version and place.kind is PlaceKind.FIXED:
            href = url_for("council.describe_place", public_id=election.public_id, key=place.key)
            title = _("Describe %(place)s", place=local(place.name))
            yield Due(title, href, on=election.polling_day, note=local(election.title))
