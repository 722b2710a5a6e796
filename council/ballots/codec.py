# SPDX-License-Identifier: EUPL-1.2
"""Strict JSON in and canonical JSON out (protocol, section 1).

Written text has no white space, keys in the protocol's order and raw UTF-8. Read text is refused for doubled keys,
fractions, wrong types, missing or additional keys, and numbers with signs or leading zeros.
"""

import json
from collections.abc import Callable
from typing import Any, NoReturn

from council.ballots.errors import BallotError, BallotErrorCode

#: No object of the protocol comes near: 5,000 ranking ciphertexts with their shuffle proof stay under 40 MB.
LONGEST = 64 * 1024 * 1024
#: Small numbers above this are written as strings, as the reference tool does.
LARGEST_NUMBER = 2**30 - 1


def dump(value: object) -> str:
    """J: compact JSON, keys as given, non-ASCII as it is (protocol, section 1)."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _refuse_number(text: str) -> NoReturn:
    raise ValueError(text)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("doubled key")
    return found


def _load(text: str, where: str, hook: Callable[[list[tuple[str, Any]]], Any] | None) -> Any:
    if len(text) > LONGEST:
        raise BallotError(BallotErrorCode.TOO_LONG, where=where)
    try:
        return json.loads(text, parse_float=_refuse_number, parse_constant=_refuse_number, object_pairs_hook=hook)
    except (ValueError, RecursionError):
        raise BallotError(BallotErrorCode.NOT_JSON, where=where) from None


def load(text: str, where: str) -> Any:
    """Any JSON text whose white space does not matter; doubled keys and broken characters are refused."""
    value = _load(text, where, _pairs)
    try:
        dump(value).encode()
    except (UnicodeEncodeError, RecursionError):
        raise BallotError(BallotErrorCode.NOT_JSON, where=where) from None
    return value


def load_canonical(text: str, where: str) -> Any:
    """A JSON text that is exactly what `dump` would write; a doubled key cannot survive that comparison."""
    value = _load(text, where, None)
    try:
        same = dump(value) == text
    except RecursionError:
        same = False
    if not same:
        raise BallotError(BallotErrorCode.NOT_CANONICAL, where=where)
    return value


def wrong_shape(where: str) -> BallotError:
    return BallotError(BallotErrorCode.WRONG_SHAPE, where=where)


def wrong_number(where: str) -> BallotError:
    return BallotError(BallotErrorCode.WRONG_NUMBER, where=where)


def keyed(value: Any, keys: tuple[str, ...], where: str) -> Any:
    """An object with exactly these keys in this order."""
    if type(value) is not dict or tuple(value) != keys:
        raise wrong_shape(where)
    return value


def keyed_freely(value: Any, required: tuple[str, ...], optional: tuple[str, ...], where: str) -> dict[str, Any]:
    """An object with these keys in any order; for records whose text is kept as its author wrote it."""
    if type(value) is not dict or not set(required) <= set(value) <= {*required, *optional}:
        raise wrong_shape(where)
    return value


def listed(value: Any, where: str, length: int | None = None) -> list[Any]:
    if type(value) is not list or (length is not None and len(value) != length):
        raise wrong_shape(where)
    return value


def text_of(value: Any, where: str) -> str:
    if type(value) is not str:
        raise wrong_shape(where)
    return value


def small(value: Any, where: str, *, least: int = 0, most: int = LARGEST_NUMBER) -> int:
    """A JSON number within its bounds; `true` is not one."""
    if type(value) is not int:
        raise wrong_shape(where)
    if not least <= value <= most:
        raise wrong_number(where)
    return value


def decimal(value: Any, where: str, *, below: int) -> int:
    """A big number: a string of digits without sign or leading zero, smaller than `below`."""
    if type(value) is not str:
        raise wrong_shape(where)
    if not is_decimal(value) or len(value) > below.bit_length() or (number := int(value)) >= below:
        raise wrong_number(where)
    return number


def is_decimal(text: str) -> bool:
    return text.isascii() and text.isdigit() and (text[0] != "0" or text == "0")  # isdigit is false for no text


def count(value: Any, where: str) -> int:
    """A weight or a count: a JSON number up to 2^30 - 1, a decimal string above (protocol, section 1)."""
    if type(value) is int:
        return small(value, where)
    number = decimal(value, where, below=10**18)
    if number <= LARGEST_NUMBER:
        raise wrong_number(where)
    return number


def counted(number: int) -> int | str:
    """How a weight or a count is written (protocol, section 1)."""
    return number if number <= LARGEST_NUMBER else str(number)
