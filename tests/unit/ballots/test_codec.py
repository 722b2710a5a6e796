# SPDX-License-Identifier: EUPL-1.2
"""Strict reading: one text per object, and whatever a stranger sends ends in a refusal."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from council.ballots import codec
from council.ballots.errors import BallotError, BallotErrorCode


def refusal(call: Any, *args: Any, **kwargs: Any) -> BallotErrorCode:
    with pytest.raises(BallotError) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_written_text_is_compact_and_keeps_its_signs() -> None:
    text = codec.dump({"b": "è/جسور 🌉", "a": [1, True]})
    assert text == '{"b":"è/جسور 🌉","a":[1,true]}'
    assert codec.load_canonical(text, "x") == codec.load(text, "x")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,]", "{'a':1}", "[NaN]", "[Infinity]", "[1.5]", "[1e5]", "[" * 100_000, "[" + "9" * 5000 + "]", "﻿[]"],
)
def test_what_is_not_json_is_refused(text: str) -> None:
    assert refusal(codec.load, text, "x") is BallotErrorCode.NOT_JSON
    assert refusal(codec.load_canonical, text, "x") is BallotErrorCode.NOT_JSON


def outcome(read: Any, text: str) -> BallotErrorCode | None:
    try:
        read(text, "x")
    except BallotError as error:
        return error.code
    return None


def test_depth_ends_in_a_refusal_and_never_in_another_error() -> None:
    """Reading and writing may give up at different depths."""
    texts = ["[" * depth + "]" * depth for depth in range(300, 1200, 7)]
    found = {outcome(read, text) for read in (codec.load, codec.load_canonical) for text in texts}
    assert found <= {None, BallotErrorCode.NOT_JSON, BallotErrorCode.NOT_CANONICAL}
    assert len(found) > 1


@pytest.mark.parametrize("text", ['{"a":1,"a":1}', r'["\ud800"]'])
def test_doubled_keys_and_broken_signs_are_refused(text: str) -> None:
    assert refusal(codec.load, text, "x") is BallotErrorCode.NOT_JSON


@pytest.mark.parametrize("text", ["[1, 2]", " []", "[]\n", r'["\u0041"]', r'["\/"]', '{"a":1,"a":2}', "[-0]", "[ ]"])
def test_another_way_to_write_the_same_is_not_canonical(text: str) -> None:
    assert refusal(codec.load_canonical, text, "x") is BallotErrorCode.NOT_CANONICAL


def test_a_text_too_long_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "LONGEST", 10)
    assert codec.load("[12345678]", "x") == [12345678]
    assert refusal(codec.load, "[123456789]", "x") is BallotErrorCode.TOO_LONG


@pytest.mark.parametrize("value", [[], None, "ab", {"a": 1}, {"b": 1, "a": 2}, {"a": 1, "b": 2, "c": 3}])
def test_other_keys_are_refused(value: object) -> None:
    assert refusal(codec.keyed, value, ("a", "b"), "x") is BallotErrorCode.WRONG_SHAPE


def test_keys_in_any_order_where_that_is_allowed() -> None:
    assert codec.keyed_freely({"b": 1, "a": 2}, ("a",), ("b", "c"), "x") == {"b": 1, "a": 2}
    for value in ([], {"b": 1}, {"a": 1, "d": 2}):
        assert refusal(codec.keyed_freely, value, ("a",), ("b",), "x") is BallotErrorCode.WRONG_SHAPE


@pytest.mark.parametrize("value", [True, "1", None, 1.0])
def test_a_small_number_is_a_number(value: object) -> None:
    assert refusal(codec.small, value, "x") is BallotErrorCode.WRONG_SHAPE


@pytest.mark.parametrize(("value", "right"), [(0, True), (7, True), (-1, False), (8, False)])
def test_small_numbers_have_bounds(value: int, right: bool) -> None:
    if right:
        assert codec.small(value, "x", most=7) == value
    else:
        assert refusal(codec.small, value, "x", most=7) is BallotErrorCode.WRONG_NUMBER


@pytest.mark.parametrize("value", ["", "-1", "+1", "01", "00", " 1", "1.0", "0x1", "٣", "²", "100", "9" * 5000])
def test_big_numbers_have_one_form_and_a_bound(value: str) -> None:
    assert refusal(codec.decimal, value, "x", below=100) is BallotErrorCode.WRONG_NUMBER


def test_big_numbers_are_text() -> None:
    assert codec.decimal("99", "x", below=100) == 99
    assert codec.decimal("0", "x", below=100) == 0
    assert refusal(codec.decimal, 99, "x", below=100) is BallotErrorCode.WRONG_SHAPE


@pytest.mark.parametrize("number", [0, 1, 2**30 - 1, 2**30, 10**15])
def test_counts_are_numbers_while_small_and_text_above(number: int) -> None:
    written = codec.counted(number)
    assert isinstance(written, int) == (number < 2**30)
    assert codec.count(written, "x") == number
    other = str(number) if isinstance(written, int) else number
    assert refusal(codec.count, other, "x") is BallotErrorCode.WRONG_NUMBER


def test_a_refusal_can_go_to_another_process_and_says_where() -> None:
    error = BallotError(BallotErrorCode.WRONG_SHAPE, where="ballot.answers[3]")
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.facts) == (error.code, error.facts)
    assert str(again) == "wrong_shape(where='ballot.answers[3]')"
