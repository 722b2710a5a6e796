# SPDX-License-Identifier: EUPL-1.2
"""What the protocol asks of a group, whichever it is (protocol, section 2).

Written multiplicatively: `g` generates the subgroup of prime order `q`. Nothing here says how an element is stored.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeAlias

#: A group element. Opaque: only the group that made it knows its form, so no narrower type would be honest.
Element: TypeAlias = Any
#: Chance as an argument: a number below the given one. `secrets.randbelow` outside tests.
Draw: TypeAlias = Callable[[int], int]


class Group(Protocol):
    """A group of prime order with the operations that the protocol uses; exponents lie in [0, q)."""

    name: str
    q: int
    g: Element
    identity: Element

    def element(self, text: str, *, check: bool = True) -> Element:
        """Read the string form; with `check`, refuse what is not a member of the subgroup."""

    def text(self, element: Element) -> str:
        """The string form that is hashed and published."""

    def sort_key(self, element: Element) -> int:
        """The number by which lists of ciphertexts are ordered."""

    def power(self, base: Element, exponent: int) -> Element:
        """base^exponent for public values."""

    def powers(self, base: Element, exponents: Sequence[int]) -> list[Element]:
        """base^e for several exponents of one base, cheaper together; public values."""

    def powers_if_member(self, base: Element, exponents: Sequence[int]) -> list[Element] | None:
        """`powers` of what has not been tested yet, or nothing if it is no member: the test shares their work."""

    def power_fixed(self, base: Element, exponent: int) -> Element:
        """base^exponent for a base used often: the generator and election keys. Keeps a table for it."""

    def power_secret(self, base: Element, exponent: int) -> Element:
        """base^exponent where the exponent is a lasting secret: does not hurry over any bit of it."""

    def multiply(self, left: Element, right: Element) -> Element:
        """left * right."""

    def product(self, elements: Iterable[Element]) -> Element:
        """The product of all; the identity for none."""

    def inverse(self, element: Element) -> Element:
        """1 / element."""

    def is_member(self, element: Element) -> bool:
        """Whether the element lies in the subgroup of order q."""

    def all_members(self, elements: Sequence[Element]) -> bool:
        """`is_member` of many at once; an outsider slips through with a chance below 2^-63."""

    def hash_to_scalar(self, prefix: str, elements: Iterable[Element]) -> int:
        """Hq: SHA-256 of the prefix and the elements' texts joined by commas, modulo q (protocol, section 2.4)."""
