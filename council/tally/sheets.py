# SPDX-License-Identifier: EUPL-1.2
"""Rule sheets of real councils and laws, with the clause and the source of every parameter, read from `sheets/`.

What was not seen in a source says so. The rule itself is in the shape of the canonical text; a field that is
left out has its default. The recommended sheet is advice, with a reason in the place of a source.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from council.tally.codec import from_plain, to_plain
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import Parameter, RuleSheet

_SHEETS = files("council.tally") / "sheets"


class Sourced(StrEnum):
    """Whether a parameter was seen in a source."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    ADVICE = "advice"


class SheetKind(StrEnum):
    """Whose rule it is."""

    RECOMMENDED = "recommended"
    COUNCIL = "council"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class SheetParameter:
    """One parameter: what the source says in one sentence, its clause, where it was read."""

    parameter: Parameter
    says: str
    clause: str
    source: str
    sourced: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One rule sheet. `title` is in the language `lang`, everything else in English."""

    id: str
    title: str
    lang: str
    country: str
    kind: SheetKind
    about: str
    rule: RuleSheet
    parameters: tuple[SheetParameter, ...]

    def parameter(self, wanted: Parameter) -> SheetParameter | None:
        """What is known about one parameter."""
        return next((each for each in self.parameters if each.parameter is wanted), None)

    @property
    def unsourced(self) -> tuple[Parameter, ...]:
        """The parameters nobody could read anywhere, or only in part."""
        doubtful = (Sourced.NO, Sourced.PARTLY)
        return tuple(each.parameter for each in self.parameters if each.sourced in doubtful)


@cache
def sheet_ids() -> tuple[str, ...]:
    """The ids of all sheets: the recommended one, then councils, then laws, each in alphabetical order."""
    names = (entry.name for entry in _SHEETS.iterdir())
    found = [_read(name.removesuffix(".json")) for name in names if name.endswith(".json")]
    order = list(SheetKind)
    return tuple(each.id for each in sorted(found, key=lambda each: (order.index(each.kind), each.id)))


def all_sheets() -> tuple[Sheet, ...]:
    """Every sheet, in the order of `sheet_ids`."""
    return tuple(sheet(each) for each in sheet_ids())


def sheet(sheet_id: str) -> Sheet:
    """One sheet; an id that is not in the list is refused, so that no path can be smuggled in."""
    if sheet_id not in sheet_ids():
        raise TallyError(TallyErrorCode.CASE_UNKNOWN, id=sheet_id[:60])
    return _read(sheet_id)


@cache
def _read(sheet_id: str) -> Sheet:
    data = json.loads((_SHEETS / f"{sheet_id}.json").read_text("utf-8"))
    parameters = tuple(
        SheetParameter(
            Parameter(each["parameter"]), each["says"], each["clause"], each["source"], Sourced(each["sourced"])
        )
        for each in data["parameters"]
    )
    clauses = [{"parameter": each.parameter.value, "text": each.clause} for each in parameters if each.clause]
    rule = from_plain(RuleSheet, completed(RuleSheet, {"name": data["title"], "clauses": clauses, **data["rule"]}))
    assert isinstance(rule, RuleSheet)
    texts = {name: str(data[name]) for name in ("id", "title", "lang", "country", "about")}
    return Sheet(**texts, kind=SheetKind(data["kind"]), rule=rule, parameters=parameters)


def completed(kind: Any, plain: object) -> object:
    """A plain value with the defaults of every field it leaves out, so that it can be read strictly."""
    origin = get_origin(kind)
    if origin is UnionType:
        inner = [option for option in get_args(kind) if is_dataclass(option)]
        return completed(inner[0], plain) if inner and isinstance(plain, Mapping) else plain
    if origin is tuple and isinstance(plain, list):
        return [completed(get_args(kind)[0], each) for each in plain]
    if not (is_dataclass(kind) and isinstance(plain, Mapping)):
        return plain
    hints = get_type_hints(kind)
    found = {name: completed(hints[name], value) if name in hints else value for name, value in plain.items()}
    for item in fields(kind):
        if item.name not in found and item.default is not MISSING:
            found[item.name] = to_plain(item.default)
    return found
