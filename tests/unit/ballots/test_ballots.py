# SPDX-License-Identifier: EUPL-1.2
"""One ballot: every part is bound to its election, its credential and its place, and each refusal names its reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from council.ballots import codec
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.make import make_ballot
from council.ballots.ballot.shape import parse_ballot
from council.ballots.credentials.published import parse_credentials
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import group_named
from council.ballots.groups.modular import ModularGroup
from council.ballots.questions import ChoiceQuestion, RankingQuestion
from tests.builders.ballots import BLANK, QUESTION, make, resigned, small_election

VOTE = [[0, 1, 0], [0, 1, 0, 1, 0]]
BIG = "BELENIOS-2048"


def content() -> dict[str, Any]:
    return dict(json.loads(small_election().ballot(0, VOTE).text))


def read_and_check(value: dict[str, Any], elector: int | None) -> None:
    made = small_election()
    ballot = parse_ballot(codec.dump(value), made.election) if elector is None else resigned(made, elector, value)
    check_ballot(ballot, made.election, made.papers.published)


def refusal(value: dict[str, Any], *, elector: int | None = 0) -> BallotError:
    """What is said about this content, signed again unless no elector is named."""
    with pytest.raises(BallotError) as refused:
        read_and_check(value, elector)
    return refused.value


def test_a_ballot_is_read_as_it_was_written() -> None:
    made = small_election()
    ballot = made.ballot(0, VOTE)
    assert parse_ballot(ballot.text, made.election) == ballot
    assert list(json.loads(ballot.text)) == ["election_uuid", "election_hash", "credential", "answers", "signature"]
    assert len(ballot.tracker) == 43
    assert len(list(ballot.elements())) == 2 * (3 + 5)
    check_ballot(ballot, made.election, made.papers.published, members_known=True)


def test_the_same_vote_twice_is_two_ballots() -> None:
    made = small_election()
    assert made.ballot(0, VOTE).tracker != made.ballot(0, VOTE).tracker


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"election_uuid": "9b1Ji4t9q46N5N"}, BallotErrorCode.OTHER_ELECTION),
        ({"election_hash": "x" * 43}, BallotErrorCode.OTHER_FINGERPRINT),
        ({"credential": "0" * 63 + "1"}, BallotErrorCode.UNKNOWN_CREDENTIAL),
        ({"answers": []}, BallotErrorCode.WRONG_SHAPE),
        ({"answers": {}}, BallotErrorCode.WRONG_SHAPE),
        ({"election_uuid": 5}, BallotErrorCode.WRONG_SHAPE),
    ],
)
def test_the_frame_of_a_ballot(change: dict[str, Any], code: BallotErrorCode) -> None:
    assert refusal(content() | change).code is code


def test_a_signature_by_somebody_else_or_over_something_else() -> None:
    assert refusal(content(), elector=1).code is BallotErrorCode.BAD_SIGNATURE
    value = content()
    value["signature"]["hash"] = "A" * 43
    assert refusal(value, elector=None).code is BallotErrorCode.WRONG_HASH
    value = content()
    value["answers"][0]["choices"].reverse()
    assert refusal(value, elector=None).code is BallotErrorCode.WRONG_HASH


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda a: a[0]["choices"].pop(), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0]["individual_proofs"].pop(), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0]["individual_proofs"][0].pop(), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0]["overall_proof"].append(a[0]["overall_proof"][0]), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[1].pop("blank_proof"), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0].update(blank_proof=a[1]["blank_proof"]), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0].update(note="x"), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0]["choices"][0].update(alpha=1), BallotErrorCode.NOT_AN_ELEMENT),
        (lambda a: a[0]["overall_proof"][0].update(challenge=1), BallotErrorCode.WRONG_SHAPE),
        (lambda a: a[0]["overall_proof"][0].update(challenge="01"), BallotErrorCode.WRONG_NUMBER),
        (
            lambda a: a[0]["overall_proof"][0].update(response=str(group_named("Ed25519").q)),
            BallotErrorCode.WRONG_NUMBER,
        ),
        (lambda a: a[1]["blank_proof"].reverse(), BallotErrorCode.BAD_BLANK_PROOF),
        (lambda a: a[1]["overall_proof"].reverse(), BallotErrorCode.BAD_OVERALL_PROOF),
        (lambda a: a[1]["individual_proofs"][2].reverse(), BallotErrorCode.BAD_CHOICE_PROOF),
        (lambda a: a[0].update(choices=a[0]["choices"][::-1]), BallotErrorCode.BAD_CHOICE_PROOF),
    ],
)
def test_the_parts_of_an_answer(change: Callable[[Any], object], code: BallotErrorCode) -> None:
    value = content()
    change(value["answers"])
    assert refusal(value).code is code


def test_a_refusal_names_question_and_slot() -> None:
    value = content()
    value["answers"][1]["individual_proofs"][3].reverse()
    assert refusal(value).facts == {"question": 2, "slot": 3}


def test_keys_in_another_order_are_another_text() -> None:
    value = content()
    value["answers"][0] = dict(reversed(value["answers"][0].items()))
    assert refusal(value).code is BallotErrorCode.WRONG_SHAPE


@pytest.mark.parametrize("part", ["alpha", "beta"])
def test_an_outsider_among_the_ciphertexts_is_refused(part: str) -> None:
    """The proofs of a sign-changed number can be made to hold half of the time; membership is what refuses it."""
    made = make(BIG, (QUESTION,))
    group = made.election.group
    assert isinstance(group, ModularGroup)
    value = json.loads(made.ballot(0, [[1, 0, 0]]).text)
    choice = value["answers"][0]["choices"][1]
    choice[part] = str(group.p - int(choice[part]))
    ballot = resigned(made, 0, value)
    with pytest.raises(BallotError) as refused:
        check_ballot(ballot, made.election, made.papers.published)
    assert refused.value.code is BallotErrorCode.NOT_A_MEMBER
    assert refused.value.facts == {"where": "ballot", "question": 1, "slot": 1}
    assert not group.all_members(list(ballot.elements()))


def test_a_ranking_is_bound_and_its_outsiders_are_refused() -> None:
    made = make("RFC-3526-2048", (RankingQuestion("Rank", ("P", "Q")),))
    group = made.election.group
    assert isinstance(group, ModularGroup)
    ballot = made.ballot(0, [[2, 1]])
    check_ballot(ballot, made.election, made.papers.published)
    for part, code in (("alpha", BallotErrorCode.NOT_A_MEMBER), ("beta", BallotErrorCode.BAD_RANKING_PROOF)):
        value = json.loads(ballot.text)
        choice = value["answers"][0]["choices"]
        number = int(choice[part])
        choice[part] = str(group.p - number if part == "alpha" else number * 4 % group.p)
        with pytest.raises(BallotError) as refused:
            check_ballot(resigned(made, 0, value), made.election, made.papers.published)
        assert refused.value.code is code


@pytest.mark.parametrize(
    "choices",
    [[], [[1, 0, 0]], [[1, 0, 0], [0, 1]], [[1, 1, 0], VOTE[1]], [[2, 0, 0], VOTE[1]], [[1, 0, 0], [1, 1, 0, 0, 0]]],
)
def test_choices_that_are_not_allowed_are_not_encrypted(choices: list[list[int]]) -> None:
    with pytest.raises(BallotError) as refused:
        small_election().ballot(0, choices)
    assert refused.value.code is BallotErrorCode.CHOICE_NOT_ALLOWED


@pytest.mark.parametrize("ranking", [[1], [1, 256], [1, -1], [1, 2, 3]])
def test_rankings_that_cannot_be_written_are_not_encrypted(ranking: list[int]) -> None:
    made = make("RFC-3526-2048", (RankingQuestion("Rank", ("P", "Q")),))
    with pytest.raises(BallotError) as refused:
        made.ballot(0, [ranking])
    assert refused.value.code is BallotErrorCode.CHOICE_NOT_ALLOWED


@pytest.mark.parametrize("vector", [[0, 0], [1, 0], [1, 1]])
@pytest.mark.parametrize("bounds", [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2)])
def test_every_bound_and_every_vector(bounds: tuple[int, int], vector: list[int]) -> None:
    least, most = bounds
    made = make("Ed25519", (ChoiceQuestion("?", ("a", "b"), least, most),), weights=(1,))
    if not least <= sum(vector) <= most:
        with pytest.raises(BallotError):
            made.ballot(0, [vector])
        return
    ballot = made.ballot(0, [vector])
    check_ballot(ballot, made.election, made.papers.published)
    assert made.opened(made.tally([ballot])).questions == (tuple(vector),)


def test_a_credential_of_another_election_makes_a_ballot_nobody_knows() -> None:
    made, other = small_election(), make("Ed25519", (QUESTION, BLANK))
    ballot = make_ballot(made.election, other.papers.letters[0].credential, VOTE)
    with pytest.raises(BallotError) as refused:
        check_ballot(ballot, made.election, made.papers.published)
    assert refused.value.code is BallotErrorCode.UNKNOWN_CREDENTIAL
    check_ballot(ballot, made.election, parse_credentials(other.papers.published.text, made.election.group))
