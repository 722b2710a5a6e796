# SPDX-License-Identifier: EUPL-1.2
"""The secrets that the reference tool handed out work here: credentials, trustees' keys, sealed messages, seeds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from council.ballots import hashing, owned
from council.ballots.ballot.make import make_ballot
from council.ballots.credentials.forms import public_credential
from council.ballots.decryption import check_partial, decrypt_partly, parse_partial
from council.ballots.tally import parse_sized, parse_tally
from council.ballots.trustees import ceremony, messages, sealing, single, threshold
from council.ballots.trustees.listing import write_trustees
from tests.builders.archives import ARCHIVES, FOLDER, Case, read_case

WITH_SECRETS = [path for path in ARCHIVES if (path.parent / "secrets").is_dir()]
each = pytest.mark.parametrize("path", WITH_SECRETS, ids=lambda path: path.parent.name)


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


@each
def test_every_private_credential_is_on_the_list(path: Path) -> None:
    case = read_case(path)
    group, uuid = case.election.group, case.election.uuid
    credentials = [line.split()[1] for line in lines(path.parent / "secrets/privcreds.txt")]
    found = {group.text(public_credential(one, uuid, group)) for one in credentials}
    assert found == set(case.credentials.entries)


@each
def test_a_new_ballot_with_an_old_credential(path: Path) -> None:
    case = read_case(path)
    vote = json.loads(lines(path.parent / "secrets/votes.jsonl")[0])
    ballot = make_ballot(case.election, vote["cred"], vote["choice"])
    (old,) = (one for one in case.ballots() if one.tracker == vote["tracker"])
    assert ballot.credential == old.credential
    assert ballot.text != old.text


@each
def test_mandatory_trustees_secrets_belong_to_their_keys(path: Path) -> None:
    case = read_case(path)
    group = case.election.group
    names = set()
    for file in (path.parent / "secrets").glob("*.privkey"):
        secret = single.parse_secret(file.read_text("utf-8"), group)
        assert single.secret_text(secret) == file.read_text("utf-8").strip()
        key = single.make_key(group, secret)
        single.check_key(group, key, "here")
        assert single.identifier(group, key.public) == file.stem.removeprefix("trustee-")
        names.add(key.public)
    singles = {item.public for item in case.trustees.items if isinstance(item, single.PublicKey)}
    assert names == singles


def opened_keys(path: Path, case: Case) -> dict[int, int]:
    """Every threshold member's decryption key by owner number, out of the tool's seed and `.dkey` files."""
    group = case.election.group
    (shared,) = (item for item in case.trustees.items if isinstance(item, threshold.ThresholdKeys))
    first = 1 + sum(isinstance(item, single.PublicKey) for item in case.trustees.items)
    found = {}
    for file in (path.parent / "secrets").glob("*.key"):
        keys = sealing.member_keys(group, file.read_text("utf-8").strip())
        verification = [one.verification for one in shared.certificates]
        sealed = file.with_suffix(".dkey").read_text("utf-8").strip()
        secret = ceremony.decryption_key(group, keys, sealed)
        found[first + verification.index(keys.verification)] = secret
    return found


@pytest.mark.parametrize("name", ["threshold-2of3", "single-plus-threshold"])
def test_threshold_members_open_with_the_tools_files(name: str) -> None:
    (path,) = (FOLDER / name).glob("*.bel")
    case = read_case(path)
    group = case.election.group
    secrets = opened_keys(path, case)
    owners = case.trustees.owners()
    assert {owner: group.power(group.g, secret) for owner, secret in secrets.items()} == {
        owner: owners[owner] for owner in secrets
    }
    (sized,) = (parse_sized(text) for text in case.payloads("EncryptedTally"))
    tally = parse_tally(case.data[sized.tally_hash], case.election)
    for text in case.payloads("PartialDecryption"):
        told = owned.parse_owned(text)
        if told.owner in secrets:
            ours = decrypt_partly(case.election, tally, secrets[told.owner])
            check_partial(case.election, tally, owners[told.owner], ours)
            assert ours.factors == parse_partial(case.data[told.payload], case.election).factors


def test_the_steps_of_the_ceremony_with_the_tools_messages() -> None:
    """The tool's certificates and polynomials, our steps 4, 5 and 6: the tool's own group comes out."""
    folder = FOLDER / "threshold-2of3"
    case = read_case(next(folder.glob("*.bel")))
    group = case.election.group
    certificates = [
        threshold.parse_certificate(group, json.loads(line), "cert") for line in lines(folder / "certs.jsons")
    ]
    polynomials = [
        messages.parse_polynomial(group, json.loads(line), "polynomial", size=3)
        for line in lines(folder / "polynomials.jsons")
    ]
    assert [json.loads(line) for line in lines(folder / "polynomials.jsons")] == [
        messages.polynomial_json(one) for one in polynomials
    ]
    seeds = {
        keys.verification: keys
        for keys in (
            sealing.member_keys(group, file.read_text("utf-8").strip()) for file in (folder / "secrets").glob("*.key")
        )
    }
    accepted = [
        ceremony.accept(group, seeds[certificate.verification], certificates, 2, delivery)
        for certificate, delivery in zip(certificates, ceremony.deliver(polynomials), strict=True)
    ]
    made = ceremony.assemble(group, certificates, 2, polynomials, [one.public_key for one in accepted])
    (theirs,) = case.trustees.items
    assert isinstance(theirs, threshold.ThresholdKeys)
    assert made.key(group) == theirs.key(group) == case.election.key
    assert made.exponents == theirs.exponents
    assert [one.public for one in made.verification_keys] == [one.public for one in theirs.verification_keys]
    assert hashing.hexadecimal(write_trustees(group, [theirs])) == hashing.hexadecimal(case.trustees.text)
