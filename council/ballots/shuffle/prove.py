# SPDX-License-Identifier: EUPL-1.2
"""Shuffling: re-encrypt every ciphertext, put them into a random order, and prove it (protocol, section 10.2).

The permutation and the randomness are forgotten when the function returns.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.groups import Draw, Element, Group
from council.ballots.shuffle.shape import Commitments, Responses, Shuffle, ShuffleProof
from council.ballots.shuffle.transcript import independent_generator, independent_generators, transcript
from council.ballots.shuffle.verify import RankingLists


def shuffle(election: Election, lists: RankingLists, *, draw: Draw = secrets.randbelow) -> Shuffle:
    """One trustee's shuffle of every ranking question's list (protocol, section 10.2)."""
    done = [_Prover(election, row, draw).run() for row in lists]
    return Shuffle(tuple(outputs for outputs, _ in done), tuple(proof for _, proof in done))


def random_order(length: int, draw: Draw) -> list[int]:
    """A permutation, every one as likely (Fisher and Yates)."""
    order = list(range(length))
    for last in range(length - 1, 0, -1):
        chosen = draw(last + 1)
        order[last], order[chosen] = order[chosen], order[last]
    return order


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What the prover drew before the challenge: by input kappa and rho, by place in the chain kh."""

    order: list[int]
    kappa: list[int]
    rho: list[int]
    chain: list[int]


@dataclass(frozen=True, slots=True)
class _Blinding:
    """w1..w4, wh_i, wp_i (protocol, section 10.2)."""

    w: list[int]
    chain: list[int]
    permutation: list[int]


class _Prover:
    """One list's shuffle, in the order in which the values come about (protocol, section 10.2)."""

    def __init__(self, election: Election, inputs: Sequence[Ciphertext], draw: Draw) -> None:
        self.election = election
        self.group: Group = election.group
        self.inputs = inputs
        self.size = len(inputs)
        self.draw = draw
        self.generators = independent_generators(self.group, self.size)
        self.secrets = _Secrets(
            random_order(self.size, draw), self._scalars(self.size), self._scalars(self.size), self._scalars(self.size)
        )

    def _scalars(self, length: int) -> list[int]:
        return [self.draw(self.group.q) for _ in range(length)]

    def run(self) -> tuple[tuple[Ciphertext, ...], ShuffleProof]:
        outputs = tuple(self._reencrypted(index) for index in self.secrets.order)
        permutation = self._permutation_commitments()
        said = transcript(self.election, self.inputs, outputs, permutation)
        weights = said.weights()
        moved = [weights[index] for index in self.secrets.order]
        chain = self._chain(moved)
        blinding = _Blinding(self._scalars(4), self._scalars(self.size), self._scalars(self.size))
        commitments = self._commitments(outputs, chain, blinding)
        challenge = said.challenge(commitments, chain[1:])
        responses = self._responses(blinding, weights, moved, challenge)
        return outputs, ShuffleProof(commitments, responses, tuple(permutation), tuple(chain[1:]))

    def _reencrypted(self, index: int) -> Ciphertext:
        group, rho, old = self.group, self.secrets.rho[index], self.inputs[index]
        return Ciphertext(
            group.multiply(old.alpha, group.power_fixed(group.g, rho)),
            group.multiply(old.beta, group.power_fixed(self.election.key, rho)),
        )

    def _permutation_commitments(self) -> list[Element]:
        """c_psi(i) = g^kappa_psi(i) h_i (protocol, section 10.2)."""
        group = self.group
        found: list[Element] = [group.identity] * self.size
        for place, index in enumerate(self.secrets.order):
            blinded = group.power_fixed(group.g, self.secrets.kappa[index])
            found[index] = group.multiply(blinded, self.generators[place])
        return found

    def _chain(self, moved: Sequence[int]) -> list[Element]:
        """ch_i = g^kh_i ch_(i-1)^u'_i, beginning with h (protocol, section 10.2)."""
        chain = [independent_generator(self.group, -1)]
        for kept, weight in zip(self.secrets.chain, moved, strict=True):
            chain.append(self._linked(kept, chain[-1], weight))
        return chain

    def _linked(self, exponent: int, before: Element, weight: int) -> Element:
        group = self.group
        return group.multiply(group.power_fixed(group.g, exponent), group.power_secret(before, weight))

    def _weighted(self, elements: Sequence[Element], exponents: Sequence[int]) -> Element:
        raised = (self.group.power_secret(one, exponent) for one, exponent in zip(elements, exponents, strict=True))
        return self.group.product(raised)

    def _commitments(self, outputs: Sequence[Ciphertext], chain: Sequence[Element], blinding: _Blinding) -> Commitments:
        group, fixed = self.group, self.group.power_fixed
        w1, w2, w3, w4 = blinding.w
        back = -w4 % group.q
        wp = blinding.permutation
        return Commitments(
            t1=fixed(group.g, w1),
            t2=fixed(group.g, w2),
            t3=group.multiply(fixed(group.g, w3), self._weighted(self.generators, wp)),
            t41=group.multiply(fixed(self.election.key, back), self._weighted([one.beta for one in outputs], wp)),
            t42=group.multiply(fixed(group.g, back), self._weighted([one.alpha for one in outputs], wp)),
            chain=tuple(
                self._linked(exponent, before, weight)
                for exponent, before, weight in zip(blinding.chain, chain[:-1], wp, strict=True)
            ),
        )

    def _responses(
        self, blinding: _Blinding, weights: Sequence[int], moved: Sequence[int], challenge: int
    ) -> Responses:
        """s1..s4, sh_i and sp_i (protocol, section 10.2)."""
        q, known = self.group.q, self.secrets
        w1, w2, w3, w4 = blinding.w
        rest, tail = 0, 1
        for kept, weight in zip(reversed(known.chain), reversed(moved), strict=True):
            rest = (rest + kept * tail) % q
            tail = tail * weight % q
        return Responses(
            s1=(w1 + challenge * sum(known.kappa)) % q,
            s2=(w2 + challenge * rest) % q,
            s3=(w3 + challenge * _dot(known.kappa, weights)) % q,
            s4=(w4 + challenge * _dot(known.rho, weights)) % q,
            chain=tuple((w + challenge * kept) % q for w, kept in zip(blinding.chain, known.chain, strict=True)),
            permutation=tuple((w + challenge * one) % q for w, one in zip(blinding.permutation, moved, strict=True)),
        )


def _dot(left: Sequence[int], right: Sequence[int]) -> int:
    return sum(one * other for one, other in zip(left, right, strict=True))
