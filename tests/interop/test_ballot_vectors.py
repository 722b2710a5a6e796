# SPDX-License-Identifier: EUPL-1.2
"""Fixed inputs and outputs of every derivation of the ballot protocol."""

from __future__ import annotations

import json
from typing import Any

from council.ballots import decryption, elgamal, hashing, proofs
from council.ballots.ballot.statements import slot_statement
from council.ballots.credentials import forms
from council.ballots.groups import group_named
from council.ballots.groups.modular import ModularGroup
from council.ballots.proofs import Opening, Proof
from council.ballots.shuffle.transcript import independent_generator
from council.ballots.trustees import sealing, single
from tests.builders.archives import FOLDER, read_case

VECTORS: dict[str, Any] = json.loads((FOLDER / "vectors.json").read_text("utf-8"))
BIG = group_named("BELENIOS-2048")
CURVE = group_named("Ed25519")
RANKING = group_named("RFC-3526-2048")


def test_the_numbers_of_the_large_groups() -> None:
    wanted = VECTORS["belenios2048"]
    assert isinstance(BIG, ModularGroup)
    assert isinstance(RANKING, ModularGroup)
    assert hashing.hexadecimal(str(BIG.p)) == wanted["p_sha256"]
    assert hashing.hexadecimal(str(BIG.q)) == wanted["q_sha256"]
    assert hashing.hexadecimal(str(BIG.g)) == wanted["g_sha256"]
    wanted = VECTORS["rfc3526"]
    assert hashing.hexadecimal(str(RANKING.p)) == wanted["p_decimal_sha256"]
    assert hashing.hexadecimal(str(RANKING.q)) == wanted["q_decimal_sha256"]


def test_the_generators_of_the_shuffle() -> None:
    for index, wanted in VECTORS["rfc3526"]["generator_sha256_of_decimal"].items():
        assert hashing.hexadecimal(str(independent_generator(RANKING, int(index)))) == wanted


def test_the_curve() -> None:
    wanted = VECTORS["ed25519"]
    assert str(CURVE.q) == wanted["q"]
    assert CURVE.text(CURVE.identity) == wanted["identity"]
    assert CURVE.text(CURVE.g) == wanted["g"]
    assert CURVE.text(CURVE.power(CURVE.g, 2)) == wanted["g^2"]
    assert CURVE.text(CURVE.power(CURVE.g, CURVE.q - 1)) == wanted["g^(q-1)"]


def test_hash_to_scalar() -> None:
    for vector in VECTORS["hash_to_zq"]:
        group = group_named(vector["group"])
        elements = [group.element(text) for text in vector["elements"]]
        assert group.hash_to_scalar(vector["prefix"], elements) == int(vector["value"])


def test_a_trustees_proof() -> None:
    vector = VECTORS["pok_fixed"]
    key = single.make_key(BIG, int(vector["x"]), draw=lambda _: int(vector["w"]))
    assert BIG.text(key.public) == vector["public_key"]
    assert proofs.to_json(key.proof) == {"challenge": vector["challenge"], "response": vector["response"]}


def test_the_proof_of_a_slot() -> None:
    vector = VECTORS["individual_proof_fixed"]
    key = BIG.element(vector["y"])
    choice = elgamal.encrypt(BIG, key, 1, 777)
    assert elgamal.to_json(BIG, choice) == {"alpha": vector["alpha"], "beta": vector["beta"]}
    statement = slot_statement("fp|cred", choice, elgamal.pair(BIG, choice))
    drawn = iter([33, 11, 22])
    claims = [(statement.claims[0], Opening(1, 777))]
    made = proofs.prove_one_of(BIG, key, claims, statement.prefix, true_branch=1, draw=lambda _: next(drawn))
    assert [proofs.to_json(one) for one in made] == vector["proof"]
    assert proofs.holds(BIG, key, statement.claims, statement.prefix, made)
    assert sum(proof.challenge for proof in made) % BIG.q == int(vector["hash"])
    assert not proofs.holds(BIG, key, statement.claims, statement.prefix, [made[0], Proof(made[1].challenge, 0)])


def test_lagrange() -> None:
    vector = VECTORS["lagrange"]
    for index in vector["indexes"]:
        assert decryption.lagrange(vector["indexes"], index, BIG.q) == int(vector[f"lambda_{index}"])


def test_the_first_ballot_of_an_archive() -> None:
    vector = VECTORS["ballot"]
    case = read_case(FOLDER / vector["archive"])
    ballot = case.ballots()[0]
    assert case.election.fingerprint == vector["election_fingerprint"]
    assert ballot.tracker == vector["first_ballot_tracker"]
    assert ballot.hash == vector["hash_signed"]
    assert hashing.base64_short(ballot.signed_text) == vector["recomputed"]
    assert len(ballot.text) == vector["length"]


def test_credentials_with_a_check_character() -> None:
    for vector in VECTORS["checksum"]:
        assert forms.check_character(vector["first14"]) == vector["last"]
    vector = VECTORS["credential"]
    for group in (BIG, CURVE):
        secret = forms.signing_secret(vector["credential"], vector["uuid"], group)
        assert secret == int(vector[f"secret_{group.name}"])
        public = forms.public_credential(vector["credential"], vector["uuid"], group)
        assert group.text(public) == vector[f"public_{group.name}"]
        bare = vector["credential"].replace("-", "")
        assert forms.signing_secret(bare, vector["uuid"], group) == secret


def test_credentials_of_later_versions() -> None:
    vector = VECTORS["credential_since_2.4"]
    for group in (BIG, CURVE):
        secret = forms.signing_secret(vector["credential"], vector["uuid"], group)
        assert secret == int(vector["hex512"], 16) % group.q == int(vector[f"secret_{group.name}"])
    public = forms.public_credential(vector["credential"], vector["uuid"], CURVE)
    assert CURVE.text(public) == vector["public_Ed25519"]


def test_a_members_keys() -> None:
    vector = VECTORS["pki"]
    keys = sealing.member_keys(BIG, vector["seed"])
    assert (keys.signing, keys.decryption) == (int(vector["sk"]), int(vector["dk"]))
    assert (BIG.text(keys.verification), BIG.text(keys.encryption)) == (vector["vk"], vector["ek"])
