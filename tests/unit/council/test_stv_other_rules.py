# SPDX-License-Identifier: EUPL-1.2
"""Minneapolis, Albany and Meek, worked by hand; what a rule may not be."""

from dataclasses import replace

import pytest

from council.tally.choices import BallotType, Formula
from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.named_rules import NAMED_RULES
from council.tally.rules import RuleSheet
from council.tally.stv.count import count_ranked, recount_ranked
from council.tally.stv.known import KNOWN, albany, known_rule, meek, minneapolis, rule_of_sheet, scottish
from council.tally.stv.record import ElectedBy, RankedRecord, RankedState, Standing
from council.tally.stv.rule import StvClause, StvParameter, StvQuota, StvRule, StvSubstitutes
from council.tally.ties import Draw
from tests.builders.ranked import ranked

pytestmark = pytest.mark.requirement("R050")


def totals(record: RankedRecord, stage: int) -> dict[str, str]:
    lines = record.stages[stage - 1].lines
    return {record.profile.name(each.number): each.total for each in lines if each.standing is not Standing.EXCLUDED}


def test_minneapolis_excludes_together_whoever_can_no_longer_win() -> None:
    """167.20: E 2 < 3, E and D 5 < 20, but with C 25 is not less than 24. A has the threshold of 25, no surplus."""
    record = count_ranked(ranked({"A": 25, "B": 24, "C": 20, "DB": 3, "EA": 2}), minneapolis(2))
    assert record.quota == "25.0000"
    assert record.stages[0].elected == ()
    assert record.stages[1].who == (5, 4)
    assert totals(record, 2) == {"A": "27.0000", "B": "27.0000", "C": "20.0000"}
    assert [(each.name, each.stage, each.by) for each in record.elected] == [
        ("A", 2, ElectedBy.QUOTA),
        ("B", 2, ElectedBy.QUOTA),
    ]


def test_minneapolis_counts_every_surplus_as_votes_that_may_still_come() -> None:
    """A's surplus of 6 could lift C from 19 over B's 20, so C stays until it is transferred."""
    record = count_ranked(ranked({"A": 30, "B": 20, "C": 19}), minneapolis(2))
    assert [(stage.action.value, stage.who) for stage in record.stages] == [
        ("first", ()),
        ("surplus", (1,)),
        ("exclude", (3,)),
    ]
    assert [(each.name, each.stage, each.by, each.votes) for each in record.elected] == [
        ("A", 2, ElectedBy.QUOTA, "30.0000"),
        ("B", 3, ElectedBy.LAST_SEATS, "20.0000"),
    ]


def test_minneapolis_leaves_the_papers_of_those_excluded_last() -> None:
    """167.70(c)(1)c: when as many are left as seats, the papers are not transferred."""
    record = count_ranked(ranked({"A": 30, "B": 20, "CB": 19}), minneapolis(2))
    last = record.stages[2].lines[2]
    assert (last.number, last.total, last.standing) == (3, "19.0000", Standing.EXCLUDED)
    assert record.stages[2].flows == ()


def test_minneapolis_cuts_the_surplus_fraction_and_then_the_value() -> None:
    """A 61 of 100, threshold 26, surplus 35: 35 / 61 = 0.57377, cut to 0.5737. B then has 10 + 61 x 0.5737 = 44.9957.

    B's surplus 18.9957 / 44.9957 = 0.42217, cut to 0.4221; papers from A 0.5737 x 0.4221 = 0.24215877, cut to 0.2421.
    Cutting once, as in Scotland, would leave 0.2422.
    """
    record = count_ranked(ranked({"ABC": 61, "BC": 10, "C": 9, "D": 11, "E": 9}), minneapolis(3))
    assert [(each.value, each.papers, each.new_value) for each in record.stages[2].parcels] == [
        ("1.0000", 10, "0.4221"),
        ("0.5737", 61, "0.2421"),
    ]


def test_minneapolis_draws_lots_without_looking_back() -> None:
    """167.70(c)(1)e. C and D have 12; that C had fewer before says nothing, and the lot falls on D."""
    papers = ranked({"A": 24, "B": 24, "C": 10, "D": 11, "EC": 2, "ED": 1, "F": 3})
    waiting = count_ranked(papers, minneapolis(2))
    assert waiting.state is RankedState.LOTS_NEEDED
    assert waiting.open_tie is not None
    assert (waiting.open_tie.between, waiting.open_tie.look_back) == ((3, 4), ())
    record = count_ranked(papers, minneapolis(2), [Draw((4, 3))])
    assert [stage.who for stage in record.stages] == [(), (5, 6), (4,), (3,)]


def test_albany_finds_a_new_quota_at_every_stage() -> None:
    """9 votes in all: 9 // 3 + 1 = 4; when D's paper is exhausted 8 // 3 + 1 = 3, which A and B have."""
    record = count_ranked(ranked({"A": 3, "B": 3, "C": 2, "D": 1}), albany(2))
    assert [stage.quota for stage in record.stages] == ["4.000000", "3.000000"]
    assert [each.stage for each in record.elected] == [2, 2]


def test_meek_lets_every_elected_candidate_keep_a_share() -> None:
    """100 papers, 2 seats: quota 33.333333334. A's factor is 33.333333334 / 60 rounded up: 0.555555556."""
    record = count_ranked(ranked({"AB": 60, "C": 30, "B": 10}), meek(2))
    assert record.quota == "33.333333334"
    first, second = record.stages
    assert first.elected == (1,)
    assert (second.who, second.iterations) == ((1,), 2)
    assert totals(record, 2) == {"A": "33.333333360", "B": "36.666666640", "C": "30.000000000"}
    assert [line.keep for line in second.lines] == ["0.555555556", "1.000000000", "1.000000000"]
    assert [each.name for each in record.elected] == ["A", "B"]
    assert record.runner_up is not None
    assert record.runner_up.number == 3


def test_meek_lowers_the_quota_as_papers_run_out() -> None:
    """D is excluded and its 4 papers say nothing further: 96 / 3 is 32, and one unit of the last digit."""
    record = count_ranked(ranked({"A": 33, "B": 33, "C": 30, "D": 4}), meek(2))
    assert [stage.quota for stage in record.stages] == ["33.333333334", "32.000000001"]
    assert record.stages[1].non_transferable == "4.000000000"
    assert [each.stage for each in record.elected] == [2, 2]


def test_meek_asks_for_a_lot_between_equals() -> None:
    waiting = count_ranked(ranked({"A": 5, "B": 2, "C": 2}), meek(1))
    assert waiting.open_tie is None
    waiting = count_ranked(ranked({"A": 5, "B": 4, "C": 2, "D": 2}), meek(1))
    assert waiting.open_tie is not None
    assert waiting.open_tie.lots_between == (3, 4)
    record = count_ranked(waiting.profile, meek(1), [Draw((4, 3))])
    assert record.stages[1].who == (4,)
    assert to_json(recount_ranked(to_json(record))) == to_json(record)


def test_a_meek_record_tells_every_step() -> None:
    """A and B keep q each of their 52 papers, 52 - 2q run out, so 4q = 100 - (52 - 2q): q is 24.

    When F's 5 papers run out too, 4q = 100 - 57 + 2q, and q is 21.5. E's papers then elect C.
    """
    record = count_ranked(ranked({"AB": 30, "B": 22, "C": 20, "D": 17, "EC": 6, "F": 5}), meek(3))
    steps = [(stage.action.value, stage.who, stage.elected, stage.iterations) for stage in record.stages]
    assert steps == [
        ("first", (), (1,), 1),
        ("surplus", (1,), (2,), 2),
        ("surplus", (1, 2), (), 32),
        ("exclude", (6,), (), 32),
        ("exclude", (5,), (3,), 1),
    ]
    settled, after = record.stages[2], record.stages[3]
    assert (settled.quota, settled.non_transferable) == ("24.000000489", "3.999998046")
    assert [line.keep for line in settled.lines[:3]] == ["0.800000026", "0.857142922", "1.000000000"]
    assert (after.quota, after.non_transferable) == ("21.500000365", "13.999998542")
    assert after.lines[5].keep == "0.000000000"
    assert record.stages[4].quota == "21.500000365"
    assert totals(record, 5) == {
        "A": "21.500000580",
        "B": "21.500000878",
        "C": "26.000000000",
        "D": "17.000000000",
    }


def test_meek_fills_the_last_seats_without_the_quota() -> None:
    record = count_ranked(ranked({"A": 30, "B": 5, "C": 4, "D": 3}), meek(3))
    assert [(each.name, each.by) for each in record.elected] == [
        ("A", ElectedBy.QUOTA),
        ("B", ElectedBy.QUOTA),
        ("C", ElectedBy.QUOTA),
    ]
    short = count_ranked(ranked({"A": 30, "B": 5}, letters="C"), meek(4))
    assert [(each.name, each.by) for each in short.elected] == [
        ("A", ElectedBy.QUOTA),
        ("B", ElectedBy.LAST_SEATS),
        ("C", ElectedBy.LAST_SEATS),
    ]
    assert (len(short.stages), short.vacant) == (1, 1)
    one_left = count_ranked(ranked({"A": 10}, letters="C"), meek(2), [Draw((3, 2))])
    assert [(each.name, each.by) for each in one_left.elected] == [("A", ElectedBy.QUOTA), ("B", ElectedBy.LAST_SEATS)]
    assert one_left.stages[-1].who == (3,)


def test_meek_gives_up_on_factors_that_do_not_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = ranked({"AB": 60, "C": 30, "B": 10})
    monkeypatch.setattr("council.tally.stv.meek.MOST_ITERATIONS", 2)
    assert count_ranked(papers, meek(2)).stages[1].iterations == 2
    monkeypatch.setattr("council.tally.stv.meek.MOST_ITERATIONS", 1)
    with pytest.raises(TallyError) as refused:
        count_ranked(papers, meek(2))
    assert refused.value.facts == {"what": "iterations", "largest": 1}


def test_withdrawn_candidates_are_passed_over_by_meek() -> None:
    record = count_ranked(ranked({"AB": 10, "A": 3, "B": 4, "C": 8}, withdrawn="A"), meek(1))
    assert (record.valid_papers, record.not_counted) == (22, 3)
    assert totals(record, 1) == {"B": "14.000000000", "C": "8.000000000"}
    assert record.stages[0].non_transferable == "0.000000000"
    twice = count_ranked(ranked({"AB": 10, "C": 8, "DAC": 1, "E": 7}, withdrawn="A"), meek(1))
    assert totals(twice, 2) == {"B": "10.000000000", "C": "9.000000000", "E": "7.000000000"}
    assert totals(twice, 3) == {"B": "10.000000000", "C": "9.000000000"}


def test_the_next_in_line_are_those_excluded_last() -> None:
    rule = replace(scottish(1), substitutes=StvSubstitutes.NEXT)
    record = count_ranked(ranked({"A": 40, "B": 30, "C": 10, "D": 3}), rule)
    assert record.elected[0].name == "A"
    assert record.substitutes == ((2,), (3,), (4,))
    level = count_ranked(ranked({"A": 50, "B": 20, "C": 20, "D": 3}), rule)
    assert level.substitutes == ((2, 3), (4,))
    together = replace(minneapolis(2), substitutes=StvSubstitutes.NEXT)
    batch = count_ranked(ranked({"A": 25, "B": 24, "C": 20, "DB": 3, "EA": 2}), together)
    assert batch.substitutes == ((3,), (4,), (5,))
    lifted = count_ranked(ranked({"A": 24, "B": 24, "C": 10, "D": 11, "EC": 2, "ED": 1}), replace(rule, seats=2))
    assert lifted.substitutes == ((4,), (3,), (5,))


def test_known_rules_are_found_by_name() -> None:
    assert {name: known_rule(name, 3).name for name in KNOWN} == {name: name for name in KNOWN}
    with pytest.raises(TallyError) as refused:
        known_rule("irish", 3)
    assert refused.value.code is TallyErrorCode.METHOD_UNKNOWN


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seats": 0}, TallyErrorCode.SEATS_BELOW_ONE),
        ({"seats": 201}, TallyErrorCode.TOO_LARGE),
        ({"decimals": -1}, TallyErrorCode.BAD_DECIMALS),
        ({"decimals": 13}, TallyErrorCode.TOO_LARGE),
        ({"quota": StvQuota.UNROUNDED}, TallyErrorCode.RULE_MALFORMED),
        ({"tolerance": 5}, TallyErrorCode.RULE_MALFORMED),
        ({"clauses": (StvClause(StvParameter.QUOTA, "1"),) * 2}, TallyErrorCode.BAD_CLAUSE),
    ],
)
def test_rules_no_count_could_follow_are_refused(change: dict[str, object], code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        replace(scottish(3), **change)
    assert refused.value.code is code


def test_clauses_are_kept_in_the_order_of_the_parameters() -> None:
    clauses = (StvClause(StvParameter.DECIMALS, "s. 2"), StvClause(StvParameter.QUOTA, "s. 1"))
    rule = StvRule(name="own", seats=2, clauses=clauses)
    assert [clause.text for clause in rule.clauses] == ["s. 1", "s. 2"]
    assert (rule.clause(StvParameter.QUOTA), rule.clause(StvParameter.ELECTED)) == ("s. 1", "")


def test_a_rule_sheet_says_how_ranked_papers_are_counted() -> None:
    papers = ranked({"AB": 40, "B": 21, "C": 20})
    sheet = RuleSheet(seats=2, formula=Formula.STV_SCOTTISH, ballot=BallotType.RANKED)
    assert count_ranked(papers, sheet) == count_ranked(papers, scottish(2))
    own = replace(sheet, formula=Formula.STV_OWN, stv=albany(9))
    assert count_ranked(papers, own) == count_ranked(papers, albany(2))
    assert from_json(RuleSheet, to_json(own)) == own
    with pytest.raises(TallyError) as refused:
        count_ranked(papers, replace(sheet, formula=Formula.DHONDT))
    assert refused.value.facts == {"method": "dhondt"}


def test_every_known_rule_is_offered_by_name() -> None:
    offered = {rule.name: rule.sheet(4) for rule in NAMED_RULES if rule.command == "stv"}
    assert {name: rule_of_sheet(sheet) for name, sheet in offered.items()} == {
        name: known_rule(name, 4) for name in KNOWN
    }
