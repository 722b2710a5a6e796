# SPDX-License-Identifier: EUPL-1.2
"""What a draft statute puts on desks: articles on which somebody who may speak has not said where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core.domain.actor import Actor, Role
from core.feature import Due
from council.queries.articles import awaiting
from council.services.working_group import is_member


def statute_due(actor: Actor) -> Sequence[Due]:
    """One line for members of the working group and officers while a draft is discussed."""
    if not actor.is_staff or not (actor.has(Role.OFFICER) or is_member(actor)):
        return ()
    draft, left = awaiting(actor.id)
    if not left:
        return ()
    note = ngettext("%(num)s article waits for you", "%(num)s articles wait for you", left)
    href = url_for("council.show_statute", public_id=draft)
    return (Due(_("Say where you stand on the draft statute"), href, note=str(note)),)
