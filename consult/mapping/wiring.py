# SPDX-License-Identifier: EUPL-1.2
"""Plugs the community map into the application."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from consult.mapping.cli import import_organisations
from consult.mapping.messages import REFUSALS
from consult.mapping.permissions import KEEPERS
from consult.mapping.queries.organisations import Show, out_of_touch
from consult.mapping.services.imports import forget_expired
from consult.mapping.views import imports, organisations, public
from consult.mapping.views.blueprint import blueprint
from core.domain.actor import Actor, Role
from core.feature import Due, Feature, Nav


def due(actor: Actor) -> Sequence[Due]:
    """One line for officers: with how many entries nobody has spoken for a year."""
    if not actor.has_anywhere(Role.OFFICER):
        return ()
    number = out_of_touch()
    if not number:
        return ()
    title = ngettext(
        "%(num)s organisation without contact for over a year",
        "%(num)s organisations without contact for over a year",
        number,
    )
    return (Due(title, url_for("mapping.manage", show=Show.OUT_OF_TOUCH.value)),)


VIEWS = (public, organisations, imports)
"""Importing these modules is what adds their routes."""

FEATURE = Feature(
    blueprint=blueprint,
    refusals=REFUSALS,
    nav=(
        Nav(_l("Organisations"), "mapping.list_organisations", 10),
        Nav(_l("Community map"), "mapping.manage", 20, KEEPERS),
    ),
    due=due,
    commands=(import_organisations,),
    retain=forget_expired,
)
