# SPDX-License-Identifier: EUPL-1.2
"""What cannot be counted is refused with a code, from the values up to the command line."""

import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from council.tally import (
    BallotProfile,
    CandidateList,
    CountRecord,
    Draw,
    Formula,
    Parameter,
    RuleSheet,
    TallyError,
    TallyErrorCode,
    Threshold,
    ThresholdBase,
    count,
    from_json,
    read_case,
    to_json,
)
from council.tally.cli import main
from council.tally.count import recount
from council.tally.published import case_text
from council.tally.rules import Clause

CODE = TallyErrorCode


def one(**changes: object) -> CandidateList:
    return CandidateList(**{"number": 1, "name": "North", "votes": 10} | changes)


def sheet(**changes: object) -> RuleSheet:
    return RuleSheet(**{"seats": 3, "formula": Formula.DHONDT} | changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"votes": -1}, CODE.NEGATIVE_VOTES),
        ({"votes": "10"}, CODE.NOT_WHOLE),
        ({"votes": True}, CODE.NOT_WHOLE),
        ({"votes": Fraction(1, 2)}, CODE.NOT_WHOLE),
        ({"votes": 10**13}, CODE.TOO_LARGE),
        ({"number": 0}, CODE.NUMBER_BELOW_ONE),
        ({"name": "  "}, CODE.EMPTY_NAME),
        ({"candidates_count": 0}, CODE.NO_CANDIDATES),
        ({"candidates_count": 2, "candidates": ("A",)}, CODE.CANDIDATES_DISAGREE),
    ],
)
def test_lists(changes: dict[str, object], code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        one(**changes)
    assert refused.value.code is code


@pytest.mark.parametrize(
    ("lists", "voters", "code"),
    [
        ((), None, CODE.NO_LISTS),
        ((one(votes=0), one(number=2, name="South", votes=0)), None, CODE.NO_VOTES),
        ((one(), one(number=2, name=" north ")), None, CODE.DUPLICATE_NAME),
        ((one(), one(name="South")), None, CODE.DUPLICATE_NUMBER),
        ((one(),), 9, CODE.VOTERS_BELOW_VALID),
        (tuple(one(number=n, name=f"L{n}") for n in range(1, 1_002)), None, CODE.TOO_LARGE),
    ],
)
def test_profiles(lists: tuple[CandidateList, ...], voters: int | None, code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        BallotProfile(lists=lists, voters=voters)
    assert refused.value.code is code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seats": 0}, CODE.SEATS_BELOW_ONE),
        ({"seats": -3}, CODE.SEATS_BELOW_ONE),
        ({"seats": 10**6}, CODE.TOO_LARGE),
        ({"decimals": -1}, CODE.BAD_DECIMALS),
        ({"clauses": (Clause(Parameter.SEATS, "1"), Clause(Parameter.SEATS, "2"))}, CODE.BAD_CLAUSE),
    ],
)
def test_rule_sheets(changes: dict[str, object], code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        sheet(**changes)
    assert refused.value.code is code


def test_thresholds_and_lots() -> None:
    for share in (Fraction(1), Fraction(-1, 2)):
        with pytest.raises(TallyError):
            Threshold(share)
    profile = BallotProfile(lists=(one(), one(number=2, name="South")))
    with pytest.raises(TallyError) as refused:
        count(profile, sheet(threshold=Threshold(Fraction(3, 5))))
    assert refused.value.code is CODE.NO_LIST_ADMITTED
    with pytest.raises(TallyError) as refused:
        count(profile, sheet(threshold=Threshold(Fraction(1, 20), ThresholdBase.VOTERS)))
    assert refused.value.code is CODE.VOTERS_UNKNOWN
    for order in ((1,), (1, 1), ()):
        with pytest.raises(TallyError):
            Draw(order)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"method": "two_tier"}, CODE.METHOD_UNKNOWN),
        ({"lists": {}}, CODE.CASE_MALFORMED),
        ({"lists": []}, CODE.NO_LISTS),
        ({"lists": [{"votes": 1}]}, CODE.CASE_MALFORMED),
        ({"lists": [{"name": "A", "votes": None}]}, CODE.VOTES_MISSING),
        ({"lists": [{"name": "A", "votes": 0.5}]}, CODE.NOT_WHOLE),
        ({"seats": None}, CODE.NOT_WHOLE),
        ({"exhaustion": "auction"}, CODE.CASE_MALFORMED),
        ({"threshold": {"fraction": "1/0", "base": "valid_votes"}}, CODE.CASE_MALFORMED),
        ({"threshold": {"fraction": "0.05", "base": "national"}}, CODE.CASE_MALFORMED),
        ({"threshold": 5}, CODE.CASE_MALFORMED),
    ],
)
def test_cases(change: dict[str, object], code: TallyErrorCode) -> None:
    data = json.loads(case_text("mc_neuss_2010")) | change
    with pytest.raises(TallyError) as refused:
        read_case(json.dumps(data))
    assert refused.value.code is code


def test_unknown_cases_and_text_that_is_no_json() -> None:
    with pytest.raises(TallyError) as refused:
        case_text("../errors")
    assert refused.value.code is CODE.CASE_UNKNOWN
    for text in ("", "[1, 2]", "nonsense", "[" * 100_000):
        with pytest.raises(TallyError):
            read_case(text)


@pytest.mark.parametrize(
    "change",
    [
        {"seats": "3"},
        {"state": "perhaps"},
        {"surplus": 1},
        {"valid_votes": None},
        {"ties": {}},
        {"results": [{}]},
        {"admission": {"needed": "1/0", "base": None, "clause": "", "admitted": []}},
    ],
)
def test_records_of_another_shape(change: dict[str, object]) -> None:
    plain = json.loads(to_json(count(BallotProfile(lists=(one(),)), sheet()))) | change
    with pytest.raises(TallyError) as refused:
        from_json(CountRecord, json.dumps(plain))
    assert refused.value.code is CODE.RECORD_MALFORMED


def test_a_touched_record_is_not_counted_to_again() -> None:
    text = to_json(count(BallotProfile(lists=(one(),)), sheet()))
    assert to_json(recount(text)) == text
    with pytest.raises(TallyError) as refused:
        recount(text.replace('"filled":3', '"filled":2'))
    assert refused.value.code is CODE.RECORD_DIFFERS


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(arguments, out=out), out.getvalue()


def test_the_command_line(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(case_text("mc_bonn_2014"), "utf-8")
    code, text = run("count", str(case))
    assert code == 0
    record = from_json(CountRecord, text.strip())
    assert record.vacant == 1
    stored = tmp_path / "record.json"
    stored.write_text(text, "utf-8")
    assert run("recount", str(stored)) == (
        0,
        f"same record {record.fingerprint}\nconfirmed by the plain checker: 18 seats, 0 ties\n",
    )
    code, text = run("check", str(case))
    assert code == 0
    assert "1. SPD: 3399 votes, 7 seats, 1 vacant" in text
    assert text.endswith("mc_bonn_2014: agrees\n")
    case.write_text(case_text("mc_bonn_2014").replace('"official_filled": 6', '"official_filled": 7'), "utf-8")
    assert run("check", str(case))[0] == 1


def test_the_command_line_refuses(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(case_text("mc_graz_2021"), "utf-8")
    code, text = run("count", str(case))
    assert code == 2
    assert text.startswith("refused: votes_missing number=7")
    assert run("count", str(tmp_path / "none.json"))[0] == 2
    assert run("count", str(case), "--lots", "one,two")[0] == 2
