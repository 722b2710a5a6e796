# SPDX-License-Identifier: EUPL-1.2
"""The number of a person in the residents' register: FR, seven digits, one check letter.

The letter catches a mistyped digit and two neighbours changed over; it says nothing about who holds the
number.
"""

import re
from operator import mul

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXY"
_WEIGHTS = range(2, 9)
_FORM = re.compile(r"FR-([0-9]{7})-([A-Z])\Z")


def check_letter(digits: str) -> str:
    """The letter that belongs to seven digits: their sum, weighted 2 to 8 from the left, modulo 23."""
    if not re.fullmatch(r"[0-9]{7}", digits):
        raise ValueError("a register number has seven digits")
    return _letter(digits)


def is_register_number(text: str) -> bool:
    """True when the form and the check letter are right."""
    match = _FORM.match(text)
    return match is not None and _letter(match[1]) == match[2]


def has_register_number_form(text: str) -> bool:
    """True when only the check letter can be wrong."""
    return _FORM.match(text) is not None


def _letter(digits: str) -> str:
    return _ALPHABET[sum(map(mul, _WEIGHTS, map(int, digits))) % len(_ALPHABET)]
