# SPDX-License-Identifier: EUPL-1.2
"""Real elections of lists: our seats are the announced seats, through the library and through the command line.

`TALLY_CASES` names another directory of the same layout (`list_pr/*.json`, `panachage/*.json` for biproportional
ones, `manifest.csv`).
"""

import csv
import io
import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from council.tally import TallyError, TallyErrorCode, check_case, to_json
from council.tally.case import CheckedCase, Verdict, case_of, read_data
from council.tally.case_districts import CheckedDistricts, check_districts, district_case, is_of_districts
from council.tally.cli import main
from council.tally.record import CountState
from council.tally.replay import replay

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "data" / "tally"
CASES = Path(os.environ.get("TALLY_CASES", HERE))
ON_THE_SITE = sorted((ROOT / "council/tally/cases").glob("*.json")) if CASES == HERE else []
NOT_COUNTABLE = "not computable"

pytestmark = pytest.mark.requirement("R050")


def manifest() -> dict[str, dict[str, str]]:
    path = CASES / "manifest.csv"
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines()) if path.exists() else []
    return {row["id"]: row for row in rows}


def biproportional(path: Path) -> bool:
    return is_of_districts(read_data(path.read_text("utf-8-sig")))


ROWS = manifest()
PATHS = [
    *sorted((CASES / "list_pr").glob("*.json")),
    *ON_THE_SITE,
    *filter(biproportional, sorted((CASES / "panachage").glob("*.json"))),
]
COUNTABLE = [path for path in PATHS if NOT_COUNTABLE not in ROWS.get(path.stem, {}).get("verification", "")]


def checked(path: Path) -> CheckedCase | CheckedDistricts:
    data = read_data(path.read_text("utf-8-sig"))
    return check_districts(district_case(data)) if is_of_districts(data) else check_case(case_of(data))


def records(found: CheckedCase | CheckedDistricts) -> tuple[Any, ...]:
    return found.records if isinstance(found, CheckedCase) else (found.record,)


def seats(record: Any) -> dict[str, int]:
    return {each.name: each.seats for each in (record.totals if hasattr(record, "totals") else record.results)}


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(arguments, out=out), out.getvalue()


@pytest.mark.parametrize("path", COUNTABLE, ids=lambda path: path.stem)
def test_every_seat_is_as_announced(path: Path) -> None:
    found = checked(path)
    announced = "official_seats" in path.read_text("utf-8-sig").replace('"official_seats": null', "")
    assert found.verdict is (Verdict.AGREES if announced else Verdict.NOTHING_ANNOUNCED)
    assert all(record.state is CountState.DECIDED for record in records(found))


@pytest.mark.parametrize("path", COUNTABLE, ids=lambda path: path.stem)
def test_the_command_line_says_the_same(path: Path) -> None:
    code, text = run("list", str(path))
    assert code == 0
    assert text.rstrip().endswith(("agrees", "nothing_announced"))
    code, text = run("list", str(path), "--json")
    assert code == 0
    assert text.splitlines() == [to_json(record) for record in records(checked(path))]


@pytest.mark.parametrize("path", COUNTABLE, ids=lambda path: path.stem)
def test_every_record_replays_and_the_plain_checker_confirms_it(path: Path) -> None:
    for record in records(checked(path)):
        again = replay(to_json(record))
        assert again.fingerprint == record.fingerprint
        assert again.checked.startswith("confirmed")


@pytest.mark.parametrize("path", COUNTABLE, ids=lambda path: path.stem)
def test_the_manifest_says_the_same(path: Path) -> None:
    row = ROWS.get(path.stem)
    if row is None or ":" not in row["expected"]:
        assert CASES != HERE or path.stem in ("mc_hessen_agah_example", "ch_zug_kantonsrat_2018")
        return
    for record in records(checked(path)):
        text = " ".join(f"{name}:{each}" for name, each in seats(record).items() if each)
        missing = [part for part in text.split() if part not in row["expected"].split()]
        assert CASES != HERE or len(missing) <= len(ROWS_WITH_OTHER_NAMES.get(path.stem, ()))


ROWS_WITH_OTHER_NAMES = {"mc_essen_2014": ("Single", "candidate:1"), "mc_gelsenkirchen_2014": ("Single", "candidate:1")}
"""Persons who stood alone have no name here."""


@pytest.mark.parametrize("path", COUNTABLE, ids=lambda path: path.stem)
def test_the_number_of_the_last_seat_is_exact(path: Path) -> None:
    facts = json.loads(ROWS.get(path.stem, {}).get("verification") or "{}")
    wanted = facts.get("wahlzahl")
    if wanted is None:
        return
    table = records(checked(path))[0].quotients
    assert table is not None
    assert table.last_seat == Fraction(wanted)


@pytest.mark.parametrize("path", [path for path in PATHS if path not in COUNTABLE], ids=lambda path: path.stem)
def test_what_cannot_be_counted_is_refused_with_the_reason(path: Path) -> None:
    with pytest.raises(TallyError) as refused:
        checked(path)
    assert CASES != HERE or refused.value.code is TallyErrorCode.VOTES_MISSING
    assert run("list", str(path))[0] == 2


def test_every_supplied_case_is_here() -> None:
    wanted = {row["id"] for row in ROWS.values() if row["kind"] == "list_pr"}
    assert CASES != HERE or (len(wanted) == 28 and wanted <= {path.stem for path in PATHS})
