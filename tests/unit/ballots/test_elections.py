# SPDX-License-Identifier: EUPL-1.2
"""Election objects: what is written is read, what cannot be proved or read by all is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from council.ballots import codec, hashing
from council.ballots.election import check_identifier, new_identifier, parse_election
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.questions import ChoiceQuestion, RankingQuestion
from tests.builders.ballots import BLANK, QUESTION, UUID, make, small_election

RANK = {"answers": ["a"], "question": "?"}


def changed(**changes: Any) -> str:
    content = json.loads(small_election().election.text)
    content.update(changes)
    return codec.dump(content)


def with_question(**changes: Any) -> str:
    question = {"answers": ["a", "b"], "blank": True, "min": 1, "max": 2, "question": "?"}
    question.update(changes)
    return changed(questions=[question])


def refusal(text: str) -> BallotErrorCode:
    with pytest.raises(BallotError) as refused:
        parse_election(text)
    return refused.value.code


def test_keys_stand_in_the_order_of_the_protocol() -> None:
    election = small_election().election
    content = json.loads(election.text)
    assert list(content) == [
        "version", "description", "name", "group", "public_key", "questions", "uuid", "administrator",
        "credential_authority",
    ]  # fmt: skip
    assert list(content["questions"][0]) == ["answers", "min", "max", "question"]
    assert list(content["questions"][1]) == ["answers", "blank", "min", "max", "question"]
    assert election.fingerprint == hashing.base64_short(election.text)
    assert election.questions == (QUESTION, BLANK)
    assert (election.administrator, election.credential_authority) == ("office", "registrar")


def test_a_ranking_question_is_written_in_its_own_form() -> None:
    ranking = RankingQuestion("Rank", ("P", "Q"), {"method": "transfers"})
    election = make("RFC-3526-2048", (ranking,)).election
    (written,) = json.loads(election.text)["questions"]
    assert written == {
        "type": "NonHomomorphic",
        "value": {"answers": ["P", "Q"], "question": "Rank", "extra": {"method": "transfers"}},
    }
    assert election.questions == (ranking,)
    assert election.has_ranking


def test_translations_may_travel_inside() -> None:
    election = parse_election(changed(languages={"ar": "انتخاب"}))
    assert election.name == "Consulta — prova"
    assert parse_election(with_question(languages=["ar"])).questions == (ChoiceQuestion("?", ("a", "b"), 1, 2, True),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (changed(version=2), BallotErrorCode.WRONG_VERSION),
        (changed(version=True), BallotErrorCode.WRONG_VERSION),
        (changed(group="P-256"), BallotErrorCode.UNKNOWN_GROUP),
        (changed(uuid="short"), BallotErrorCode.BAD_IDENTIFIER),
        (changed(uuid="0" * 14), BallotErrorCode.BAD_IDENTIFIER),
        (changed(public_key="0" * 63 + "1"), BallotErrorCode.WRONG_ELECTION_KEY),
        (changed(public_key="0" * 63 + "2"), BallotErrorCode.NOT_A_MEMBER),
        (changed(questions=[]), BallotErrorCode.WRONG_QUESTION),
        (changed(questions={}), BallotErrorCode.WRONG_SHAPE),
        (changed(questions=["?"]), BallotErrorCode.WRONG_SHAPE),
        (changed(name=None), BallotErrorCode.WRONG_SHAPE),
        (changed(administrator=1), BallotErrorCode.WRONG_SHAPE),
        ("[]", BallotErrorCode.WRONG_SHAPE),
        (with_question(min=2, max=1), BallotErrorCode.WRONG_QUESTION),
        (with_question(max=3), BallotErrorCode.WRONG_NUMBER),
        (with_question(min=-1), BallotErrorCode.WRONG_NUMBER),
        (with_question(blank=1), BallotErrorCode.WRONG_QUESTION),
        (with_question(answers=[]), BallotErrorCode.WRONG_QUESTION),
        (with_question(answers=["a", 2]), BallotErrorCode.WRONG_SHAPE),
        (with_question(type="Lists"), BallotErrorCode.WRONG_QUESTION),
        (with_question(type="NonHomomorphic", value=RANK), BallotErrorCode.GROUP_CANNOT_RANK),
    ],
)  # fmt: skip
def test_what_cannot_be_an_election_is_refused(text: str, code: BallotErrorCode) -> None:
    assert refusal(text) is code


def test_identifiers_are_random_base58() -> None:
    found = {check_identifier(new_identifier()) for _ in range(50)}
    assert len(found) == 50
    assert {len(one) for one in found} == {14}
    assert check_identifier(UUID) == UUID
    assert check_identifier(new_identifier(20))
