# SPDX-License-Identifier: EUPL-1.2
"""Plugs the cosy corners into the application: their pages, and what waits on a facilitator's desk."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from consult.corners import queries
from consult.corners.messages import REFUSALS
from consult.corners.views import blueprint
from core import clock
from core.domain.actor import Actor, Role
from core.feature import Due, Feature, Nav


def due(actor: Actor) -> Sequence[Due]:
    """The next meetings of the series the actor leads; after the day, the log that is missing."""
    if not actor.has_anywhere(Role.FACILITATOR):
        return ()
    return [
        Due(
            title=line.series.title,
            href=url_for("corners.show_series", series_id=line.series.public_id),
            on=line.series.next_on,
            note=_("Cosy corner") if line.series.next_on >= clock.today() else _("Please write the log"),
        )
        for line in queries.series_led_by(actor)
        if line.series.next_on
    ]


FEATURE = Feature(
    blueprint=blueprint,
    refusals=REFUSALS,
    nav=(Nav(_l("Cosy corners"), "corners.list_series", 25, frozenset({Role.FACILITATOR})),),
    due=due,
)
