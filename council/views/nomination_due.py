# SPDX-License-Identifier: EUPL-1.2
"""What nominations put on a desk: a list to mend for its agent, sheets and appeals for the returning officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from core.domain.actor import Actor, Role
from core.feature import Due
from council.models.election import Election
from council.permissions import nominates, runs
from council.queries.candidacy import open_appeals, waiting_sheets
from council.queries.election import all_elections
from council.queries.nomination import lists_alone
from council.services.list_access import OPEN_STATES
from council.views.blueprint import local


def nomination_due(actor: Actor) -> Sequence[Due]:
    """Of every election at which nominations are at work."""
    if not actor.has_anywhere(Role.RETURNING_OFFICER, Role.LIST_AGENT):
        return ()
    at_work = [election for election in all_elections() if election.now in OPEN_STATES]
    return [due for election in at_work if nominates(actor, election.public_id) for due in _of(actor, election)]


def _of(actor: Actor, election: Election) -> Iterator[Due]:
    title = local(election.title)
    for one in lists_alone(election):
        if one.mend_until and one.agent_id == actor.id:
            href = url_for("council.show_list", public_id=one.public_id)
            yield Due(_("Mend the list %(name)s", name=local(one.name)), href, on=one.mend_until, note=title)
    if not runs(actor, election.public_id):
        return
    href = url_for("council.manage_nominations", public_id=election.public_id)
    if open_appeals(election):
        yield Due(_("Record the decision on an appeal"), href, note=title)
    if waiting_sheets(election):
        support = url_for("council.list_support", public_id=election.public_id)
        yield Due(_("Check supporters' sheets"), support, on=election.nominations_close_on, note=title)
