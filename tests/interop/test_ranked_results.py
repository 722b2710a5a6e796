# SPDX-License-Identifier: EUPL-1.2
"""Real ranked elections: our stages are the published stages, and every official figure is ours.

`TALLY_CASES` names another directory of the same layout (`stv/*.blt` with `*.expected.json`, `manifest.csv`).
"""

import csv
import io
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from council.tally.cli import main
from council.tally.codec import to_json
from council.tally.formats.blt import read_blt
from council.tally.formats.source import RankedFile, text_of_file
from council.tally.replay import Replay, replay
from council.tally.stv.count import recount_ranked
from council.tally.stv.published import Comparison, compare, read_expected

HERE = Path(__file__).parent / "data" / "tally"
CASES = Path(os.environ.get("TALLY_CASES", HERE))
PAPERS = sorted((CASES / "stv").glob("*.blt"))
EXPECTED = sorted((CASES / "stv").glob("*.expected.json"))
SUMMARY = re.compile(r"winners: (.+?) \| quota (\d+) \| (\d+) stages")

pytestmark = pytest.mark.requirement("R050")


def papers(path: Path) -> RankedFile:
    return read_blt(text_of_file(path.read_bytes()))


def compared(path: Path) -> Comparison:
    facts = read_expected(path.with_suffix(".expected.json").read_text("utf-8"))
    return compare(papers(path), {"method": index().get(path.stem, {}).get("method"), **facts})


def index() -> dict[str, dict[str, str]]:
    with (CASES / "manifest.csv").open(encoding="utf-8-sig", newline="") as source:
        return {row["id"]: row for row in csv.DictReader(source)}


def test_every_file_of_papers_has_its_result() -> None:
    assert {path.stem for path in PAPERS} == {path.name.removesuffix(".expected.json") for path in EXPECTED}
    assert CASES != HERE or len(PAPERS) == 32


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_stage_and_official_figure_agrees(path: Path) -> None:
    result = compared(path)
    assert result.differences == []
    assert "winners" in result.compared or "official_winners" in result.compared
    assert len(result.compared) > len(result.record.stages)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_the_record_leads_to_itself(path: Path) -> None:
    record = compared(path).record
    text = to_json(record)
    assert to_json(recount_ranked(text)) == text
    said = f"confirmed by the plain checker: {len(record.stages)} stages, {len(record.elected)} elected"
    assert replay(text) == Replay(record.schema, record.fingerprint, said)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_the_index_says_the_same(path: Path) -> None:
    result = compared(path)
    record, row = result.record, index()[path.stem]
    assert (row["kind"], int(row["seats"])) == ("stv", record.seats)
    found = SUMMARY.search(row["expected"])
    if found:
        assert sorted(found[1].split("; ")) == sorted(each.name for each in record.elected)
        assert found[2] == record.quota.partition(".")[0]
        assert int(found[3]) == len(record.stages) or "stages: how many" not in result.compared


def test_members_per_party_fit_the_council() -> None:
    """The wards here are some of a council's: no party may have more members than the whole council has of it."""
    totals: dict[str, dict[str, int]] = {}
    members: dict[str, Counter[str]] = {}
    for path in PAPERS:
        facts = read_expected(path.with_suffix(".expected.json").read_text("utf-8"))
        council = facts.get("official_council_totals")
        if not council:
            continue
        totals[council["council"]] = council["seats_by_party"]
        party_of = {each["n"]: each.get("party", "") for each in facts["candidates"]}
        won = [party_of[each.number] for each in compared(path).record.elected]
        members.setdefault(council["council"], Counter()).update(won)
    for council_name, won_here in members.items():
        known = totals[council_name]
        for party, seats in won_here.items():
            named = [total for total in known if party and (total.startswith(party) or party.startswith(total))]
            assert len(named) != 1 or seats <= known[named[0]], (council_name, party)
    assert CASES != HERE or len(members) == 4


@pytest.mark.parametrize("path", PAPERS[:3] + PAPERS[-1:], ids=lambda path: path.stem)
def test_the_command_line_prints_the_same_record(path: Path) -> None:
    out = io.StringIO()
    record = compared(path).record
    assert main(["stv", "--rule", record.rule.name, str(path), "--json"], out=out) == 0
    assert out.getvalue() == to_json(record) + "\n"
    assert main(["stv", str(path), "--expected", str(path.with_suffix(".expected.json"))], out=io.StringIO()) == 0
