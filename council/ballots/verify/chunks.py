# SPDX-License-Identifier: EUPL-1.2
"""Ballots checked a chunk at a time, here or in other processes.

Membership is tested for all elements of a chunk together; proofs one by one, since their commitments are hashed. What
comes back is small: the first fault, or the product of what counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from council.ballots import elgamal
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.shape import Ballot, ChoiceAnswer, parse_ballot
from council.ballots.credentials.published import PublishedCredentials
from council.ballots.decryption import PartialDecryption, first_wrong
from council.ballots.election import Election
from council.ballots.elgamal import Ciphertext
from council.ballots.errors import BallotError
from council.ballots.groups import Element, Group
from council.ballots.tally import EncryptedTally
from council.ballots.verify.fault import Fault, Faulty, Part, VerifyErrorCode, of_object, of_rule


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot as it stands in the archive; `at` is where its body begins."""

    record: int
    name: str
    credential: str
    at: int
    size: int
    body: bytes

    @property
    def line(self) -> "Cast":
        """The same without its body, which can be read again if another ballot replaces this one."""
        return replace(self, body=b"")


Columns = tuple[tuple[Ciphertext, ...], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a chunk adds: products per question of the last ballot of each elector in it, and whose rankings."""

    fault: Fault | None
    columns: Columns = ()
    rankings: tuple[tuple[str, tuple[Ciphertext, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ShareWork:
    """A part of the check of one partial decryption: every n-th factor from the k-th on is `(k, n)`."""

    tally: EncryptedTally
    public: Element
    partial: PartialDecryption
    part: tuple[int, int] = (0, 1)


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks ballots of one election."""

    election: Election
    credentials: PublishedCredentials

    def check(self, chunk: Sequence[Cast]) -> Outcome:
        """The first faulty ballot of the chunk, or what the chunk adds to the tally."""
        try:
            ballots = list(self._parsed(chunk))
        except Faulty as found:
            # Whatever stands before the ballot that cannot be read may be wrong, too.
            before = [cast for cast in chunk if cast.record < found.fault.record]
            return Outcome(fault=self.check(before).fault or found.fault if before else found.fault)
        known = self._all_members(ballots)
        for cast, ballot in zip(chunk, ballots, strict=True):
            try:
                check_ballot(ballot, self.election, self.credentials, members_known=known)
            except BallotError as error:
                return Outcome(fault=of_object(error, Part.BALLOT, record=cast.record, name=ballot.tracker))
        last = {ballot.credential: ballot for ballot in ballots}
        return Outcome(
            fault=None,
            columns=self.added(list(last.values())),
            rankings=tuple((credential, _rankings(ballot)) for credential, ballot in last.items()),
        )

    def added(self, ballots: Sequence[Ballot]) -> Columns:
        """The product of these ballots' choices to the power of their weights, question by question."""
        group = self.election.group
        columns = []
        for number in range(len(self.election.questions)):
            answers = [(ballot.answers[number], self.credentials.weight(ballot.credential)) for ballot in ballots]
            rows = [
                tuple(_weighted(group, choice, weight) for choice in answer.choices)
                for answer, weight in answers
                if isinstance(answer, ChoiceAnswer) and weight
            ]
            columns.append(tuple(elgamal.combine(group, column) for column in zip(*rows, strict=True)))
        return tuple(columns)

    def wrong_share(self, work: ShareWork) -> tuple[int, int] | None:
        """The first wrong factor among those of this part of a partial decryption."""
        return first_wrong(self.election, work.tally, work.public, work.partial, part=work.part)

    def parse(self, cast: Cast) -> Ballot:
        """Read one ballot; its credential must be the one the archive was scanned for."""
        try:
            ballot = parse_ballot(cast.body.decode("utf-8"), self.election)
        except UnicodeDecodeError:
            raise Faulty(of_rule(VerifyErrorCode.NOT_TEXT, Part.BALLOT, record=cast.record, name=cast.name)) from None
        except BallotError as error:
            raise Faulty(of_object(error, Part.BALLOT, record=cast.record, name=cast.name)) from None
        if ballot.credential != cast.credential:
            raise Faulty(of_rule(VerifyErrorCode.BALLOT_HEAD, Part.BALLOT, record=cast.record, name=cast.name))
        return ballot

    def _parsed(self, chunk: Sequence[Cast]) -> Iterator[Ballot]:
        for cast in chunk:
            yield self.parse(cast)

    def _all_members(self, ballots: Sequence[Ballot]) -> bool:
        return self.election.group.all_members([element for ballot in ballots for element in ballot.elements()])


def _rankings(ballot: Ballot) -> tuple[Ciphertext, ...]:
    return tuple(answer.choice for answer in ballot.answers if not isinstance(answer, ChoiceAnswer))


def _weighted(group: Group, choice: Ciphertext, weight: int) -> Ciphertext:
    if weight == 1:
        return choice
    return Ciphertext(group.power(choice.alpha, weight), group.power(choice.beta, weight))
