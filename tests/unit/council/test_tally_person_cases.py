# SPDX-License-Identifier: EUPL-1.2
"""Cases of persons as files: every form that is read, every refusal, and the command line on top."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from council.tally.cli import main
from council.tally.codec import from_json, to_json
from council.tally.commands.persons import SHORT
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.case import PERSONS, read_person_cases
from council.tally.persons.count import count_persons
from council.tally.persons.published import FROM_RESULT, check_person_case
from council.tally.persons.record import PersonRecord
from council.tally.persons.table import case_from_table

pytestmark = pytest.mark.requirement("R050")

CODE = TallyErrorCode


def block(*votes: int, seats: int = 1, **more: Any) -> dict[str, Any]:
    people = [{"name": f"P{number}", "votes": each} for number, each in enumerate(votes, start=1)]
    return {"method": "block_vote", "seats": seats, "candidates": people, **more}


def listed(method: str, seats: int, *lists: tuple[int, ...], **more: Any) -> dict[str, Any]:
    items = [
        {
            "name": f"L{number}",
            "votes": sum(votes),
            "candidates": [{"name": f"P{number}{place}", "votes": each} for place, each in enumerate(votes, start=1)],
        }
        for number, votes in enumerate(lists, start=1)
    ]
    return {"method": method, "seats": seats, "lists": items, **more}


def elected(data: dict[str, Any]) -> list[str]:
    case = read_person_cases(json.dumps(data))[0]
    return [each.name for each in check_person_case(case).counted.persons.elected]


def test_groups_are_read_as_one_or_several() -> None:
    data = block(3, 2, 1, seats=2, method="block_vote_region_guarantee", regions=["n", "s", "w"])
    for item, region in zip(data["candidates"], (["n", "w"], "n", "s"), strict=True):
        item["region"] = region
    assert elected(data) == ["P1", "P3"]


def test_seats_for_each_region_may_differ() -> None:
    data = block(9, 8, 7, 1, seats=3, method="fixed_seats_per_region", seats_per_region={"n": 2, "s": 1})
    for item, region in zip(data["candidates"], "nnns", strict=True):
        item["region"] = region
    assert elected(data) == ["P1", "P2", "P4"]


@pytest.mark.parametrize(
    ("method", "names"),
    [
        ("dhondt_comparison_numbers", ["P12", "P21"]),
        ("dhondt", ["P12", "P21"]),
        ("sainte_lague", ["P12", "P21"]),
        ("hare", ["P12", "P21"]),
        ("dhondt_open_list_threshold", ["P12", "P21"]),
        ("dhondt_preference_wahlzahl", ["P11", "P21"]),
        ("ee_personal_quota", ["P12", "P21"]),
    ],
)
def test_methods_with_lists(method: str, names: list[str]) -> None:
    """Two lists of 12 and 8 votes and two seats; the Wahlzahl is 8, the quota 10, the average of the first list 6."""
    data = listed(method, 2, (5, 7), (8, 0))
    assert sorted(elected(data)) == names


def test_votes_in_list_order_and_the_dutch_half() -> None:
    """Quota 20 / 2 = 10: more than 5 votes move up below 19 seats, more than 2.5 with a stated quarter.

    A stated quota that is not that of the lists speaks of more lists: then their seats are taken from the file.
    """
    lists = [{"name": "A", "votes": 20, "official_seats": 1, "candidate_votes_in_list_order": [14, 1, 5]}]
    data = {"method": "nl_kieswet_nomination", "seats": 2, "lists": lists}
    lists[0]["candidate_votes_in_list_order"] = [1, 14, 5]
    assert elected(data) == ["2", "1"]
    lists[0]["candidate_votes_in_list_order"] = [1, 5, 5]
    assert elected(data) == ["1", "2"]
    assert elected({**data, "threshold_percent_of_quota": 25}) == ["2", "3"]
    assert elected({**data, "quota": "10"}) == ["1", "2"]
    assert elected({**data, "quota": "8"}) == ["2"]


def test_a_stated_threshold_of_preference_votes() -> None:
    data = listed("dhondt_open_list_threshold", 1, (6, 4))
    assert elected({**data, "preference_threshold": {"fraction": "0.4", "base": "list_votes"}}) == ["P11"]
    data = listed("dhondt_open_list_threshold", 1, (4, 5, 1))
    stated = {"fraction": "0.5", "base": "list_votes", "inclusive": True}
    assert elected({**data, "preference_threshold": stated}) == ["P12"]
    assert elected({**data, "preference_threshold": {**stated, "inclusive": False}}) == ["P11"]


def test_marked_papers_of_a_law() -> None:
    """Hessen, four seats: three ticks of list 1 give two votes to each of its people, list 2 gets four times three."""
    data = listed("hare", 4, (0, 0), (0, 0), validity="hessen")
    data["marked_ballots"] = [{"ticks": [1], "papers": 3}, {"marks": {"4": 3}, "papers": 4}, {"refused": "other"}]
    record = check_person_case(read_person_cases(json.dumps(data))[0]).counted.persons
    assert [item.votes for item in record.lists] == [12, 12]
    assert record.account is not None
    assert (record.account.valid, record.account.invalid, record.account.unused) == (7, 1, 4)
    assert [each.votes for each in record.results] == [6, 6, 0, 12]


def test_lots_that_are_recorded_and_lots_read_off_the_result() -> None:
    data = block(5, 5)
    recorded = check_person_case(
        read_person_cases(json.dumps({**data, "lot": {"between": ["P1", "P2"], "drawn": "P2"}}))[0]
    )
    assert [each.name for each in recorded.counted.persons.elected] == ["P2"]
    data["candidates"][1]["elected"], data["candidates"][0]["elected"] = True, False
    read_off = check_person_case(read_person_cases(json.dumps(data))[0])
    assert read_off.differences == ()
    assert [draw.note for draw in read_off.counted.persons.draws] == [FROM_RESULT]


def test_lots_between_lists_are_read_off_their_seats() -> None:
    data = listed("dhondt", 1, (5,), (5,))
    data["lists"][0]["official_seats"], data["lists"][1]["official_seats"] = 0, 1
    found = check_person_case(read_person_cases(json.dumps(data))[0])
    assert (found.differences, [each.name for each in found.counted.persons.elected]) == ((), ["P21"])
    named = {**listed("dhondt", 1, (5,), (5,)), "lot": {"between": ["L1", "L2"], "drawn": "L2"}}
    assert elected(named) == ["P21"]


def test_constituencies_are_counted_each_for_itself() -> None:
    """Lists of 12 and 6 votes in the north, 6 and 12 in the south, two seats each: each wins one in either."""
    north = {"constituency": "North", "seats": 2, "lists": listed("x", 1, (5, 7), (6, 0))["lists"]}
    south = {"constituency": "South", "seats": 2, "lists": listed("x", 1, (6, 0), (5, 7))["lists"]}
    data = {"id": "z", "method": "biproportional", "seats": 4, "constituencies": [north, south]}
    cases = read_person_cases(json.dumps(data))
    assert [case.id for case in cases] == ["z/North", "z/South"]
    sitting = [[each.name for each in check_person_case(case).counted.persons.elected] for case in cases]
    assert sitting == [["P12", "P21"], ["P11", "P22"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], CODE.CASE_MALFORMED),
        ({}, CODE.METHOD_UNKNOWN),
        (block(1, method="lottery"), CODE.METHOD_UNKNOWN),
        ({"method": "dhondt", "constituencies": []}, CODE.CASE_MALFORMED),
        ({"method": "biproportional", "constituencies": [1]}, CODE.CASE_MALFORMED),
        ({"method": "block_vote", "seats": 1}, CODE.CASE_MALFORMED),
        ({"method": "block_vote", "seats": 1, "candidates": [{"votes": 1}]}, CODE.CASE_MALFORMED),
        ({"method": "block_vote", "seats": 1, "candidates": [{"name": "A"}]}, CODE.VOTES_MISSING),
        (block(1, seats=0), CODE.SEATS_BELOW_ONE),
        (block(1, method="fixed_seats_per_region"), CODE.CASE_MALFORMED),
        (block(1, method="block_vote_region_guarantee", regions="n"), CODE.CASE_MALFORMED),
        ({"method": "hare", "seats": 1, "lists": [{"name": "A"}]}, CODE.VOTES_MISSING),
        ({"method": "hare", "seats": 1, "lists": [{"name": "A", "votes": 1}]}, CODE.CASE_MALFORMED),
        (listed("nl_kieswet_nomination", 1, (1,), quota="7"), CODE.CASE_MALFORMED),
        (listed("hare", 1, (1,), threshold="x"), CODE.CASE_MALFORMED),
        (listed("hare", 1, (1,), threshold={"base": "moon", "fraction": "0.1"}), CODE.CASE_MALFORMED),
        (listed("hare", 1, (1,), threshold={"base": "valid_votes", "fraction": "1e9"}), CODE.CASE_MALFORMED),
        (listed("hare", 1, (1,), threshold={"base": "valid_votes", "fraction": True}), CODE.CASE_MALFORMED),
        (listed("hare", 1, (1,), threshold={"base": "valid_votes", "fraction": "1/0"}), CODE.CASE_MALFORMED),
        (
            listed("dhondt_open_list_threshold", 1, (1,), preference_threshold={"fraction": "1", "base": "x"}),
            CODE.CASE_MALFORMED,
        ),
        (block(1, marked_ballots=3), CODE.CASE_MALFORMED),
        (block(1, marked_ballots=[3]), CODE.CASE_MALFORMED),
        (block(1, marked_ballots=[{"marks": {"x": 1}}]), CODE.CASE_MALFORMED),
        (block(1, validity="moon"), CODE.BAD_VALIDITY),
        (block(1, validity=3), CODE.CASE_MALFORMED),
        (block(1, validity={"over_vote": "x"}), CODE.CASE_MALFORMED),
        (block(1, validity={"across_lists": 1}), CODE.CASE_MALFORMED),
    ],
)
def test_what_cannot_be_counted_is_refused(data: object, code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        read_person_cases(json.dumps(data))
    assert refused.value.code is code


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"seats": 1e99}', '{"seats": 1.' + "0" * 60 + "}"])
def test_what_is_no_case_is_refused_at_once(text: str) -> None:
    with pytest.raises(TallyError) as refused:
        read_person_cases(text)
    assert refused.value.code is CODE.CASE_MALFORMED


@pytest.mark.parametrize("lot", [{"between": ["X"], "drawn": "X"}, {"between": ["P1"]}, [3]])
def test_lots_between_strangers_are_refused(lot: object) -> None:
    with pytest.raises(TallyError) as refused:
        check_person_case(read_person_cases(json.dumps(block(1, 1, lot=lot)))[0])
    assert refused.value.code is CODE.CASE_MALFORMED


TABLE = 'name,votes,region\n"Ekin, A.",5,n\n"Bo ""B""",4,n\nCy,1,s\n'


def test_a_table_of_people() -> None:
    data = case_from_table("\ufeff" + TABLE, method="block_vote_region_guarantee", seats=2)
    assert [item["name"] for item in data["candidates"]] == ["Ekin, A.", 'Bo "B"', "Cy"]
    assert elected(dict(data)) == ["Ekin, A.", "Cy"]


def test_a_table_of_lists_with_semicolons() -> None:
    text = "list;name;votes;list_votes;list_seats\nA;Al;5;20;1\nA;Bo;6;20;1\n\nB;Cy;9;;\n"
    data = case_from_table(text, method="dhondt", seats=2)
    assert [(item["name"], item["votes"], item["official_seats"]) for item in data["lists"]] == [
        ("A", 20, 1),
        ("B", 9, None),
    ]
    assert elected(dict(data)) == ["Bo", "Al"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "name"),
        ("name,votes\n", 1, "rows"),
        ("name,votes,colour\nA,1,red\n", 1, "colour"),
        ("name,votes,votes\nA,1,1\n", 1, "header"),
        ("votes\n1\n", 1, "name"),
        ("name,votes\nA,1\nB\n", 3, "cells"),
        ("name,votes\nA,x\n", 2, "votes"),
        ("name,votes\nA,-1\n", 2, "votes"),
        ("name,votes\nA,\n", 2, "votes"),
        ("name,votes\n,1\n", 2, "name"),
        ('name,votes\n"A,1\n', 2, "csv"),
        ("list,name,votes\nL,A,1\n,B,1\n", 3, "list"),
    ],
)
def test_a_table_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(TallyError) as refused:
        case_from_table(text, method="block_vote", seats=1)
    assert (refused.value.code, refused.value.facts) == (CODE.FILE_MALFORMED, {"line": line, "what": what})


def run(*arguments: object) -> tuple[int, str]:
    out = io.StringIO()
    return main(["persons", *map(str, arguments)], out=out), out.getvalue()


def test_command_line(tmp_path: Path) -> None:
    table, case = tmp_path / "people.csv", tmp_path / "case.json"
    table.write_text(TABLE, "utf-8")
    case.write_text(json.dumps(block(5, 4, id="mine")), "utf-8")
    code, text = run("--rule", "block", "--seats", 2, table)
    assert code == 0
    assert "1. Ekin, A.: 5 votes, seat_by_votes" in text
    code, text = run("--rule", "guarantee", "--seats", 2, table, "--json")
    record = from_json(PersonRecord, text.removesuffix("\n"))
    assert to_json(count_persons(record.profile, record.rule)) == text.removesuffix("\n")
    assert [each.name for each in record.elected] == ["Ekin, A.", "Cy"]
    assert run(case)[1].startswith("mine decided ")
    assert run(case, "--seats", 2)[1].count("seat_by_votes") == 2


def test_command_line_with_a_tie_and_lots(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(block(5, 5)), "utf-8")
    code, text = run(case)
    assert (code, "lots needed between persons 1, 2 for 1 of the seats" in text) == (0, True)
    assert "1. P2: 5 votes" in run(case, "--lots", "2,1")[1]


def test_command_line_says_where_the_published_result_differs(tmp_path: Path) -> None:
    data = block(5, 4, id="mine")
    data["candidates"][0]["elected"], data["candidates"][1]["elected"] = False, True
    case = tmp_path / "case.json"
    case.write_text(json.dumps(data), "utf-8")
    code, text = run(case)
    assert code == 1
    assert "differs: elected P1: published False, counted True" in text
    assert "0 of 2 published fields agree" in text


@pytest.mark.parametrize("arguments", [("--rule", "lottery"), ("--seats", "0"), ("--lots", "x")])
def test_command_line_refuses(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    table = tmp_path / "people.csv"
    table.write_text(TABLE, "utf-8")
    code, text = run(*arguments, table)
    assert (code, text.startswith("refused: ")) == (2, True)


def test_every_short_name_is_a_method() -> None:
    assert set(SHORT.values()) <= set(PERSONS)
