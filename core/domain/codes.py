# SPDX-License-Identifier: EUPL-1.2
"""The printed code: twelve characters of Crockford's base32 (60 bits), forgiving when typed.

Letters that are mistaken for digits are read as the digit; spaces, dashes and case do not matter; Arabic-Indic
and Persian digits are read as the Latin ones. Randomness arrives as an argument.
"""

from __future__ import annotations

from collections.abc import Callable

from core.domain.refusal import CoreRefusal, Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4

_READ_AS = {"O": "0", "I": "1", "L": "1"}
_READ_AS |= {chr(0x660 + d): str(d) for d in range(10)}
_READ_AS |= {chr(0x6F0 + d): str(d) for d in range(10)}
_IGNORED = frozenset(" -\u2010\u2011\u2012\u2013\u2014\u00a0\u200e\u200f\u2066\u2067\u2068\u2069.")


def new_code(choose: Callable[[str], str]) -> str:
    """A fresh code in printed form; ``choose`` picks one character of a text (for example secrets.choice)."""
    return printed("".join(choose(ALPHABET) for _ in range(LENGTH)))


def printed(plain: str) -> str:
    """The form people read: groups of four joined by dashes."""
    return "-".join(plain[i : i + GROUP] for i in range(0, len(plain), GROUP))


def read_code(typed: str) -> str:
    """What a person typed, as the twelve plain characters.

    :raises Refusal: ``core.code_malformed`` when it cannot be a code at all (no attempt is counted for that).
    """
    kept = (c for c in typed.upper() if c not in _IGNORED)
    plain = "".join(_READ_AS.get(c, c) for c in kept)
    if len(plain) != LENGTH or any(c not in ALPHABET for c in plain):
        raise Refusal(CoreRefusal.CODE_MALFORMED, field="code", length=LENGTH)
    return plain
