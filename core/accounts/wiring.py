# SPDX-License-Identifier: EUPL-1.2
"""Plugs the feature into the application."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.accounts import own_views, queries
from core.accounts.cli import create_operator
from core.accounts.domain.staff import SET_UP
from core.accounts.messages import REFUSALS
from core.domain.actor import Actor, Role
from core.feature import Due, Feature, Nav


def due(actor: Actor) -> Sequence[Due]:
    """Recovery codes belong on paper before the phone is lost."""
    if not queries.lacks_recovery_codes(actor.id):
        return ()
    title = _("Print your recovery codes")
    return (Due(title, url_for("security.mf_recovery_codes"), note=_("They let you in when your phone is lost.")),)


FEATURE = Feature(
    blueprint=own_views.blueprint,
    refusals=REFUSALS,
    nav=(Nav(_l("Accounts"), "accounts.list_accounts", 80, frozenset({Role.OPERATOR})),),
    openers={SET_UP: "accounts.choose_password"},
    due=due,
    commands=(create_operator,),
)
