# SPDX-License-Identifier: EUPL-1.2
"""Finds what looks like somebody's e-mail address or number in a text. It cannot find names: people must."""

from __future__ import annotations

import re
import unicodedata

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]{2,}")
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){6,}")
_DATE = re.compile(r"\b(?:\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}[./\-]\d{1,2}[./\-]\d{4})\b")


def looks_personal(text: str) -> bool:
    """True for an e-mail address, or seven digits and more in one run in any script; dates do not count."""
    if _EMAIL.search(text):
        return True
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return _NUMBER.search(_DATE.sub(" ", plain)) is not None
