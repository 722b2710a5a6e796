# SPDX-License-Identifier: EUPL-1.2
"""Plugs the feature into the application."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from core.domain.actor import Role
from core.feature import Feature, Nav
from council.messages import REFUSALS
from council.views import election, statute
from council.views.blueprint import blueprint
from council.views.news import election_news

ROUTES = (election, statute)
"""The modules that add routes to the blueprint; importing them is what adds the routes."""

FEATURE = Feature(
    blueprint=blueprint,
    refusals=REFUSALS,
    news=election_news,
    nav=(
        Nav(_l("Council"), "council.list_elections", 14),
        Nav(
            _l("Elections"),
            "council.manage_elections",
            40,
            frozenset({Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.OBSERVER}),
        ),
    ),
)
