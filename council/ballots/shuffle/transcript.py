# SPDX-License-Identifier: EUPL-1.2
"""The numbers that prover and verifier of a shuffle derive alike (protocol, section 10.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import gmpy2

from council.ballots import hashing
from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.groups import Element, Group
from council.ballots.ranking import ranking_group
from council.ballots.shuffle.shape import Commitments


def independent_generator(group: Group, index: int) -> Element:
    """h_i, whose logarithm nobody knows; h itself has the index -1 (protocol, section 10.2)."""
    found = ranking_group(group)
    start = hashing.integer(f"ggen|{index}")
    return gmpy2.powmod(start, (found.p - 1) // found.q, found.p)


def independent_generators(group: Group, length: int) -> list[Element]:
    return [independent_generator(group, index) for index in range(length)]


def listed(group: Group, elements: Iterable[Element]) -> str:
    """T: every element's text followed by a comma (protocol, section 10.2)."""
    return "".join(group.text(one) + "," for one in elements)


def flat(ciphertexts: Iterable[Ciphertext]) -> Iterable[Element]:
    for one in ciphertexts:
        yield one.alpha
        yield one.beta


@dataclass(frozen=True, slots=True)
class Transcript:
    """What both sides have seen: str_c = T(e) T(e') T(c), bound to one election (protocol, section 10.2)."""

    election: Election
    length: int
    seen: str

    def weights(self) -> list[int]:
        """u_i, one for every input (protocol, section 10.2)."""
        start = hashing.hexadecimal(f"shuffle-challenges|{self.election.fingerprint}|{self.seen}")
        q = self.election.group.q
        return [hashing.integer(start + hashing.hexadecimal(str(index))) % q for index in range(self.length)]

    def challenge(self, commitments: Commitments, chain: Sequence[Element]) -> int:
        """c* (protocol, section 10.2)."""
        group = self.election.group
        said = listed(group, commitments.first()) + listed(group, commitments.chain) + self.seen + listed(group, chain)
        text = f"shuffle-challenge|{self.election.fingerprint}|{said}{group.text(self.election.key)}"
        return hashing.integer(text) % group.q


def transcript(
    election: Election,
    inputs: Sequence[Ciphertext],
    outputs: Sequence[Ciphertext],
    permutation: Sequence[Element],
) -> Transcript:
    group = election.group
    seen = listed(group, flat(inputs)) + listed(group, flat(outputs)) + listed(group, permutation)
    return Transcript(election, len(inputs), seen)
