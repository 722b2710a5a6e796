# SPDX-License-Identifier: EUPL-1.2
"""Powers of a fixed base from a table: one product per byte of the exponent instead of eight squarings.

Row i holds base^(d * 256^i) for every byte d. Reading a table by a secret byte can be seen by someone who shares the
processor's cache, so lasting secrets use `power_secret` instead.
"""

from gmpy2 import mpz

DIGITS = 256


class FixedBase:
    """The table of one base modulo p for exponents of up to `size` bytes."""

    __slots__ = ("_modulus", "_rows", "_size")

    def __init__(self, base: mpz, modulus: mpz, size: int) -> None:
        self._modulus = modulus
        self._size = size
        self._rows = []
        for _ in range(size):
            row = [mpz(1)]
            for _ in range(DIGITS - 1):
                row.append(row[-1] * base % modulus)
            self._rows.append(row)
            base = row[-1] * base % modulus

    def power(self, exponent: int) -> mpz:
        modulus = self._modulus
        found = mpz(1)
        for row, digit in zip(self._rows, exponent.to_bytes(self._size, "little"), strict=True):
            if digit:
                found = found * row[digit] % modulus
        return found
