# SPDX-License-Identifier: EUPL-1.2
"""What is kept of the drawn elections: the hash of each record and what the plain checker says to forged ones.

`python -m tests.builders.tally_kept` writes tests/data/tally_kept.csv anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from council.tally.checker import confirm
from council.tally.checker_districts import confirm_districts
from council.tally.checker_persons import confirm_persons
from council.tally.checker_ranked import confirm_ranked
from council.tally.codec import to_json
from council.tally.errors import TallyError
from council.tally.kinds import AnyRecord, read_record
from council.tally.outcome import outcome_of
from council.tally.record import CountRecord
from council.tally.succession import Leaving, number_on_list, successor
from council.tally.ties import Draw
from tests.builders.tally_drawn import Drawn
from tests.builders.tally_families import FAMILIES, drawn_election

KEPT = Path(__file__).parents[1] / "data/tally_kept.csv"
CHECKERS: dict[str, Callable[[str], str]] = {
    "lists": confirm,
    "linked": confirm,
    "direct": confirm,
    "majority": confirm,
    "dutch": confirm,
    "compared_persons": confirm_persons,
    "persons": confirm_persons,
    "list_persons": confirm_persons,
    "ranked": confirm_ranked,
    "districts": confirm_districts,
}
FORGERIES = 12
LIES = 6
OTHER_STATE = {"decided": "lots_needed", "lots_needed": "decided", "conditions_conflict": "decided"}


def forged(family: str, number: int, text: str) -> str:
    """What the plain checker says to changed records; "-" is nothing.

    First some of the numbers are changed, one at a time; then seats change hands so that all sums still hold.
    """
    drawn, said = Drawn(f"forged/{family}/{number}"), []
    plain = json.loads(text)
    places = [place for place in _places(plain) if place[0][0] not in ("schema", "draws", "ties", "rule")]
    for _ in range(min(FORGERIES, len(places))):
        holder, key, value = places.pop(drawn.below(len(places)))[1]
        old, holder[key] = holder[key], value
        said.append(_told(family, plain))
        holder[key] = old
    account = plain.get("account") or {}
    for holder, key in [(account, key) for key in ("counted", "unused", "valid") if account] + [(plain, "state")]:
        old = holder[key]
        holder[key] = OTHER_STATE[old] if key == "state" else old + 1
        said.append(_told(family, plain))
        holder[key] = old
    for _ in range(LIES):
        lie = json.loads(text)
        if CHECKERS[family] in (confirm, confirm_districts):
            _seat_moves(drawn, lie["results"] if family != "districts" else lie["totals"] + lie["cells"])
        elif family == "ranked":
            _votes_move(drawn, drawn.one(lie["stages"]))
        else:
            _person_moves(drawn, lie)
        said.append(_told(family, lie))
    return ", ".join(said)


def _told(family: str, plain: Any) -> str:
    try:
        return CHECKERS[family](json.dumps(plain)) and "-"
    except TallyError as error:
        return str(error.facts["what"])
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return "unreadable"


def _seat_moves(drawn: Drawn, rows: list[dict[str, Any]]) -> None:
    """One seat of one row is shown in another."""
    source, target = drawn.one(rows), drawn.one(rows)
    for key in ("seats", "filled"):
        if key in source and key in target and source["seats"] + source.get("filled", 1):
            source[key], target[key] = source[key] - 1, target[key] + 1


def _votes_move(drawn: Drawn, stage: dict[str, Any]) -> None:
    """Two candidates change totals at one stage, or who is elected."""
    source, target = drawn.one(stage["lines"]), drawn.one(stage["lines"])
    key = drawn.one(["total", "standing"])
    source[key], target[key] = target[key], source[key]


def _person_moves(drawn: Drawn, lie: dict[str, Any]) -> None:
    """Somebody who was not elected sits in the place of somebody who was."""
    seated = [each for each in lie["results"] if each["elected"]]
    others = [each for each in lie["results"] if not each["elected"]]
    if not seated or not others:
        return
    out, into = drawn.one(seated), drawn.one(others)
    for key in ("elected", "seat", "elected_by"):
        out[key], into[key] = into[key], out[key]
    for step in lie["steps"]:
        if step.get("person") == out["number"]:
            step["person"], step["votes"] = into["number"], into["votes"]


def _places(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], tuple[Any, Any, Any]]]:
    """Every number, truth value and figure in a record: where it stands, and what it is changed to."""
    for key, value in plain.items() if isinstance(plain, dict) else enumerate(plain):
        here = (*path, key)
        if isinstance(value, bool):
            yield here, (plain, key, not value)
        elif isinstance(value, int):
            yield here, (plain, key, value + 1)
        elif isinstance(value, str) and re.fullmatch(r"\d+[/.]\d+", value):
            yield here, (plain, key, f"1{value}")
        elif isinstance(value, dict | list):
            yield from _places(value, here)


def afterwards(family: str, number: int, text: str) -> str:
    """The result that is published of a record, and who follows members who leave, one instead of another."""
    drawn, record = Drawn(f"afterwards/{family}/{number}"), read_record(text)
    assert to_json(record) == text
    outcome = outcome_of(record)
    said = [to_json(outcome)]
    sitting = [
        number_on_list(each.list, each.number) if isinstance(record, CountRecord) and each.list else each.number
        for each in outcome.elected
    ]
    for who in [*sitting[:3], 7] if family != "districts" else [7]:
        others = [each.number for group in outcome.substitutes for each in group]
        leaving = Leaving(
            origin=who,
            who=who,
            reason="moved away",
            declined=tuple(drawn.some(others, 6)) if CHECKERS[family] is not confirm else (),
            absent=tuple(drawn.some(others, 6)),
        )
        said.append(_followed(record, leaving))
    return _mark(" ".join(said))


def _followed(record: AnyRecord, leaving: Leaving) -> str:
    """Who follows, with lots where equals wait for them."""
    try:
        found = successor(record, leaving)
        if not found.lots_between:
            return to_json(found)
        return to_json(found) + to_json(successor(record, leaving, [Draw(found.lots_between[::-1])]))
    except TallyError as error:
        return str(error)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kept_line(family: str, number: int) -> str:
    """What is kept of an election: marks of its record and its sequel, what the replay says, and what to forgeries."""
    text, said = drawn_election(family, number)
    if not text:
        return f"{family};{number};;;{said};"
    known = family in CHECKERS
    after = afterwards(family, number, text) if known else ""
    return f"{family};{number};{_mark(text)};{after};{said};{forged(family, number, text) if known else ''}"


if __name__ == "__main__":
    found = [kept_line(family, number) for family, (_, size) in FAMILIES.items() for number in range(1, size + 1)]
    KEPT.write_text("\n".join(found) + "\n", "utf-8")
    sys.stdout.write(f"{KEPT.name} written\n")
