# SPDX-License-Identifier: EUPL-1.2
"""Lots from a seed everybody can see: public dice, a lottery, a beacon; for by-laws that allow it.

After RFC 3797: list the candidates first, publish where the seed will come from, then let a hash choose one after
the other; SHA-256 stands in for the older hash. Anyone with the seed and the list gets the same order. Where the
seed comes from and whether it was published in time is for people to watch.
"""

import hashlib
from collections.abc import Iterable

from council.tally.errors import TallyError, TallyErrorCode

LONGEST_SEED = 500
_INDEX_BYTES = 2


def canonical_seed(text: str) -> bytes:
    """The key: each source ends with a slash; letters and digits only, capitals, every run of digits with a point.

    Sources are parted by semicolons. "7 12 09; Ab" becomes "7.12.9./AB./".
    """
    if not text.strip() or len(text) > LONGEST_SEED:
        raise TallyError(TallyErrorCode.SEED_NEEDED)
    sources = []
    for source in text.split(";"):
        cleaned = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in source)
        parts = [_without_zeros(part) for part in cleaned.upper().split()]
        if parts:
            sources.append("".join(f"{part}." for part in parts) + "/")
    if not sources:
        raise TallyError(TallyErrorCode.SEED_NEEDED)
    return "".join(sources).encode()


def _without_zeros(part: str) -> str:
    return (part.lstrip("0") or "0") if part.isdigit() else part


def order_from_seed(seed: str, between: Iterable[int], *, turn: int = 1) -> tuple[int, ...]:
    """The lists in the order drawn. `turn` numbers the draws of one count, so that each has lots of its own."""
    key = canonical_seed(seed) + (f"{turn}./".encode() if turn > 1 else b"")
    standing = sorted(between)
    drawn: list[int] = []
    while standing:
        index = len(drawn).to_bytes(_INDEX_BYTES, "big")
        chosen = int.from_bytes(hashlib.sha256(index + key + index).digest(), "big") % len(standing)
        drawn.append(standing.pop(chosen))
    return tuple(drawn)
