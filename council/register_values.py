# SPDX-License-Identifier: EUPL-1.2
"""Values of a register line for reading: codes of countries, languages and statuses in words, everything else as is.

A value we do not know stays as it is written, so that the fault can be seen.
"""

from __future__ import annotations

from flask_babel import get_locale

from council.domain.vocabularies import COUNTRIES, STATELESS, ResidenceStatus
from council.messages import STATELESS_LABEL, STATUSES


def value_words(column: str, value: str) -> str:
    """The value as people say it, with the code where it came as one."""
    found = ""
    if column == "citizenship" and value in COUNTRIES:
        found = str(STATELESS_LABEL) if value == STATELESS else get_locale().territories.get(value, "")
    elif column == "language":
        found = get_locale().languages.get(value, "")
    elif column == "residence_status" and value in list(ResidenceStatus):
        return str(STATUSES[ResidenceStatus(value)])
    return f"{found} ({value})" if found else value
