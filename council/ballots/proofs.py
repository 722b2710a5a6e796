# SPDX-License-Identifier: EUPL-1.2
"""The two kinds of proof in the protocol: knowledge of an exponent, and one of several claims (protocol, section 3).

A proof stores challenge and response, so a verifier rebuilds every commitment exactly and hashes it; proofs cannot be
checked in batches. The makers of proofs know the randomness of what they prove.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from council.ballots import codec
from council.ballots.elgamal import Ciphertext
from council.ballots.groups.protocol import Draw, Element, Group

Powers: TypeAlias = Callable[[Element, Sequence[int]], list[Element] | None]


@dataclass(frozen=True, slots=True)
class Proof:
    """Challenge and response, both in [0, q) (protocol, section 2.4)."""

    challenge: int
    response: int


@dataclass(frozen=True, slots=True)
class Claim:
    """That a ciphertext encrypts one of these numbers; every number is one branch of an OR proof."""

    ciphertext: Ciphertext
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What the maker of a ciphertext knows: the number inside and the randomness."""

    message: int
    r: int


def parse(group: Group, value: Any, where: str) -> Proof:
    found = codec.keyed(value, ("challenge", "response"), where)
    return Proof(
        codec.decimal(found["challenge"], f"{where}.challenge", below=group.q),
        codec.decimal(found["response"], f"{where}.response", below=group.q),
    )


def parse_list(group: Group, value: Any, where: str, length: int) -> tuple[Proof, ...]:
    found = codec.listed(value, where, length)
    return tuple(parse(group, one, f"{where}[{index}]") for index, one in enumerate(found))


def to_json(proof: Proof) -> dict[str, str]:
    return {"challenge": str(proof.challenge), "response": str(proof.response)}


def prove_knowledge(group: Group, secret: int, prefix: str, *, draw: Draw = secrets.randbelow) -> Proof:
    """Schnorr(x; prefix): knowledge of x with X = g^x (protocol, section 3)."""
    w = draw(group.q)
    challenge = group.hash_to_scalar(prefix, [group.power_secret(group.g, w)])
    return Proof(challenge, (w - secret * challenge) % group.q)


def knows(group: Group, public: Element, prefix: str, proof: Proof) -> bool:
    """Check a Schnorr proof: A = g^r X^c, c = Hq(prefix, [A]) (protocol, section 3)."""
    commitment = group.multiply(
        group.power_fixed(group.g, proof.response),
        group.power(public, proof.challenge),
    )
    return proof.challenge == group.hash_to_scalar(prefix, [commitment])


class Outsider(Exception):
    """A ciphertext with a component outside the group turned up in a proof."""


def holds(
    group: Group,
    key: Element,
    claims: Sequence[Claim],
    prefix: str,
    proofs: Sequence[Proof],
    *,
    members_known: bool = True,
) -> bool:
    """Check an OR proof over all branches of the claims, in order (protocol, section 3).

    (beta g^-m)^c is computed as beta^c g^(-mc), so that the branches of one ciphertext share its powers. Unless the
    ciphertexts are known to be members that is tested along the way, and `Outsider` raised.
    """
    if len(proofs) != sum(len(claim.messages) for claim in claims):
        return False
    commitments: list[Element] = []
    remaining = iter(proofs)
    for claim in claims:
        branches = [next(remaining) for _ in claim.messages]
        powers = group.powers if members_known else group.powers_if_member
        commitments += _commitments(group, key, claim, branches, powers)
    total = sum(proof.challenge for proof in proofs) % group.q
    return total == group.hash_to_scalar(prefix, commitments)


def _commitments(group: Group, key: Element, claim: Claim, branches: Sequence[Proof], powers: Powers) -> list[Element]:
    """A_j = g^r alpha^c and B_j = y^r (beta g^-m)^c for every branch (protocol, section 3)."""
    challenges = [proof.challenge for proof in branches]
    alphas = powers(claim.ciphertext.alpha, challenges)
    betas = powers(claim.ciphertext.beta, challenges)
    if alphas is None or betas is None:
        raise Outsider
    found: list[Element] = []
    for message, proof, alpha, beta in zip(claim.messages, branches, alphas, betas, strict=True):
        if message:
            shift = -message * proof.challenge % group.q
            beta = group.multiply(beta, group.power_fixed(group.g, shift))
        found.append(group.multiply(group.power_fixed(group.g, proof.response), alpha))
        found.append(group.multiply(group.power_fixed(key, proof.response), beta))
    return found


@dataclass(frozen=True, slots=True)
class _Branch:
    message: int
    opening: Opening


def prove_one_of(
    group: Group,
    key: Element,
    claims: Sequence[tuple[Claim, Opening]],
    prefix: str,
    *,
    true_branch: int,
    draw: Draw = secrets.randbelow,
) -> tuple[Proof, ...]:
    """OR(y; b_0..b_k; prefix) with branch number `true_branch` true (protocol, section 3).

    The maker knows the randomness behind every branch, so each commitment is a power of the two fixed bases only.
    """
    branches = [_Branch(message, opening) for claim, opening in claims for message in claim.messages]
    made: list[Proof | None] = []
    commitments: list[Element] = []
    w = draw(group.q)
    for index, branch in enumerate(branches):
        if index == true_branch:
            made.append(None)
            commitments += [group.power_fixed(group.g, w), group.power_fixed(key, w)]
        else:
            fake = Proof(draw(group.q), draw(group.q))
            made.append(fake)
            commitments += _faked(group, key, branch, fake)
    total = group.hash_to_scalar(prefix, commitments)
    challenge = (total - sum(proof.challenge for proof in made if proof)) % group.q
    true = Proof(challenge, (w - branches[true_branch].opening.r * challenge) % group.q)
    return tuple(proof or true for proof in made)


def _faked(group: Group, key: Element, branch: _Branch, fake: Proof) -> list[Element]:
    """alpha^c = g^(tc) and (beta g^-M)^c = y^(tc) g^((m-M)c) for a branch whose randomness t is known."""
    exponent = (fake.response + branch.opening.r * fake.challenge) % group.q
    beta = group.power_fixed(key, exponent)
    shift = (branch.opening.message - branch.message) * fake.challenge % group.q
    if shift:
        beta = group.multiply(beta, group.power_fixed(group.g, shift))
    return [group.power_fixed(group.g, exponent), beta]
