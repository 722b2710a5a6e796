# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers entered one by one and counted by every kind of rule, and the edges of small councils."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.declaration import DeclaredResult, ResultKind
from council.domain.polling import PlaceState
from council.models.election import Election
from council.models.papers import PaperBatch, PaperPart
from council.queries.candidate_groups import candidates_of
from council.queries.count import open_tie, valid_seat_count
from council.queries.declaration import result_of
from council.queries.election import election_by
from council.queries.polling import PlaceCount, place_counts
from council.queries.verification import verification_of
from council.services import candidate_groups, count, count_acts, declaration, papers
from council.services.papers import ThirdLook
from council.tally import BallotType, Formula, RuleSheet
from council.tally.choices import FewCandidates, OneList
from council.tally.outcome import outcome_of
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats, OrderKind, PersonOrder
from council.tally.persons.papers import ListTick, Validity
from council.tally.replay import replay
from tests.builders import count as counts
from tests.services.test_council_count_acts import ON

Person = Callable[..., Actor]
CUMULATIVE = RuleSheet(
    seats=2,
    formula=Formula.PLURALITY,
    ballot=BallotType.PERSONS,
    persons=PersonOrder(kind=OrderKind.BY_VOTES),
    validity=Validity(votes=3, most_per_person=2),
)
PANACHAGE = RuleSheet(
    seats=3,
    formula=Formula.HARE,
    ballot=BallotType.PANACHAGE,
    persons=PersonOrder(kind=OrderKind.BY_VOTES),
    validity=Validity(votes=3, most_per_person=3, list_tick=ListTick.ROUNDS),
)
PREFERENCE = RuleSheet(
    seats=3,
    formula=Formula.DHONDT,
    ballot=BallotType.LIST_PREFERENCE,
    persons=PersonOrder(kind=OrderKind.PREFERENCE),
)
RANKED = RuleSheet(seats=2, formula=Formula.STV_SCOTTISH, ballot=BallotType.RANKED)


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def clerk(person: Person) -> Actor:
    return person(Role.POLLING_CLERK)


def refused(code: str) -> object:
    return pytest.raises(Refusal, match=f"{code}$")


def found(election: str) -> Election:
    one = election_by(election)
    assert one is not None
    return one


def rukla(election: str) -> PlaceCount:
    return place_counts(found(election))[1]


def begun(chief: Actor, rule: RuleSheet, lists: Mapping[str, int]) -> str:
    """An election counted by this rule, with the box of Jonava left out so that Rukla is the whole election."""
    election = counts.counting(chief, lists, rule)
    with unit_of_work():
        count_acts.leave_out(chief, election, "jonava", ON)
    return election


def result(chief: Actor, election: str) -> DeclaredResult:
    """Allocated, replayed to the byte and declared."""
    with unit_of_work():
        seats = count.allocate_seats(chief, election)
        assert replay(seats.record_text).fingerprint == seats.fingerprint
        return declaration.declare_result(chief, election).result


def counted(actors: Sequence[Actor], rule: RuleSheet, lists: Mapping[str, int], lines: Sequence[str]) -> DeclaredResult:
    election = begun(actors[1], rule, lists)
    counts.keyed(actors, election, "rukla", lines)
    return result(actors[1], election)


@pytest.mark.requirement("R050")
def test_cumulated_votes_elect_persons(chief: Actor, clerk: Actor) -> None:
    """Three votes an elector, two for one person at most: a third is cut, a fourth makes the paper void."""
    lines = [*["1x2 2"] * 20, *["3"] * 15, *["2 3"] * 15, *["1 2 3 1"] * 4, "0", "!u"]
    done = counted((clerk, chief), CUMULATIVE, {"A": 1, "B": 1, "C": 1}, lines)
    assert done.kind is ResultKind.PERSONS
    assert [(each.number, each.votes, each.seat) for each in done.candidates] == [(1, 40, 1), (2, 35, 2), (3, 30, None)]
    assert (done.total.valid, done.total.rejected, done.total.found) == (50, 6, 56)
    assert done.places[0].votes == (40, 35, 30)


@pytest.mark.requirement("R050")
def test_votes_across_lists_with_a_tick_and_names_struck_out(chief: Actor, clerk: Actor) -> None:
    """A tick gives three votes from the top down; a struck name gets none; marks across lists stay where they are."""
    lines = [*["L1"] * 30, *["L1 -101"] * 10, *["201x3"] * 24, *["101 201x2"] * 6]
    election = begun(chief, PANACHAGE, {"One": 2, "Two": 2})
    counts.keyed((clerk, chief), election, "rukla", lines)
    done = result(chief, election)
    votes = {each.number: each.votes for each in done.candidates}
    assert votes == {101: 66, 102: 60, 201: 84, 202: 0}
    assert [(each.votes, each.seats) for each in done.lists] == [(126, 2), (84, 1)]
    assert [each.number for each in done.elected] == [101, 102, 201]
    seats = valid_seat_count(found(election))
    assert seats is not None
    assert seats.lists is not None
    assert replay(seats.lists_text).fingerprint == seats.lists.fingerprint


@pytest.mark.requirement("R050")
def test_a_preference_moves_a_person_up_a_list(chief: Actor, clerk: Actor) -> None:
    lines = [*["L1 103"] * 40, *["L1"] * 20, *["201"] * 28, "L1 L2", "101 102"]
    done = counted((clerk, chief), PREFERENCE, {"One": 3, "Two": 3}, lines)
    assert [(each.votes, each.seats) for each in done.lists] == [(61, 2), (28, 1)]
    assert [each.number for each in done.elected] == [103, 101, 201]
    assert done.total.rejected == 1


@pytest.mark.requirement("R050")
def test_ranked_papers_are_transferred_and_a_tie_takes_a_lot(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, RANKED, {"A": 1, "B": 1, "C": 1, "D": 1})
    lines = [*["1"] * 20, *["2"] * 8, *["3 4"] * 10, *["4 3"] * 10, "1=2", "0"]
    counts.keyed((clerk, chief), election, "rukla", lines)
    with unit_of_work():
        seats = count.allocate_seats(chief, election)
    tie = open_tie(seats)
    assert tie is not None
    assert (tie.numbers, tie.to_go) == ((3, 4), True)
    with refused("council.tie_open"), unit_of_work():
        declaration.declare_result(chief, election)
    with unit_of_work():
        count.record_lots(chief, election, counts.drawing(["4", "3"]))
        done = declaration.declare_result(chief, election).result
    assert done.kind is ResultKind.RANKED
    assert [each.number for each in done.elected] == [1, 3]
    assert (done.total.valid, done.total.rejected) == (48, 2)
    assert done.places[0].votes == (20, 8, 10, 10)
    assert done.lots


@pytest.mark.requirement("R050")
def test_a_tie_between_persons_for_the_last_seat_takes_lots(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1, "C": 1})
    counts.keyed((clerk, chief), election, "rukla", [*["1 2"] * 30, *["1 3"] * 30])
    with unit_of_work():
        tie = open_tie(count.allocate_seats(chief, election))
    assert tie is not None
    assert tie.rivals == ((2, "Person1 Of B"), (3, "Person1 Of C"))
    with unit_of_work():
        assert open_tie(count.record_lots(chief, election, counts.drawing(["3", "2"]))) is None
    assert [each.number for each in result(chief, election).elected] == [1, 3]


@pytest.mark.requirement("R050")
def test_two_people_read_a_batch_and_a_third_look_decides(chief: Actor, clerk: Actor, person: Person) -> None:
    """The first stops in the middle and goes on later; what differs is read again from the paper, nothing else."""
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1, "C": 1})
    counts.confirmed((clerk, chief), election, {"rukla": counts.box(3)})
    assert rukla(election).state is PlaceState.PAPERS_AWAITED
    with refused("council.box_exceeded"), unit_of_work():
        papers.open_batch(clerk, election, "rukla", 4, seen=0)
    with unit_of_work():
        papers.open_batch(clerk, election, "rukla", 3, seen=0)
    with refused("core.changed_meanwhile"), unit_of_work():
        papers.open_batch(clerk, election, "rukla", 3, seen=0)
    with unit_of_work():
        papers.enter_papers(clerk, election, "rukla", 1, text="1\n2", seen=0)
    with refused("core.changed_meanwhile"), unit_of_work():
        papers.enter_papers(clerk, election, "rukla", 1, text="1\n2", seen=0)
    with unit_of_work():
        papers.enter_papers(chief, election, "rukla", 1, text="1\n3\n3", seen=0)
    with refused("council.batch_taken"), unit_of_work():
        papers.enter_papers(person(Role.POLLING_CLERK), election, "rukla", 1, text="1", seen=0)
    with refused("council.batch_full"), unit_of_work():
        papers.enter_papers(clerk, election, "rukla", 1, text="3\n3", seen=2)
    with unit_of_work():
        papers.enter_papers(clerk, election, "rukla", 1, text="3", seen=2)
    assert rukla(election).batches[0].differing == ((2, "2", "3"),)
    with refused("council.places_unconfirmed"), unit_of_work():
        count.allocate_seats(chief, election)
    look = ThirdLook(lines={2: "2"}, reason="The cross is beside the second name.", seen=3)
    with refused("council.not_your_election"), unit_of_work():
        papers.decide_papers(clerk, election, "rukla", 1, look)
    with refused("council.paper_unreadable"), unit_of_work():
        papers.decide_papers(chief, election, "rukla", 1, ThirdLook(lines={}, reason="None", seen=3))
    with unit_of_work():
        papers.decide_papers(chief, election, "rukla", 1, look)
    with refused("council.place_entered"), unit_of_work():
        papers.decide_papers(chief, election, "rukla", 1, look)
    assert rukla(election).lines == ("1", "2", "3")
    assert verification_of(found(election)).balances


@pytest.mark.requirement("R050")
def test_no_refusal_tells_what_the_first_person_has_typed(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1, "C": 1})
    with unit_of_work():
        papers.open_batch(clerk, election, "rukla", 2, seen=0)
        papers.enter_papers(clerk, election, "rukla", 1, text="1x2\n1x2", seen=0)
    for text in ("9", "2\n2\n2", ""):
        with pytest.raises(Refusal) as caught, unit_of_work():
            papers.enter_papers(chief, election, "rukla", 1, text=text, seen=0)
        assert "1x2" not in str(caught.value.facts)
    batch = rukla(election).batches[0]
    assert batch.own_lines(chief.id) == ()
    assert batch.differing == ()


@pytest.mark.requirement("R050")
def test_a_batch_of_the_wrong_size_is_set_aside(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1})
    counts.confirmed((clerk, chief), election, {"rukla": counts.box(2)})
    with unit_of_work():
        papers.open_batch(clerk, election, "rukla", 1, seen=0)
        papers.set_batch_aside(chief, election, "rukla", 1, reason="There are two papers, not one")
    with refused("council.batch_taken"), unit_of_work():
        papers.set_batch_aside(chief, election, "rukla", 1, reason="Again")
    with unit_of_work():
        papers.open_batch(clerk, election, "rukla", 2, seen=1)
    for actor in (clerk, chief):
        with unit_of_work():
            papers.enter_papers(actor, election, "rukla", 2, text="1\n2", seen=0)
    assert rukla(election).state is PlaceState.CONFIRMED


@pytest.mark.requirement("R050")
def test_papers_of_a_recount_are_entered_anew(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1, "C": 1})
    counts.keyed((clerk, chief), election, "rukla", [*["1 2"] * 30, *["3"] * 29])
    result(chief, election)
    with unit_of_work():
        count_acts.order_recount(chief, election, ("rukla",), ON)
    assert rukla(election).batches == ()
    counts.keyed_again((clerk, chief), election, "rukla", [*["1 2"] * 29, *["1 3"] * 30])
    with unit_of_work():
        count.allocate_seats(chief, election)
        done = declaration.correct_declaration(chief, election, "Recount at Rukla").result
    assert [each.number for each in done.elected] == [1, 3]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PaperBatch)) == 4


@pytest.mark.requirement("R050", "D02")
def test_papers_cannot_be_changed_even_in_the_database(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1})
    with unit_of_work():
        papers.open_batch(clerk, election, "rukla", 1, seen=0)
        papers.enter_papers(clerk, election, "rukla", 1, text="1", seen=0)
    for statement in (sa.update(PaperPart).values(kind="second"), sa.delete(PaperBatch), sa.delete(PaperPart)):
        with pytest.raises(sa.exc.DBAPIError), unit_of_work():
            db.session.execute(statement)


def test_where_lists_are_voted_for_no_paper_is_entered(chief: Actor) -> None:
    election = counts.counting(chief)
    with refused("council.papers_not_keyed"), unit_of_work():
        papers.open_batch(chief, election, "rukla", 25, seen=0)


def of_lists(actors: Sequence[Actor], rule: RuleSheet, lists: Mapping[str, int], votes: Mapping[str, int]) -> str:
    election = counts.counting(actors[1], lists, rule)
    both = {key: counts.figures(election, votes, **extra(votes)) for key in ("jonava", "rukla")}
    counts.confirmed_with_reason(actors, election, both)
    return election


def extra(votes: Mapping[str, int]) -> dict[str, int]:
    """Where nobody's paper was valid, sixty were rejected: more than have to be counted together."""
    some = dict(rejected=60, found=60, issued=60, marked=60, received=158)
    return {} if sum(votes.values()) else some


@pytest.mark.requirement("R050")
@pytest.mark.parametrize("rule", [None, CUMULATIVE, RANKED])
def test_zero_valid_votes_are_a_result(chief: Actor, clerk: Actor, rule: RuleSheet | None) -> None:
    lists = {"A": 2, "B": 2}
    if rule is None:
        election = of_lists((clerk, chief), RuleSheet(seats=3, formula=Formula.DHONDT), lists, {"A": 0, "B": 0})
    else:
        election = begun(chief, rule, lists)
        counts.keyed((clerk, chief), election, "rukla", [*["0"] * 40, *["!o"] * 20])
    done = result(chief, election)
    seats = valid_seat_count(found(election))
    assert seats is not None
    outcome = outcome_of(seats.record)
    assert (outcome.elected, outcome.vacant, done.total.valid) == ((), done.seats, 0)
    assert not done.elected


@pytest.mark.requirement("R050")
def test_one_list_only_takes_all_seats_or_as_the_statute_says(chief: Actor, clerk: Actor) -> None:
    rule = RuleSheet(seats=3, formula=Formula.DHONDT)
    done = result(chief, of_lists((clerk, chief), rule, {"A": 4}, {"A": 60}))
    assert [(each.seats, len(each.elected)) for each in done.lists] == [(3, 3)]
    none = RuleSheet(seats=3, formula=Formula.DHONDT, one_list=OneList.NO_ELECTION)
    done = result(chief, of_lists((clerk, chief), none, {"A": 4}, {"A": 60}))
    assert [each.seats for each in done.lists] == [0]


@pytest.mark.requirement("R050")
def test_fewer_candidates_than_seats_leave_seats_vacant_or_as_the_statute_says(chief: Actor, clerk: Actor) -> None:
    rule = RuleSheet(seats=5, formula=Formula.DHONDT)
    done = result(chief, of_lists((clerk, chief), rule, {"A": 1, "B": 2}, {"A": 60, "B": 40}))
    assert [(each.seats, each.vacant) for each in done.lists] == [(3, 2), (2, 0)]
    every = RuleSheet(
        seats=5,
        formula=Formula.PLURALITY,
        ballot=BallotType.PERSONS,
        validity=Validity(),
        few_candidates=FewCandidates.ALL_ELECTED,
    )
    done = counted((clerk, chief), every, {"A": 1, "B": 1}, ["1"] * 60)
    assert ([each.number for each in done.elected], done.vacant) == ([1, 2], 3)


@pytest.mark.requirement("R050")
def test_a_candidate_who_withdrew_after_printing_keeps_the_number(chief: Actor, clerk: Actor) -> None:
    election = begun(chief, CUMULATIVE, {"A": 2, "B": 2})
    one = counts.list_ids(election)[0]
    with unit_of_work():
        counts.withdrawn(chief, one, 1)
    counts.keyed((clerk, chief), election, "rukla", [*["1 2"] * 30, *["3"] * 25])
    done = result(chief, election)
    assert [(each.number, each.votes, each.seat) for each in done.candidates] == [
        (1, 30, None),
        (2, 30, 1),
        (3, 25, 2),
        (4, 0, None),
    ]


@pytest.mark.requirement("R048", "R050")
def test_seats_kept_for_groups_need_to_know_who_belongs_to_them(chief: Actor, clerk: Actor) -> None:
    """Without the condition the two with the most votes would sit; with it the best of Africa has a seat."""
    kept = Condition(
        kind=ConditionKind.GUARANTEE, trait="region", groups=(GroupSeats("Asia", 1), GroupSeats("Africa", 1))
    )
    election = begun(chief, replace(CUMULATIVE, conditions=(kept,)), {"A": 1, "B": 1, "C": 1})
    counts.keyed((clerk, chief), election, "rukla", [*["1x2 2"] * 40, *["3"] * 10])
    with refused("council.groups_missing"), unit_of_work():
        count.allocate_seats(chief, election)
    people = [each.public_id for each in candidates_of(found(election))]
    regions = dict(zip([(person, "region") for person in people], ("Asia", "Asia", "Africa"), strict=True))
    with refused("council.not_your_election"), unit_of_work():
        candidate_groups.record_groups(clerk, election, regions)
    with refused("council.group_unknown"), unit_of_work():
        candidate_groups.record_groups(chief, election, {(people[0], "region"): "Atlantis"})
    with unit_of_work():
        assert candidate_groups.record_groups(chief, election, {**regions, (people[2], "region"): ""}) == 3
    with refused("council.reason_needed"), unit_of_work():
        candidate_groups.record_groups(chief, election, regions)
    with unit_of_work():
        assert candidate_groups.record_groups(chief, election, regions, reason="Read wrongly at first") == 1
    done = result(chief, election)
    assert [(each.number, each.group) for each in done.elected] == [(1, "Asia"), (3, "Africa")]


def test_questions_do_not_grow_with_papers(chief: Actor, clerk: Actor, counted_queries: list[str]) -> None:
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1})
    asked = []
    for number in range(2):
        with unit_of_work():
            papers.open_batch(clerk, election, "rukla", 50, seen=number)
            papers.enter_papers(clerk, election, "rukla", number + 1, text="1\n" * 50, seen=0)
        db.session.expunge_all()
        counted_queries.clear()
        assert [each.facts for each in rukla(election).batches]
        asked.append(len(counted_queries))
    assert asked[0] == asked[1]


def test_the_shown_result_is_that_of_the_record(chief: Actor, clerk: Actor) -> None:
    """What would be declared now is read off the record, for those at work before anything is shown."""
    election = begun(chief, CUMULATIVE, {"A": 1, "B": 1})
    counts.keyed((clerk, chief), election, "rukla", [*["1 2"] * 30, *["1"] * 25])
    with unit_of_work():
        seats = count.allocate_seats(chief, election)
        shown = result_of(found(election), seats, (1, "0" * 64))
    assert [each.number for each in shown.elected] == [1, 2]
