# SPDX-License-Identifier: EUPL-1.2
"""Trustees: nobody's key counts without a proof, and a threshold group that does not hold together is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from council.ballots import codec
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import group_named
from council.ballots.trustees import ceremony, messages, sealing, signing, single, threshold
from council.ballots.trustees.listing import check_trustees, election_key, parse_trustees, write_trustees
from tests.builders.ballots import QUESTION, certificates, make, threshold_group

CURVE = group_named("Ed25519")
MEMBERS = tuple(sealing.member_keys(CURVE, sealing.new_seed()) for _ in range(3))
CERTIFICATES = certificates(CURVE, MEMBERS, 2)
POLYNOMIALS = [ceremony.polynomial(CURVE, member, CERTIFICATES, 2) for member in MEMBERS]
MADE = make("Ed25519", (QUESTION,), singles=2, needed=2, size=3)


def refusal(call: Callable[..., object], *args: Any) -> BallotError:
    with pytest.raises(BallotError) as refused:
        call(*args)
    return refused.value


def check_list(change: Callable[[Any], object]) -> None:
    """The trustees of a good election after a change."""
    content = json.loads(MADE.trustees.text)
    change(content)
    check_trustees(parse_trustees(codec.dump(content), CURVE), MADE.election)


def test_a_good_list_holds_and_is_written_again_as_it_was() -> None:
    check_list(lambda content: None)
    assert write_trustees(CURVE, reversed(MADE.trustees.items)) != MADE.trustees.text
    assert write_trustees(CURVE, MADE.trustees.items) == MADE.trustees.text
    assert sorted(MADE.trustees.owners()) == [1, 2, 3, 4, 5]
    assert election_key(CURVE, MADE.trustees) == MADE.election.key
    assert [item for item, _ in json.loads(MADE.trustees.text)] == ["Single", "Single", "Pedersen"]


def test_the_later_fields_are_written() -> None:
    pedersen = json.loads(MADE.trustees.text)[2][1]
    assert list(pedersen) == ["threshold", "certs", "coefexps", "signatures", "verification_keys"]
    assert [list(key) for key in pedersen["verification_keys"]] == [["pok", "public_key", "signature"]] * 3
    contexts = [json.loads(one["message"])["context"] for one in pedersen["certs"]]
    assert contexts == [{"group": "Ed25519", "size": 3, "threshold": 2, "index": index} for index in (1, 2, 3)]


def swap(rows: list[Any], one: int = 0, other: int = 1) -> None:
    rows[one], rows[other] = rows[other], rows[one]


def swap_keys(row: dict[str, Any], other: dict[str, Any], key: str) -> None:
    row[key], other[key] = other[key], row[key]


E = BallotErrorCode


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c: swap_keys(c[0][1], c[1][1], "pok"), E.TRUSTEE_PROOF),
        (lambda c: c.insert(0, c[0]), E.TRUSTEE_DUPLICATE),
        (lambda c: c.pop(0), E.WRONG_ELECTION_KEY),
        (lambda c: c.clear(), E.WRONG_SHAPE),
        (lambda c: c[0].append(1), E.WRONG_SHAPE),
        (lambda c: swap(c[0]), E.WRONG_SHAPE),
        (lambda c: c[0][1].update(public_key="0" * 63 + "2"), E.NOT_A_MEMBER),
        (lambda c: c[0][1].update(extra=1), E.WRONG_SHAPE),
        (lambda c: swap(c[2][1]["certs"]), E.TRUSTEE_CONTEXT),
        (lambda c: swap_keys(c[2][1]["certs"][0], c[2][1]["certs"][1], "signature"), E.TRUSTEE_SIGNATURE),
        (lambda c: swap(c[2][1]["coefexps"]), E.TRUSTEE_SIGNATURE),
        (lambda c: swap_keys(c[2][1]["coefexps"][0], c[2][1]["coefexps"][1], "signature"), E.TRUSTEE_SIGNATURE),
        (lambda c: swap(c[2][1]["signatures"]), E.TRUSTEE_SIGNATURE),
        (lambda c: c[2][1]["signatures"].pop(), E.WRONG_SHAPE),
        (lambda c: swap(c[2][1]["verification_keys"]), E.TRUSTEE_VERIFICATION_KEY),
        (
            lambda c: swap_keys(c[2][1]["verification_keys"][0], c[2][1]["verification_keys"][1], "signature"),
            E.TRUSTEE_SIGNATURE,
        ),
        (
            lambda c: swap_keys(c[2][1]["verification_keys"][0], c[2][1]["verification_keys"][1], "pok"),
            E.TRUSTEE_PROOF,
        ),
        (lambda c: c[2][1].update(threshold=1), E.WRONG_SHAPE),
        (lambda c: c[2][1].update(threshold=0), E.WRONG_NUMBER),
        (lambda c: c[2][1].update(threshold=4), E.WRONG_NUMBER),
        (lambda c: c[2][1]["verification_keys"].pop(), E.WRONG_SHAPE),
        (lambda c: c[2][1].update(certs=[]), E.TRUSTEE_THRESHOLD),
    ],
)
def test_what_does_not_hold_together_is_refused(change: Callable[[Any], object], code: BallotErrorCode) -> None:
    assert refusal(check_list, change).code is code


def test_an_empty_key_is_no_key() -> None:
    """Anybody can prove that he knows zero."""
    key = single.make_key(CURVE, 0)
    assert refusal(single.check_key, CURVE, key, "here").code is BallotErrorCode.TRUSTEE_PROOF


def test_a_proof_made_for_another_group_does_not_hold() -> None:
    secret = 4711
    key = single.make_key(CURVE, secret)
    other = replace(key, proof=replace(key.proof, challenge=(key.proof.challenge + 1) % CURVE.q))
    assert refusal(single.check_key, CURVE, other, "here").code is BallotErrorCode.TRUSTEE_PROOF
    assert "BELENIOS-2048" in single.prefix(group_named("BELENIOS-2048"), 5)


def test_private_key_files() -> None:
    assert single.secret_text(4711) == '"4711"'
    assert single.parse_secret('"4711"\n', CURVE) == 4711
    for text in ('"0"', "4711", f'"{CURVE.q}"', '"-1"'):
        assert refusal(single.parse_secret, text, CURVE).code in (E.WRONG_NUMBER, E.WRONG_SHAPE)


def test_a_named_trustee() -> None:
    key = single.make_key(CURVE, 5, name="Observer")
    assert list(single.to_json(CURVE, key)) == ["pok", "public_key", "name"]
    assert single.parse(CURVE, single.to_json(CURVE, key), "here") == key


@pytest.mark.parametrize("length", [0, 1, 5000, 2**16 - 1, 2**16, 70_000])
def test_sealed_messages_of_every_length(length: int) -> None:
    sender, reader, third = MEMBERS
    message = "é" * (length // 2) + "x" * (length % 2)
    sealed = sealing.send(CURVE, sender.signing, reader.encryption, message)
    assert sealing.receive(CURVE, reader, sender.verification, sealed) == message
    assert refusal(sealing.receive, CURVE, third, sender.verification, sealed).code is E.TRUSTEE_MESSAGE
    assert refusal(sealing.receive, CURVE, reader, third.verification, sealed).code is E.TRUSTEE_SIGNATURE


def test_a_sealed_message_cannot_be_changed_or_passed_on() -> None:
    sender, reader, third = MEMBERS
    sealed = json.loads(sealing.send(CURVE, sender.signing, reader.encryption, "m"))
    for data in (sealed["data"][:-2], "00" + sealed["data"][2:], "zz", ""):
        changed = codec.dump(sealed | {"data": data})
        assert refusal(sealing.receive, CURVE, reader, sender.verification, changed).code is E.TRUSTEE_MESSAGE
    inner = sealing.decrypt(CURVE, reader.decryption, codec.dump(sealed))
    again = sealing.encrypt(CURVE, third.encryption, inner)
    assert refusal(sealing.receive, CURVE, third, sender.verification, again).code is E.TRUSTEE_MESSAGE


def test_seeds() -> None:
    seed = sealing.new_seed()
    assert len(seed) == 22
    assert sealing.member_keys(CURVE, seed) == sealing.member_keys(CURVE, seed)
    for wrong in (seed[1:], seed[1:] + "0"):
        assert refusal(sealing.member_keys, CURVE, wrong).code is E.BAD_CREDENTIAL


def accept(delivery: ceremony.Delivery) -> ceremony.Acceptance:
    return ceremony.accept(CURVE, MEMBERS[1], CERTIFICATES, 2, delivery)


def test_a_share_that_is_not_on_the_polynomial_names_its_author() -> None:
    _, good, third = ceremony.deliver(POLYNOMIALS)
    accept(good)
    wrong = codec.dump({"secret": "12345"})
    sealed = sealing.send(CURVE, MEMBERS[2].signing, MEMBERS[1].encryption, wrong)
    error = refusal(accept, replace(good, shares=(*good.shares[:2], sealed)))
    assert error.code is E.TRUSTEE_SHARE
    assert error.facts["author"] == 3
    assert refusal(accept, third).code is E.TRUSTEE_MESSAGE
    assert refusal(accept, replace(good, shares=good.shares[:2])).code is E.TRUSTEE_CONTEXT
    swapped = (good.exponents[1], good.exponents[0], good.exponents[2])
    assert refusal(accept, replace(good, exponents=swapped)).code is E.TRUSTEE_SIGNATURE


def test_certificates_are_checked_before_a_polynomial_is_drawn() -> None:
    stranger = sealing.member_keys(CURVE, sealing.new_seed())
    assert refusal(ceremony.polynomial, CURVE, stranger, CERTIFICATES, 2).code is E.TRUSTEE_CONTEXT
    assert refusal(ceremony.polynomial, CURVE, MEMBERS[0], CERTIFICATES, 3).code is E.TRUSTEE_CONTEXT
    assert refusal(ceremony.polynomial, CURVE, MEMBERS[0], CERTIFICATES, 4).code is E.TRUSTEE_THRESHOLD
    assert refusal(ceremony.polynomial, CURVE, MEMBERS[0], CERTIFICATES, 0).code is E.TRUSTEE_THRESHOLD
    old = [ceremony.certificate(CURVE, one, None) for one in (MEMBERS[0], MEMBERS[0], MEMBERS[1])]
    assert refusal(ceremony.polynomial, CURVE, MEMBERS[0], old, 2).code is E.TRUSTEE_DUPLICATE


def test_members_of_older_programs_leave_the_later_fields_out() -> None:
    old = [ceremony.certificate(CURVE, member, None) for member in MEMBERS]
    assert list(json.loads(old[0].signed.message)) == ["verification", "encryption"]
    polynomials = [replace(ceremony.polynomial(CURVE, one, old, 2), signature=None) for one in MEMBERS]
    keys = [
        replace(ceremony.accept(CURVE, member, old, 2, delivery).public_key, signature=None)
        for member, delivery in zip(MEMBERS, ceremony.deliver(polynomials), strict=True)
    ]
    made = ceremony.assemble(CURVE, old, 2, polynomials, keys)
    assert "signatures" not in threshold.to_json(CURVE, made)


def test_half_of_the_confirmations_are_left_out() -> None:
    polynomials = [POLYNOMIALS[0], *(replace(one, signature=None) for one in POLYNOMIALS[1:])]
    keys = [
        ceremony.accept(CURVE, member, CERTIFICATES, 2, delivery).public_key
        for member, delivery in zip(MEMBERS, ceremony.deliver(polynomials), strict=True)
    ]
    assert ceremony.assemble(CURVE, CERTIFICATES, 2, POLYNOMIALS, keys).signatures is not None
    assert ceremony.assemble(CURVE, CERTIFICATES, 2, polynomials, keys).signatures is None


def test_messages_go_through_json() -> None:
    polynomial = POLYNOMIALS[0]
    assert messages.parse_polynomial(CURVE, messages.polynomial_json(polynomial), "here", size=3) == polynomial
    delivery = ceremony.deliver(POLYNOMIALS)[1]
    assert messages.parse_delivery(CURVE, messages.delivery_json(delivery), "here", size=3) == delivery
    acceptance = accept(delivery)
    assert messages.parse_acceptance(CURVE, messages.acceptance_json(CURVE, acceptance), "here") == acceptance
    certificate = CERTIFICATES[0]
    assert threshold.parse_certificate(CURVE, signing.to_json(certificate.signed), "here") == certificate
    assert refusal(messages.parse_acceptance, CURVE, {}, "here").code is E.WRONG_SHAPE


@pytest.mark.parametrize(("needed", "size"), [(1, 1), (1, 3), (2, 2), (3, 4)])
def test_groups_of_every_form_hold(needed: int, size: int) -> None:
    shared = threshold_group(CURVE, needed, size)
    threshold.check(CURVE, shared.keys, "here")
    assert [key.public for key in shared.keys.verification_keys] == [
        CURVE.power(CURVE.g, secret) for secret in shared.secrets
    ]
