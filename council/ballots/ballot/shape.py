# SPDX-License-Identifier: EUPL-1.2
"""The form of a ballot, read strictly: one text and no other says the same thing (protocol, section 8).

Reading decides nothing about proofs and, when asked, leaves membership to the caller, who may test the elements of
many ballots at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from council.ballots import codec, elgamal, hashing, proofs
from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.groups import Element, Group
from council.ballots.proofs import Proof
from council.ballots.questions import ChoiceQuestion, RankingQuestion

KEYS = ("election_uuid", "election_hash", "credential", "answers", "signature")
CHOICE_KEYS = ("choices", "individual_proofs", "overall_proof")


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """One ciphertext per slot with its proofs (protocol, section 8.1)."""

    choices: tuple[Ciphertext, ...]
    individual: tuple[tuple[Proof, ...], ...]
    overall: tuple[Proof, ...]
    blank: tuple[Proof, ...] | None = None

    def ciphertexts(self) -> tuple[Ciphertext, ...]:
        return self.choices


@dataclass(frozen=True, slots=True)
class RankingAnswer:
    """One ciphertext that holds the whole ranking (protocol, section 8.2)."""

    choice: Ciphertext
    proof: Proof

    def ciphertexts(self) -> tuple[Ciphertext, ...]:
        return (self.choice,)


Answer: TypeAlias = ChoiceAnswer | RankingAnswer


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot as its text says; `credential` stays text because the published list is searched by it."""

    text: str
    uuid: str
    fingerprint: str
    credential: str
    answers: tuple[Answer, ...]
    hash: str
    signature: Proof

    @property
    def tracker(self) -> str:
        """What the elector keeps to find the ballot again (protocol, section 8.3)."""
        return hashing.base64_short(self.text)

    @property
    def signed_text(self) -> str:
        """b0: the ballot without its signature (protocol, section 8.3)."""
        return self.text[: self.text.rindex(',"signature":')] + "}"

    def elements(self) -> Iterator[Element]:
        """Every group element that must be a member, for testing many ballots at once."""
        for answer in self.answers:
            for ciphertext in answer.ciphertexts():
                yield ciphertext.alpha
                yield ciphertext.beta


def parse_ballot(text: str, election: Election) -> Ballot:
    """Read a ballot for this election; membership of its elements is left to `check_ballot` or to a batch."""
    value = codec.keyed(codec.load_canonical(text, "ballot"), KEYS, "ballot")
    answers = codec.listed(value["answers"], "ballot.answers", len(election.questions))
    signature = codec.keyed(value["signature"], ("hash", "proof"), "ballot.signature")
    return Ballot(
        text=text,
        uuid=codec.text_of(value["election_uuid"], "ballot.election_uuid"),
        fingerprint=codec.text_of(value["election_hash"], "ballot.election_hash"),
        credential=codec.text_of(value["credential"], "ballot.credential"),
        answers=tuple(
            _answer(election.group, question, answer, f"ballot.answers[{index}]")
            for index, (question, answer) in enumerate(zip(election.questions, answers, strict=True))
        ),
        hash=codec.text_of(signature["hash"], "ballot.signature.hash"),
        signature=proofs.parse(election.group, signature["proof"], "ballot.signature.proof"),
    )


def _answer(group: Group, question: ChoiceQuestion | RankingQuestion, value: Any, where: str) -> Answer:
    if isinstance(question, RankingQuestion):
        found = codec.keyed(value, ("choices", "proof"), where)
        return RankingAnswer(
            elgamal.parse(group, found["choices"], f"{where}.choices", check=False),
            proofs.parse(group, found["proof"], f"{where}.proof"),
        )
    keys = (*CHOICE_KEYS, "blank_proof") if question.blank else CHOICE_KEYS
    found = codec.keyed(value, keys, where)
    choices = codec.listed(found["choices"], f"{where}.choices", question.slots)
    individual = codec.listed(found["individual_proofs"], f"{where}.individual_proofs", question.slots)
    overall = question.most - question.least + 1 + question.blank
    return ChoiceAnswer(
        choices=tuple(
            elgamal.parse(group, one, f"{where}.choices[{index}]", check=False) for index, one in enumerate(choices)
        ),
        individual=tuple(
            proofs.parse_list(group, one, f"{where}.individual_proofs[{index}]", 2)
            for index, one in enumerate(individual)
        ),
        overall=proofs.parse_list(group, found["overall_proof"], f"{where}.overall_proof", overall),
        blank=proofs.parse_list(group, found["blank_proof"], f"{where}.blank_proof", 2) if question.blank else None,
    )


def unsigned_json(group: Group, election: Election, credential: str, answers: tuple[Answer, ...]) -> dict[str, object]:
    """The ballot without its signature, keys in the order of protocol, section 8."""
    return {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": credential,
        "answers": [_answer_json(group, answer) for answer in answers],
    }


def _answer_json(group: Group, answer: Answer) -> dict[str, object]:
    if isinstance(answer, RankingAnswer):
        return {"choices": elgamal.to_json(group, answer.choice), "proof": proofs.to_json(answer.proof)}
    made: dict[str, object] = {
        "choices": [elgamal.to_json(group, one) for one in answer.choices],
        "individual_proofs": [[proofs.to_json(proof) for proof in one] for one in answer.individual],
        "overall_proof": [proofs.to_json(proof) for proof in answer.overall],
    }
    if answer.blank is not None:
        made["blank_proof"] = [proofs.to_json(proof) for proof in answer.blank]
    return made
