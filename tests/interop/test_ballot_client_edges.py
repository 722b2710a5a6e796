# SPDX-License-Identifier: EUPL-1.2
"""The browser's client at the edges: every small question with every vote, and elections that others made."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from council.ballots import owned
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.make import is_allowed
from council.ballots.ballot.shape import parse_ballot
from council.ballots.credentials.published import parse_credentials
from council.ballots.election import Election, ElectionTexts, make_election
from council.ballots.groups import group_named
from council.ballots.questions import ChoiceQuestion
from tests.builders.archives import ARCHIVES, Case, read_case
from tests.interop.ballot_roles import Client, Refused, compact

UUID = "8b1Ji4t9q46N5N"
CREDENTIAL = "aB3dE-fGh4jK-mNpQr-sTu5vW"
WITH_SECRETS = [path for path in ARCHIVES if (path.parent / "secrets").is_dir()]


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    playing = Client()
    yield playing
    playing.close()


def small_questions() -> list[ChoiceQuestion]:
    """Every question of up to three answers, with and without a blank vote."""
    return [
        ChoiceQuestion(question="?", answers=tuple("ABC"[:size]), least=least, most=most, blank=blank)
        for size in (1, 2, 3)
        for least, most in itertools.combinations_with_replacement(range(size + 1), 2)
        for blank in (False, True)
    ]


def election_of(questions: list[ChoiceQuestion]) -> Election:
    group = group_named("Ed25519")
    y = group.power(group.g, 987654321)
    return make_election(ElectionTexts("Council", ""), tuple(questions), group=group, key=y, uuid=UUID)


def vectors(question: ChoiceQuestion) -> list[list[int]]:
    return [list(vector) for vector in itertools.product((0, 1), repeat=question.slots)]


def test_every_permitted_vote_gives_a_ballot_that_holds(client: Client) -> None:
    questions = small_questions()
    election = election_of(questions)
    public = client.ask("publicCredential", group="Ed25519", uuid=UUID, credential=CREDENTIAL)
    published = parse_credentials(compact([public]), election.group)
    permitted = [[v for v in vectors(question) if is_allowed(question, v)] for question in questions]
    rounds = max(len(found) for found in permitted)
    assert rounds == 9  # up to three of three, or blank
    for n in range(rounds):
        choices = [found[n % len(found)] for found in permitted]
        made = client.ask("ballot", election=election.text, credential=CREDENTIAL, choices=choices)
        ballot = parse_ballot(made["ballot"], election)
        check_ballot(ballot, election, published)
        assert ballot.tracker == made["tracker"]


def test_every_other_vote_is_refused_before_it_is_sealed(client: Client) -> None:
    for question in small_questions():
        election = election_of([question]).text
        for vector in vectors(question):
            if is_allowed(question, vector):
                continue
            with pytest.raises(Refused, match=r"too-few|too-many|blank-with-choices"):
                client.ask("ballot", election=election, credential=CREDENTIAL, choices=[vector])


def opened_tally(case: Case) -> str:
    """What the trustees of this archive opened: the tally, its ranking questions as the last shuffle left them."""
    (sized,) = case.payloads("EncryptedTally")
    tally: list[Any] = json.loads(case.data[json.loads(sized)["encrypted_tally"]])
    for text in case.payloads("Shuffle"):
        mixed = json.loads(case.data[owned.parse_owned(text).payload])["ciphertexts"]
        tally[len(tally) - len(mixed) :] = mixed
    return compact(tally)


@pytest.mark.parametrize("path", WITH_SECRETS, ids=lambda path: path.parent.name)
def test_credentials_of_others_give_the_keys_they_published(client: Client, path: Path) -> None:
    case = read_case(path)
    lines = (path.parent / "secrets/privcreds.txt").read_text().splitlines()
    assert lines
    for line in lines:
        asked = {"group": case.election.group.name, "uuid": case.election.uuid}
        assert client.ask("publicCredential", **asked, credential=line.split()[-1]) in case.credentials.entries


@pytest.mark.parametrize("path", WITH_SECRETS, ids=lambda path: path.parent.name)
def test_keys_of_others_give_the_factors_they_published(client: Client, path: Path) -> None:
    case = read_case(path)
    work = {"election": case.election.text, "fingerprint": case.election.fingerprint, "tally": opened_tally(case)}
    keys = secret_keys(path.parent / "secrets")
    found = 0
    for text in case.payloads("PartialDecryption"):
        named = owned.parse_owned(text)
        recorded = json.loads(case.data[named.payload])["decryption_factors"]
        expected = case.election.group.text(case.trustees.owners()[named.owner])
        factors = [factors_by(client, task, {**work, **key, "publicKey": expected}) for task, key in keys]
        assert [one for one in factors if one is not None] == [recorded]
        found += 1
    assert found == len(case.payloads("PartialDecryption")) > 0


def factors_by(client: Client, task: str, asked: dict[str, str]) -> list[list[str]] | None:
    """The decryption factors this key gives, or nothing when it is the key of another trustee."""
    try:
        share = json.loads(client.ask(task, **asked)["share"])
    except Refused as refused:
        if str(refused) != "key-mismatch":
            raise
        return None
    return list(share["decryption_factors"])


def secret_keys(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """The task and the input for every trustee's key in this folder."""
    single = [("decrypt", {"key": path.read_text()}) for path in sorted(folder.glob("*.privkey"))]
    shares = [
        ("decryptShare", {"sealed": path.read_text(), "seed": path.with_suffix(".key").read_text()})
        for path in sorted(folder.glob("*.dkey"))
    ]
    return [*single, *shares]
