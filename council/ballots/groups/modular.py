# SPDX-License-Identifier: EUPL-1.2
"""The subgroup of prime order q of the numbers modulo a 2048-bit prime p (protocol, sections 2.1 and 2.2).

Elements are gmpy2 numbers. Public exponentiations are quick; those with a lasting secret go through `powmod_sec`.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

import gmpy2
from gmpy2 import mpz

from council.ballots import hashing
from council.ballots.codec import is_decimal
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups.membership import subset_products
from council.ballots.groups.openssl import public_powers
from council.ballots.groups.parameters import ModularParameters
from council.ballots.groups.tables import FixedBase

#: The generator, an election key and a few of the tests' own; a table of the large group takes 20 MB.
TABLES_KEPT = 4
#: Below this number of elements one exponentiation each is cheaper than the subset products.
FEW = 110


class ModularGroup:
    """One of the two groups modulo p; see `Group` for what each method promises."""

    def __init__(self, parameters: ModularParameters) -> None:
        self.name = parameters.name
        self.p = parameters.p
        self.q = int(parameters.q)
        self.g = parameters.g
        self.identity = mpz(1)
        self._order = parameters.q
        self._squares = parameters.squares
        self._longest = len(str(self.p))
        self._public = public_powers(self.p, self.q.bit_length())
        self._tables: OrderedDict[mpz, FixedBase] = OrderedDict()

    def __reduce__(self) -> tuple[object, ...]:
        from council.ballots.groups import group_named  # the registry imports this module

        return group_named, (self.name,)

    def element(self, text: str, *, check: bool = True) -> mpz:
        if type(text) is not str or len(text) > self._longest or not is_decimal(text):
            raise BallotError(BallotErrorCode.NOT_AN_ELEMENT)
        number = mpz(text, 10)
        if not 0 < number < self.p:
            raise BallotError(BallotErrorCode.NOT_AN_ELEMENT)
        if check and not self.is_member(number):
            raise BallotError(BallotErrorCode.NOT_A_MEMBER)
        return number

    def text(self, element: mpz) -> str:
        return str(element)

    def sort_key(self, element: mpz) -> int:
        return int(element)

    def power(self, base: mpz, exponent: int) -> mpz:
        return self._public.power(base, exponent)

    def powers(self, base: mpz, exponents: Sequence[int]) -> list[mpz]:
        return self._public.powers(base, exponents)

    def powers_if_member(self, base: mpz, exponents: Sequence[int]) -> list[mpz] | None:
        if self._squares:
            return self.powers(base, exponents) if self.is_member(base) else None
        if not 0 < base < self.p:
            return None
        first, *found = self.powers(base, [self.q, *exponents])
        return found if first == 1 else None

    def power_fixed(self, base: mpz, exponent: int) -> mpz:
        table = self._tables.get(base)
        if table is None:
            table = self._tables[base] = FixedBase(base, self.p, self.q.bit_length())
            if len(self._tables) > TABLES_KEPT:
                self._tables.popitem(last=False)
        return table.power(exponent)

    def power_secret(self, base: mpz, exponent: int) -> mpz:
        # powmod_sec wants an exponent above zero; q does the same as zero.
        return gmpy2.powmod_sec(base, exponent or self._order, self.p)

    def multiply(self, left: mpz, right: mpz) -> mpz:
        return left * right % self.p

    def product(self, elements: Iterable[mpz]) -> mpz:
        found = self.identity
        for element in elements:
            found = found * element % self.p
        return found

    def inverse(self, element: mpz) -> mpz:
        return gmpy2.invert(element, self.p)

    def is_member(self, element: mpz) -> bool:
        if not 0 < element < self.p:
            return False
        if self._squares:
            return bool(gmpy2.jacobi(element, self.p) == 1)
        return bool(self._public.power(element, self._order) == 1)

    def all_members(self, elements: Sequence[mpz]) -> bool:
        if self._squares or len(elements) < FEW:
            return all(self.is_member(element) for element in elements)
        if not all(0 < element < self.p for element in elements):
            return False
        return all(self.is_member(found) for found in subset_products(elements, self.p))

    def hash_to_scalar(self, prefix: str, elements: Iterable[mpz]) -> int:
        return hashing.integer(prefix + ",".join(map(str, elements))) % self.q
