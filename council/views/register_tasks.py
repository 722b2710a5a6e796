# SPDX-License-Identifier: EUPL-1.2
"""What those who run or watch an election can do with its register now, as links; asks the database nothing."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from core.access import current_actor
from core.pages import Link
from council.domain.election import ElectionState, reached
from council.models.election import Election
from council.permissions import READERS, WATCHERS, holds, runs


def register_tasks(election: Election) -> tuple[Link, ...]:
    """The links, the most pressing first."""
    actor, public_id = current_actor(), election.public_id
    wanted: list[tuple[str, str]] = []
    if runs(actor, public_id):
        wanted += _to_run(election)
    if holds(actor, public_id, *WATCHERS) and election.now is not ElectionState.DRAFT:
        wanted.append((_("Electoral register"), "council.show_register"))
    if holds(actor, public_id, *READERS) and reached(election.now, ElectionState.REGISTER_CLOSED):
        wanted.append((_("Polling cards"), "council.show_cards"))
    return tuple(Link(label, url_for(endpoint, public_id=public_id)) for label, endpoint in wanted)


def _to_run(election: Election) -> list[tuple[str, str]]:
    wanted = []
    if election.now is ElectionState.DRAFT:
        wanted.append((_("Call the election"), "council.call_election"))
    if election.now is ElectionState.REGISTER_OPEN:
        wanted.append((_("Import the residents' register"), "council.import_register"))
        wanted.append((_("Close the register"), "council.close_register"))
    if not reached(election.now, ElectionState.REGISTER_CLOSED):
        wanted.append((_("Change the statute version"), "council.replace_statute"))
    return wanted
