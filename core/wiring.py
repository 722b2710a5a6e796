# SPDX-License-Identifier: EUPL-1.2
"""Plugs the shared pages into the application."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from core import outbox, throttle
from core.domain.actor import Role
from core.feature import Feature, Nav
from core.views import blueprint


def _retain() -> None:
    throttle.forget()
    outbox.forget_delivered()


FEATURE = Feature(
    blueprint=blueprint,
    nav=(
        Nav(
            _l("Audit record"),
            "core.show_audit",
            90,
            frozenset({Role.OPERATOR, Role.OBSERVER, Role.RETURNING_OFFICER, Role.OMBUDSPERSON}),
        ),
    ),
    retain=_retain,
)
