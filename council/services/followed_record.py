# SPDX-License-Identifier: EUPL-1.2
"""Reading a count record that somebody brings, and counting its own inputs again. Nothing of it is kept.

What is too large to be counted again while a reader waits is refused before anything is counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from council.tally import TallyError, TallyErrorCode, count, from_json, read_case, to_json
from council.tally.formats.blt import read_blt
from council.tally.kinds import KINDS, AnyRecord
from council.tally.persons.count import count_persons
from council.tally.persons.profile import Candidate, PersonProfile, Trait
from council.tally.published import case_text
from council.tally.replay import Replay, replay
from council.tally.sheets import sheet
from council.tally.stv.count import count_ranked
from council.tally.stv.known import scottish

LONGEST_RECORD = 400_000
MOST_CELLS = 20_000
MOST_PEOPLE = 300
MOST_RANKS = 60_000
MOST_UNDER_CONDITIONS = 600
MOST_DISTRICT_CELLS = 500
"""Lists or people times seats, people, orders times people, people times conditions: up to here a page counts again."""

_EXAMPLES = files("council.tally") / "examples"


@dataclass(frozen=True, slots=True)
class Followed:
    """A record with the proof that it follows from its own inputs; `differs` when it does not."""

    record: AnyRecord
    text: str
    replay: Replay | None

    @property
    def differs(self) -> bool:
        return self.replay is None


def follow(text: str) -> Followed:
    """Read a record and count it again.

    :raises TallyError: when it is no record, or too large to be counted again here.
    """
    text = text.strip()
    plain = _plain(text)
    schema = plain.get("schema")
    if not isinstance(schema, str) or schema not in KINDS:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="schema")
    _refuse_too_large(plain)
    record = from_json(KINDS[schema], text)
    try:
        return Followed(record, text, replay(text))
    except TallyError as error:
        if error.code not in (TallyErrorCode.RECORD_DIFFERS, TallyErrorCode.NOT_CONFIRMED):
            raise
    return Followed(record, text, None)


def _plain(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_RECORD:
        raise TallyError(TallyErrorCode.TOO_LARGE, what="record", largest=LONGEST_RECORD)
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="json") from None
    if not isinstance(plain, dict):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="json")
    return plain


def _refuse_too_large(plain: dict[str, Any]) -> None:
    """What would take long is told by a few lengths, before any of it is believed."""
    profile, rule = plain.get("profile"), plain.get("rule")
    if not isinstance(profile, dict) or not isinstance(rule, dict):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="profile")
    lists, people, orders = (_length(profile.get(name)) for name in ("lists", "candidates", "orders"))
    whole = rule.get("whole")
    sheet_of = whole if isinstance(whole, dict) else rule
    seats = sheet_of["seats"] if isinstance(sheet_of.get("seats"), int) else 0
    districts = _length(profile.get("districts"))
    conditions = _length(rule.get("conditions"))
    for what, size, largest in (
        ("seats", max(lists, people) * seats, MOST_CELLS),
        ("candidates", people, MOST_PEOPLE),
        ("districts", districts * lists, MOST_DISTRICT_CELLS),
        ("papers", orders * people, MOST_RANKS),
        ("conditions", conditions * people, MOST_UNDER_CONDITIONS),
    ):
        if size > largest:
            raise TallyError(TallyErrorCode.TOO_LARGE, what=what, largest=largest)


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _list_example() -> AnyRecord:
    case = read_case(case_text("mc_bonn_2014"))
    return count(case.profile, case.rule)


def _person_example() -> AnyRecord:
    return count_persons(jena(), sheet("jena").rule)


def jena() -> PersonProfile:
    """The votes of Jena 2019 with the region each candidate stood for."""
    data = json.loads((_EXAMPLES / "jena_2019.json").read_text("utf-8"))
    people = tuple(
        Candidate(number=number, name=each["name"], votes=each["votes"], traits=(Trait("region", each["region"]),))
        for number, each in enumerate(data["candidates"], start=1)
    )
    return PersonProfile(candidates=people)


def _ranked_example() -> AnyRecord:
    paper = read_blt((_EXAMPLES / "leith_2017.blt").read_text("utf-8"))
    return count_ranked(paper.profile, scottish(paper.seats))


EXAMPLES: dict[str, Callable[[], AnyRecord]] = {
    "lists": _list_example,
    "persons": _person_example,
    "ranked": _ranked_example,
}


@cache
def example(name: str) -> Followed:
    """The record of a real election, as an example to follow."""
    return follow(to_json(EXAMPLES[name]()))
