# SPDX-License-Identifier: EUPL-1.2
"""The blueprint that every view of the map belongs to, and the one way to load an entry."""

from __future__ import annotations

from flask import Blueprint, abort

from consult.mapping.models import Organisation
from consult.mapping.permissions import keeps_the_map
from consult.mapping.queries.organisations import find_organisation
from core.access import current_actor

blueprint = Blueprint("mapping", __name__)


def entry_or_404(public_id: str) -> Organisation:
    """An entry that this reader may see; whatever is hidden from them does not exist."""
    found = find_organisation(public_id, everything=keeps_the_map(current_actor()))
    return found or abort(404)
