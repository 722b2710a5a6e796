# SPDX-License-Identifier: EUPL-1.2
"""Credentials and the registrar: mistypes are caught, the list names nobody, spares are declared, weights change."""

from __future__ import annotations

import json
import random

import pytest

from council.ballots import codec, hashing
from council.ballots.credentials.forms import (
    CredentialForm,
    check_character,
    new_credential,
    public_credential,
    read_credential,
    signing_secret,
)
from council.ballots.credentials.published import parse_credentials
from council.ballots.credentials.registrar import Recipient, make_credentials, reweigh, unused_spares
from council.ballots.election import BASE58
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import group_named
from tests.builders.ballots import UUID

CURVE = group_named("Ed25519")
PEOPLE = [
    Recipient("one@example.org", "one"),
    Recipient("two@example.org", weight=3),
    Recipient("three"),
    Recipient("four", weight=0),
]


def refusal(typed: str) -> BallotErrorCode:
    with pytest.raises(BallotError) as refused:
        read_credential(typed)
    return refused.value.code


@pytest.mark.parametrize(("form", "parts"), [(CredentialForm.CHECKED, [3] * 5), (CredentialForm.LONG, [5, 6, 5, 6])])
def test_credentials_are_printed_in_groups_and_read_as_typed(form: CredentialForm, parts: list[int]) -> None:
    printed = new_credential(form)
    assert [len(part) for part in printed.split("-")] == parts
    assert set(printed) <= {*BASE58, "-"}
    for typed in (printed, printed.replace("-", ""), f"  {printed.replace('-', ' ')}\n"):
        assert read_credential(typed) == printed
        assert signing_secret(typed, UUID, CURVE) == signing_secret(printed, UUID, CURVE)
    assert signing_secret(printed, UUID, CURVE) != signing_secret(printed, "9b1Ji4t9q46N5N", CURVE)
    assert public_credential(printed, UUID, CURVE) == CURVE.power(CURVE.g, signing_secret(printed, UUID, CURVE))


def test_the_check_character_catches_a_wrong_one_and_a_swap() -> None:
    chance = random.Random(58)
    caught = swapped = 0
    for _ in range(300):
        signs = read_credential(new_credential(draw=chance.randrange)).replace("-", "")
        place = chance.randrange(14)
        other = BASE58[(BASE58.index(signs[place]) + chance.randrange(1, 53)) % 58]
        wrong = signs[:place] + other + signs[place + 1 :]
        if (BASE58.index(other) - BASE58.index(signs[place])) % 53:
            caught += 1
            assert refusal(wrong) is BallotErrorCode.BAD_CREDENTIAL
        left, right = sorted(BASE58.index(sign) for sign in signs[place : place + 2])
        if place < 13 and (right - left) % 53:
            swapped += 1
            assert refusal(signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :])
    assert caught > 200
    assert swapped > 200


@pytest.mark.parametrize("typed", ["", "abc", "0" * 15, "1" * 22 + "0", "O" * 22, "1" * 21, "1" * 15])
def test_what_is_no_credential_is_refused(typed: str) -> None:
    assert refusal(typed) is BallotErrorCode.BAD_CREDENTIAL


def test_the_check_character_completes_a_multiple_of_53() -> None:
    for signs in ("1" * 14, "z" * 14, "7KrtDtQhoSYD8k"):
        number = 0
        for sign in signs:
            number = number * 58 + BASE58.index(sign)
        assert (number + BASE58.index(check_character(signs))) % 53 == 0


def test_the_registrar_keeps_the_names_and_gives_away_the_list() -> None:
    papers = make_credentials(CURVE, UUID, PEOPLE, spares=2)
    assert papers.declaration() == {
        "electors": 4,
        "spares": 2,
        "credentials": 6,
        "fingerprint": hashing.base64_short(papers.published.text),
    }
    lines = papers.private_text().splitlines()
    assert lines[0] == f"one@example.org,one {papers.letters[0].credential}"
    assert lines[1] == f"two@example.org,,3 {papers.letters[1].credential}"
    assert lines[2] == f"three {papers.letters[2].credential}"
    assert lines[3] == f"four,,0 {papers.letters[3].credential}"
    assert lines[4].startswith("spare-1 ")
    published = json.loads(papers.published.text)
    assert published == sorted(published, key=lambda line: int(line.split(",")[0], 16))
    assert not any(letter.credential in papers.published.text for letter in papers.letters)
    assert [line.rpartition(",")[0] for line in json.loads(papers.public_text())] == published
    assert {papers.published.weight(letter.public) for letter in papers.letters[:2]} == {1, 3}
    assert parse_credentials(papers.published.text, CURVE) == papers.published


def test_without_weights_the_list_holds_only_keys() -> None:
    papers = make_credentials(CURVE, UUID, PEOPLE[:1], form=CredentialForm.LONG)
    assert json.loads(papers.published.text) == [papers.letters[0].public]
    assert json.loads(papers.public_text()) == [f"{papers.letters[0].public},,one"]
    assert not papers.published.weighted


def test_a_cancelled_elector_weighs_nothing_and_stays_on_the_list() -> None:
    papers = make_credentials(CURVE, UUID, PEOPLE, spares=1)
    gone = papers.letters[0].public
    later = reweigh(CURVE, papers.published, {gone: 0})
    assert list(later.entries) == list(papers.published.entries)
    assert {key for key in later.entries if later.weight(key) != papers.published.weight(key)} == {gone}
    assert later.weight(gone) == 0
    with pytest.raises(BallotError) as refused:
        reweigh(CURVE, papers.published, {"stranger": 0})
    assert refused.value.code is BallotErrorCode.UNKNOWN_CREDENTIAL


def test_unused_spares_are_reported() -> None:
    papers = make_credentials(CURVE, UUID, PEOPLE, spares=3)
    voted = [papers.letters[0].public, papers.spares[1].public]
    assert [letter.spare for letter in unused_spares(papers, voted)] == [1, 3]


@pytest.mark.parametrize(
    "bad", [Recipient("a b"), Recipient("a,b"), Recipient(""), Recipient("a\n"), Recipient("a", weight=-1)]
)
def test_a_name_that_would_break_the_file_is_refused(bad: Recipient) -> None:
    with pytest.raises(BallotError) as refused:
        make_credentials(CURVE, UUID, [bad])
    assert refused.value.code is BallotErrorCode.WRONG_SHAPE


def test_nobody_gets_two_letters() -> None:
    with pytest.raises(BallotError) as refused:
        make_credentials(CURVE, UUID, [PEOPLE[0], PEOPLE[0]])
    assert refused.value.code is BallotErrorCode.DUPLICATE_CREDENTIAL


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{key},", BallotErrorCode.WRONG_NUMBER),
        ("{key},01", BallotErrorCode.WRONG_NUMBER),
        ("{key},-1", BallotErrorCode.WRONG_NUMBER),
        ("{key},1,1", BallotErrorCode.WRONG_NUMBER),
        ("0" * 63 + "2", BallotErrorCode.NOT_A_MEMBER),
        ("nobody", BallotErrorCode.NOT_AN_ELEMENT),
    ],
)
def test_a_line_in_another_form_is_refused(line: str, code: BallotErrorCode) -> None:
    text = codec.dump([CURVE.text(CURVE.g), line.format(key=CURVE.text(CURVE.power(CURVE.g, 2)))])
    with pytest.raises(BallotError) as refused:
        parse_credentials(text, CURVE)
    assert refused.value.code is code
    assert refused.value.facts["where"] == "credentials[1]"
