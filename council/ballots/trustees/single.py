# SPDX-License-Identifier: EUPL-1.2
"""A mandatory trustee's key and the proof that somebody knows it (protocol, section 6.1).

The same object serves as the verification key of a member of a threshold group.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from council.ballots import codec, elgamal, hashing, proofs
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Element, Group
from council.ballots.proofs import Proof


@dataclass(frozen=True, slots=True)
class PublicKey:
    """X = g^x, a proof of knowing x and, if given, the trustee's name (protocol, section 6.1).

    `signature` is the later proof of a threshold member that X is his (protocol, section 6.4).
    """

    public: Element
    proof: Proof
    name: str | None = None
    signature: Proof | None = None


def prefix(group: Group, public: Element) -> str:
    """The words the proof is bound to; the group's name is among them (protocol, section 6.1)."""
    return f"pok|{group.name}|{group.text(public)}|"


def new_secret(group: Group, *, draw: Draw = secrets.randbelow) -> int:
    """x, never zero: a key of zero would protect nothing."""
    return 1 + draw(group.q - 1)


def make_key(group: Group, secret: int, *, name: str | None = None, draw: Draw = secrets.randbelow) -> PublicKey:
    """The public part with its proof (protocol, section 6.1)."""
    public = group.power_secret(group.g, secret)
    return PublicKey(public, proofs.prove_knowledge(group, secret, prefix(group, public), draw=draw), name)


def check_key(group: Group, key: PublicKey, where: str) -> None:
    """Refuse a key that nobody proved to know, or that is no key at all (protocol, section 6.1)."""
    if key.public == group.identity or not proofs.knows(group, key.public, prefix(group, key.public), key.proof):
        raise BallotError(BallotErrorCode.TRUSTEE_PROOF, where=where)


def identifier(group: Group, public: Element) -> str:
    """How the reference tool names a trustee's files: eight digits of the key's hash (protocol, section 14)."""
    return hashing.hexadecimal(group.text(public))[:8].upper()


def parse(group: Group, value: Any, where: str) -> PublicKey:
    found = codec.keyed_freely(value, ("pok", "public_key"), ("name", "signature"), where)
    return PublicKey(
        public=elgamal.element(group, found["public_key"], f"{where}.public_key"),
        proof=proofs.parse(group, found["pok"], f"{where}.pok"),
        name=codec.text_of(found["name"], f"{where}.name") if found.get("name") is not None else None,
        signature=proofs.parse(group, found["signature"], f"{where}.signature") if "signature" in found else None,
    )


def to_json(group: Group, key: PublicKey) -> dict[str, object]:
    made: dict[str, object] = {"pok": proofs.to_json(key.proof), "public_key": group.text(key.public)}
    if key.signature is not None:
        made["signature"] = proofs.to_json(key.signature)
    if key.name is not None:
        made["name"] = key.name
    return made


def secret_text(secret: int) -> str:
    """The `.privkey` file: the number as a JSON string (protocol, section 6.1)."""
    return codec.dump(str(secret))


def parse_secret(text: str, group: Group) -> int:
    """Read a `.privkey` file; a zero is refused."""
    secret = codec.decimal(codec.load(text.strip(), "private_key"), "private_key", below=group.q)
    if secret == 0:
        raise codec.wrong_number("private_key")
    return secret
