# SPDX-License-Identifier: EUPL-1.2
"""Signed messages among the members of a threshold group (protocol, section 6.2).

Any text can be signed; it travels inside the object as a string, so its bytes stay as they were signed.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from council.ballots import codec, proofs
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Element, Group
from council.ballots.proofs import Proof


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A text and its author's signature (protocol, section 6.2)."""

    message: str
    signature: Proof


def _prefix(message: str) -> str:
    return f"sigmsg|{message}|"


def sign(group: Group, secret: int, message: str, *, draw: Draw = secrets.randbelow) -> SignedMessage:
    """sign(sk, M) (protocol, section 6.2)."""
    return SignedMessage(message, proofs.prove_knowledge(group, secret, _prefix(message), draw=draw))


def check_signature(group: Group, author: Element, signed: SignedMessage, where: str) -> None:
    """Refuse what the holder of the verification key `author` did not sign (protocol, section 6.2)."""
    if not proofs.knows(group, author, _prefix(signed.message), signed.signature):
        raise BallotError(BallotErrorCode.TRUSTEE_SIGNATURE, where=where)


def parse(group: Group, value: Any, where: str) -> SignedMessage:
    found = codec.keyed_freely(value, ("message", "signature"), (), where)
    return SignedMessage(
        codec.text_of(found["message"], f"{where}.message"),
        proofs.parse(group, found["signature"], f"{where}.signature"),
    )


def to_json(signed: SignedMessage) -> dict[str, object]:
    return {"message": signed.message, "signature": proofs.to_json(signed.signature)}
