# SPDX-License-Identifier: EUPL-1.2
"""Values to canonical JSON and back: sorted keys, no spaces, fractions as "n/d", nothing lost.

Reading follows the type hints of the value and refuses every other shape, so a stored record cannot smuggle
in anything a count could not have produced the form of. A field declared with `omitted` is left out of the text
while it has its default, so that a value written before the field existed keeps its text and its hash.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, field, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from council.tally.errors import TallyError, TallyErrorCode

Value = TypeVar("Value")
_OMITTED = "omitted"
_FRACTION = re.compile(r"-?[0-9]+/[1-9][0-9]*")
_LONGEST_FRACTION = 2_000


def omitted(default: Any) -> Any:
    """A field with a default that the canonical text leaves out. (Typed as the standard library types `field`.)"""
    return field(default=default, metadata={_OMITTED: True})


def to_json(value: object) -> str:
    """The canonical text of a value; equal values have equal text."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(kind: type[Value], text: str) -> Value:
    """The value a canonical text stands for."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="json") from None
    value = from_plain(kind, plain)
    assert isinstance(value, kind)
    return value


def to_plain(value: object) -> object:
    """The value as numbers, text, lists and mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in _written(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, bytes):
        return " ".join(map(str, value))
    return value.value if isinstance(value, StrEnum) else value


def from_plain(kind: Any, plain: object) -> object:
    """A value of the hinted type, or a refusal that names the type."""
    origin = get_origin(kind)
    if origin is UnionType:
        inner = next(option for option in get_args(kind) if option is not NoneType)
        return None if plain is None else from_plain(inner, plain)
    if origin is tuple and isinstance(plain, list):
        return tuple(from_plain(get_args(kind)[0], item) for item in plain)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(plain, dict):
        return _dataclass(kind, plain)
    if kind is Fraction and isinstance(plain, str):
        return _fraction(plain)
    if isinstance(kind, type) and issubclass(kind, StrEnum) and isinstance(plain, str) and plain in list(kind):
        return kind(plain)
    if kind is bytes and isinstance(plain, str):
        return _numbers(plain)
    if kind in (int, str, bool) and type(plain) is kind:
        return plain
    raise TallyError(TallyErrorCode.RECORD_MALFORMED, what=getattr(kind, "__name__", str(kind)))


def _written(value: Any) -> Iterator[Field[Any]]:
    """The fields the text names: all but those that may be left out and have their default."""
    kind: type = type(value)
    for item in _fields(kind):
        if _OMITTED not in item.metadata or getattr(value, item.name) != item.default:
            yield item


@cache
def _fields(kind: type) -> tuple[Field[Any], ...]:
    return fields(kind)


@cache
def _needed(kind: type) -> frozenset[str]:
    return frozenset(item.name for item in fields(kind) if _OMITTED not in item.metadata)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _dataclass(kind: type, plain: Mapping[str, object]) -> object:
    hints = _hints(kind)
    if not _needed(kind) <= plain.keys() <= hints.keys():
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what=kind.__name__)
    return kind(**{name: from_plain(hints[name], value) for name, value in plain.items()})


def _fraction(text: str) -> Fraction:
    """Only the written form "n/d" of bounded length: "1e999999999" would be a number nobody can hold."""
    if len(text) > _LONGEST_FRACTION or not _FRACTION.fullmatch(text):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="fraction")
    return Fraction(text)


def _numbers(text: str) -> bytes:
    """Numbers below 256, which the text names one after the other: an order of candidates."""
    try:
        return bytes(map(int, text.split()))
    except ValueError:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="numbers") from None
