# SPDX-License-Identifier: EUPL-1.2
"""Encryption of small numbers in the exponent (protocol, section 4).

The product of ciphertexts encrypts the sum; that is how votes are added up without opening one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from council.ballots import codec
from council.ballots.errors import BallotError
from council.ballots.groups.protocol import Element, Group


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """alpha = g^r and beta = y^r g^m for a key y, a number m and random r (protocol, section 4)."""

    alpha: Element
    beta: Element


def encrypt(group: Group, key: Element, message: int, r: int) -> Ciphertext:
    """Encrypt a small number with the randomness r (protocol, section 4)."""
    beta = group.power_fixed(key, r)
    if message:
        beta = group.multiply(beta, group.power_fixed(group.g, message))
    return Ciphertext(group.power_fixed(group.g, r), beta)


def combine(group: Group, ciphertexts: Iterable[Ciphertext]) -> Ciphertext:
    """The component-wise product: it encrypts the sum of the messages (protocol, section 4)."""
    alpha = beta = group.identity
    for ciphertext in ciphertexts:
        alpha = group.multiply(alpha, ciphertext.alpha)
        beta = group.multiply(beta, ciphertext.beta)
    return Ciphertext(alpha, beta)


def pair(group: Group, ciphertext: Ciphertext) -> str:
    """Both components as they enter a hash: joined by a comma (protocol, section 8.1)."""
    return f"{group.text(ciphertext.alpha)},{group.text(ciphertext.beta)}"


def parse(group: Group, value: Any, where: str, *, check: bool = True) -> Ciphertext:
    """Read `{"alpha":..,"beta":..}`; with `check`, both must be members of the group."""
    found = codec.keyed(value, ("alpha", "beta"), where)
    return Ciphertext(
        element(group, found["alpha"], f"{where}.alpha", check=check),
        element(group, found["beta"], f"{where}.beta", check=check),
    )


def element(group: Group, value: Any, where: str, *, check: bool = True) -> Element:
    """Read one group element and name the place when it is refused."""
    try:
        return group.element(value, check=check)
    except BallotError as error:
        raise BallotError(error.code, where=where) from None


def to_json(group: Group, ciphertext: Ciphertext) -> dict[str, str]:
    return {"alpha": group.text(ciphertext.alpha), "beta": group.text(ciphertext.beta)}
