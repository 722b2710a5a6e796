# SPDX-License-Identifier: EUPL-1.2
"""Who may open the pages of staff accounts."""

from __future__ import annotations

from core.access import STAFF, opened, roles
from core.accounts.domain.staff import SET_UP
from core.domain.actor import Role

KEEP_ACCOUNTS = roles(Role.OPERATOR)
OWN_ACCOUNT = STAFF
CHOOSE_PASSWORD = opened(SET_UP)
