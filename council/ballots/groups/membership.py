# SPDX-License-Identifier: EUPL-1.2
"""Membership of many numbers at once by random subset products.

If one number lies outside the subgroup, a product over a random subset of all of them lies outside with a chance of
at least one half, whatever the order of the quotient; 64 independent subsets leave 2^-64. (Small random exponents
would not do: the cofactor of the 2048-bit group has small factors.) Chance is drawn after the numbers are known.
"""

import secrets
from collections.abc import Sequence
from functools import reduce

from gmpy2 import mpz

SUBSETS = 64
BYTE = 8


def subset_products(numbers: Sequence[mpz], modulus: mpz) -> list[mpz]:
    """The products over 64 random subsets; every number costs eight multiplications.

    Eight subsets share one random byte per number: the numbers are first multiplied into 256 heaps by that byte. The
    upper half of the heaps is the subset of the highest bit; folded onto the lower half it leaves the other bits.
    """
    products = []
    for _ in range(SUBSETS // BYTE):
        heaps = _heaps(numbers, modulus)
        for _ in range(BYTE):
            half = len(heaps) // 2
            lower, upper = heaps[:half], heaps[half:]
            products.append(reduce(lambda left, right: left * right % modulus, upper))
            heaps = [low * high % modulus for low, high in zip(lower, upper, strict=True)]
    return products


def _heaps(numbers: Sequence[mpz], modulus: mpz) -> list[mpz]:
    heaps = [mpz(1)] * 256
    for number, byte in zip(numbers, secrets.token_bytes(len(numbers)), strict=True):
        heaps[byte] = heaps[byte] * number % modulus
    return heaps
