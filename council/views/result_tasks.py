# SPDX-License-Identifier: EUPL-1.2
"""What results and seats add to the page of an election, and to the desk: objections to decide, seats to fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core import clock
from core.access import current_actor
from core.domain.actor import Actor, Role
from core.feature import Due
from core.pages import Link
from council.domain.election import ElectionState, reached
from council.models.election import Election
from council.permissions import WATCHERS, holds, runs
from council.queries.chamber import chamber_of
from council.queries.election import declared_elections
from council.queries.objections import open_objections
from council.views.blueprint import local


def result_tasks(election: Election) -> Iterator[Link]:
    """Minutes, objections and seats, for those who run or watch."""
    actor, public_id = current_actor(), election.public_id
    watches = runs(actor, public_id) or holds(actor, public_id, *WATCHERS)
    if watches and reached(election.now, ElectionState.COUNTING):
        yield Link(_("Minutes of the count"), url_for("council.print_minutes", public_id=public_id))
    if election.now is not ElectionState.DECLARED:
        return
    if watches:
        yield Link(_("Objections to the result"), url_for("council.list_objections", public_id=public_id))
    if holds(actor, public_id, Role.RETURNING_OFFICER, Role.OFFICER):
        yield Link(_("Seats through the term"), url_for("council.keep_seats", public_id=public_id))


def result_due(actor: Actor) -> Sequence[Due]:
    """Objections that wait for a decision, seats that wait for a substitute."""
    if not actor.has_anywhere(Role.RETURNING_OFFICER, Role.OFFICER):
        return ()
    return [due for election in declared_elections()[:3] for due in _due(actor, election)]


def _due(actor: Actor, election: Election) -> Iterator[Due]:
    public_id, title = election.public_id, local(election.title)
    waiting = open_objections(election) if runs(actor, public_id) else 0
    if waiting:
        said = ngettext("Decide %(num)s objection to the result", "Decide %(num)s objections to the result", waiting)
        yield Due(said, url_for("council.list_objections", public_id=public_id), note=title)
    chamber = chamber_of(election) if holds(actor, public_id, Role.RETURNING_OFFICER, Role.OFFICER) else None
    vacant = len(chamber.vacant(clock.today())) if chamber else 0
    if vacant:
        said = ngettext("Call a substitute for %(num)s seat", "Call substitutes for %(num)s seats", vacant)
        yield Due(said, url_for("council.keep_seats", public_id=public_id), note=title)
