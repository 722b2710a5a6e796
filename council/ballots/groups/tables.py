# SPDX-License-Identifier: EUPL-1.2
"""Powers of a fixed base from a table: one product per digit of the exponent instead of ten squarings.

Row i holds base^(d * 2^(bits * i)) for every digit d. Reading a table by a secret digit can be seen by someone who
shares the processor's cache, so lasting secrets use `power_secret` instead.
"""

from gmpy2 import mpz

#: Ten bits make 26 products of a 256-bit exponent; building takes as long as 700 powers and 8 MB.
SHORT_EXPONENT, SHORT_DIGIT = 512, 10
#: For long exponents the same would take 60 MB.
LONG_DIGIT = 8


class FixedBase:
    """The table of one base modulo p for exponents of up to `length` bits."""

    __slots__ = ("_bits", "_mask", "_modulus", "_rows")

    def __init__(self, base: mpz, modulus: mpz, length: int) -> None:
        self._modulus = modulus
        self._bits = SHORT_DIGIT if length <= SHORT_EXPONENT else LONG_DIGIT
        self._mask = (1 << self._bits) - 1
        self._rows = []
        for _ in range(-(-length // self._bits)):
            row = [mpz(1), base]
            for _ in range(self._mask - 1):
                row.append(row[-1] * base % modulus)
            self._rows.append(row)
            base = row[-1] * base % modulus

    def power(self, exponent: int) -> mpz:
        modulus, bits, mask = self._modulus, self._bits, self._mask
        found = self._rows[0][exponent & mask]
        for row in self._rows[1:]:
            exponent >>= bits
            found = found * row[exponent & mask] % modulus
        return found
