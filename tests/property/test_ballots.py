# SPDX-License-Identifier: EUPL-1.2
"""Laws of ballots: what was voted comes out, and nothing outside the rules can be proved, swapped, copied or added."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.ballots import codec, decryption, elgamal, proofs
from council.ballots.ballot import statements
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.make import is_allowed
from council.ballots.ballot.shape import Ballot, parse_ballot
from council.ballots.ballot.statements import Statement
from council.ballots.credentials.published import parse_credentials
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import group_named
from council.ballots.proofs import Claim, Opening
from tests.builders.ballots import BLANK, QUESTION, make, resigned, small_election

CURVE = group_named("Ed25519")
KEY = CURVE.power(CURVE.g, 987654321)
CONTENT = json.loads(small_election().ballot(0, [[0, 1, 0], [0, 1, 0, 1, 0]]).text)
few = settings(max_examples=25)

vectors = st.tuples(
    st.sampled_from([[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    st.lists(st.integers(0, 1), min_size=5, max_size=5).filter(lambda one: is_allowed(BLANK, one)),
).map(list)


@few
@given(votes=st.lists(vectors, max_size=4), weights=st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_the_result_is_the_weighted_sum_of_the_votes(votes: list[list[list[int]]], weights: list[int]) -> None:
    made = make("Ed25519", (QUESTION, BLANK), weights=weights)
    running = made.tally([made.ballot(elector, vote) for elector, vote in enumerate(votes)])
    expected = tuple(
        tuple(sum(weight * vote[number][slot] for vote, weight in zip(votes, weights, strict=False)) for slot in slots)
        for number, slots in enumerate((range(3), range(5)))
    )
    assert made.opened(running).questions == expected


@few
@given(message=st.integers(-3, 6), r=st.integers(1, CURVE.q - 1), allowed=st.lists(st.integers(0, 4), min_size=1))
def test_a_number_outside_the_claim_cannot_be_proved_in_any_branch(message: int, r: int, allowed: list[int]) -> None:
    allowed = sorted(set(allowed))
    secret = elgamal.encrypt(CURVE, KEY, message % CURVE.q, r)
    claim, opening = Claim(secret, tuple(allowed)), Opening(message, r)
    for branch, claimed in enumerate(allowed):
        made = proofs.prove_one_of(CURVE, KEY, [(claim, opening)], "law|", true_branch=branch)
        assert proofs.holds(CURVE, KEY, [claim], "law|", made) == (claimed == message)
        assert not proofs.holds(CURVE, KEY, [claim], "other|", made)
        if len(allowed) > 1:
            assert not proofs.holds(CURVE, KEY, [claim], "law|", made[1:] + made[:1])
        assert not proofs.holds(CURVE, KEY, [claim], "law|", made[1:])


@few
@given(vector=st.lists(st.integers(0, 1), min_size=5, max_size=5))
def test_a_sum_outside_the_bounds_is_refused_before_it_is_encrypted(vector: list[int]) -> None:
    made = small_election()
    allowed = sum(vector) == 1 if vector[0] else 1 <= sum(vector) <= 2
    if allowed:
        check_ballot(made.ballot(0, [[1, 0, 0], vector]), made.election, made.papers.published)
        return
    with pytest.raises(BallotError) as refused:
        made.ballot(0, [[1, 0, 0], vector])
    assert refused.value.code is BallotErrorCode.CHOICE_NOT_ALLOWED


def cheated(vector: list[int], blank_branch: int, overall_branch: int) -> Ballot:
    """A ballot whose maker encrypts what he likes and claims the branches he likes, with the right key and words."""
    made = small_election()
    election, group = made.election, made.election.group
    start = statements.origin(election.fingerprint, made.papers.letters[0].public)
    openings = [Opening(message, 1 + secrets.randbelow(group.q - 1)) for message in vector]
    choices = tuple(elgamal.encrypt(group, election.key, one.message % group.q, one.r) for one in openings)

    def proved(statement: Statement, known: list[Opening], branch: int) -> list[dict[str, str]]:
        claims = list(zip(statement.claims, known, strict=True))
        return [
            proofs.to_json(one)
            for one in proofs.prove_one_of(group, election.key, claims, statement.prefix, true_branch=branch)
        ]

    slots = [statements.slot_statement(start, one, elgamal.pair(group, one)) for one in choices]
    total = Opening(sum(vector[1:]), sum(one.r for one in openings[1:]) % group.q)
    summed = statements.sum_of(group, BLANK, choices)
    bound = statements.statement_text(start, [elgamal.pair(group, one) for one in choices])
    either = statements.blank_statement(bound=bound, blank=choices[0], total=summed)
    overall = statements.overall_statement(group, BLANK, bound=bound, choices=choices, total=summed)
    content = json.loads(json.dumps(CONTENT))
    content["answers"][1] = {
        "choices": [elgamal.to_json(group, one) for one in choices],
        "individual_proofs": [
            proved(statement, [one], one.message if one.message in (0, 1) else 0)
            for statement, one in zip(slots, openings, strict=True)
        ],
        "overall_proof": proved(overall, [openings[0], total], overall_branch),
        "blank_proof": proved(either, [openings[0], total], blank_branch),
    }
    return resigned(made, 0, content)


@settings(max_examples=60)
@given(
    vector=st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, -1]), min_size=5, max_size=5),
    blank_branch=st.integers(0, 1),
    overall_branch=st.integers(0, 2),
)
def test_a_cheater_proves_only_what_is_allowed(vector: list[int], blank_branch: int, overall_branch: int) -> None:
    made = small_election()
    total = sum(vector[1:])
    true_blank = (vector[0], total)[blank_branch] == 0
    true_overall = vector[0] == 1 if overall_branch == 0 else total == overall_branch
    slots_hold = all(one in (0, 1) for one in vector)
    ballot = cheated(vector, blank_branch, overall_branch)
    if slots_hold and true_blank and true_overall:
        assert is_allowed(BLANK, vector)
        check_ballot(ballot, made.election, made.papers.published)
        return
    with pytest.raises(BallotError) as refused:
        check_ballot(ballot, made.election, made.papers.published)
    expected = [
        (slots_hold, BallotErrorCode.BAD_CHOICE_PROOF),
        (true_blank, BallotErrorCode.BAD_BLANK_PROOF),
        (true_overall, BallotErrorCode.BAD_OVERALL_PROOF),
    ]
    assert refused.value.code is next(code for holds, code in expected if not holds)
    assert refused.value.facts["question"] == 2


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every text inside."""
    if isinstance(value, str):
        yield path
    else:
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


PLACES = [path for path in leaves(CONTENT) if path[0] == "answers"]
CIPHERTEXTS = [path for path in PLACES if path[-1] in ("alpha", "beta")]
NUMBERS = [path for path in PLACES if path[-1] not in ("alpha", "beta")]


@settings(max_examples=60)
@given(path=st.sampled_from(PLACES), other=st.sampled_from(PLACES), shift=st.integers(1, CURVE.q - 1))
def test_no_number_of_a_ballot_can_be_another(path: tuple[Any, ...], other: tuple[Any, ...], shift: int) -> None:
    """Moved by any amount, or taken from elsewhere in the ballot; signed again, so that only the proofs can object."""
    made = small_election()
    content = json.loads(json.dumps(CONTENT))
    old, place = at(content, path), at(content, path[:-1])
    same_kind = (path in CIPHERTEXTS) == (other in CIPHERTEXTS)
    if same_kind and at(content, other) != old:
        place[path[-1]] = at(content, other)
    elif path in CIPHERTEXTS:
        place[path[-1]] = CURVE.text(CURVE.multiply(CURVE.element(old), CURVE.power(CURVE.g, shift)))
    else:
        place[path[-1]] = str((int(old) + shift) % CURVE.q)
    with pytest.raises(BallotError):
        check_ballot(resigned(made, 0, content), made.election, made.papers.published)


@pytest.mark.parametrize("one", range(1, 5))
def test_swapped_slots_are_refused(one: int) -> None:
    """Ciphertexts and their own proofs change places together: each still holds, the proof over all does not."""
    made = small_election()
    content = json.loads(json.dumps(CONTENT))
    for key in ("choices", "individual_proofs"):
        row = content["answers"][1][key]
        row[one], row[one % 4 + 1] = row[one % 4 + 1], row[one]
    with pytest.raises(BallotError) as refused:
        check_ballot(resigned(made, 0, content), made.election, made.papers.published)
    assert refused.value.code is BallotErrorCode.BAD_BLANK_PROOF


def test_answers_swapped_by_somebody_else_lack_the_signature() -> None:
    made = make("Ed25519", (QUESTION, QUESTION))
    content = json.loads(made.ballot(0, [[1, 0, 0], [0, 0, 1]]).text)
    content["answers"].reverse()
    # The proofs name the ciphertexts and not the question: two questions of the same form differ by their place only,
    # and the signature covers that. Signed again by its own elector it is simply another vote.
    check_ballot(resigned(made, 0, content), made.election, made.papers.published)
    with pytest.raises(BallotError) as refused:
        check_ballot(resigned(made, 1, content), made.election, made.papers.published)
    assert refused.value.code is BallotErrorCode.BAD_SIGNATURE


def test_another_electors_ballot_cannot_be_copied() -> None:
    made = small_election()
    content = json.loads(json.dumps(CONTENT))
    content["credential"] = made.papers.letters[1].public
    with pytest.raises(BallotError) as refused:
        check_ballot(resigned(made, 1, content), made.election, made.papers.published)
    assert refused.value.code is BallotErrorCode.BAD_CHOICE_PROOF


def test_a_ballot_cannot_go_into_another_election() -> None:
    made, other = small_election(), make("Ed25519", (QUESTION, BLANK))
    ballot = parse_ballot(made.ballot(0, [[1, 0, 0], [1, 0, 0, 0, 0]]).text, other.election)
    with pytest.raises(BallotError) as refused:
        check_ballot(ballot, other.election, made.papers.published)
    assert refused.value.code is BallotErrorCode.OTHER_FINGERPRINT


@given(st.data())
def test_a_doubled_credential_is_refused_wherever_it_stands(data: st.DataObject) -> None:
    made = small_election()
    lines = codec.load(made.papers.published.text, "list")
    doubled = data.draw(st.sampled_from(lines))
    lines.insert(data.draw(st.integers(0, len(lines))), data.draw(st.sampled_from([doubled, f"{doubled},3"])))
    with pytest.raises(BallotError) as refused:
        parse_credentials(codec.dump(lines), CURVE)
    assert refused.value.code is BallotErrorCode.DUPLICATE_CREDENTIAL


@given(at_byte=st.integers(0, 10**6), put=st.sampled_from([" ", "\n", "0", '"', ",", "\\", "{"]))
def test_no_other_text_is_the_same_ballot(at_byte: int, put: str) -> None:
    made = small_election()
    text = codec.dump(CONTENT)
    place = at_byte % len(text)
    with pytest.raises(BallotError):
        check_ballot(
            parse_ballot(text[:place] + put + text[place:], made.election), made.election, made.papers.published
        )


@settings(max_examples=6)
@given(size=st.integers(1, 4), data=st.data())
def test_every_t_of_n_trustees_give_the_same_result_and_fewer_give_none(size: int, data: st.DataObject) -> None:
    needed = data.draw(st.integers(1, size))
    made = make("Ed25519", (QUESTION,), singles=1, needed=needed, size=size)
    tally = made.tally([made.ballot(0, [[0, 1, 0]]), made.ballot(1, [[0, 0, 1]])]).encrypted()
    shares = made.shares(tally)
    members = range(2, size + 2)
    results = [
        decryption.combine_partials(made.election, made.trustees, {owner: shares[owner] for owner in (1, *chosen)})
        for chosen in combinations(members, needed)
    ]
    assert all(one == results[0] for one in results)
    for chosen in combinations(members, needed - 1):
        with pytest.raises(BallotError) as refused:
            decryption.combine_partials(made.election, made.trustees, {owner: shares[owner] for owner in (1, *chosen)})
        assert refused.value.code is BallotErrorCode.TOO_FEW_SHARES
    with pytest.raises(BallotError) as refused:
        decryption.combine_partials(made.election, made.trustees, {owner: shares[owner] for owner in members})
    assert refused.value.code is BallotErrorCode.TOO_FEW_SHARES


@given(needed=st.integers(2, 6), data=st.data())
def test_fewer_shares_than_needed_hold_no_secret(needed: int, data: st.DataObject) -> None:
    """Lagrange at zero: t values give the polynomial's secret, and t - 1 are compatible with every secret."""
    q = CURVE.q
    coefficients = [data.draw(st.integers(1, q - 1)) for _ in range(needed)]
    indexes = sorted(data.draw(st.sets(st.integers(1, 12), min_size=needed, max_size=needed)))
    values = {index: sum(one * index**power for power, one in enumerate(coefficients)) % q for index in indexes}
    whole = sum(decryption.lagrange(indexes, index, q) * values[index] for index in indexes) % q
    assert whole == coefficients[0]
    part = indexes[1:]
    short = sum(decryption.lagrange(part, index, q) * values[index] for index in part) % q
    assert short != coefficients[0]
