# SPDX-License-Identifier: EUPL-1.2
"""The encrypted tally: the counted ballots multiplied together, nothing opened (protocol, section 9).

Which ballot counts, the last of each credential, is for the caller to say; here a ballot arrives with its weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from council.ballots import codec, elgamal, hashing
from council.ballots.ballot.shape import Ballot
from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Group
from council.ballots.questions import ChoiceQuestion

#: One list of ciphertexts per question.
EncryptedTally: TypeAlias = tuple[tuple[Ciphertext, ...], ...]


@dataclass(frozen=True, slots=True)
class SizedTally:
    """How much was counted and the name of the encrypted tally's record (protocol, section 9)."""

    ballots: int
    weight: int
    tally_hash: str

    def text(self) -> str:
        return codec.dump(
            {
                "num_tallied": codec.counted(self.ballots),
                "total_weight": codec.counted(self.weight),
                "encrypted_tally": self.tally_hash,
            }
        )


class RunningTally:
    """Adds up ballots one by one, so that a long archive need not be held; several of them can be merged."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.ballots = 0
        self.weight = 0
        one = Ciphertext(election.group.identity, election.group.identity)
        self._lists: list[list[Ciphertext]] = [
            [one] * question.slots if isinstance(question, ChoiceQuestion) else [] for question in election.questions
        ]

    def add(self, ballot: Ballot, weight: int) -> None:
        """C_j becomes C_j * choice_j^weight; a ranking is kept as it is and must weigh one (protocol, section 9)."""
        group = self.election.group
        if weight != 1 and self.election.has_ranking:
            raise BallotError(BallotErrorCode.WEIGHT_WITH_RANKING, weight=weight)
        for number, (question, answer) in enumerate(zip(self.election.questions, ballot.answers, strict=True)):
            if not isinstance(question, ChoiceQuestion):
                self._lists[number].extend(answer.ciphertexts())
            elif weight:
                weighted = [_weighted(group, one, weight) for one in answer.ciphertexts()]
                self._lists[number] = _added(group, self._lists[number], weighted)
        self.ballots += 1
        self.weight += weight

    def merge(self, other: "RunningTally") -> None:
        """Add what another process has added up."""
        group = self.election.group
        for number, question in enumerate(self.election.questions):
            if isinstance(question, ChoiceQuestion):
                self._lists[number] = _added(group, self._lists[number], other._lists[number])
            else:
                self._lists[number] += other._lists[number]
        self.ballots += other.ballots
        self.weight += other.weight

    def encrypted(self) -> EncryptedTally:
        """The tally as it is published; rankings are ordered by their numbers (protocol, section 9)."""
        group = self.election.group
        return tuple(
            tuple(found)
            if isinstance(question, ChoiceQuestion)
            else tuple(sorted(found, key=lambda one: (group.sort_key(one.alpha), group.sort_key(one.beta))))
            for question, found in zip(self.election.questions, self._lists, strict=True)
        )

    def sized(self) -> SizedTally:
        text = tally_text(self.election.group, self.encrypted())
        return SizedTally(self.ballots, self.weight, hashing.hexadecimal(text))


def _weighted(group: Group, ciphertext: Ciphertext, weight: int) -> Ciphertext:
    if weight == 1:
        return ciphertext
    return Ciphertext(group.power(ciphertext.alpha, weight), group.power(ciphertext.beta, weight))


def _added(group: Group, left: Sequence[Ciphertext], right: Sequence[Ciphertext]) -> list[Ciphertext]:
    return [elgamal.combine(group, both) for both in zip(left, right, strict=True)]


def tally_text(group: Group, tally: EncryptedTally) -> str:
    return codec.dump([[elgamal.to_json(group, one) for one in found] for found in tally])


def parse_tally(text: str, election: Election) -> EncryptedTally:
    """Read an encrypted tally; its elements must be members, its lists as long as the questions ask."""
    value = codec.listed(codec.load_canonical(text, "tally"), "tally", len(election.questions))
    return tuple(
        parse_ciphertexts(
            election.group, one, f"tally[{index}]", question.slots if isinstance(question, ChoiceQuestion) else None
        )
        for index, (question, one) in enumerate(zip(election.questions, value, strict=True))
    )


def parse_ciphertexts(group: Group, value: Any, where: str, length: int | None) -> tuple[Ciphertext, ...]:
    found = codec.listed(value, where, length)
    return tuple(elgamal.parse(group, one, f"{where}[{index}]") for index, one in enumerate(found))


def parse_sized(text: str) -> SizedTally:
    found = codec.keyed(
        codec.load_canonical(text, "sized_tally"), ("num_tallied", "total_weight", "encrypted_tally"), "sized_tally"
    )
    return SizedTally(
        codec.count(found["num_tallied"], "sized_tally.num_tallied"),
        codec.count(found["total_weight"], "sized_tally.total_weight"),
        codec.text_of(found["encrypted_tally"], "sized_tally.encrypted_tally"),
    )
