# SPDX-License-Identifier: EUPL-1.2
"""The two good elections that are manipulated, with every secret, and the registry of manipulations."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from council.ballots import codec, decryption, hashing, proofs, result, tally
from council.ballots.ballot.shape import Ballot, parse_ballot
from council.ballots.ballot.statements import signature_prefix
from council.ballots.credentials.forms import signing_secret
from council.ballots.owned import Owned
from council.ballots.questions import RankingQuestion
from council.ballots.shuffle.prove import shuffle
from council.ballots.shuffle.shape import shuffle_text
from council.ballots.shuffle.verify import ranking_lists, with_ranking_lists
from council.ballots.tally import EncryptedTally
from council.ballots.trustees.threshold import ThresholdKeys
from tests.builders.ballots import BLANK, QUESTION, Made, make
from tests.tamper.model import BALLOT, END, END_SHUFFLES, RESULT, SETUP, SHARE, SHUFFLE, TALLY, Link, Model

TIME = 1795310362
RANKING = RankingQuestion("Rank them", ("P", "Q", "R"))


@dataclass(frozen=True)
class Case:
    """A good election, the archive of it, and what manipulators may know."""

    made: Made
    model: Model
    tally: EncryptedTally

    def ballot(self, number: int) -> dict[str, Any]:
        """One of the ballots as JSON, without its signature."""
        content: dict[str, Any] = json.loads(self.model.one(BALLOT, number).bodies[0])
        del content["signature"]
        return content

    def elector(self, credential: str) -> int:
        """Which elector has this public credential."""
        return next(n for n, letter in enumerate(self.made.papers.letters) if letter.public == credential)

    def signed(self, content: dict[str, Any], *, elector: int | None = None) -> bytes:
        """The content with a signature that holds, by the elector whose credential it names."""
        election = self.made.election
        letter = self.made.papers.letters[self.elector(content["credential"]) if elector is None else elector]
        secret = signing_secret(letter.credential, election.uuid, election.group)
        signed = hashing.base64_short(codec.dump(content))
        proof = proofs.prove_knowledge(election.group, secret, signature_prefix(signed))
        return codec.dump({**content, "signature": {"hash": signed, "proof": proofs.to_json(proof)}}).encode()


def texts(*parts: str) -> list[bytes]:
    return [part.encode() for part in parts]


def owned(owner: int, text: str) -> list[bytes]:
    return texts(text, Owned(owner, hashing.hexadecimal(text)).text())


def setup_link(made: Made) -> Link:
    parts = {"election": made.election.text, "trustees": made.trustees.text, "credentials": made.papers.published.text}
    named = codec.dump({name: hashing.hexadecimal(text) for name, text in parts.items()})
    return Link(SETUP, texts(*parts.values(), named))


def complete(made: Made, votes: Sequence[tuple[int, list[list[int]]]], shufflers: Sequence[int] = ()) -> Case:
    """A whole election with these votes."""
    return complete_with(made, [made.ballot(elector, choices) for elector, choices in votes], shufflers)


def complete_with(made: Made, ballots: Sequence[Ballot], shufflers: Sequence[int] = ()) -> Case:
    """A whole election; all trustees take part but the last of a threshold group."""
    running = made.tally(ballots)
    encrypted, group = running.encrypted(), made.election.group
    links = [setup_link(made), *(Link(BALLOT, texts(one.text)) for one in ballots), Link(END, [])]
    links.append(Link(TALLY, texts(tally.tally_text(group, encrypted), running.sized().text())))
    for owner in shufflers:
        done = shuffle(made.election, ranking_lists(made.election, encrypted))
        links.append(Link(SHUFFLE, owned(owner, shuffle_text(group, done))))
        encrypted = with_ranking_lists(made.election, encrypted, done.ciphertexts)
    if shufflers:
        links.append(Link(END_SHUFFLES, []))
    shares = made.shares(encrypted)
    if any(isinstance(item, ThresholdKeys) for item in made.trustees.items):
        del shares[max(shares)]
    links += [Link(SHARE, owned(owner, decryption.partial_text(group, one))) for owner, one in shares.items()]
    factors = decryption.combine_partials(made.election, made.trustees, shares)
    found = result.compute_result(made.election, encrypted, factors, total_weight=running.weight)
    links.append(Link(RESULT, texts(found.text())))
    return Case(made, Model(TIME, links), encrypted)


def count_again(made: Made, model: Model, counted: Sequence[Link]) -> None:
    """A tally, shares and a result of these ballots alone, with the help of all trustees."""
    ballots = [parse_ballot(link.bodies[0].decode(), made.election) for link in counted]
    running = made.tally(ballots)
    encrypted, group = running.encrypted(), made.election.group
    shares = {owner: share for owner, share in made.shares(encrypted).items() if owner < 4}
    factors = decryption.combine_partials(made.election, made.trustees, shares)
    found = result.compute_result(made.election, encrypted, factors, total_weight=running.weight)
    model.one(TALLY).bodies = texts(tally.tally_text(group, encrypted), running.sized().text())
    for link, (owner, share) in zip(model.all(SHARE), shares.items(), strict=True):
        link.bodies = owned(owner, decryption.partial_text(group, share))
    model.one(RESULT).bodies = texts(found.text())


@cache
def choices() -> Case:
    """Two questions, one with a blank vote; weights; one mandatory trustee and two of three; elector 1 votes twice."""
    made = make("BELENIOS-2048", (QUESTION, BLANK), singles=1, needed=2, size=3, weights=(1, 2, 1, 1))
    votes = [
        (0, [[1, 0, 0], [0, 1, 1, 0, 0]]),
        (1, [[0, 1, 0], [1, 0, 0, 0, 0]]),
        (2, [[0, 0, 1], [0, 0, 0, 1, 0]]),
        (0, [[0, 1, 0], [0, 1, 0, 0, 0]]),
    ]
    return complete(made, votes)


@cache
def rankings() -> Case:
    """A ranking, shuffled by both trustees."""
    made = make("RFC-3526-2048", (QUESTION, RANKING), singles=2, weights=(1, 1, 1))
    votes = [(0, [[1, 0, 0], [1, 2, 3]]), (1, [[0, 1, 0], [3, 1, 2]]), (2, [[0, 1, 0], [2, 3, 1]])]
    return complete(made, votes, shufflers=(1, 2))


Change = Callable[[Case, Model], bytes | None]


@dataclass(frozen=True)
class Kind:
    """One kind of manipulation: its name, what a manipulator wants, and how it is done."""

    name: str
    what: str
    base: Callable[[], Case]
    change: Change

    def archive(self) -> bytes:
        """The manipulated archive."""
        case = self.base()
        model = case.model.copy()
        return self.change(case, model) or model.write()


KINDS: dict[str, Kind] = {}


def kind(what: str, base: Callable[[], Case] = choices) -> Callable[[Change], Change]:
    """Registers a manipulation under its function's name."""

    def register(change: Change) -> Change:
        name = change.__name__.replace("_", "-")
        assert name not in KINDS
        KINDS[name] = Kind(name, what, base, change)
        return change

    return register
