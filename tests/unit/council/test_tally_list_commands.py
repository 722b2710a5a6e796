# SPDX-License-Identifier: EUPL-1.2
"""Lists on the command line: tables, lots, public seeds, comparison, replay, and refusals with line and reason."""

import hashlib
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
    RuleSheet,
    TallyError,
    TallyErrorCode,
    TieProcedure,
    count,
    from_json,
    to_json,
)
from council.tally.case_csv import read_lists
from council.tally.checker import confirm
from council.tally.cli import main
from council.tally.compare import NOT_LEGALLY_RELEVANT, Comparison, compare
from council.tally.count import count_by_seed
from council.tally.named_rules import LIST_RULES
from council.tally.profile import MOST_LISTS
from council.tally.public_seed import canonical_seed, order_from_seed
from council.tally.replay import replay

pytestmark = pytest.mark.requirement("R050")

TABLE = 'list,votes\nNorth,480\n"South, East",310\nWest,130\nHarbour,80\n'


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(arguments, out=out), out.getvalue()


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "votes.csv"
    path.write_text(TABLE, "utf-8")
    return str(path)


def profile(*votes: int) -> BallotProfile:
    return BallotProfile(
        lists=tuple(CandidateList(number=n, name=f"List {n}", votes=each) for n, each in enumerate(votes, 1))
    )


def test_a_table_is_counted_and_its_record_replays(table: str, tmp_path: Path) -> None:
    code, text = run("list", "--rule", "dhondt", "--seats", "9", table)
    assert code == 0
    assert "  2. South, East: 310 votes, 3 seats\n" in text
    code, text = run("list", "--rule", "dhondt", "--seats", "9", table, "--json")
    record = from_json(CountRecord, text.strip())
    assert [result.seats for result in record.results] == [5, 3, 1, 0]
    stored = tmp_path / "record.json"
    stored.write_text(text, "utf-8")
    code, said = run("replay", str(stored))
    assert code == 0
    assert said == f"same record {record.fingerprint}\nconfirmed by the plain checker: 9 seats, 0 ties\n"
    stored.write_text(text.replace('"filled":5', '"filled":4', 1), "utf-8")
    code, said = run("replay", str(stored))
    assert code == 1
    assert said == "differs: record_differs\n"
    stored.write_text(text.replace("talka-count-record/2", "talka-count-record/9"), "utf-8")
    assert run("replay", str(stored)) == (2, "refused: record_malformed what=schema\n")


def test_the_threshold_can_be_asked_for(table: str) -> None:
    text = run("list", "--rule", "sainte_lague", "--seats", "9", "--threshold", "8.1%", table)[1]
    assert "  4. Harbour: 80 votes, 0 seats\n" in text
    text = run("list", "--rule", "sainte_lague", "--seats", "9", "--threshold", "0.08", table)[1]
    assert "  4. Harbour: 80 votes, 1 seats\n" in text
    for bad in ("much", "1/0", "1e9"):
        code, text = run("list", "--rule", "hare", "--seats", "9", "--threshold", bad, table)
        assert (code, text) == (2, "refused: bad_threshold\n")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("list,votes\nNorth,many\n", 2, TallyErrorCode.NOT_WHOLE),
        ("list,votes\nNorth,-4\n", 2, TallyErrorCode.NOT_WHOLE),
        ("list,votes\nNorth,5\n,4\n", 3, TallyErrorCode.FILE_MALFORMED),
        ("list,votes\nNorth\n", 2, TallyErrorCode.VOTES_MISSING),
        ("list,votes\nNorth,1,2\n", 2, TallyErrorCode.FILE_MALFORMED),
        ("list,people\nNorth,1\n", 1, TallyErrorCode.FILE_MALFORMED),
        ("list,votes,votes\nNorth,1,1\n", 1, TallyErrorCode.FILE_MALFORMED),
        ('list,votes\n"North,1\n', 2, TallyErrorCode.FILE_MALFORMED),
        ("list,votes,candidates\nNorth,1,0\n", 2, TallyErrorCode.NO_CANDIDATES),
    ],
)
def test_a_broken_row_is_refused_with_its_line(text: str, line: int, code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        read_lists(text)
    assert refused.value.code is code
    assert refused.value.facts["line"] == line


def test_tables_come_with_marks_of_all_kinds() -> None:
    text = (
        "\ufeffParty;Votes;Candidates;Joint;Group;Direct seats;Number\r\n\r\n Nord ;7;3;yes;A;2;4\r\nSüd;5;;;A;;2\r\n"
    )
    north, south = reversed(read_lists(text).lists)
    assert (north.number, north.name, north.votes, north.candidates_count) == (4, "Nord", 7, 3)
    assert (north.joint, north.group, north.direct_seats) == (True, "A", 2)
    assert (south.number, south.joint, south.candidates_count, south.direct_seats) == (2, False, None, None)
    too_many = "list,votes\n" + "".join(f"L{n},1\n" for n in range(MOST_LISTS + 1))
    with pytest.raises(TallyError):
        read_lists(too_many)


def test_a_table_needs_a_rule_and_seats(table: str) -> None:
    assert run("list", table) == (2, "refused: rule_and_seats_needed\n")
    assert run("list", table, "--rule", "auction", "--seats", "3") == (2, "refused: method_unknown method=auction\n")
    assert run("compare", table) == (2, "refused: rule_and_seats_needed\n")


@pytest.mark.parametrize("named", LIST_RULES, ids=lambda named: named.name)
def test_every_named_rule_counts_and_is_listed(named: object, table: str) -> None:
    code, text = run("list", "--rule", named.name, "--seats", "9", table, "--json")
    assert code == 0
    assert replay(text.strip()).checked.startswith("confirmed")
    listed = run("rules")[1]
    assert named.name in listed
    assert named.law in listed


def test_the_order_from_a_seed_is_that_of_the_hash() -> None:
    assert canonical_seed("17 04, 33; Dice b") == b"17.4.33./DICE.B./"
    key = b"17.4.33./"
    standing, expected = [2, 5, 9], []
    for index in range(3):
        mark = index.to_bytes(2, "big")
        number = int(hashlib.sha256(mark + key + mark).hexdigest(), 16)
        expected.append(standing.pop(number % len(standing)))
    assert order_from_seed("17 4 33", [9, 2, 5]) == tuple(expected)
    orders = {order_from_seed("17 4 33", [2, 5, 9], turn=turn) for turn in range(1, 9)}
    assert len(orders) > 1
    for bad in ("", " ; ", "—", "x" * 501):
        with pytest.raises(TallyError):
            canonical_seed(bad)


def test_every_order_comes_up_about_as_often() -> None:
    found = [order_from_seed(f"draw {n}", [1, 2, 3]) for n in range(600)]
    assert all(70 < found.count(order) < 130 for order in set(found))
    assert len(set(found)) == 6


def test_a_seed_settles_ties_only_where_the_rule_allows_it() -> None:
    rule = RuleSheet(seats=3, formula=Formula.DHONDT, ties=TieProcedure.PUBLIC_SEED)
    record = count_by_seed(profile(50, 50), rule, "17 4 33")
    assert record.open_tie is None
    assert record.draws[0].seed == "17 4 33"
    order = record.draws[0].order
    assert replay(to_json(record)).checked.startswith("confirmed")
    for draws, wanted, code in (
        ((Draw(order),), rule, TallyErrorCode.SEED_NEEDED),
        ((Draw(order[::-1], seed="17 4 33"),), rule, TallyErrorCode.SEED_GIVES_OTHER_LOTS),
        ((Draw(order, seed="17 4 33"),), RuleSheet(seats=3, formula=Formula.DHONDT), TallyErrorCode.SEED_NOT_ALLOWED),
    ):
        with pytest.raises(TallyError) as refused:
            count(profile(50, 50), wanted, draws)
        assert refused.value.code is code


def test_a_seed_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "even.csv"
    path.write_text("list,votes\nA,50\nB,50\n", "utf-8")
    asked = ("list", "--rule", "dhondt", "--seats", "3", str(path))
    assert "lots needed between lists 1, 2 for 1 of the seats" in run(*asked)[1]
    assert "1. A: 50 votes, 1 seats" in run(*asked, "--lots", "2,1")[1]
    text = run(*asked, "--seed", "7", "--json")[1]
    assert json.loads(text)["draws"][0]["seed"] == "7"
    assert run(*asked, "--ties", "lower_list_number")[1].count("2 seats") == 1


def test_comparison_says_what_it_is_and_who_gains(table: str) -> None:
    code, text = run("compare", table, "--seats", "9", "--rule", "dhondt", "--rule", "hare")
    assert code == 0
    assert text == (
        "not legally relevant: the same votes under other rules\n"
        "dhondt: 1:5 2:3 3:1 4:0; 0 of 12 elections near by are tied\n"
        "hare: 1:4(-1) 2:3 3:1 4:1(+1); 0 of 12 elections near by are tied\n"
    )
    found = from_json(Comparison, run("compare", table, "--seats", "9", "--json")[1].strip())
    assert found.standing == NOT_LEGALLY_RELEVANT
    assert [outcome.differs for outcome in found.outcomes] == [False, True, True, True, True, False]


def test_comparison_counts_ties_near_by_and_names_refusals() -> None:
    dhondt = RuleSheet(seats=1, formula=Formula.DHONDT)
    ranked = RuleSheet(seats=1, formula=Formula.STV_MEEK)
    found = compare(profile(6, 4), [("dhondt", dhondt), ("ranked", ranked)])
    # Five and five is tied; seven and three is not.
    assert (found.outcomes[0].tries, found.outcomes[0].tries_with_ties) == (2, 1)
    assert found.outcomes[1].refused.startswith("formula_not_of_lists")
    wider = compare(profile(6, 4), [("dhondt", dhondt)], papers=3)
    assert (wider.outcomes[0].tries, wider.outcomes[0].tries_with_ties) == (6, 1)
    assert compare(profile(5, 5), [("dhondt", dhondt)]).outcomes[0].tied == (1, 2)
    with pytest.raises(TallyError):
        compare(profile(5, 5), [])


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["results"][0].update(seats=6, filled=6),
        lambda plain: plain.update(filled=8),
        lambda plain: plain.update(valid_votes=999),
        lambda plain: plain["admission"].update(admitted=[1, 2, 3]),
        lambda plain: plain.update(state="lots_needed"),
        lambda plain: plain["results"][0].update(vacant=1),
    ],
)
def test_the_plain_checker_sees_a_touched_record(change: object) -> None:
    plain = json.loads(to_json(count(profile(480, 310, 130, 80), RuleSheet(seats=9, formula=Formula.HARE))))
    assert confirm(json.dumps(plain)) == "confirmed by the plain checker: 9 seats, 0 ties"
    change(plain)
    with pytest.raises(TallyError) as refused:
        confirm(json.dumps(plain))
    assert refused.value.code is TallyErrorCode.NOT_CONFIRMED


@pytest.mark.parametrize("text", ['"1e999999999"', '"1/0"', '"one"', '"' + "9" * 2_000 + '/1"', "0.5"])
def test_a_number_nobody_can_hold_is_refused_at_once(text: str) -> None:
    with pytest.raises(TallyError) as refused:
        from_json(Fraction, text)
    assert refused.value.code is TallyErrorCode.RECORD_MALFORMED
