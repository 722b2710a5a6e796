# SPDX-License-Identifier: EUPL-1.2
"""`talka tally stv` and `vacancy`: what is printed, and how they end."""

import io
import json
from pathlib import Path

import pytest

from council.tally.cli import main

pytestmark = pytest.mark.requirement("R050")

BLT = '4 2\n40 1 0\n10 2 0\n10 3 0\n4 1 4 0\n0\n"Ana"\n"Ben"\n"Cem"\n"Dua"\n"Council"\n'


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    file = tmp_path / "council.blt"
    file.write_text(BLT, "utf-8")
    return file


def run(*arguments: object) -> tuple[int, str]:
    out = io.StringIO()
    return main([str(each) for each in arguments], out=out), out.getvalue()


def test_a_tie_is_a_result_that_names_the_lot_needed(papers: Path) -> None:
    ended, said = run("stv", papers)
    assert ended == 0
    assert "Council\nscottish: 64 papers, 2 seats, quota 22.00000\n" in said
    assert "Stage 2: surplus Ana [SSI 2007/42 Sch. 1 r. 48 and 49(1)] quota 22.00000\n" in said
    assert "Equal at 10.00000 before stage 4: 2. Ben, 3. Cem [SSI 2007/42 Sch. 1 r. 51]\n" in said
    assert "  stage 2: 2. 10.00000, 3. 10.00000\n  stage 1: 2. 10.00000, 3. 10.00000\n" in said
    assert "  a lot is needed between 2,3; give the result with --lots, the drawn one first\n" in said


def test_the_recorded_lot_decides(papers: Path) -> None:
    ended, said = run("stv", papers, "--lots", "3,2")
    assert ended == 0
    assert "  lot: 3. Cem\n" in said
    assert "elected: 1. Ana, stage 1, quota\nelected: 2. Ben, stage 4, last_seats\ndecided " in said


def test_the_record_replays(papers: Path, tmp_path: Path) -> None:
    ended, record = run("stv", papers, "--lots", "3,2", "--json")
    assert (ended, json.loads(record)["state"]) == (0, "decided")
    stored = tmp_path / "record.json"
    stored.write_text(record, "utf-8")
    ended, said = run("replay", stored)
    assert (ended, said.split()[:2]) == (0, ["same", "record"])
    stored.write_text(record.replace('"vacant":0', '"vacant":1'), "utf-8")
    assert run("replay", stored)[0] == 1


def test_seats_and_rules_are_asked_for(papers: Path) -> None:
    assert "minneapolis: 64 papers, 1 seats" in run("stv", papers, "--rule", "minneapolis", "--seats", 1)[1]
    assert run("stv", papers, "--seats", 0) == (2, "refused: seats_below_one seats=0\n")
    assert run("stv", papers, "--lots", "a") == (2, "refused: lots_malformed\n")


def test_papers_are_written_in_other_formats(papers: Path, tmp_path: Path) -> None:
    ended, table = run("stv", papers, "--write", "csv")
    assert (ended, table.splitlines()[:2]) == (0, ["papers,Ana,Ben,Cem,Dua", "40,1,,,"])
    (tmp_path / "council.csv").write_text(table, "utf-8")
    assert run("stv", tmp_path / "council.csv") == (2, "refused: seats_below_one seats=0\n")
    assert "2 seats, quota 22.00000" in run("stv", tmp_path / "council.csv", "--seats", 2)[1]
    assert run("stv", papers, "--write", "soi")[1].startswith("# FILE NAME: council.soi\n# TITLE: Council\n")
    assert run("stv", papers, "--write", "blt")[1].startswith("4 2\n40 1 0\n4 1 4 0\n10 2 0\n10 3 0\n0\n")


def test_malformed_files_are_refused_with_line_and_reason(papers: Path, tmp_path: Path) -> None:
    papers.write_text(BLT.replace("10 2 0", "10 2 2 0"), "utf-8")
    said = "refused: file_malformed line=3 what=a candidate appears twice on one paper\n"
    assert run("stv", papers) == (2, said)
    papers.write_text(BLT.replace("10 2 0", "10 2=3 0"), "utf-8")
    assert run("stv", papers)[0] == 2
    assert "54 papers" in run("stv", papers, "--broken", "cut")[1]
    assert run("stv", tmp_path / "nothing.blt")[0] == 2


def test_a_published_result_is_compared(papers: Path, tmp_path: Path) -> None:
    published = tmp_path / "published.json"
    facts = {"rule": "Scottish STV", "seats": 2, "quota": 22, "official_winners": ["ANA", "BEN"]}
    stages = [{}, {}, {}, {"candidate": "Cem", "action": "Eliminate", "votes": {"Ana": "22", "Ben": 10}}]
    published.write_text(json.dumps({**facts, "stages": stages}), "utf-8")
    ended, said = run("stv", papers, "--expected", published)
    assert (ended, said.splitlines()[-1].endswith(" 0 differ")) == (0, True), said
    published.write_text(json.dumps({**facts, "stages": stages, "official_quota": 23, "official_x": 1}), "utf-8")
    ended, said = run("stv", papers, "--expected", published)
    assert ended == 1
    assert "differs: official_quota: 22.00000 here, 23 there\n" in said
    assert "differs: official_x: this field is not known here\n" in said
    figures = {
        "official_quotas": ["22.0"] * 4,
        "official_first_preferences": {"Ana": 44, "Ben": 10},
        "official_rounds": [{"Ana": 44.0}, {"Dua": "2.00"}, {"Ben": 10}, {}],
        "official_stage_of_election": {"Ana": 1, "Ben": 4},
        "official_valid_ballots": 64,
        "official_source": "the town hall",
        "ties_needing_lot": [["Ben", "Cem"]],
        "candidates": [{"n": n, "name": name} for n, name in enumerate(("Ana", "Ben", "Cem", "Dua"), start=1)],
    }
    published.write_text(json.dumps({**facts, "stages": stages, **figures}), "utf-8")
    assert run("stv", papers, "--expected", published)[0] == 0
    for name, wrong in (
        ("official_quotas", ["22.0", "22.0", "22.0", "22.1"]),
        ("official_quotas", ["22.0"] * 3),
        ("official_first_preferences", {"Ana": 43}),
        ("official_rounds", [{"Ana": 44}, {}, {}]),
        ("official_rounds", [{"Ana": 44}, {"Eve": 1}, {}, {}]),
        ("official_stage_of_election", {"Ana": 1, "Ben": 3}),
        ("official_valid_ballots", 63),
        ("official_winners", ["Ana", "Cem"]),
        ("official_seats", 3),
        ("ties_needing_lot", []),
        ("candidates", []),
        ("stages", [*stages[:3], {**stages[3], "votes": {"Ana": "22"}}]),
        ("stages", [*stages[:3], {**stages[3], "elected": ["Ana"]}]),
        ("stages", [*stages[:3], {**stages[3], "non_transferable": "31"}]),
        ("stages", [*stages[:3], {**stages[3], "quota": "21"}]),
        ("stages", [*stages[:3], {**stages[3], "action": "surplus"}]),
    ):
        published.write_text(json.dumps({**facts, "stages": stages, **figures, name: wrong}), "utf-8")
        assert run("stv", papers, "--expected", published)[0] == 1, name
    published.write_text(json.dumps({"rule": "Scottish", "seats": 2}), "utf-8")
    assert "differs: a lot is needed before stage 4\n" in run("stv", papers, "--expected", published)[1]
    published.write_text('{"rule": "Scottish"}', "utf-8")
    assert "differs: nothing to compare\n" in run("stv", papers, "--expected", published)[1]
    for text in ("[]", "{", '{"rule": "Irish", "seats": 2}'):
        published.write_text(text, "utf-8")
        assert run("stv", papers, "--expected", published)[0] == 2


def test_the_papers_of_a_member_fill_the_vacancy(papers: Path) -> None:
    ended, said = run("vacancy", papers, "--lots", "3,2", "--member", 1)
    assert (ended, said.splitlines()[0]) == (0, "elected: 4. Dua, stage 1, quota")
    assert run("vacancy", papers, "--lots", "3,2", "--member", 1, "--unavailable", 4) == (2, "refused: no_votes\n")
    assert run("vacancy", papers, "--lots", "3,2", "--member", 1, "--unavailable", "x")[0] == 2
    papers.write_text(BLT.replace("4 1 4 0", "4 1 4 0\n4 1 2 3 0"), "utf-8")
    ended, said = run("vacancy", papers, "--member", 1)
    assert ended == 0
    assert "a lot is needed between 3,4; give the result with --vacancy-lots" in said
    ended, said = run("vacancy", papers, "--member", 1, "--vacancy-lots", "4,3", "--json")
    assert (ended, json.loads(said)["elected"][0]["name"]) == (0, "Cem")
