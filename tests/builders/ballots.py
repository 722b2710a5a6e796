# SPDX-License-Identifier: EUPL-1.2
"""Whole elections in memory: keys, credentials, ballots, tally, shares and result, with every secret at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from council.ballots import codec, decryption, hashing, proofs, result
from council.ballots.ballot import statements
from council.ballots.ballot.make import Choices, make_ballot
from council.ballots.ballot.shape import Ballot, parse_ballot
from council.ballots.credentials.forms import signing_secret
from council.ballots.credentials.registrar import Recipient, RegistrarPapers, make_credentials
from council.ballots.decryption import PartialDecryption
from council.ballots.election import Election, ElectionTexts, make_election
from council.ballots.groups import Group, group_named
from council.ballots.questions import ChoiceQuestion, Question
from council.ballots.result import Result
from council.ballots.shuffle.prove import shuffle
from council.ballots.shuffle.verify import check_shuffle, ranking_lists, with_ranking_lists
from council.ballots.tally import EncryptedTally, RunningTally
from council.ballots.trustees import ceremony, sealing, single
from council.ballots.trustees.listing import TrusteeItem, Trustees, election_key, parse_trustees, write_trustees
from council.ballots.trustees.sealing import MemberKeys
from council.ballots.trustees.threshold import Certificate, Context, ThresholdKeys

UUID = "8b1Ji4t9q46N5N"
QUESTION = ChoiceQuestion("Which list?", ("Ponti", "Voci", "جسور 🌉"), 1, 1)
BLANK = ChoiceQuestion("Which persons?", ("Ada", "Ben", "Cid", "Dua"), 1, 2, blank=True)


@dataclass(frozen=True)
class SharedKey:
    """A threshold group and what its members keep."""

    keys: ThresholdKeys
    members: tuple[MemberKeys, ...]
    secrets: tuple[int, ...]


def certificates(group: Group, members: Sequence[MemberKeys], needed: int) -> list[Certificate]:
    return [
        ceremony.certificate(group, member, Context(group.name, len(members), needed, index))
        for index, member in enumerate(members, start=1)
    ]


def threshold_group(group: Group, needed: int, size: int) -> SharedKey:
    """All steps of the ceremony, each by its own member."""
    members = tuple(sealing.member_keys(group, sealing.new_seed()) for _ in range(size))
    certs = certificates(group, members, needed)
    polynomials = [ceremony.polynomial(group, member, certs, needed) for member in members]
    accepted = [
        ceremony.accept(group, member, certs, needed, delivery)
        for member, delivery in zip(members, ceremony.deliver(polynomials), strict=True)
    ]
    keys = ceremony.assemble(group, certs, needed, polynomials, [one.public_key for one in accepted])
    opened = (
        ceremony.decryption_key(group, member, one.private_key) for member, one in zip(members, accepted, strict=True)
    )
    return SharedKey(keys, members, tuple(opened))


@dataclass(frozen=True)
class Made:
    """An election ready to vote in, with all secrets."""

    election: Election
    trustees: Trustees
    secrets: dict[int, int]
    papers: RegistrarPapers

    def ballot(self, elector: int, choices: Choices) -> Ballot:
        return make_ballot(self.election, self.papers.letters[elector].credential, choices)

    def tally(self, ballots: Sequence[Ballot]) -> RunningTally:
        running = RunningTally(self.election)
        for ballot in {one.credential: one for one in ballots}.values():
            running.add(ballot, self.papers.published.weight(ballot.credential))
        return running

    def shares(self, tally: EncryptedTally) -> dict[int, PartialDecryption]:
        return {
            owner: decryption.decrypt_partly(self.election, tally, secret) for owner, secret in self.secrets.items()
        }

    def opened(self, running: RunningTally, *, without: Sequence[int] = ()) -> Result:
        """The result from the trustees' shares, shuffled first where rankings ask for it; all of it checked."""
        election, tally = self.election, running.encrypted()
        if election.has_ranking:
            tally = shuffled(election, shuffled(election, tally))
        shares = self.shares(tally)
        for owner, partial in shares.items():
            decryption.check_partial(election, tally, self.trustees.owners()[owner], partial)
        kept = {owner: partial for owner, partial in shares.items() if owner not in without}
        factors = decryption.combine_partials(election, self.trustees, kept)
        found = result.compute_result(election, tally, factors, total_weight=running.weight)
        result.check_result(election, tally, factors, found)
        return found


def resigned(made: Made, elector: int, content: dict[str, Any]) -> Ballot:
    """A ballot with this content, signed again by its elector: only the meaning can be wrong."""
    election = made.election
    unsigned = {key: value for key, value in content.items() if key != "signature"}
    secret = signing_secret(made.papers.letters[elector].credential, election.uuid, election.group)
    signed = hashing.base64_short(codec.dump(unsigned))
    proof = proofs.prove_knowledge(election.group, secret, statements.signature_prefix(signed))
    unsigned["signature"] = {"hash": signed, "proof": proofs.to_json(proof)}
    return parse_ballot(codec.dump(unsigned), election)


def shuffled(election: Election, tally: EncryptedTally) -> EncryptedTally:
    lists = ranking_lists(election, tally)
    done = shuffle(election, lists)
    check_shuffle(election, lists, done)
    return with_ranking_lists(election, tally, done.ciphertexts)


def make(
    group_name: str,
    questions: tuple[Question, ...],
    *,
    singles: int = 1,
    needed: int = 0,
    size: int = 0,
    weights: Sequence[int] = (1, 1, 1, 1),
    spares: int = 0,
) -> Made:
    """An election with mandatory trustees, a threshold group if wanted, and one elector per weight."""
    group = group_named(group_name)
    secrets = [single.new_secret(group) for _ in range(singles)]
    items: list[TrusteeItem] = [single.make_key(group, secret) for secret in secrets]
    if size:
        shared = threshold_group(group, needed, size)
        items.append(shared.keys)
        secrets += shared.secrets
    trustees = parse_trustees(write_trustees(group, items), group)
    election = make_election(
        ElectionTexts("Consulta — prova", "Invented", "office", "registrar"),
        questions,
        group=group,
        key=election_key(group, trustees),
        uuid=UUID,
    )
    recipients = [Recipient(f"elector-{number}", weight=weight) for number, weight in enumerate(weights, start=1)]
    papers = make_credentials(group, UUID, recipients, spares=spares)
    return Made(election, trustees, dict(enumerate(secrets, start=1)), papers)


@cache
def small_election(group_name: str = "Ed25519") -> Made:
    """One election per group for all tests that only look at ballots."""
    return make(group_name, (QUESTION, BLANK))
