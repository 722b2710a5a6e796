# SPDX-License-Identifier: EUPL-1.2
"""The steps by which n people come to share one key, any t of whom can use it (protocol, sections 6.3 and 6.4).

Each function is one step of one person, or of the server that passes the messages on; every message is JSON as the
reference tool writes it, so that each role can be played by it. The later fields are written whenever all members can.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from council.ballots import codec
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Group
from council.ballots.proofs import Proof
from council.ballots.trustees import sealing, signing, single, threshold
from council.ballots.trustees.sealing import MemberKeys
from council.ballots.trustees.signing import SignedMessage
from council.ballots.trustees.single import PublicKey
from council.ballots.trustees.threshold import Certificate, ThresholdKeys

#: Room for the largest index to the highest power, times the number of members.
UNREDUCED_BITS = 8 * 256


@dataclass(frozen=True, slots=True)
class Polynomial:
    """Step 3's message: the sealed polynomial, one sealed share for every member, the signed exponents.

    `signature` says which certificates were used (protocol, section 6.4); the tool's own messages lack it.
    """

    sealed: str
    shares: tuple[str, ...]
    exponents: SignedMessage
    signature: Proof | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Step 4's `vinput` for one member: his own polynomial back, his share from everyone, all exponents."""

    sealed: str
    shares: tuple[str, ...]
    exponents: tuple[SignedMessage, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Step 5's `voutput`: the member's decryption key sealed to himself, and his verification key."""

    private_key: str
    public_key: PublicKey


def certificate(
    group: Group, keys: MemberKeys, context: threshold.Context | None, *, draw: Draw = secrets.randbelow
) -> Certificate:
    """Step 1: a member signs his own public keys and his place in the group (protocol, sections 6.3 and 6.4)."""
    content: dict[str, object] = {}
    if context is not None:
        content["context"] = {
            "group": context.group,
            "size": context.size,
            "threshold": context.threshold,
            "index": context.index,
        }
    content["verification"] = group.text(keys.verification)
    content["encryption"] = group.text(keys.encryption)
    signed = signing.sign(group, keys.signing, codec.dump(content), draw=draw)
    return Certificate(signed, keys.verification, keys.encryption, context)


def polynomial(
    group: Group,
    keys: MemberKeys,
    certificates: Sequence[Certificate],
    needed: int,
    *,
    draw: Draw = secrets.randbelow,
) -> Polynomial:
    """Steps 2 and 3: check the certificates, draw a polynomial of degree t - 1, seal its values (section 6.3)."""
    if not 0 < needed <= len(certificates):
        raise BallotError(BallotErrorCode.TRUSTEE_THRESHOLD, where="polynomial")
    threshold.check_certificates(group, certificates, needed, "polynomial")
    if keys.verification not in [one.verification for one in certificates]:
        raise BallotError(BallotErrorCode.TRUSTEE_CONTEXT, where="polynomial")
    coefficients = [draw(group.q) for _ in range(needed)]
    exponents = [group.power_secret(group.g, one) for one in coefficients]
    own = codec.dump({"polynomial": [str(one) for one in coefficients]})
    agreement = threshold.agreement_text(group, certificates, exponents)
    return Polynomial(
        sealed=sealing.send(group, keys.signing, keys.encryption, own, draw=draw),
        shares=tuple(
            sealing.send(
                group,
                keys.signing,
                one.encryption,
                codec.dump({"secret": str(value_at(coefficients, index, group.q))}),
                draw=draw,
            )
            for index, one in enumerate(certificates, start=1)
        ),
        exponents=signing.sign(
            group, keys.signing, codec.dump({"coefexps": [group.text(one) for one in exponents]}), draw=draw
        ),
        signature=signing.sign(group, keys.signing, agreement, draw=draw).signature,
    )


def value_at(coefficients: Sequence[int], index: int, q: int) -> int:
    """f(j) modulo q, by Horner (protocol, section 6.3, step 3)."""
    found = 0
    for coefficient in reversed(coefficients):
        found = (found * index + coefficient) % q
    return found


def deliver(polynomials: Sequence[Polynomial]) -> tuple[Delivery, ...]:
    """Step 4, the server's: sort the sealed shares by recipient (protocol, section 6.3)."""
    exponents = tuple(one.exponents for one in polynomials)
    return tuple(
        Delivery(own.sealed, tuple(one.shares[index] for one in polynomials), exponents)
        for index, own in enumerate(polynomials)
    )


def accept(
    group: Group,
    keys: MemberKeys,
    certificates: Sequence[Certificate],
    needed: int,
    delivery: Delivery,
    *,
    draw: Draw = secrets.randbelow,
) -> Acceptance:
    """Step 5: open every share, hold it against the exponents, and publish the key that comes of them (section 6.3)."""
    places = [one.verification for one in certificates]
    if keys.verification not in places or {len(delivery.shares), len(delivery.exponents)} != {len(places)}:
        raise BallotError(BallotErrorCode.TRUSTEE_CONTEXT, where="vinput")
    index = places.index(keys.verification) + 1
    total = 0
    for number, (author, sealed, signed) in enumerate(zip(places, delivery.shares, delivery.exponents, strict=True)):
        where = f"vinput[{number}]"
        signing.check_signature(group, author, signed, where)
        exponents = threshold.parse_exponents(group, signed, needed, where)
        share = _share(group, sealing.receive(group, keys, author, sealed), where)
        if group.power_secret(group.g, share) != threshold.share_in_exponent(group, exponents, index):
            raise BallotError(BallotErrorCode.TRUSTEE_SHARE, where=where, author=number + 1)
        total = (total + share) % group.q
    return _accepted(group, keys, total, draw)


def _share(group: Group, text: str, where: str) -> int:
    found = codec.keyed_freely(codec.load(text, where), ("secret",), (), where)
    return _unreduced(group, found["secret"], where)


def _unreduced(group: Group, value: Any, where: str) -> int:
    """A secret number modulo q; the reference tool writes values of polynomials without reducing them."""
    return codec.decimal(value, where, below=group.q << UNREDUCED_BITS) % group.q


def _accepted(group: Group, keys: MemberKeys, secret: int, draw: Draw) -> Acceptance:
    own = codec.dump({"decryption_key": str(secret)})
    key = single.make_key(group, secret, draw=draw)
    signature = signing.sign(group, keys.signing, group.text(key.public), draw=draw).signature
    return Acceptance(
        sealing.send(group, keys.signing, keys.encryption, own, draw=draw),
        PublicKey(key.public, key.proof, signature=signature),
    )


def decryption_key(group: Group, keys: MemberKeys, sealed: str) -> int:
    """A member's x_j out of his `.dkey` with his seed (protocol, section 6.3, step 6)."""
    text = sealing.receive(group, keys, keys.verification, sealed)
    found = codec.keyed_freely(codec.load(text, "dkey"), ("decryption_key",), (), "dkey")
    return _unreduced(group, found["decryption_key"], "dkey")


def assemble(
    group: Group,
    certificates: Sequence[Certificate],
    needed: int,
    polynomials: Sequence[Polynomial],
    keys: Sequence[PublicKey],
) -> ThresholdKeys:
    """Step 6, the server's: the published object, checked as any verifier would (protocol, sections 6.3 and 6.4)."""
    exponents = tuple(one.exponents for one in polynomials)
    signatures = tuple(one.signature for one in polynomials if one.signature is not None)
    made = ThresholdKeys(
        threshold=needed,
        certificates=tuple(certificates),
        exponents=exponents,
        coefficients=tuple(
            threshold.parse_exponents(group, one, needed, f"coefexps[{index}]") for index, one in enumerate(exponents)
        ),
        verification_keys=tuple(keys),
        # Either all confirmed the list of certificates or the field is left out: half of them would prove nothing.
        signatures=signatures if len(signatures) == len(polynomials) else None,
    )
    threshold.check(group, made, "threshold")
    return made
