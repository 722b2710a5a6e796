# SPDX-License-Identifier: EUPL-1.2
"""Who may do what on the community map."""

from __future__ import annotations

from core.access import PUBLIC, roles
from core.domain.actor import Actor, Role

KEEPERS = frozenset({Role.OFFICER, Role.FACILITATOR})

MAY_READ = PUBLIC
MAY_KEEP = roles(*KEEPERS)
"""See everything, add, edit, archive, log contacts."""

MAY_IMPORT = roles(Role.OFFICER)


def keeps_the_map(actor: Actor) -> bool:
    return MAY_KEEP.allows(actor)


def may_import(actor: Actor) -> bool:
    return MAY_IMPORT.allows(actor)
