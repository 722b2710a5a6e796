# SPDX-License-Identifier: EUPL-1.2
"""Who may open the pages of cosy corners. Which series a facilitator sees is decided when it is loaded."""

from __future__ import annotations

from core.access import roles
from core.domain.actor import Role

FACILITATE = roles(Role.FACILITATOR)
