# SPDX-License-Identifier: EUPL-1.2
"""Membership of many numbers at once by random subset products.

If one number lies outside the subgroup, a product over a random subset of all of them lies outside with a chance of
at least one half, whatever the order of the quotient; 64 independent subsets leave 2^-64. (Small random exponents
would not do: the cofactor of the 2048-bit group has small factors.) Chance is drawn after the numbers are known.
"""

import secrets
from collections.abc import Sequence

from gmpy2 import mpz

SUBSETS = 64
BYTE = 8


def subset_products(numbers: Sequence[mpz], modulus: mpz) -> list[mpz]:
    """The products over 64 random subsets; every number costs eight multiplications.

    Eight subsets share one random byte per number: the numbers are first multiplied into 256 heaps by that byte, and
    the product of a subset is that of the heaps whose byte has its bit.
    """
    products = []
    for _ in range(SUBSETS // BYTE):
        heaps = _heaps(numbers, modulus)
        for bit in range(BYTE):
            found = mpz(1)
            for byte, heap in enumerate(heaps):
                if byte >> bit & 1 and heap is not None:
                    found = found * heap % modulus
            products.append(found)
    return products


def _heaps(numbers: Sequence[mpz], modulus: mpz) -> list[mpz | None]:
    heaps: list[mpz | None] = [None] * 256
    for number, byte in zip(numbers, secrets.token_bytes(len(numbers)), strict=True):
        heap = heaps[byte]
        heaps[byte] = number if heap is None else heap * number % modulus
    return heaps
