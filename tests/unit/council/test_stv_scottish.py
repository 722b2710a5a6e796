# SPDX-License-Identifier: EUPL-1.2
"""The Scottish rules, worked by hand: SSI 2007/42, Schedule 1, rules 45 to 52."""

import pytest

from council.tally.codec import to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.stv.count import count_ranked, recount_ranked
from council.tally.stv.known import scottish
from council.tally.stv.record import ElectedBy, LookBack, RankedRecord, RankedState, RunnerUp, StageAction, Standing
from council.tally.stv.rule import StvParameter
from council.tally.ties import Draw
from tests.builders.ranked import ranked

pytestmark = pytest.mark.requirement("R050")


def totals(record: RankedRecord, stage: int) -> dict[str, str]:
    """Totals of those still shown, by letter."""
    lines = record.stages[stage - 1].lines
    return {record.profile.name(each.number): each.total for each in lines if each.standing is not Standing.EXCLUDED}


def winners(record: RankedRecord) -> str:
    return "".join(each.name for each in record.elected)


def test_the_quota_ignores_decimals_and_adds_one() -> None:
    """Rule 46: 100 papers, 2 seats: 100 / 3 = 33.33, so 34; 99 papers: 33 exactly, so 34; 101: 34."""
    for papers, quota in ((99, "34.00000"), (100, "34.00000"), (101, "34.00000"), (102, "35.00000")):
        record = count_ranked(ranked({"A": papers - 40, "B": 40}), scottish(2))
        assert record.quota == quota


def test_reaching_the_quota_exactly_is_enough() -> None:
    """Rule 47(1): equals or exceeds."""
    record = count_ranked(ranked({"A": 34, "B": 33, "C": 33}), scottish(2))
    assert record.stages[0].elected == (1,)
    assert record.elected[0].by is ElectedBy.QUOTA


def test_a_surplus_goes_on_at_five_decimals_cut_off() -> None:
    """Rule 48(3): A has 61 of 100, quota 34, surplus 27: 27 / 61 = 0.442622..., cut to 0.44262.

    B gets 40 x 0.44262 = 17.70480, C 11 x 0.44262 = 4.86882; 10 papers say nothing further. Not transferable is
    27 - 17.70480 - 4.86882 = 4.42638, of which 10 x 0.44262 = 4.42620 on papers and 0.00018 by cutting.
    """
    record = count_ranked(ranked({"AB": 40, "AC": 11, "A": 10, "B": 20, "C": 19}), scottish(2))
    second = record.stages[1]
    assert (second.action, second.who) == (StageAction.SURPLUS, (1,))
    assert totals(record, 2) == {"A": "34.00000", "B": "37.70480", "C": "23.86882"}
    assert second.non_transferable == second.non_transferable_change == "4.42638"
    assert second.cut == "0.00018"
    assert [(each.value, each.papers, each.new_value) for each in second.parcels] == [("1.00000", 61, "0.44262")]
    flows = [(each.source, each.target, each.papers, each.votes) for each in second.flows]
    assert flows == [(1, 2, 40, "17.70480"), (1, 3, 11, "4.86882"), (1, 0, 10, "4.42620")]
    assert winners(record) == "AB"


def test_a_paper_passed_on_twice_has_both_shares() -> None:
    """Rule 48(3)-(4): the new value is surplus x value when received / votes, cut once.

    100 papers, 3 seats, quota 26. A 60, surplus 34: 34 / 60 = 0.56666. B then has 10 + 60 x 0.56666 = 43.99960,
    surplus 17.99960: papers at one 17.99960 / 43.99960 = 0.40908; papers at 0.56666: 0.231813... cut to 0.23181.
    C gets 60 x 0.23181 + 10 x 0.40908 = 13.90860 + 4.09080.
    """
    record = count_ranked(ranked({"ABC": 60, "BC": 10, "C": 2, "D": 15, "E": 13}), scottish(3))
    third = record.stages[2]
    assert {(each.value, each.papers, each.new_value) for each in third.parcels} == {
        ("1.00000", 10, "0.40908"),
        ("0.56666", 60, "0.23181"),
    }
    assert totals(record, 3)["C"] == "19.99940"
    assert third.cut == third.non_transferable == "0.00060"


def test_the_highest_surplus_goes_first_one_a_stage() -> None:
    """Rule 49(1). Both are elected at the first stage; B has more."""
    record = count_ranked(ranked({"AC": 30, "BD": 40, "C": 2, "D": 3, "E": 4, "F": 21}), scottish(3))
    assert [(stage.action.value, stage.who) for stage in record.stages[:3]] == [
        ("first", ()),
        ("surplus", (2,)),
        ("surplus", (1,)),
    ]
    assert [each.number for each in record.elected[:2]] == [2, 1]


def test_papers_of_the_excluded_keep_their_value() -> None:
    """Rule 50(4). D is excluded with 5 papers at one and 4 papers from A at 0.25000."""
    record = count_ranked(ranked({"ADC": 4, "AB": 12, "A": 4, "B": 9, "C": 9, "DC": 5, "E": 12}), scottish(3))
    assert record.quota == "14.00000"
    excluded = record.stages[2]
    assert (excluded.action, excluded.who) == (StageAction.EXCLUDE, (4,))
    assert {(each.value, each.new_value, each.papers) for each in excluded.parcels} == {
        ("1.00000", "1.00000", 5),
        ("0.30000", "0.30000", 4),
    }
    assert totals(record, 3)["C"] == "15.20000"


def test_the_last_seats_are_filled_without_further_transfers() -> None:
    """Rule 52: as many left as seats. A's surplus of 46 stays where it is."""
    record = count_ranked(ranked({"AB": 80, "B": 15, "C": 5}, letters="C"), scottish(3))
    assert len(record.stages) == 1
    assert [(each.name, each.by) for each in record.elected] == [
        ("A", ElectedBy.QUOTA),
        ("B", ElectedBy.LAST_SEATS),
        ("C", ElectedBy.LAST_SEATS),
    ]
    assert record.vacant == 0
    assert record.runner_up is None


def test_fewer_candidates_than_seats_leave_seats_vacant() -> None:
    record = count_ranked(ranked({"AB": 8, "B": 5}), scottish(3))
    assert winners(record) == "AB"
    assert record.vacant == 1


def test_equals_are_told_apart_by_the_latest_stage_at_which_they_differed() -> None:
    """Rule 51(2)(a): C and D both have 12 after stage 2; at stage 1 they had 10 and 11, so C is excluded."""
    record = count_ranked(ranked({"A": 24, "B": 24, "C": 10, "D": 11, "EC": 2, "ED": 1}), scottish(2))
    tie = record.ties[0]
    assert (tie.stage, tie.about, tie.between, tie.equal_at) == (3, StvParameter.EXCLUSION_TIES, (3, 4), "12.00000")
    assert tie.look_back == (LookBack(1, (3, 4), ("10.00000", "11.00000")),)
    assert (tie.chosen, tie.lots_between, tie.open) == (3, (), False)
    assert tie.clause == "SSI 2007/42 Sch. 1 r. 51"
    assert record.stages[2].who == (3,)


def test_a_lot_is_asked_for_when_equals_never_differed() -> None:
    """Rule 51(2)(b). The count stops, says between whom, and goes on with the recorded lot."""
    papers = ranked({"A": 40, "B": 30, "CA": 10, "DB": 10})
    waiting = count_ranked(papers, scottish(3))
    assert waiting.state is RankedState.LOTS_NEEDED
    assert waiting.open_tie is not None
    assert waiting.open_tie.lots_between == (3, 4)
    assert (len(waiting.stages), waiting.vacant, waiting.runner_up) == (3, 0, None)
    for first, second, seated in ((3, 4, "ABD"), (4, 3, "ABC")):
        record = count_ranked(papers, scottish(3), [Draw((first, second))])
        assert record.state is RankedState.DECIDED
        assert record.stages[3].who == (first,)
        assert winners(record) == seated


def test_equal_surpluses_go_by_look_back_and_lot() -> None:
    """Rule 49(2)-(3)."""
    waiting = count_ranked(ranked({"AC": 30, "BD": 30, "C": 9, "D": 8, "E": 7}), scottish(3))
    assert waiting.open_tie is not None
    assert waiting.open_tie.about is StvParameter.SURPLUS_TIES
    record = count_ranked(waiting.profile, scottish(3), [Draw((2, 1))])
    assert [stage.who for stage in record.stages[:3]] == [(), (2,), (1,)]


def test_three_equals_are_narrowed_before_the_lot() -> None:
    """C, D and E have 10; at the stage before C had 9 and D and E 10: C goes, and nobody draws."""
    record = count_ranked(ranked({"A": 30, "B": 30, "C": 9, "D": 10, "E": 10, "FC": 1}), scottish(2))
    tie = record.ties[0]
    assert tie.between == (3, 4, 5)
    assert (tie.chosen, tie.lots_between) == (3, ())


def test_a_lot_nothing_calls_for_is_refused() -> None:
    with pytest.raises(TallyError) as refused:
        count_ranked(ranked({"A": 30, "B": 20, "C": 10}), scottish(2), [Draw((1, 2))])
    assert refused.value.code is TallyErrorCode.LOTS_NOT_CALLED_FOR


def test_withdrawn_candidates_are_passed_over() -> None:
    """Their papers go to the next preference at full value; papers for nobody else are not counted."""
    record = count_ranked(ranked({"AB": 10, "A": 3, "B": 4, "C": 8}, withdrawn="A"), scottish(1))
    assert (record.valid_papers, record.not_counted) == (22, 3)
    assert totals(record, 1) == {"B": "14.00000", "C": "8.00000"}


def test_the_runner_up_and_the_distance() -> None:
    record = count_ranked(ranked({"A": 40, "B": 30, "C": 20, "DC": 5}), scottish(2))
    assert winners(record) == "AB"
    assert record.runner_up == RunnerUp(number=3, behind=2, stage=3, votes="5.00000")


def test_a_changed_record_is_refused() -> None:
    text = to_json(count_ranked(ranked({"AB": 40, "B": 21, "C": 20}), scottish(2)))
    assert to_json(recount_ranked(text)) == text
    with pytest.raises(TallyError) as refused:
        recount_ranked(text.replace('"vacant":0', '"vacant":1'))
    assert refused.value.code is TallyErrorCode.RECORD_DIFFERS


def test_no_papers_no_count() -> None:
    with pytest.raises(TallyError) as refused:
        count_ranked(ranked({"A": 3}, withdrawn="A", letters="B"), scottish(1))
    assert refused.value.code is TallyErrorCode.NO_VOTES
