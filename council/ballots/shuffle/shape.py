# SPDX-License-Identifier: EUPL-1.2
"""A shuffle and its proof as they are published (protocol, section 10.2).

Names follow the protocol's roles: what the prover commits to, what he answers, how he commits to his permutation.
"""

from dataclasses import dataclass
from typing import Any

from council.ballots import codec, elgamal
from council.ballots.elgamal import Ciphertext
from council.ballots.groups import Element, Group
from council.ballots.tally import parse_ciphertexts


@dataclass(frozen=True, slots=True)
class Commitments:
    """t1, t2, t3, [t41, t42], [th_1..th_N] (protocol, section 10.2)."""

    t1: Element
    t2: Element
    t3: Element
    t41: Element
    t42: Element
    chain: tuple[Element, ...]

    def first(self) -> tuple[Element, ...]:
        return self.t1, self.t2, self.t3, self.t41, self.t42


@dataclass(frozen=True, slots=True)
class Responses:
    """s1, s2, s3, s4, [sh_1..sh_N], [sp_1..sp_N] (protocol, section 10.2)."""

    s1: int
    s2: int
    s3: int
    s4: int
    chain: tuple[int, ...]
    permutation: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShuffleProof:
    """The proof for one question: commitments, responses, c_1..c_N and ch_1..ch_N (protocol, section 10.2)."""

    commitments: Commitments
    responses: Responses
    permutation: tuple[Element, ...]
    chain: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Shuffle:
    """New lists for every ranking question and the proof of each."""

    ciphertexts: tuple[tuple[Ciphertext, ...], ...]
    proofs: tuple[ShuffleProof, ...]


def parse_shuffle(text: str, group: Group, lengths: tuple[int, ...]) -> Shuffle:
    """Read a shuffle of lists of these lengths; every element must be a member, every scalar below q."""
    found = codec.keyed(codec.load_canonical(text, "shuffle"), ("ciphertexts", "proofs"), "shuffle")
    lists = codec.listed(found["ciphertexts"], "shuffle.ciphertexts", len(lengths))
    given = codec.listed(found["proofs"], "shuffle.proofs", len(lengths))
    return Shuffle(
        tuple(
            parse_ciphertexts(group, one, f"shuffle.ciphertexts[{index}]", length)
            for index, (one, length) in enumerate(zip(lists, lengths, strict=True))
        ),
        tuple(
            _Reader(group, f"shuffle.proofs[{index}]", length).proof(one)
            for index, (one, length) in enumerate(zip(given, lengths, strict=True))
        ),
    )


class _Reader:
    """Reads the nested lists of one proof; it exists to name the place and the length once."""

    def __init__(self, group: Group, where: str, length: int) -> None:
        self.group = group
        self.where = where
        self.length = length

    def proof(self, value: Any) -> ShuffleProof:
        commitments, responses, permutation, chain = codec.listed(value, self.where, 4)
        t1, t2, t3, t4, chain_commitments = codec.listed(commitments, self.where, 5)
        t41, t42 = codec.listed(t4, self.where, 2)
        s1, s2, s3, s4, chain_responses, permutation_responses = codec.listed(responses, self.where, 6)
        element, scalar = self._element, self._scalar
        return ShuffleProof(
            Commitments(
                element(t1),
                element(t2),
                element(t3),
                element(t41),
                element(t42),
                self._elements(chain_commitments),
            ),
            Responses(
                scalar(s1),
                scalar(s2),
                scalar(s3),
                scalar(s4),
                self._scalars(chain_responses),
                self._scalars(permutation_responses),
            ),
            self._elements(permutation),
            self._elements(chain),
        )

    def _element(self, value: Any) -> Element:
        return elgamal.element(self.group, value, self.where)

    def _scalar(self, value: Any) -> int:
        return codec.decimal(value, self.where, below=self.group.q)

    def _elements(self, value: Any) -> tuple[Element, ...]:
        return tuple(self._element(one) for one in codec.listed(value, self.where, self.length))

    def _scalars(self, value: Any) -> tuple[int, ...]:
        return tuple(self._scalar(one) for one in codec.listed(value, self.where, self.length))


def shuffle_text(group: Group, shuffle: Shuffle) -> str:
    return codec.dump(
        {
            "ciphertexts": [[elgamal.to_json(group, one) for one in row] for row in shuffle.ciphertexts],
            "proofs": [_proof_json(group, one) for one in shuffle.proofs],
        }
    )


def _proof_json(group: Group, proof: ShuffleProof) -> list[object]:
    text = group.text
    commitments, responses = proof.commitments, proof.responses
    return [
        [
            text(commitments.t1),
            text(commitments.t2),
            text(commitments.t3),
            [text(commitments.t41), text(commitments.t42)],
            [text(one) for one in commitments.chain],
        ],
        [
            str(responses.s1),
            str(responses.s2),
            str(responses.s3),
            str(responses.s4),
            [str(one) for one in responses.chain],
            [str(one) for one in responses.permutation],
        ],
        [text(one) for one in proof.permutation],
        [text(one) for one in proof.chain],
    ]
