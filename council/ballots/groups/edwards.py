# SPDX-License-Identifier: EUPL-1.2
"""The prime-order subgroup of the curve of RFC 8032, with libsodium (protocol, section 2.3).

Elements are the 32 bytes of RFC 8032; published text is their hexadecimal form backwards. libsodium refuses the
identity in most of its functions, and the protocol allows it, so it is treated apart everywhere.
"""

from collections.abc import Iterable, Sequence

from nacl import bindings

from council.ballots import hashing
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups.parameters import ED25519

SIZE = 32
IDENTITY = bytes([1]) + bytes(SIZE - 1)
GENERATOR = bytes([0x58]) + bytes([0x66]) * (SIZE - 1)
ORDER = 2**252 + 27742317777372353535851937790883648493
HEXADECIMAL = frozenset("0123456789abcdef")


class EdwardsGroup:
    """Ed25519 as the reference tool writes it since 2.1; see `Group` for what each method promises."""

    name = ED25519
    q = ORDER
    g = GENERATOR
    identity = IDENTITY

    def __reduce__(self) -> tuple[object, ...]:
        from council.ballots.groups import group_named  # the registry imports this module

        return group_named, (self.name,)

    def element(self, text: str, *, check: bool = True) -> bytes:
        if type(text) is not str or len(text) != 2 * SIZE or not HEXADECIMAL.issuperset(text):
            raise BallotError(BallotErrorCode.NOT_AN_ELEMENT)
        point = bytes.fromhex(text)[::-1]
        if check and not self.is_member(point):
            raise BallotError(BallotErrorCode.NOT_A_MEMBER)
        return point

    def text(self, element: bytes) -> str:
        return element[::-1].hex()

    def sort_key(self, element: bytes) -> int:
        return int.from_bytes(element, "little")

    def power(self, base: bytes, exponent: int) -> bytes:
        if exponent == 0 or base == IDENTITY:
            return IDENTITY
        scalar = exponent.to_bytes(SIZE, "little")
        if base == GENERATOR:
            return bindings.crypto_scalarmult_ed25519_base_noclamp(scalar)
        return bindings.crypto_scalarmult_ed25519_noclamp(scalar, base)

    def powers(self, base: bytes, exponents: Sequence[int]) -> list[bytes]:
        return [self.power(base, exponent) for exponent in exponents]

    def powers_if_member(self, base: bytes, exponents: Sequence[int]) -> list[bytes] | None:
        return self.powers(base, exponents) if self.is_member(base) else None

    def power_fixed(self, base: bytes, exponent: int) -> bytes:
        return self.power(base, exponent)

    def power_secret(self, base: bytes, exponent: int) -> bytes:
        # libsodium's multiplication takes the same time for every scalar.
        return self.power(base, exponent)

    def multiply(self, left: bytes, right: bytes) -> bytes:
        return bindings.crypto_core_ed25519_add(left, right)

    def product(self, elements: Iterable[bytes]) -> bytes:
        found = IDENTITY
        for element in elements:
            found = bindings.crypto_core_ed25519_add(found, element)
        return found

    def inverse(self, element: bytes) -> bytes:
        return bindings.crypto_core_ed25519_sub(IDENTITY, element)

    def is_member(self, element: bytes) -> bool:
        return element == IDENTITY or bindings.crypto_core_ed25519_is_valid_point(element)

    def all_members(self, elements: Sequence[bytes]) -> bool:
        return all(self.is_member(element) for element in elements)

    def hash_to_scalar(self, prefix: str, elements: Iterable[bytes]) -> int:
        return hashing.integer(prefix + ",".join(map(self.text, elements))) % ORDER
