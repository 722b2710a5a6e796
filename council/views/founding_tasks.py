# SPDX-License-Identifier: EUPL-1.2
"""What founding and outreach add to the page of an election, as links; asks the database nothing."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from core.access import current_actor
from core.domain.actor import Role
from core.pages import Link
from council.domain.election import ElectionState
from council.models.election import Election
from council.permissions import WATCHERS, holds


def founding_tasks(election: Election) -> Iterator[Link]:
    """The instruction for those who write or accept it, outreach for officers; after the result the next election."""
    actor, public_id = current_actor(), election.public_id
    if actor.has(Role.OFFICER) or holds(actor, public_id, *WATCHERS):
        yield Link(_("Instruction of the election authority"), url_for("council.show_instruction", public_id=public_id))
    if actor.has(Role.OFFICER):
        yield Link(_("Outreach"), url_for("council.show_outreach", public_id=public_id))
    if election.now is ElectionState.DECLARED and actor.has(Role.OFFICER, Role.RETURNING_OFFICER):
        yield Link(_("The next election"), url_for("council.draft_next_election", public_id=public_id))
