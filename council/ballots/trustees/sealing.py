# SPDX-License-Identifier: EUPL-1.2
"""Sealed messages among the members of a threshold group: signed, then encrypted to one of them (section 6.2).

A member keeps one seed of 22 characters; both of his key pairs come from it.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from council.ballots import codec, elgamal, hashing
from council.ballots.election import BASE58
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Element, Group
from council.ballots.trustees import signing

SEED_LENGTH = 22
TAG = 8
NONCE = 13
#: With a nonce of 13 bytes the length has two; longer messages take a shorter nonce.
LONG_MESSAGE = 2**16


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """A member's signing and decryption secrets with their public parts (protocol, section 6.2)."""

    signing: int
    decryption: int
    verification: Element
    encryption: Element


def new_seed(*, draw: Draw = secrets.randbelow) -> str:
    return "".join(BASE58[draw(len(BASE58))] for _ in range(SEED_LENGTH))


def member_keys(group: Group, seed: str) -> MemberKeys:
    """Both key pairs of a seed (protocol, section 6.2)."""
    if len(seed) != SEED_LENGTH or not set(seed) <= set(BASE58):
        raise BallotError(BallotErrorCode.BAD_CREDENTIAL, where="seed")
    signing_key, decryption_key = (hashing.integer(f"{kind}|{seed}") % group.q for kind in ("sk", "dk"))
    return MemberKeys(
        signing_key,
        decryption_key,
        group.power_secret(group.g, signing_key),
        group.power_secret(group.g, decryption_key),
    )


def encrypt(group: Group, recipient: Element, message: str, *, draw: Draw = secrets.randbelow) -> str:
    """encrypt(ek, M): a random element's hash is the AES key (protocol, section 6.2)."""
    r, hidden = draw(group.q), draw(group.q)
    secret = group.power_secret(group.g, hidden)
    alpha = group.power_secret(group.g, r)
    beta = group.multiply(group.power_secret(recipient, r), secret)
    plain = message.encode()
    nonce = _nonce(group, alpha, len(plain))
    data = _cipher(group, secret).encrypt(nonce, plain, None)
    return codec.dump({"alpha": group.text(alpha), "beta": group.text(beta), "data": data.hex()})


def decrypt(group: Group, secret: int, sealed: str) -> str:
    """The opposite of `encrypt`; anything tampered with is refused (protocol, section 6.2)."""
    where = "sealed"
    found = codec.keyed_freely(codec.load(sealed, where), ("alpha", "beta", "data"), (), where)
    alpha = elgamal.element(group, found["alpha"], f"{where}.alpha")
    beta = elgamal.element(group, found["beta"], f"{where}.beta")
    key = group.multiply(beta, group.inverse(group.power_secret(alpha, secret)))
    try:
        data = bytes.fromhex(codec.text_of(found["data"], f"{where}.data"))
        nonce = _nonce(group, alpha, len(data) - TAG)
        return _cipher(group, key).decrypt(nonce, data, None).decode()
    except (InvalidTag, ValueError):
        raise BallotError(BallotErrorCode.TRUSTEE_MESSAGE, where=where) from None


def _cipher(group: Group, key: Element) -> AESCCM:
    return AESCCM(bytes.fromhex(hashing.hexadecimal(f"key|{group.text(key)}")), tag_length=TAG)


def _nonce(group: Group, alpha: Element, length: int) -> bytes:
    size = NONCE if length < LONG_MESSAGE else NONCE - 1
    return bytes.fromhex(hashing.hexadecimal(f"iv|{group.text(alpha)}"))[:size]


def send(group: Group, sender: int, recipient: Element, message: str, *, draw: Draw = secrets.randbelow) -> str:
    """send(sk, ek, m): the recipient's key is inside the signature (protocol, section 6.2)."""
    addressed = codec.dump({"recipient": group.text(recipient), "message": message})
    signed = signing.sign(group, sender, addressed, draw=draw)
    return encrypt(group, recipient, codec.dump(signing.to_json(signed)), draw=draw)


def receive(group: Group, keys: MemberKeys, sender: Element, sealed: str) -> str:
    """Open a message; refuse one that is not signed by the sender or not meant for this reader (section 6.2)."""
    where = "sealed"
    signed = signing.parse(group, codec.load(decrypt(group, keys.decryption, sealed), where), where)
    signing.check_signature(group, sender, signed, where)
    found = codec.keyed_freely(codec.load(signed.message, where), ("recipient", "message"), (), where)
    if found["recipient"] != group.text(keys.encryption):
        raise BallotError(BallotErrorCode.TRUSTEE_MESSAGE, where=where)
    return codec.text_of(found["message"], where)
