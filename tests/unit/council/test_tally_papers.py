# SPDX-License-Identifier: EUPL-1.2
"""Marked papers, clause by clause: what heals, what makes a paper void, and where every vote went."""

import pytest

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.papers import (
    Ground,
    ListTick,
    Mark,
    MarkedBallot,
    OverPerson,
    OverVote,
    SeveralTicks,
    Validity,
)
from council.tally.persons.profile import Candidate, PersonList, PersonProfile
from council.tally.persons.validity import PaperVerdict, examine, take_papers

pytestmark = pytest.mark.requirement("R050")

HESSEN = Validity(votes=6, most_per_person=3, list_tick=ListTick.ROUNDS, over_vote=OverVote.BY_ROUNDS)
PALATINATE = Validity(
    votes=6,
    most_per_person=3,
    list_tick=ListTick.ROUNDS,
    over_vote=OverVote.BY_SIZE,
    several_ticks=SeveralTicks.IGNORED,
)
BAVARIA = Validity(
    votes=6,
    most_per_person=3,
    list_tick=ListTick.ONCE,
    fill_marked=False,
    several_ticks=SeveralTicks.ADD_UP,
)
BLOCK = Validity(votes=3)


def profile(*sizes: int) -> PersonProfile:
    """Lists of so many people: list 1 has people 11, 12 ..., list 2 has 21, 22 ..."""
    lists = tuple(PersonList(number=number, name=f"List {number}", votes=0) for number in range(1, len(sizes) + 1))
    people = tuple(
        Candidate(number=10 * number + place, name=f"P{number}{place}", list=number, position=place)
        for number, size in enumerate(sizes, start=1)
        for place in range(1, size + 1)
    )
    return PersonProfile(candidates=people, lists=lists)


def paper(marks: dict[int, int] | None = None, *ticks: int, struck: tuple[int, ...] = ()) -> MarkedBallot:
    written = tuple(Mark(person, votes) for person, votes in (marks or {}).items())
    return MarkedBallot(ticks=ticks, marks=written, struck=struck)


def votes(verdict: PaperVerdict) -> dict[int, int]:
    return {each.person: each.votes for each in verdict.votes}


def test_a_list_tick_goes_down_the_list_and_starts_again() -> None:
    """Hessen KWG s.20a(4): one vote each, then again, until the six votes are used."""
    verdict = examine(paper(None, 1), profile(4, 2), HESSEN)
    assert votes(verdict) == {11: 2, 12: 2, 13: 1, 14: 1}
    assert (verdict.by_mark, verdict.by_tick, verdict.unused, verdict.void) == (0, 6, 0, 0)


def test_a_short_list_loses_what_three_each_cannot_take() -> None:
    short = Validity(votes=9, most_per_person=3, list_tick=ListTick.ROUNDS)
    verdict = examine(paper(None, 2), profile(4, 2), short)
    assert votes(verdict) == {21: 3, 22: 3}
    assert (verdict.counted, verdict.unused) == (6, 3)


def test_a_list_tick_goes_down_once_where_the_law_says_once() -> None:
    verdict = examine(paper(None, 1), profile(4), BAVARIA)
    assert votes(verdict) == {11: 1, 12: 1, 13: 1, 14: 1}
    assert verdict.unused == 2


def test_marks_come_first_and_the_tick_fills_what_is_left() -> None:
    """Two votes for a person of the other list; four are left for the ticked one, nobody struck out gets any."""
    verdict = examine(paper({21: 2}, 1, struck=(12,)), profile(4, 2), HESSEN)
    assert votes(verdict) == {11: 2, 13: 1, 14: 1, 21: 2}
    assert (verdict.by_mark, verdict.by_tick) == (2, 4)


def test_the_fill_adds_to_marked_people_up_to_the_most_or_leaves_them_out() -> None:
    """In Hessen the person marked twice takes part in the fill; in Bavaria only unmarked people do (no. 71)."""
    marked = paper({11: 2}, 1)
    assert votes(examine(marked, profile(3), HESSEN)) == {11: 3, 12: 2, 13: 1}
    assert votes(examine(marked, profile(3), BAVARIA)) == {11: 2, 12: 1, 13: 1}


def test_more_than_three_for_one_person_are_cut_to_three() -> None:
    verdict = examine(paper({11: 5}), profile(3), HESSEN)
    assert votes(verdict) == {11: 3}
    assert (verdict.void, verdict.unused, verdict.healed) == (2, 3, True)


def test_more_than_allowed_for_one_person_voids_the_paper_where_the_law_says_so() -> None:
    strict = Validity(votes=6, most_per_person=3, over_person=OverPerson.INVALID)
    assert examine(paper({11: 4}), profile(3), strict).ground is Ground.TOO_MANY_ON_ONE
    assert examine(paper({11: 3}), profile(3), strict).valid


def test_hessen_takes_single_votes_from_the_bottom_first_then_one_from_two_then_one_from_three() -> None:
    """3 + 2 + 1 + 1 + 2 = 9 votes, three too many: both single votes go, then one of the lowest with two."""
    verdict = examine(paper({11: 3, 12: 2, 13: 1, 14: 1, 15: 2}), profile(5), HESSEN)
    assert votes(verdict) == {11: 3, 12: 2, 15: 1}
    assert (verdict.void, verdict.unused) == (3, 0)


def test_hessen_goes_round_again_when_one_round_is_not_enough() -> None:
    """3 + 3 + 2 + 2 + 2 = 12, six too many: one from each of the three twos and two threes, then again upwards."""
    verdict = examine(paper({11: 3, 12: 3, 13: 2, 14: 2, 15: 2}), profile(5), HESSEN)
    assert votes(verdict) == {11: 2, 12: 2, 13: 1, 14: 1}


def test_rheinland_pfalz_takes_both_votes_of_the_twos_before_it_touches_the_threes() -> None:
    """KWG s.37(4): the same paper; three lose one of two, then the other of two, and the threes keep theirs."""
    verdict = examine(paper({11: 3, 12: 3, 13: 2, 14: 2, 15: 2}), profile(5), PALATINATE)
    assert votes(verdict) == {11: 3, 12: 3}
    assert verdict.void == 6


@pytest.mark.parametrize("rule", [HESSEN, PALATINATE])
def test_too_many_votes_over_several_lists_void_the_paper(rule: Validity) -> None:
    verdict = examine(paper({11: 3, 12: 3, 21: 1}), profile(3, 3), rule)
    assert (verdict.valid, verdict.ground, verdict.void) == (False, Ground.TOO_MANY_VOTES, 7)
    assert examine(paper({11: 3, 12: 2, 21: 1}), profile(3, 3), rule).valid


def test_bavaria_voids_every_paper_with_too_many_votes() -> None:
    assert examine(paper({11: 3, 12: 3, 13: 1}), profile(3), BAVARIA).ground is Ground.TOO_MANY_VOTES


def test_the_lowest_on_the_paper_lose_theirs_where_persons_are_elected() -> None:
    """RLP KWG s.38(2) no. 4: the order of the paper from the top decides."""
    rule = Validity(votes=2, over_vote=OverVote.FROM_BOTTOM)
    verdict = examine(paper({11: 1, 13: 1, 21: 1, 22: 1}), profile(3, 2), rule)
    assert votes(verdict) == {11: 1, 13: 1}
    assert verdict.void == 2


def test_several_ticks() -> None:
    """Void without marks in Hessen, never minded with them; in Bavaria filled together when they fit."""
    two_lists = profile(2, 2)
    assert examine(paper(None, 1, 2), two_lists, HESSEN).ground is Ground.SEVERAL_LISTS
    assert votes(examine(paper({12: 2}, 1, 2), two_lists, HESSEN)) == {12: 2}
    assert examine(paper({11: 3, 12: 3, 21: 1}, 1, 2), two_lists, HESSEN).ground is Ground.TOO_MANY_VOTES
    assert votes(examine(paper({12: 2}, 1, 2), two_lists, PALATINATE)) == {12: 2}
    assert examine(paper(None, 1, 2), two_lists, PALATINATE).ground is Ground.SEVERAL_LISTS
    assert votes(examine(paper(None, 1, 2), two_lists, BAVARIA)) == {11: 1, 12: 1, 21: 1, 22: 1}
    assert examine(paper(None, 1, 2), profile(4, 3), BAVARIA).ground is Ground.SEVERAL_LISTS
    assert votes(examine(paper(None, 1, 2), profile(4, 2), BAVARIA)) == {11: 1, 12: 1, 13: 1, 14: 1, 21: 1, 22: 1}


def test_lists_may_not_be_mixed_where_the_law_says_so() -> None:
    rule = Validity(votes=6, most_per_person=3, list_tick=ListTick.ROUNDS, across_lists=False)
    assert examine(paper({11: 1, 21: 1}), profile(2, 2), rule).ground is Ground.ACROSS_LISTS
    assert examine(paper({11: 1}, 2), profile(2, 2), rule).ground is Ground.ACROSS_LISTS
    assert examine(paper({11: 1}, 1), profile(2, 2), rule).valid
    assert examine(paper(None, 2), profile(2, 2), rule).valid


def test_nothing_marked_is_void_and_so_is_a_paper_with_all_its_names_struck_out() -> None:
    assert examine(paper(), profile(2), BLOCK).ground is Ground.NOT_MARKED
    verdict = examine(paper({11: 1}, struck=(11,)), profile(2), BLOCK)
    assert (verdict.ground, verdict.void) == (Ground.NOT_MARKED, 1)


def test_a_struck_name_keeps_no_vote_and_the_rest_stands() -> None:
    verdict = examine(paper({11: 1, 12: 1}, struck=(11,)), profile(2), BLOCK)
    assert votes(verdict) == {12: 1}
    assert (verdict.healed, verdict.void, verdict.unused) == (True, 1, 2)


def test_a_ground_people_found_makes_the_paper_void() -> None:
    refused = MarkedBallot(marks=(Mark(11),), refused=Ground.WISH_UNCLEAR)
    verdict = examine(refused, profile(2), BLOCK)
    assert (verdict.valid, verdict.ground, verdict.void) == (False, Ground.WISH_UNCLEAR, 1)


def test_block_vote_paper_with_one_too_many() -> None:
    assert examine(paper({11: 1, 12: 1, 21: 1}), profile(3, 1), BLOCK).valid
    assert examine(paper({11: 1, 12: 1, 13: 1, 21: 1}), profile(3, 1), BLOCK).ground is Ground.TOO_MANY_VOTES


def test_all_papers_add_up() -> None:
    ballots = (
        MarkedBallot(ticks=(1,), papers=10),
        MarkedBallot(marks=(Mark(11, 5), Mark(21, 1)), papers=2),
        MarkedBallot(marks=(Mark(11, 3), Mark(12, 3), Mark(21, 1)), papers=3),
        MarkedBallot(papers=4),
        MarkedBallot(marks=(Mark(12),), refused=Ground.ADDITION),
    )
    people = profile(2, 1)
    given = PersonProfile(candidates=people.candidates, lists=people.lists, ballots=ballots)
    found, account = take_papers(given, HESSEN)
    assert found == {11: 36, 12: 30, 21: 2}
    assert (account.papers, account.valid, account.invalid, account.healed, account.tick_only) == (20, 12, 8, 2, 10)
    assert [(each.ground, each.papers) for each in account.grounds] == [
        (Ground.ADDITION, 1),
        (Ground.NOT_MARKED, 4),
        (Ground.TOO_MANY_VOTES, 3),
    ]
    assert (account.counted, account.by_tick, account.unused, account.void) == (68, 60, 4, 26)
    assert account.counted + account.unused == account.valid * HESSEN.votes


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        (MarkedBallot(marks=(Mark(99),)), TallyErrorCode.PERSON_UNKNOWN),
        (MarkedBallot(struck=(99,)), TallyErrorCode.PERSON_UNKNOWN),
        (MarkedBallot(ticks=(3,)), TallyErrorCode.LIST_UNKNOWN),
    ],
)
def test_a_mark_beside_nobody_is_a_mistake_of_the_record(ballot: MarkedBallot, code: TallyErrorCode) -> None:
    with pytest.raises(TallyError) as refused:
        examine(ballot, profile(2, 2), BLOCK)
    assert refused.value.code is code


@pytest.mark.parametrize(
    "values",
    [
        {"papers": 0},
        {"marks": (Mark(1, 0),)},
        {"marks": (Mark(1), Mark(1))},
        {"ticks": (1, 1)},
        {"struck": (1, 1)},
        {"refused": Ground.NOT_MARKED},
    ],
)
def test_what_cannot_be_read_off_a_paper_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(TallyError) as refused:
        MarkedBallot(**values)
    assert refused.value.code is TallyErrorCode.BALLOT_MALFORMED


@pytest.mark.parametrize("values", [{"votes": 0}, {"most_per_person": 0}])
def test_an_elector_has_a_vote(values: dict[str, int]) -> None:
    with pytest.raises(TallyError) as refused:
        Validity(**values)
    assert refused.value.code is TallyErrorCode.BAD_VALIDITY


def test_several_ticks_and_too_many_votes_in_one_list_are_void() -> None:
    """Hessen KWG s.21(2) no. 1: several lists ticked are forgiven only to those who kept to their votes."""
    two_lists = profile(3, 2)
    assert examine(paper({11: 3, 12: 3, 13: 1}, 1, 2), two_lists, HESSEN).ground is Ground.SEVERAL_LISTS
    assert votes(examine(paper({11: 3, 12: 3}, 1, 2), two_lists, HESSEN)) == {11: 3, 12: 3}
    assert examine(paper({11: 3, 12: 3, 13: 1}, 1), two_lists, HESSEN).valid


def test_papers_of_an_election_without_lists() -> None:
    people = tuple(Candidate(number=number, name=f"P{number}") for number in (1, 2, 3))
    papers = (MarkedBallot(marks=(Mark(1), Mark(3)), papers=2), MarkedBallot(marks=(Mark(1), Mark(2), Mark(3))))
    found, account = take_papers(PersonProfile(candidates=people, ballots=papers), Validity(votes=2))
    assert (found, account.valid, account.tick_only) == ({1: 2, 2: 0, 3: 2}, 2, 0)
