# SPDX-License-Identifier: EUPL-1.2
"""Whether a shuffle's outputs are its inputs, re-encrypted and reordered (protocol, section 10.2).

Each equation is compared as t * X^c = right side, so that no long negative exponent is needed.
"""

from collections.abc import Iterator, Sequence

from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Element, Group
from council.ballots.questions import RankingQuestion
from council.ballots.shuffle.shape import Shuffle, ShuffleProof
from council.ballots.shuffle.transcript import independent_generator, independent_generators, transcript
from council.ballots.tally import EncryptedTally

RankingLists = tuple[tuple[Ciphertext, ...], ...]


def ranking_lists(election: Election, tally: EncryptedTally) -> RankingLists:
    """The lists that are shuffled: one per ranking question (protocol, section 10.2)."""
    return tuple(
        row for question, row in zip(election.questions, tally, strict=True) if isinstance(question, RankingQuestion)
    )


def with_ranking_lists(election: Election, tally: EncryptedTally, lists: RankingLists) -> EncryptedTally:
    """The tally that is decrypted: the last shuffle's lists in the places of the first (protocol, section 10.3)."""
    remaining = iter(lists)
    return tuple(
        next(remaining) if isinstance(question, RankingQuestion) else row
        for question, row in zip(election.questions, tally, strict=True)
    )


def check_shuffle(election: Election, inputs: RankingLists, shuffle: Shuffle) -> None:
    """Refuse a shuffle with a proof that does not hold (protocol, section 10.2)."""
    for number, (before, after, proof) in enumerate(zip(inputs, shuffle.ciphertexts, shuffle.proofs, strict=True), 1):
        if len(before) != len(after) or not holds(election, before, after, proof):
            raise BallotError(BallotErrorCode.BAD_SHUFFLE, ranking=number)


def holds(election: Election, inputs: Sequence[Ciphertext], outputs: Sequence[Ciphertext], proof: ShuffleProof) -> bool:
    """All equations of protocol, section 10.2, for one question."""
    said = transcript(election, inputs, outputs, proof.permutation)
    challenge = said.challenge(proof.commitments, proof.chain)
    equations = _Equations(election, proof, said.weights(), challenge)
    return all(equations.of_permutation()) and all(equations.of_content(inputs, outputs))


class _Equations:
    """Left and right side of every equation; laid out as a class for the values they share."""

    def __init__(self, election: Election, proof: ShuffleProof, weights: list[int], challenge: int) -> None:
        self.group: Group = election.group
        self.key = election.key
        self.commitments = proof.commitments
        self.responses = proof.responses
        self.permutation = proof.permutation
        self.chain = proof.chain
        self.weights = weights
        self.challenge = challenge

    def _weighted(self, elements: Sequence[Element], exponents: Sequence[int]) -> Element:
        """prod of e_i^x_i."""
        power = self.group.power
        return self.group.product(power(one, exponent) for one, exponent in zip(elements, exponents, strict=True))

    def _equal(self, committed: Element, base: Element, right: Element) -> bool:
        """committed * base^c = right."""
        return bool(self.group.multiply(committed, self.group.power(base, self.challenge)) == right)

    def of_permutation(self) -> Iterator[bool]:
        """t1, t2, t3 and every th_i: the commitments hold some permutation (protocol, section 10.2)."""
        group, responses, committed = self.group, self.responses, self.commitments
        generators = independent_generators(group, len(self.permutation))
        start = independent_generator(group, -1)
        fixed = group.power_fixed
        ratio = group.multiply(group.product(self.permutation), group.inverse(group.product(generators)))
        yield self._equal(committed.t1, ratio, fixed(group.g, responses.s1))
        product = 1
        for weight in self.weights:
            product = product * weight % group.q
        links = [start, *self.chain]
        ratio = group.multiply(links[-1], group.inverse(group.power(start, product)))
        yield self._equal(committed.t2, ratio, fixed(group.g, responses.s2))
        right = group.multiply(fixed(group.g, responses.s3), self._weighted(generators, responses.permutation))
        yield self._equal(committed.t3, self._weighted(self.permutation, self.weights), right)
        for index, link in enumerate(self.chain):
            before = group.power(links[index], responses.permutation[index])
            right = group.multiply(fixed(group.g, responses.chain[index]), before)
            yield self._equal(committed.chain[index], link, right)

    def of_content(self, inputs: Sequence[Ciphertext], outputs: Sequence[Ciphertext]) -> Iterator[bool]:
        """t41 and t42: the outputs hold what the inputs held (protocol, section 10.2)."""
        group, responses = self.group, self.responses
        back = -responses.s4 % group.q
        for committed, base, side in (
            (self.commitments.t41, self.key, [(one.beta, two.beta) for one, two in zip(inputs, outputs, strict=True)]),
            (self.commitments.t42, group.g, [(one.alpha, two.alpha) for one, two in zip(inputs, outputs, strict=True)]),
        ):
            entering = self._weighted([before for before, _ in side], self.weights)
            leaving = self._weighted([after for _, after in side], responses.permutation)
            yield self._equal(committed, entering, group.multiply(group.power_fixed(base, back), leaving))
