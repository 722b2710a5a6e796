# SPDX-License-Identifier: EUPL-1.2
"""Seats through a term as the domain tells them, and who follows by every kind of count."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from core.domain.refusal import Refusal
from council.domain.chamber import (
    AnswerTerms,
    Happening,
    Offer,
    Seat,
    SeatEvent,
    SeatState,
    require_possible,
    seats_of,
)
from council.domain.objections import ObjectionEffect, ObjectionState, require_consistent
from council.services.followed_record import EXAMPLES
from council.tally import BallotProfile, CandidateList, Draw, Formula, RuleSheet, TallyError, count
from council.tally.persons.vacancies import VacancyState
from council.tally.stv.count import count_ranked
from council.tally.stv.known import scottish
from council.tally.stv.profile import RankedCandidate, RankedProfile
from council.tally.stv.record import RankedRecord
from council.tally.stv.rule import StvSubstitutes
from council.tally.succession import Leaving, number_on_list, successor

FIRST, SECOND, LATER = dt.date(2027, 3, 15), dt.date(2027, 3, 22), dt.date(2027, 6, 1)
TERMS = AnswerTerms(tuple((day, day + dt.timedelta(days=5)) for day in (FIRST, SECOND, LATER)))
OFFER = Offer(FIRST, ("1-1", "1-2", "2-1"), seats=3)


def seats(*story: Offer | Happening) -> tuple[Seat, ...]:
    return seats_of(story, TERMS)


def who(every: tuple[Seat, ...]) -> list[str | None]:
    return [seat.holding.person if seat.holding else None for seat in every]


@pytest.mark.requirement("R059")
def test_a_recount_that_changes_the_winner_takes_back_only_what_it_changes() -> None:
    """List 2 wins a seat of list 1: its person leaves by the correction, everybody else keeps seat and answer."""
    accepted = Happening(1, SeatEvent.ACCEPTED, "1-1", SECOND)
    after = seats(OFFER, accepted, Offer(SECOND, ("1-1", "2-1", "2-2"), seats=3))
    assert who(after) == ["1-1", "2-2", "2-1"]
    assert after[0].holdings[0].accepted_on == SECOND
    assert [each.ended_by for each in after[1].holdings] == [SeatEvent.CORRECTED, None]
    assert after[1].holdings[1].offered_on == SECOND


def test_a_correction_that_elects_a_substitute_frees_the_seat_that_was_only_taken_over() -> None:
    story = (OFFER, Happening(1, SeatEvent.RESIGNED, "1-1", SECOND), Happening(1, SeatEvent.CALLED, "1-3", SECOND))
    after = seats(*story, Offer(SECOND, ("1-1", "1-3", "2-1"), seats=3))
    assert who(after) == [None, "1-3", "2-1"]
    assert after[0].state(LATER) is SeatState.VACANT


@pytest.mark.requirement("R059")
def test_who_says_nothing_has_accepted_and_seats_nobody_won_stay_vacant() -> None:
    every = seats(Offer(FIRST, ("1-1",), seats=2))
    assert [seat.state(FIRST) for seat in every] == [SeatState.OFFERED, SeatState.UNFILLED]
    assert every[0].state(LATER) is SeatState.HELD
    held = every[0].holdings[0]
    assert held.since(None, FIRST) is None
    assert held.since(LATER, LATER) == LATER
    died = seats(Offer(FIRST, ("1-1",), seats=1), Happening(1, SeatEvent.DIED, "1-1", FIRST))[0]
    assert died.holdings[0].since(None, LATER) is None


@pytest.mark.parametrize(
    ("event", "on", "code"),
    [
        (SeatEvent.REFUSED, LATER, "answer_overdue"),
        (SeatEvent.RESIGNED, FIRST - dt.timedelta(days=1), "before_offer"),
        (SeatEvent.CALLED, LATER, "seat_not_vacant"),
    ],
)
def test_what_cannot_happen_is_refused(event: SeatEvent, on: dt.date, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        require_possible(seats(OFFER)[0], event, on, LATER)
    with pytest.raises(Refusal, match="no_such_seat"):
        require_possible(None, event, on, LATER)


def test_only_what_is_upheld_changes_something() -> None:
    require_consistent(ObjectionState.UPHELD, ObjectionEffect.RECOUNT)
    require_consistent(ObjectionState.REJECTED, ObjectionEffect.NONE)
    with pytest.raises(Refusal):
        require_consistent(ObjectionState.REJECTED, ObjectionEffect.REPEAT)


def test_lists_follow_their_order_and_come_to_an_end() -> None:
    lists = (
        CandidateList(number=1, name="One", votes=55, candidates=("A", "B", "C", "D")),
        CandidateList(number=2, name="Two", votes=45, candidates=("E", "F")),
    )
    record = count(BallotProfile(lists=lists), RuleSheet(seats=4, formula=Formula.DHONDT))
    first = successor(record, Leaving(origin=number_on_list(1, 1), who=number_on_list(1, 1), reason="resigned"))
    assert first.successor == number_on_list(1, 3)
    gone = Leaving(
        origin=number_on_list(1, 1), who=number_on_list(1, 1), reason="died", declined=(number_on_list(1, 3),)
    )
    assert successor(record, gone).successor == number_on_list(1, 4)
    last = Leaving(origin=number_on_list(2, 1), who=number_on_list(2, 1), reason="died")
    assert successor(record, last).state is VacancyState.VACANT


def ranked(substitutes: StvSubstitutes) -> RankedRecord:
    """Two seats; C and D stand equal behind A and B at every stage."""
    people = [RankedCandidate(number, name) for number, name in enumerate("ABCD", start=1)]
    papers = {bytes([1]): 30, bytes([2]): 30, bytes([3]): 5, bytes([4]): 5}
    return count_ranked(RankedProfile.of(people, papers), replace(scottish(2), substitutes=substitutes))


@pytest.mark.requirement("R059")
def test_equals_next_in_line_wait_for_lots() -> None:
    record = ranked(StvSubstitutes.NEXT)
    leaving = Leaving(origin=1, who=1, reason="resigned", absent=(2,))
    waits = successor(record, leaving)
    assert (waits.state, waits.lots_between) == (VacancyState.LOTS_NEEDED, (3, 4))
    assert successor(record, leaving, [Draw((4, 3))]).successor == 4
    with pytest.raises(TallyError):
        successor(record, leaving, [Draw((1, 2))])
    alone = replace(leaving, declined=(4,))
    assert successor(record, alone).successor == 3
    nobody = replace(leaving, declined=(3, 4))
    assert successor(record, nobody).state is VacancyState.VACANT


def test_ranked_papers_say_nobody_where_the_by_law_names_no_substitutes_or_no_paper_is_left() -> None:
    leaving = Leaving(origin=1, who=1, reason="resigned")
    assert successor(ranked(StvSubstitutes.NONE), leaving).state is VacancyState.VACANT
    papers = ranked(StvSubstitutes.PAPERS)
    assert successor(papers, leaving).state is VacancyState.VACANT


def test_persons_follow_as_their_rule_says() -> None:
    record = EXAMPLES["persons"]()
    found = successor(record, Leaving(origin=9, who=9, reason="resigned"))
    assert found.state is VacancyState.FILLED
    assert found.text
