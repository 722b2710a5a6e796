# SPDX-License-Identifier: EUPL-1.2
"""Whether a ballot counts: right election, known credential, signature and every proof (protocol, section 8.4).

The same check serves the moment of casting and every later verification. Replays and the order of ballots are the
archive's business.
"""

from council.ballots import elgamal, hashing, proofs
from council.ballots.ballot import statements
from council.ballots.ballot.shape import Ballot, ChoiceAnswer, RankingAnswer
from council.ballots.ballot.statements import Statement
from council.ballots.credentials.published import PublishedCredentials
from council.ballots.election import Election
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.proofs import Proof
from council.ballots.questions import ChoiceQuestion, Question


def check_ballot(
    ballot: Ballot, election: Election, credentials: PublishedCredentials, *, members_known: bool = False
) -> None:
    """Refuse a ballot that must not count; cheap tests come first.

    `members_known` is for a verifier that has tested `ballot.elements()` of many ballots together.
    """
    if ballot.uuid != election.uuid:
        raise BallotError(BallotErrorCode.OTHER_ELECTION)
    if ballot.fingerprint != election.fingerprint:
        raise BallotError(BallotErrorCode.OTHER_FINGERPRINT)
    if ballot.credential not in credentials.entries:
        raise BallotError(BallotErrorCode.UNKNOWN_CREDENTIAL)
    check_signature(ballot, election, credentials)
    start = statements.origin(election.fingerprint, ballot.credential)
    for number, (question, answer) in enumerate(zip(election.questions, ballot.answers, strict=True), start=1):
        _Answer(election, question, number, start, members_known).check(answer)


def check_signature(ballot: Ballot, election: Election, credentials: PublishedCredentials) -> None:
    """The hash is that of the unsigned text and the credential's holder signed it (protocol, section 8.3)."""
    if ballot.hash != hashing.base64_short(ballot.signed_text):
        raise BallotError(BallotErrorCode.WRONG_HASH)
    public = credentials.entries[ballot.credential].public
    if not proofs.knows(election.group, public, statements.signature_prefix(ballot.hash), ballot.signature):
        raise BallotError(BallotErrorCode.BAD_SIGNATURE)


class _Answer:
    """The checks of one answer; it exists to name once what all of them need."""

    def __init__(self, election: Election, question: Question, number: int, start: str, members_known: bool) -> None:
        self.group = election.group
        self.key = election.key
        self.question = question
        self.number = number
        self.start = start
        self.members_known = members_known

    def check(self, answer: ChoiceAnswer | RankingAnswer) -> None:
        if isinstance(answer, RankingAnswer):
            self._ranking(answer)
        else:
            assert isinstance(self.question, ChoiceQuestion)  # parsing gave this question this kind of answer
            self._choices(answer, self.question)

    def _ranking(self, answer: RankingAnswer) -> None:
        group, choice = self.group, answer.choice
        if not self.members_known and not group.all_members([choice.alpha, choice.beta]):
            raise self._outsider(0)
        prefix = statements.ranking_prefix(group, self.start, self.key, choice)
        if not proofs.knows(group, choice.alpha, prefix, answer.proof):
            raise BallotError(BallotErrorCode.BAD_RANKING_PROOF, question=self.number)

    def _choices(self, answer: ChoiceAnswer, question: ChoiceQuestion) -> None:
        group, choices = self.group, answer.choices
        texts = [elgamal.pair(group, choice) for choice in choices]
        for slot, (choice, text, given) in enumerate(zip(choices, texts, answer.individual, strict=True)):
            self._slot(statements.slot_statement(self.start, choice, text), given, slot)
        # From here on everything is a product of members.
        total = statements.sum_of(group, question, choices)
        bound = statements.statement_text(self.start, texts)
        if answer.blank is not None:
            statement = statements.blank_statement(bound=bound, blank=choices[0], total=total)
            self._holds(statement, answer.blank, BallotErrorCode.BAD_BLANK_PROOF)
        statement = statements.overall_statement(group, question, bound=bound, choices=choices, total=total)
        self._holds(statement, answer.overall, BallotErrorCode.BAD_OVERALL_PROOF)

    def _slot(self, statement: Statement, given: tuple[Proof, ...], slot: int) -> None:
        """One slot's proof, and with it that the slot's ciphertext lies in the group (protocol, section 8.4)."""
        claims, prefix = statement.claims, statement.prefix
        try:
            right = proofs.holds(self.group, self.key, claims, prefix, given, members_known=self.members_known)
        except proofs.Outsider:
            raise self._outsider(slot) from None
        if not right:
            raise BallotError(BallotErrorCode.BAD_CHOICE_PROOF, question=self.number, slot=slot)

    def _holds(self, statement: Statement, given: tuple[Proof, ...], code: BallotErrorCode) -> None:
        if not proofs.holds(self.group, self.key, statement.claims, statement.prefix, given):
            raise BallotError(code, question=self.number)

    def _outsider(self, slot: int) -> BallotError:
        return BallotError(BallotErrorCode.NOT_A_MEMBER, where="ballot", question=self.number, slot=slot)
