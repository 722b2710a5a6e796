# SPDX-License-Identifier: EUPL-1.2
"""What the desk of a returning officer says about elections that are not under way yet and about their registers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core.domain.actor import Actor, Role
from core.feature import Due
from core.i18n import current_language
from council.domain.election import ElectionState
from council.models.election import Election
from council.permissions import runs
from council.queries.claims import open_claims_by_election
from council.queries.duplicates import open_pairs_by_election
from council.queries.election import all_elections


def register_due(actor: Actor) -> Sequence[Due]:
    """The next step of each election the actor runs, up to the closing of its register."""
    if not actor.has_anywhere(Role.RETURNING_OFFICER):
        return ()
    mine = [election for election in all_elections() if runs(actor, election.public_id)]
    opened = any(election.now is ElectionState.REGISTER_OPEN for election in mine)
    open_pairs, claims = (open_pairs_by_election(), open_claims_by_election()) if opened else ({}, {})
    return [
        due for election in mine for due in _steps(election, open_pairs.get(election.id, 0), claims.get(election.id, 0))
    ]


def _steps(election: Election, open_pairs: int, claims: int) -> Iterator[Due]:
    public_id = election.public_id
    title, closes = election.title.read(current_language())[0], election.register_closes_on
    if election.now is ElectionState.DRAFT:
        yield Due(_("Call the election"), url_for("council.call_election", public_id=public_id), note=title)
    elif election.now is ElectionState.CALLED:
        yield Due(_("Open the register"), url_for("council.show_election", public_id=public_id), on=closes, note=title)
    elif election.now is ElectionState.REGISTER_OPEN:
        if claims:
            words = ngettext("Decide %(num)s claim to the register", "Decide %(num)s claims to the register", claims)
            yield Due(words, url_for("council.list_claims", public_id=public_id), on=closes, note=title)
        if open_pairs:
            words = ngettext("Decide %(num)s likely duplicate", "Decide %(num)s likely duplicates", open_pairs)
            yield Due(words, url_for("council.list_duplicates", public_id=public_id), on=closes, note=title)
        yield Due(
            _("Close the register"), url_for("council.close_register", public_id=public_id), on=closes, note=title
        )
