# SPDX-License-Identifier: EUPL-1.2
"""What the proofs of a choice answer claim and the words they are bound to (protocol, section 8.1).

Maker and checker share these, so that they cannot come to mean different things.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from council.ballots import elgamal
from council.ballots.elgamal import Ciphertext
from council.ballots.groups import Element, Group
from council.ballots.proofs import Claim
from council.ballots.questions import ChoiceQuestion


@dataclass(frozen=True, slots=True)
class Statement:
    """The claims of one OR proof and its prefix."""

    claims: tuple[Claim, ...]
    prefix: str


def origin(fingerprint: str, credential: str) -> str:
    """S0: binds every proof of a ballot to its election and its credential (protocol, section 8)."""
    return f"{fingerprint}|{credential}"


def slot_statement(start: str, choice: Ciphertext, text: str) -> Statement:
    """That a slot holds zero or one; `text` is the ciphertext's pair (protocol, section 8.1, individual proof)."""
    return Statement((Claim(choice, (0, 1)),), f"prove|{start}|{text}|")


def statement_text(start: str, texts: Iterable[str]) -> str:
    """S: S0 and all ciphertexts of the answer, the blank slot included (protocol, section 8.1)."""
    return f"{start}|{','.join(texts)}"


def sum_of(group: Group, question: ChoiceQuestion, choices: tuple[Ciphertext, ...]) -> Ciphertext:
    """The encrypted number of answers chosen; the blank slot does not count (protocol, section 8.1)."""
    return elgamal.combine(group, choices[1:] if question.blank else choices)


def overall_statement(
    group: Group, question: ChoiceQuestion, *, bound: str, choices: tuple[Ciphertext, ...], total: Ciphertext
) -> Statement:
    """That between `least` and `most` answers are chosen, or the vote is blank (protocol, section 8.1)."""
    allowed = Claim(total, tuple(range(question.least, question.most + 1)))
    if question.blank:
        return Statement((Claim(choices[0], (1,)), allowed), f"bproof1|{bound}|")
    return Statement((allowed,), f"prove|{bound}|{elgamal.pair(group, total)}|")


def blank_statement(*, bound: str, blank: Ciphertext, total: Ciphertext) -> Statement:
    """That the vote is not blank or no answer is chosen (protocol, section 8.1)."""
    return Statement((Claim(blank, (0,)), Claim(total, (0,))), f"bproof0|{bound}|")


def ranking_prefix(group: Group, start: str, key: Element, choice: Ciphertext) -> str:
    """The words a ranking's proof is bound to; S0, not S (protocol, section 8.2)."""
    return f"raweg|{start}|{group.text(key)},{elgamal.pair(group, choice)}|"


def signature_prefix(ballot_hash: str) -> str:
    """The words a ballot's signature is bound to (protocol, section 8.3)."""
    return f"sig|{ballot_hash}|"
