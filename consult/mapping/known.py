# SPDX-License-Identifier: EUPL-1.2
"""Which country and language codes exist (Unicode data), for checking what is typed or imported."""

from __future__ import annotations

from babel import Locale

from consult.mapping.domain.importing import Known
from consult.mapping.folding import key_of

_ENGLISH = Locale("en")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "CQ", "AC", "TA", "DG", "EA", "IC", "CP"})
_NO_LANGUAGES = frozenset({"mul", "und", "zxx", "root", "mis"})

COUNTRIES = (
    frozenset(code for code in map(str, _ENGLISH.territories) if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES
)
LANGUAGES = frozenset(c for c in map(str, _ENGLISH.languages) if c.isalpha()) - _NO_LANGUAGES | {"fa_AF"}
"""Without variants by country, but for Dari, which has no code of its own in this data."""
KNOWN = Known(COUNTRIES, LANGUAGES, key_of)
