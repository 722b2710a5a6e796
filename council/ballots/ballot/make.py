# SPDX-License-Identifier: EUPL-1.2
"""Making a ballot from an elector's choices and credential (protocol, section 8).

The randomness lives only inside these functions. Powers of the two fixed bases come from tables: whoever can watch the
processor of the elector's own machine sees the choices anyway. The lasting secret, the credential's, does not.
"""

import secrets
from collections.abc import Sequence

from council.ballots import codec, elgamal, hashing, proofs, ranking
from council.ballots.ballot import statements
from council.ballots.ballot.shape import Answer, Ballot, ChoiceAnswer, RankingAnswer, parse_ballot, unsigned_json
from council.ballots.ballot.statements import Statement
from council.ballots.credentials.forms import signing_secret
from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Draw
from council.ballots.proofs import Opening, Proof
from council.ballots.questions import ChoiceQuestion, Question, RankingQuestion

#: One vector per question: zeros and ones, the blank slot first, or a ranking.
Choices = Sequence[Sequence[int]]


def check_choices(election: Election, choices: Choices) -> None:
    """Refuse, before anything is encrypted, what no proof could be made for (protocol, section 8.1)."""
    if len(choices) != len(election.questions):
        raise BallotError(BallotErrorCode.CHOICE_NOT_ALLOWED)
    for number, (question, vector) in enumerate(zip(election.questions, choices, strict=True), start=1):
        if not is_allowed(question, vector):
            raise BallotError(BallotErrorCode.CHOICE_NOT_ALLOWED, question=number)


def is_allowed(question: Question, vector: Sequence[int]) -> bool:
    """Whether a vector answers a question (protocol, sections 8.1 and 10.1)."""
    if isinstance(question, RankingQuestion):
        return len(vector) == len(question.answers) and all(0 <= one <= ranking.HIGHEST for one in vector)
    if len(vector) != question.slots or not all(one in (0, 1) for one in vector):
        return False
    if question.blank and vector[0]:
        return sum(vector) == 1
    return question.least <= sum(vector) <= question.most


def make_ballot(election: Election, credential: str, choices: Choices, *, draw: Draw = secrets.randbelow) -> Ballot:
    """Encrypt, prove and sign (protocol, section 8)."""
    check_choices(election, choices)
    group = election.group
    secret = signing_secret(credential, election.uuid, group)
    public = group.text(group.power_secret(group.g, secret))
    maker = _Maker(election, statements.origin(election.fingerprint, public), draw)
    answers = tuple(
        maker.answer(question, vector) for question, vector in zip(election.questions, choices, strict=True)
    )
    content = unsigned_json(group, election, public, answers)
    signed = hashing.base64_short(codec.dump(content))
    proof = proofs.prove_knowledge(group, secret, statements.signature_prefix(signed), draw=draw)
    content["signature"] = {"hash": signed, "proof": proofs.to_json(proof)}
    return parse_ballot(codec.dump(content), election)


class _Maker:
    """Makes the answers of one ballot; holds what all of them are bound to."""

    def __init__(self, election: Election, start: str, draw: Draw) -> None:
        self.group = election.group
        self.key = election.key
        self.start = start
        self.draw = draw

    def answer(self, question: Question, vector: Sequence[int]) -> Answer:
        if isinstance(question, RankingQuestion):
            return self._ranking(vector)
        return self._choices(question, vector)

    def _ranking(self, vector: Sequence[int]) -> RankingAnswer:
        """beta = y^r xi and a proof of knowing r (protocol, section 8.2)."""
        group = self.group
        r = self.draw(group.q)
        hidden = group.multiply(group.power_fixed(self.key, r), ranking.encode(group, vector))
        choice = Ciphertext(group.power_fixed(group.g, r), hidden)
        prefix = statements.ranking_prefix(group, self.start, self.key, choice)
        return RankingAnswer(choice, proofs.prove_knowledge(group, r, prefix, draw=self.draw))

    def _choices(self, question: ChoiceQuestion, vector: Sequence[int]) -> ChoiceAnswer:
        group = self.group
        openings = [Opening(message, self.draw(group.q)) for message in vector]
        choices = tuple(elgamal.encrypt(group, self.key, one.message, one.r) for one in openings)
        texts = [elgamal.pair(group, choice) for choice in choices]
        individual = tuple(
            self._prove(statements.slot_statement(self.start, choice, text), [opening], opening.message)
            for choice, text, opening in zip(choices, texts, openings, strict=True)
        )
        counted = openings[1:] if question.blank else openings
        total = Opening(sum(one.message for one in counted), sum(one.r for one in counted) % group.q)
        return self._bound(question, choices, individual, blank=openings[0] if question.blank else None, total=total)

    def _bound(
        self,
        question: ChoiceQuestion,
        choices: tuple[Ciphertext, ...],
        individual: tuple[tuple[Proof, ...], ...],
        *,
        blank: Opening | None,
        total: Opening,
    ) -> ChoiceAnswer:
        """The proofs over the whole answer; which branch is true depends on a blank vote (protocol, section 8.1)."""
        group = self.group
        summed = statements.sum_of(group, question, choices)
        bound = statements.statement_text(self.start, (elgamal.pair(group, choice) for choice in choices))
        overall = statements.overall_statement(group, question, bound=bound, choices=choices, total=summed)
        true_branch = total.message - question.least
        if blank is None:
            return ChoiceAnswer(choices, individual, self._prove(overall, [total], true_branch))
        true_branch = 0 if blank.message else 1 + true_branch
        either = statements.blank_statement(bound=bound, blank=choices[0], total=summed)
        return ChoiceAnswer(
            choices,
            individual,
            self._prove(overall, [blank, total], true_branch),
            self._prove(either, [blank, total], blank.message),
        )

    def _prove(self, statement: Statement, openings: Sequence[Opening], true_branch: int) -> tuple[Proof, ...]:
        claims = list(zip(statement.claims, openings, strict=True))
        return proofs.prove_one_of(
            self.group, self.key, claims, statement.prefix, true_branch=true_branch, draw=self.draw
        )
