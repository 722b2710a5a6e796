# SPDX-License-Identifier: EUPL-1.2
"""Elections made by the reference tool and by another program: everything in them holds for us, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from council.ballots import decryption, hashing, owned, result, tally
from council.ballots.ballot.check import check_ballot
from council.ballots.election import Election
from council.ballots.shuffle import shape, verify
from council.ballots.tally import EncryptedTally, RunningTally
from council.ballots.trustees.listing import check_trustees, write_trustees
from tests.builders.archives import ARCHIVES, Case, read_case

each = pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def running(case: Case) -> RunningTally:
    found = RunningTally(case.election)
    for ballot in case.counted():
        found.add(ballot, case.credentials.weight(ballot.credential))
    return found


def shuffled(case: Case, encrypted: EncryptedTally) -> EncryptedTally:
    """The tally after every shuffle, each of them checked."""
    election: Election = case.election
    for text in case.payloads("Shuffle"):
        inputs = verify.ranking_lists(election, encrypted)
        lengths = tuple(len(row) for row in inputs)
        shuffle = shape.parse_shuffle(case.data[owned.parse_owned(text).payload], election.group, lengths)
        verify.check_shuffle(election, inputs, shuffle)
        assert hashing.hexadecimal(shape.shuffle_text(election.group, shuffle)) == owned.parse_owned(text).payload
        encrypted = verify.with_ranking_lists(election, encrypted, shuffle.ciphertexts)
    return encrypted


def test_the_archives_are_there() -> None:
    assert len(ARCHIVES) == 8


@each
def test_trustees_hold_and_are_written_as_they_were(path: Path) -> None:
    case = read_case(path)
    check_trustees(case.trustees, case.election)
    assert write_trustees(case.election.group, case.trustees.items) == case.trustees.text


@each
def test_every_ballot_holds(path: Path) -> None:
    case = read_case(path)
    for ballot in case.ballots():
        check_ballot(ballot, case.election, case.credentials)


@each
def test_the_tally_is_the_recorded_one(path: Path) -> None:
    case = read_case(path)
    (recorded,) = (tally.parse_sized(text) for text in case.payloads("EncryptedTally"))
    ours = running(case)
    assert ours.sized() == recorded
    assert tally.parse_tally(case.data[recorded.tally_hash], case.election) == ours.encrypted()


@each
def test_shares_and_result_hold(path: Path) -> None:
    case = read_case(path)
    counted = running(case)
    encrypted = shuffled(case, counted.encrypted())
    partials = {}
    for text in case.payloads("PartialDecryption"):
        owner = owned.parse_owned(text)
        partial = decryption.parse_partial(case.data[owner.payload], case.election)
        decryption.check_partial(case.election, encrypted, case.trustees.owners()[owner.owner], partial)
        assert decryption.partial_text(case.election.group, partial) == case.data[owner.payload]
        partials[owner.owner] = partial
    factors = decryption.combine_partials(case.election, case.trustees, partials)
    (told,) = case.payloads("Result")
    announced = result.parse_result(told, case.election)
    result.check_result(case.election, encrypted, factors, announced)
    computed = result.compute_result(case.election, encrypted, factors, total_weight=counted.weight)
    assert computed == announced
    assert computed.text() == told
