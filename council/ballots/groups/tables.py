# SPDX-License-Identifier: EUPL-1.2
"""Powers of a fixed base from a table: one product per digit of the exponent instead of ten squarings.

Row i holds base^(d * 2^(bits * i)) for every digit d. Reading a table by a secret digit can be seen by someone who
shares the processor's cache, so lasting secrets use `power_secret` instead.
"""

from gmpy2 import mpz

#: Ten bits make 26 products of a 256-bit exponent and take 26,600 to build, 8 MB; eight bits make 32 and take 8,200.
SHORT_EXPONENT, FIRST_DIGIT, SHORT_DIGIT = 512, 8, 10
#: After so many powers the larger table has paid for itself.
MANY = 4_500
#: For long exponents ten bits would take 60 MB.
LONG_DIGIT = 8


class FixedBase:
    """The table of one base modulo p for exponents of up to `length` bits; a base used often gets a larger one."""

    __slots__ = ("_base", "_bits", "_left", "_length", "_mask", "_modulus", "_rows")

    def __init__(self, base: mpz, modulus: mpz, length: int) -> None:
        self._base, self._modulus, self._length = base, modulus, length
        self._left = MANY if length <= SHORT_EXPONENT else -1
        self._build(FIRST_DIGIT if length <= SHORT_EXPONENT else LONG_DIGIT)

    def power(self, exponent: int) -> mpz:
        self._left -= 1
        if self._left == 0:
            self._build(SHORT_DIGIT)
        modulus, bits, mask = self._modulus, self._bits, self._mask
        found = self._rows[0][exponent & mask]
        for row in self._rows[1:]:
            exponent >>= bits
            found = found * row[exponent & mask] % modulus
        return found

    def _build(self, bits: int) -> None:
        base, modulus = self._base, self._modulus
        self._bits, self._mask = bits, (1 << bits) - 1
        self._rows: list[list[mpz]] = []
        for _ in range(-(-self._length // bits)):
            row = [mpz(1), base]
            for _ in range(self._mask - 1):
                row.append(row[-1] * base % modulus)
            self._rows.append(row)
            base = row[-1] * base % modulus
