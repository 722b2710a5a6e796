# SPDX-License-Identifier: EUPL-1.2
"""Amounts of money as whole cents: read from what people type, added up, never rounded.

An amount that can be read in two ways is refused. Currencies and wording are not known here.
"""

import re
import unicodedata
from collections.abc import Iterable

from core.domain.refusal import Refusal
from council.domain.founding import FoundingRefusal

MOST_CENTS = 100_000_000_000
"""A milliard euros: whatever is larger was mistyped."""

_SPACE = " \u00a0\u2009\u202f\u2007'’"
_PLAIN = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")
_GROUPED = (re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d{1,2})"), re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d{1,2})"))
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:[.,]\d{{1,2}})?|[^{_SPACE}]+")


def read_cents(typed: str) -> int:
    """An amount as typed, in cents: ``1250``, ``1 250,50``, ``1,250.50`` and the same in other digits.

    :raises Refusal: ``council.amount_unreadable`` or ``council.amount_too_large``.
    """
    text = _western(typed).removesuffix("€").removeprefix("€").strip()
    if not _SPACED.fullmatch(text):
        raise Refusal(FoundingRefusal.AMOUNT_UNREADABLE, field="amount")
    text = text.translate(dict.fromkeys(map(ord, _SPACE)))
    for pattern in (_PLAIN, *_GROUPED):
        found = pattern.fullmatch(text)
        if found:
            return _bounded(int(re.sub(r"\D", "", found[1])) * 100 + int((found[2] or "0").ljust(2, "0")))
    raise Refusal(FoundingRefusal.AMOUNT_UNREADABLE, field="amount")


def plain_amount(cents: int) -> str:
    """The amount with a point and two places, for files."""
    return f"{cents // 100}.{cents % 100:02d}"


def total(amounts: Iterable[int]) -> int:
    """The sum in cents."""
    return sum(amounts)


def _bounded(cents: int) -> int:
    if cents > MOST_CENTS:
        raise Refusal(FoundingRefusal.AMOUNT_TOO_LARGE, field="amount")
    return cents


def _western(typed: str) -> str:
    """Digits of every script as 0 to 9; the Arabic separators as comma and point."""
    text = typed.strip().replace("\u066b", ",").replace("\u066c", ".")
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
