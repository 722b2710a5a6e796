# SPDX-License-Identifier: EUPL-1.2
"""What readers of the tally say to damaged input: every part of a good sample replaced, left out or doubled in turn.

A reader answers with a value or refuses with a code and facts; anything else is a crash, and no kept line has one.
`python -m tests.builders.tally_damaged` writes tests/data/tally_damaged.csv anew.
"""

from __future__ import annotations

import copy
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from council.tally.case import case_of, check_case
from council.tally.case_csv import read_lists
from council.tally.case_districts import check_districts, district_case
from council.tally.case_method import choices_of, exact, threshold_of
from council.tally.choices import Formula
from council.tally.codec import from_json, to_json, to_plain
from council.tally.districts import DistrictProfile
from council.tally.errors import TallyError
from council.tally.formats.blt import read_blt, write_blt
from council.tally.formats.preflib import PrefLibHeader, PrefLibType, write_preflib
from council.tally.formats.ranked_csv import read_ranked_csv, write_ranked_csv
from council.tally.formats.source import Broken, text_of_file
from council.tally.kinds import read_record
from council.tally.outcome import outcome_of
from council.tally.persons.case import read_person_cases
from council.tally.persons.profile import PersonProfile
from council.tally.persons.published import check_person_case
from council.tally.persons.table import case_from_table
from council.tally.profile import BallotProfile
from council.tally.public_seed import order_from_seed
from council.tally.replay import replay
from council.tally.rules import RuleSheet
from council.tally.sheets import completed
from council.tally.stv.profile import RankedProfile
from council.tally.stv.published import compare, read_expected
from council.tally.stv.rule import StvRule
from council.tally.unvoted import UnvotedProfile, count_unvoted, recount_unvoted
from tests.builders.tally_samples import SAMPLES

KEPT = Path(__file__).parents[1] / "data/tally_damaged.csv"
INSTEAD = (None, True, -1, 0, 7, 10**13, "x", "1/3", [], {})
TOKENS = ("", "0", "-1", "1", "9", "x", '"', "3=2", "-", "1000", "99999999999999", "'=x")
LEFT_OUT, DOUBLED = "left out", "doubled"


def _persons(text: str) -> object:
    return [check_person_case(case) for case in read_person_cases(text)]


def _blt(text: str) -> object:
    file = read_blt(text)
    return file, write_blt(file.profile, file.seats), read_blt(text, Broken.CUT)


def _ranked_csv(text: str) -> object:
    file = read_ranked_csv(text, Broken.CUT)
    return (
        file,
        write_ranked_csv(file.profile),
        write_preflib(file.profile, PrefLibType.TOC, PrefLibHeader(file_name="f")),
    )


def _expected(text: str) -> object:
    found = compare(read_blt(SAMPLES["blt"]), read_expected(text))
    return found.compared, found.differences


def _unvoted(text: str) -> object:
    record = count_unvoted(from_json(UnvotedProfile, text), RuleSheet(seats=3, formula=Formula.HARE))
    assert read_record(to_json(record)) == record == recount_unvoted(to_json(record))
    return record, outcome_of(record), replay(to_json(record))


def _record_kinds(text: str) -> object:
    canonical = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return read_record(canonical), replay(canonical)


READERS: dict[str, Callable[[str], object]] = {
    "lists": lambda text: check_case(case_of(json.loads(text))),
    "lists_unknown": lambda text: check_case(case_of(json.loads(text))),
    "method": lambda text: choices_of(json.loads(text)),
    "threshold": lambda text: threshold_of(json.loads(text).get("threshold")),
    "regions": lambda text: check_districts(district_case(json.loads(text))),
    "districts": lambda text: check_districts(district_case(json.loads(text))),
    "constituencies": lambda text: check_districts(district_case(json.loads(text))),
    "open_list": _persons,
    "nomination": _persons,
    "nomination_percent": _persons,
    "nomination_by_law": _persons,
    "panachage": _persons,
    "preference": _persons,
    "fixed_seats": _persons,
    "block": _persons,
    "person_constituencies": _persons,
    "expected": _expected,
    "blt": _blt,
    "ranked_csv": _ranked_csv,
    "ranked_semicolons": read_ranked_csv,
    "ranked_refused": read_ranked_csv,
    "lists_csv": read_lists,
    "persons_csv": lambda text: case_from_table(text, method="block_vote", seats=2),
    "lists_persons_csv": lambda text: case_from_table(text, method="open", seats=2),
    "ballot_profile": lambda text: from_json(BallotProfile, text),
    "person_profile": lambda text: from_json(PersonProfile, text),
    "ranked_profile": lambda text: from_json(RankedProfile, text),
    "district_profile": lambda text: from_json(DistrictProfile, text),
    "stv_rule": lambda text: from_json(StvRule, text),
    "rule_sheet": lambda text: from_json(RuleSheet, text),
    "unvoted": _unvoted,
    "record": _record_kinds,
    "record_text": read_record,
    "short_sheet": lambda text: completed(RuleSheet, json.loads(text)),
    "numbers": lambda text: [exact(each) for each in json.loads(text)],
    "seed": lambda text: order_from_seed(text, (3, 1, 2)),
    "bytes": lambda text: text_of_file(text.encode("latin-1")),
}
"""Every reader with the sample of its name in `SAMPLES`: JSON is damaged part by part, other text cell by cell."""


READ_TEXT = ("open_list", "nomination", "panachage", "block", "expected", "ballot_profile", "rule_sheet", "record_text")


def answer(reader: str, text: str) -> str:
    """What a reader says: a mark of the value, or the refusal."""
    try:
        value = READERS[reader](text)
    except TallyError as error:
        return str(error)
    except ValueError:
        if reader == "numbers":
            return "not a number"
        raise
    plain = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def _plain(value: object) -> object:
    """Values of every kind as JSON; a mapping keeps its order out of it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Fraction | StrEnum | bytes):
        return to_plain(value)
    return value


def damages(reader: str) -> Iterator[tuple[str, list[str]]]:
    """The places of a sample, and for each the damaged texts."""
    text = SAMPLES[reader]
    if text[:1] in "{[":
        yield from _of_json(json.loads(text), raw=reader in READ_TEXT)
    else:
        yield from _of_lines(text)


def _of_json(sample: Any, *, raw: bool) -> Iterator[tuple[str, list[str]]]:
    yield "whole", [json.dumps(each) for each in ({}, sample)] + (["{", "[]", "1", "\ufeff{}"] if raw else [])
    for path in list(_paths(sample, ())):
        texts = []
        for instead in (*INSTEAD, LEFT_OUT, DOUBLED):
            damaged = copy.deepcopy(sample)
            holder = damaged
            for key in path[:-1]:
                holder = holder[key]
            if instead == LEFT_OUT:
                del holder[path[-1]]
            elif instead != DOUBLED:
                holder[path[-1]] = instead
            elif isinstance(holder, list):
                holder.append(copy.deepcopy(holder[path[-1]]))
            texts.append(json.dumps(damaged))
        yield "/".join(map(str, path)), texts


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(each, dict | list):
            yield from _paths(each, (*path, key))


def _of_lines(text: str) -> Iterator[tuple[str, list[str]]]:
    yield "whole", [text, "", text.replace("\n", "\r\n"), text.replace("\n", "\n\n"), text.strip()]
    part = next((sign for sign in (";", ",") if sign in text), " ")
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        around = lines[: number - 1], lines[number:]
        texts = ["\n".join([*around[0], *around[1]]), "\n".join([*around[0], line, line, *around[1]])]
        cells = line.split(part)
        for place in range(len(cells)):
            for token in TOKENS:
                changed = part.join([*cells[:place], token, *cells[place + 1 :]])
                texts.append("\n".join([*around[0], changed, *around[1]]))
            texts.append("\n".join([*around[0], part.join([*cells[:place], *cells[place + 1 :]]), *around[1]]))
        yield f"line {number}", texts


def kept_line(reader: str, place: str, texts: list[str]) -> str:
    return f"{reader};{place};" + " | ".join(answer(reader, text) for text in texts)


if __name__ == "__main__":
    found = [kept_line(reader, place, texts) for reader in READERS for place, texts in damages(reader)]
    KEPT.write_text("\n".join(found) + "\n", "utf-8")
    sys.stdout.write(f"{len(found)} lines\n")
