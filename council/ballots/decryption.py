# SPDX-License-Identifier: EUPL-1.2
"""Partial decryptions: what each trustee contributes, its proof, and how shares come together (protocol, section 11).

Never decrypt two tallies of overlapping ballots: their difference shows the votes that were taken out.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from council.ballots import codec, elgamal, proofs
from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw, Element, Group
from council.ballots.proofs import Proof
from council.ballots.tally import EncryptedTally
from council.ballots.trustees.listing import Trustees
from council.ballots.trustees.threshold import ThresholdKeys

#: One list of group elements per question, in the tally's shape.
Factors: TypeAlias = tuple[tuple[Element, ...], ...]


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """alpha^x for every ciphertext of the tally and a proof for each (protocol, section 11)."""

    factors: Factors
    proofs: tuple[tuple[Proof, ...], ...]


def _prefix(election: Election, public: Element) -> str:
    return f"decrypt|{election.fingerprint}|{election.group.text(public)}|"


def decrypt_partly(
    election: Election, tally: EncryptedTally, secret: int, *, draw: Draw = secrets.randbelow
) -> PartialDecryption:
    """A trustee's part: factors alpha^x and the proofs that they belong to X = g^x (protocol, section 11)."""
    group = election.group
    prefix = _prefix(election, group.power_secret(group.g, secret))
    pairs = [[_share(group, one, secret, prefix=prefix, draw=draw) for one in found] for found in tally]
    return PartialDecryption(
        tuple(tuple(factor for factor, _ in found) for found in pairs),
        tuple(tuple(proof for _, proof in found) for found in pairs),
    )


def _share(group: Group, ciphertext: Ciphertext, secret: int, *, prefix: str, draw: Draw) -> tuple[Element, Proof]:
    w = draw(group.q)
    commitments = [group.power_secret(group.g, w), group.power_secret(ciphertext.alpha, w)]
    challenge = group.hash_to_scalar(prefix, commitments)
    factor = group.power_secret(ciphertext.alpha, secret)
    return factor, Proof(challenge, (w - secret * challenge) % group.q)


def check_partial(election: Election, tally: EncryptedTally, public: Element, partial: PartialDecryption) -> None:
    """Refuse a factor that is not alpha^x for the trustee's key X = g^x (protocol, section 11)."""
    refuse_wrong(first_wrong(election, tally, public, partial))


def refuse_wrong(found: tuple[int, int] | None) -> None:
    """Raises `BallotError` when there is a wrong factor; it stands at (question, slot)."""
    if found is not None:
        raise BallotError(BallotErrorCode.BAD_DECRYPTION_PROOF, question=found[0], slot=found[1])


def first_wrong(
    election: Election,
    tally: EncryptedTally,
    public: Element,
    partial: PartialDecryption,
    *,
    part: tuple[int, int] = (0, 1),
) -> tuple[int, int] | None:
    """Question (from 1) and slot (from 0) of the first factor whose proof does not hold (protocol, section 11).

    :param part: (k, n) looks at every n-th factor from the k-th on, so that n processes can share the work.
    """
    if [len(one) for one in partial.factors] != [len(one) for one in tally]:
        raise codec.wrong_shape("partial_decryption")
    prefix, (first, step) = _prefix(election, public), part
    places = [(number, slot) for number, one in enumerate(tally) for slot in range(len(one))]
    for number, slot in places[first::step]:
        alpha, factor = tally[number][slot].alpha, partial.factors[number][slot]
        proof = partial.proofs[number][slot]
        if not _belongs(election.group, alpha, factor, public=public, prefix=prefix, proof=proof):
            return number + 1, slot
    return None


def _belongs(group: Group, alpha: Element, factor: Element, *, public: Element, prefix: str, proof: Proof) -> bool:
    """A = g^r X^c, B = alpha^r f^c, c = Hq(prefix, [A, B]) (protocol, section 11)."""
    commitments = [
        group.multiply(group.power_fixed(group.g, proof.response), group.power(public, proof.challenge)),
        group.multiply(group.power(alpha, proof.response), group.power(factor, proof.challenge)),
    ]
    return proof.challenge == group.hash_to_scalar(prefix, commitments)


def parse_partial(text: str, election: Election) -> PartialDecryption:
    where = "partial_decryption"
    group = election.group
    found = codec.keyed(codec.load_canonical(text, where), ("decryption_factors", "decryption_proofs"), where)
    factors = codec.listed(found["decryption_factors"], where, len(election.questions))
    given = codec.listed(found["decryption_proofs"], where, len(election.questions))
    read = tuple(
        tuple(elgamal.element(group, one, f"{where}.decryption_factors[{index}]") for one in codec.listed(row, where))
        for index, row in enumerate(factors)
    )
    return PartialDecryption(
        read,
        tuple(
            proofs.parse_list(group, row, f"{where}.decryption_proofs[{index}]", len(read[index]))
            for index, row in enumerate(given)
        ),
    )


def partial_text(group: Group, partial: PartialDecryption) -> str:
    return codec.dump(
        {
            "decryption_factors": [[group.text(one) for one in row] for row in partial.factors],
            "decryption_proofs": [[proofs.to_json(one) for one in row] for row in partial.proofs],
        }
    )


def lagrange(indexes: Sequence[int], index: int, q: int) -> int:
    """lambda_j = prod of k / (k - j) over the other indexes k, modulo q (protocol, section 11)."""
    top = bottom = 1
    for other in indexes:
        if other != index:
            top = top * other % q
            bottom = bottom * (other - index) % q
    return top * pow(bottom, -1, q) % q


def combine_partials(election: Election, trustees: Trustees, partials: Mapping[int, PartialDecryption]) -> Factors:
    """F for every ciphertext: the product over the trustees' items (protocol, section 11).

    `partials` are checked ones by owner number. Of a threshold group the first t present are used.
    """
    group = election.group
    shares: list[Factors] = []
    number = 0
    for item in trustees.items:
        size = len(item.verification_keys) if isinstance(item, ThresholdKeys) else 1
        needed = item.threshold if isinstance(item, ThresholdKeys) else 1
        present = [index for index in range(1, size + 1) if number + index in partials][:needed]
        if len(present) < needed:
            raise BallotError(BallotErrorCode.TOO_FEW_SHARES, first_owner=number + 1, needed=needed, given=len(present))
        for index in present:
            exponent = lagrange(present, index, group.q)
            shares.append(_raised(group, partials[number + index].factors, exponent))
        number += size
    return tuple(
        tuple(group.product(column) for column in zip(*rows, strict=True)) for rows in zip(*shares, strict=True)
    )


def _raised(group: Group, factors: Factors, exponent: int) -> Factors:
    if exponent == 1:
        return factors
    return tuple(tuple(group.power(one, exponent) for one in row) for row in factors)
