# SPDX-License-Identifier: EUPL-1.2
"""From the encrypted tally to the result: no share, shuffle, count or order but the right one is accepted."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from council.ballots import codec, decryption, owned, ranking, result, tally
from council.ballots.ballot.shape import Ballot
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import group_named
from council.ballots.questions import RankingQuestion
from council.ballots.result import SmallLogarithm
from council.ballots.shuffle import prove, shape, transcript, verify
from council.ballots.verify.cast import chunk_length
from tests.builders.ballots import BLANK, QUESTION, Made, make

E = BallotErrorCode
CURVE = group_named("Ed25519")
RANK = group_named("RFC-3526-2048")


def refusal(call: Callable[..., object], *args: Any, **kwargs: Any) -> BallotErrorCode:
    with pytest.raises(BallotError) as refused:
        call(*args, **kwargs)
    return refused.value.code


@cache
def counted() -> tuple[Made, tally.EncryptedTally, dict[int, decryption.PartialDecryption]]:
    made = make("Ed25519", (QUESTION, BLANK), singles=2, weights=(1, 5))
    votes = [[1, 0, 0], [1, 0, 0, 0, 0]], [[0, 0, 1], [0, 1, 1, 0, 0]]
    found = made.tally([made.ballot(elector, vote) for elector, vote in enumerate(votes)]).encrypted()
    return made, found, made.shares(found)


def test_the_tally_goes_through_its_text() -> None:
    made, found, _ = counted()
    text = tally.tally_text(CURVE, found)
    assert tally.parse_tally(text, made.election) == found
    sized = tally.SizedTally(2, 2**31, "0" * 64)
    assert sized.text() == '{"num_tallied":2,"total_weight":"2147483648","encrypted_tally":"' + "0" * 64 + '"}'
    assert tally.parse_sized(sized.text()) == sized


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rows: rows.pop(), E.WRONG_SHAPE),
        (lambda rows: rows[0].pop(), E.WRONG_SHAPE),
        (lambda rows: rows[0][0].pop("beta"), E.WRONG_SHAPE),
        (lambda rows: rows[0][0].update(beta="0" * 63 + "2"), E.NOT_A_MEMBER),
    ],
)
def test_a_tally_of_another_form_is_refused(change: Callable[[Any], object], code: BallotErrorCode) -> None:
    made, found, _ = counted()
    rows = json.loads(tally.tally_text(CURVE, found))
    change(rows)
    assert refusal(tally.parse_tally, codec.dump(rows), made.election) is code


def test_a_share_goes_through_its_text() -> None:
    made, _, shares = counted()
    assert decryption.parse_partial(decryption.partial_text(CURVE, shares[1]), made.election) == shares[1]


def swapped(rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    return (rows[0], (rows[1][1], rows[1][0], *rows[1][2:]))


def test_only_the_trustees_own_share_is_accepted() -> None:
    made, found, shares = counted()
    owners = made.trustees.owners()
    election, share = made.election, shares[1]
    decryption.check_partial(election, found, owners[1], share)
    wrong = replace(share, factors=swapped(share.factors))
    with pytest.raises(BallotError) as refused:
        decryption.check_partial(election, found, owners[1], wrong)
    assert refused.value.code is E.BAD_DECRYPTION_PROOF
    assert refused.value.facts == {"question": 2, "slot": 0}
    for wrong in (shares[2], replace(share, proofs=swapped(share.proofs))):
        assert refusal(decryption.check_partial, election, found, owners[1], wrong) is E.BAD_DECRYPTION_PROOF
    other = swapped(found)
    assert refusal(decryption.check_partial, election, other, owners[1], share) is E.BAD_DECRYPTION_PROOF
    short = replace(share, factors=(share.factors[0], share.factors[1][1:]))
    assert refusal(decryption.check_partial, election, found, owners[1], short) is E.WRONG_SHAPE


def test_parts_of_a_share_together_are_the_whole() -> None:
    """Whichever part a wrong factor falls into, that part alone names it."""
    made, found, shares = counted()
    owner, share = made.trustees.owners()[1], shares[1]
    wrong = replace(share, factors=(share.factors[0], (share.factors[0][0], *share.factors[1][1:])))
    parts = [decryption.first_wrong(made.election, found, owner, wrong, part=(number, 2)) for number in range(2)]
    assert sorted(parts, key=lambda part: part is None) == [(2, 0), None]
    assert [decryption.first_wrong(made.election, found, owner, share, part=(n, 2)) for n in range(2)] == [None, None]


@pytest.mark.parametrize(
    ("ballots", "processes", "length"),
    [(0, 2, 25), (100, 2, 50), (100, 1, 50), (129, 2, 33), (1_000, 2, 63), (10_000, 2, 64), (60, 8, 25)],
)
def test_chunks_fall_to_the_processes_in_equal_parts(ballots: int, processes: int, length: int) -> None:
    assert chunk_length(ballots, processes) == length


def test_a_missing_mandatory_trustee_leaves_no_result() -> None:
    made, _, shares = counted()
    assert refusal(decryption.combine_partials, made.election, made.trustees, {1: shares[1]}) is E.TOO_FEW_SHARES
    assert refusal(decryption.combine_partials, made.election, made.trustees, {}) is E.TOO_FEW_SHARES


@pytest.mark.parametrize(
    "told", [((1, 0, 4), (1, 5, 5, 0, 0)), ((1, 0, 5), (0, 5, 5, 0, 0)), ((0, 0, 5), (1, 5, 5, 0, 0))]
)
def test_another_result_is_refused(told: tuple[tuple[int, ...], ...]) -> None:
    made, found, shares = counted()
    factors = decryption.combine_partials(made.election, made.trustees, shares)
    right = result.compute_result(made.election, found, factors, total_weight=6)
    assert right.questions == ((1, 0, 5), (1, 5, 5, 0, 0))
    result.check_result(made.election, found, factors, right)
    assert refusal(result.check_result, made.election, found, factors, result.Result(told)) is E.WRONG_RESULT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"result":[[1,0,5]]}', E.WRONG_SHAPE),
        ('{"result":[[1,0],[1,5,5,0,0]]}', E.WRONG_SHAPE),
        ('{"result":[[1,0,"5"],[1,5,5,0,0]]}', E.WRONG_NUMBER),
        ('{"result":[[1,0,-5],[1,5,5,0,0]]}', E.WRONG_NUMBER),
        ('{"result":[[1,0,true],[1,5,5,0,0]]}', E.WRONG_SHAPE),
        ('{"result":[[1,0,5],[1,5,5,0,0]],"more":1}', E.WRONG_SHAPE),
        ('{"result":[[1, 0,5],[1,5,5,0,0]]}', E.NOT_CANONICAL),
    ],
)
def test_a_result_of_another_form_is_refused(text: str, code: BallotErrorCode) -> None:
    assert refusal(result.parse_result, text, counted()[0].election) is code


@pytest.mark.parametrize("bound", [0, 1, 2, 3, 24, 25, 26, 1000])
def test_small_logarithms_up_to_the_bound_and_no_further(bound: int) -> None:
    logarithm = SmallLogarithm(CURVE, bound)
    for number in {0, 1, bound // 2, bound - 1, bound} & set(range(bound + 1)):
        assert logarithm.of(CURVE.power(CURVE.g, number)) == number
    assert refusal(logarithm.of, CURVE.power(CURVE.g, CURVE.q - 1)) is E.WRONG_RESULT


def test_logarithms_with_few_baby_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result, "MOST_BABY_STEPS", 7)
    logarithm = SmallLogarithm(CURVE, 1000)
    for number in (0, 6, 7, 8, 993, 994, 1000):
        assert logarithm.of(CURVE.power(CURVE.g, number)) == number
    assert refusal(logarithm.of, CURVE.power(CURVE.g, 1010)) is E.WRONG_RESULT


def test_an_owned_record_goes_through_its_text() -> None:
    told = owned.Owned(3, "f" * 64)
    assert owned.parse_owned(told.text()) == told
    assert refusal(owned.parse_owned, '{"payload":"x","owner":3}') is E.WRONG_SHAPE


def test_rankings_are_written_into_elements_and_back() -> None:
    chance = random.Random(10)
    for length in (1, 3, 40, ranking.MOST_ANSWERS):
        vector = tuple(chance.randrange(256) for _ in range(length))
        element = ranking.encode(RANK, vector)
        assert RANK.is_member(element)
        assert ranking.decode(element, length) == vector
        number = int(element) >> 8 << 8
        assert not any(RANK.is_member(other) for other in range(number, int(element)))
    assert refusal(ranking.encode, RANK, [0] * (ranking.MOST_ANSWERS + 1)) is E.CHOICE_NOT_ALLOWED
    assert refusal(ranking.encode, CURVE, [1]) is E.GROUP_CANNOT_RANK


@cache
def ranked() -> tuple[Made, verify.RankingLists, shape.Shuffle]:
    made = make("RFC-3526-2048", (RankingQuestion("Rank", ("P", "Q")), QUESTION), weights=(1, 1, 1))
    ballots: list[Ballot] = [made.ballot(elector, [[elector, 9], [1, 0, 0]]) for elector in range(3)]
    lists = verify.ranking_lists(made.election, made.tally(ballots).encrypted())
    return made, lists, prove.shuffle(made.election, lists)


def test_a_weight_other_than_one_cannot_be_shuffled() -> None:
    made, _, _ = ranked()
    running = tally.RunningTally(made.election)
    assert refusal(running.add, made.ballot(0, [[1, 2], [1, 0, 0]]), 2) is E.WEIGHT_WITH_RANKING


def test_a_shuffle_holds_and_goes_through_its_text() -> None:
    made, lists, done = ranked()
    verify.check_shuffle(made.election, lists, done)
    assert set(done.ciphertexts[0]).isdisjoint(lists[0])
    text = shape.shuffle_text(RANK, done)
    assert shape.parse_shuffle(text, RANK, (3,)) == done
    assert refusal(shape.parse_shuffle, text, RANK, (2,)) is E.WRONG_SHAPE
    assert refusal(shape.parse_shuffle, text, RANK, (3, 3)) is E.WRONG_SHAPE


def test_outputs_in_another_order_or_from_elsewhere_are_refused() -> None:
    made, lists, done = ranked()
    (row,) = done.ciphertexts
    elsewhere = prove.shuffle(made.election, lists).ciphertexts[0]
    for outputs in ((row[1], row[0], row[2]), (row[0], row[0], row[2]), (row[0], row[1], elsewhere[2]), row[:2]):
        wrong = replace(done, ciphertexts=(outputs,))
        assert refusal(verify.check_shuffle, made.election, lists, wrong) is E.BAD_SHUFFLE
    others = ((lists[0][0], lists[0][0], lists[0][2]),)
    assert refusal(verify.check_shuffle, made.election, others, done) is E.BAD_SHUFFLE


SCALARS = [("s1",), ("s2",), ("s3",), ("s4",), ("chain", 1), ("permutation", 2)]
ELEMENTS = [("t1",), ("t2",), ("t3",), ("t41",), ("t42",), ("chain", 2)]


def put(values: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """A frozen value with one part changed."""
    if len(path) == 1:
        return replace(values, **{path[0]: change(getattr(values, path[0]))})
    row = list(getattr(values, path[0]))
    row[path[1]] = change(row[path[1]])
    return replace(values, **{path[0]: tuple(row)})


def changed_proofs() -> list[shape.ShuffleProof]:
    """The proof with every single part changed in turn."""
    (proof,) = ranked()[2].proofs

    def more(number: int) -> int:
        return (number + 1) % RANK.q

    def moved(element: Any) -> Any:
        return RANK.multiply(element, RANK.g)

    found = [replace(proof, responses=put(proof.responses, path, more)) for path in SCALARS]
    found += [replace(proof, commitments=put(proof.commitments, path, moved)) for path in ELEMENTS]
    return found + [put(proof, ("permutation", 0), moved), put(proof, ("chain", 0), moved)]


@pytest.mark.parametrize("index", range(len(SCALARS) + len(ELEMENTS) + 2))
def test_no_part_of_a_shuffles_proof_can_be_another(index: int) -> None:
    made, lists, done = ranked()
    wrong = replace(done, proofs=(changed_proofs()[index],))
    assert refusal(verify.check_shuffle, made.election, lists, wrong) is E.BAD_SHUFFLE


def test_every_order_can_come_out() -> None:
    chance = random.Random(6)
    found = {tuple(prove.random_order(3, chance.randrange)) for _ in range(200)}
    assert len(found) == 6
    assert prove.random_order(0, chance.randrange) == []


def test_generators_are_members_and_differ() -> None:
    found = [transcript.independent_generator(RANK, index) for index in range(-1, 5)]
    assert all(RANK.is_member(one) for one in found)
    assert len(set(found)) == len(found)
    assert refusal(transcript.independent_generator, CURVE, 0) is E.GROUP_CANNOT_RANK
