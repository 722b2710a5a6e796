# SPDX-License-Identifier: EUPL-1.2
"""Use cases from nominations to the declaration: what is refused, what is kept, and what never changes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit, clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.candidate_list import Leaving
from council.domain.election import ElectionState, LocalText, scope_of
from council.models.count import SeatCount
from council.models.polling import CountEntry
from council.queries.count import valid_seat_count
from council.queries.declaration import declarations_of
from council.queries.election import election_by
from council.queries.electors import electors_by_place
from council.queries.nomination import list_by, lists_of
from council.queries.polling import place_counts
from council.services import admission, count, declaration, nomination, polling, register
from council.services.nomination import CandidatePlan, ListPlan
from council.services.polling import PlaceReport
from council.tally import to_json
from council.tally.count import recount
from tests.builders import council as build
from tests.builders import count as counts
from tests.builders import registers

Person = Callable[..., Actor]


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


@pytest.mark.requirement("R050")
def test_the_demo_numbers_give_the_seats_of_the_story(chief: Actor, clerk: Actor) -> None:
    election = election_by(counts.counted(chief, clerk))
    assert election is not None
    seats = valid_seat_count(election)
    assert seats is not None
    assert seats.record.seats_by_name() == {"Common Table": 5, "Bridges": 3, "Rukla Together": 1}
    assert to_json(recount(seats.record_text)) == seats.record_text
    assert seats.record.fingerprint == seats.fingerprint
    assert audit.verify().whole


@pytest.mark.requirement("R050")
def test_places_entered_in_any_order_give_the_same_record(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief)
    both = {"jonava": counts.figures(election, counts.JONAVA), "rukla": counts.figures(election, counts.RUKLA)}
    found = set()
    for order in itertools.permutations(both):
        # Undone at the end, so that the same places can be entered again in the other order.
        nested = db.session.begin_nested()
        for key, (seen, actor) in itertools.product(order, enumerate((clerk, chief))):
            polling.enter_count(actor, election, key, PlaceReport(figures=both[key], seen=seen))
        found.add(count.allocate_seats(chief, election).record_text)
        nested.rollback()
    db.session.rollback()
    assert len(found) == 1


@pytest.mark.requirement("R050")
def test_nothing_is_allocated_or_declared_with_an_unconfirmed_place(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief)
    counts.confirmed((clerk, chief), election, {"jonava": counts.figures(election, counts.JONAVA)})
    counts.confirmed((clerk,), election, {"rukla": counts.figures(election, counts.RUKLA)})
    for act in (count.allocate_seats, declaration.declare_result, count.publish_provisional):
        with pytest.raises(Refusal), unit_of_work():
            act(chief, election)
    found = election_by(election)
    assert found is not None
    assert found.now is ElectionState.COUNTING
    assert declarations_of(found) == []
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SeatCount)) == 0


@pytest.mark.requirement("R050")
def test_a_declared_result_changes_only_by_a_further_version(chief: Actor, clerk: Actor) -> None:
    election = counts.counted(chief, clerk)
    with unit_of_work():
        first = declaration.declare_result(chief, election).result_text
    with refused("council.declared_before"), unit_of_work():
        declaration.declare_result(chief, election)
    with refused("council.declared_before"), unit_of_work():
        count.publish_provisional(chief, election)
    found = election_by(election)
    assert found is not None
    version = len(place_counts(found)[1].entries)
    changed = counts.figures(election, {"Common Table": 20, "Bridges": 64, "Rukla Together": 43})
    with unit_of_work():
        report = PlaceReport(figures=changed, reason="Recount", seen=version)
        polling.decide_count(chief, election, "rukla", report)
    with refused("council.not_allocated"), unit_of_work():
        declaration.correct_declaration(chief, election, "The authority decided")
    with unit_of_work():
        count.allocate_seats(chief, election)
        declaration.correct_declaration(chief, election, "The authority decided")
    found = election_by(election)
    assert found is not None
    newest, oldest = declarations_of(found)
    assert oldest.result_text == first
    assert [each.seats for each in newest.result.lists] == [4, 4, 1]
    assert newest.reason == "The authority decided"


def test_facts_of_the_count_cannot_be_changed_even_in_the_database(chief: Actor, clerk: Actor) -> None:
    counts.counted(chief, clerk)
    for statement in (sa.update(CountEntry).values(reason="x"), sa.delete(SeatCount)):
        with pytest.raises(sa.exc.DBAPIError), unit_of_work():
            db.session.execute(statement)


@pytest.mark.requirement("R050", "D02")
def test_two_people_are_needed_and_a_version_is_seen(chief: Actor, clerk: Actor, person: Person) -> None:
    election = counts.counting(chief)
    sheet = counts.figures(election, counts.RUKLA)
    first, other = PlaceReport(figures=sheet, seen=0), PlaceReport(figures=sheet, seen=1)
    with refused("council.place_not_entered"), unit_of_work():
        polling.decide_count(chief, election, "rukla", replace(first, reason="No"))
    with refused("council.not_your_election"), unit_of_work():
        polling.enter_count(person(Role.POLLING_CLERK, scope=scope_of("other")), election, "rukla", first)
    with unit_of_work():
        polling.enter_count(clerk, election, "rukla", first)
    with refused("core.changed_meanwhile"), unit_of_work():
        polling.enter_count(chief, election, "rukla", first)
    with refused("council.same_person"), unit_of_work():
        polling.enter_count(clerk, election, "rukla", other)
    with unit_of_work():
        polling.enter_count(chief, election, "rukla", other)
    with refused("council.place_entered"), unit_of_work():
        polling.enter_count(person(Role.POLLING_CLERK), election, "rukla", replace(other, seen=2))
    with refused("council.place_unknown"), unit_of_work():
        polling.enter_count(clerk, election, "nowhere", first)


def test_impossible_figures_are_refused_by_the_service_too(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief)
    sheet = counts.figures(election, counts.RUKLA)
    for wrong in (replace(sheet, rejected=12), replace(sheet, votes=sheet.votes[:2])):
        with refused("council.figures_wrong"), unit_of_work():
            polling.enter_count(clerk, election, "rukla", PlaceReport(figures=wrong, seen=0))
    with refused("council.reason_needed"), unit_of_work():
        polling.enter_count(clerk, election, "rukla", PlaceReport(figures=replace(sheet, unused=1), seen=0))


@pytest.mark.requirement("R050")
def test_lots_decide_only_the_counts_they_were_drawn_for(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief, {"One": 9, "Two": 9})
    half = counts.figures(election, {"One": 50, "Two": 50})
    counts.confirmed((clerk, chief), election, {"jonava": half, "rukla": half})
    with unit_of_work():
        count.allocate_seats(chief, election)
    with refused("council.lots_wrong"), unit_of_work():
        count.record_lots(chief, election, counts.drawing(["1", "1"]))
    with unit_of_work():
        drawn = count.record_lots(chief, election, counts.drawing(["2", "1"]))
        assert drawn.record.seats_by_name() == {"One": 4, "Two": 5}
    with refused("council.no_open_tie"), unit_of_work():
        count.record_lots(chief, election, counts.drawing(["2", "1"]))
    more = counts.figures(election, {"One": 60, "Two": 60})
    with unit_of_work():
        polling.decide_count(chief, election, "rukla", PlaceReport(figures=more, reason="Recount", seen=2))
        assert count.allocate_seats(chief, election).record.open_tie is not None


@pytest.mark.requirement("R048")
def test_a_person_stands_on_one_list_and_lists_keep_their_order(chief: Actor) -> None:
    election = build.open_election(chief)
    one, two = (counts.handed_in(chief, election, name, 2) for name in ("One", "Two"))
    with unit_of_work():
        plan = CandidatePlan(given_names="A", family_name="B", register_number="N-1", consent_on=counts.DAY)
        nomination.put_candidate(chief, one, plan, position=1)
        with refused("council.on_two_lists"):
            nomination.put_candidate(chief, two, plan, position=1)
    found = list_by(one)
    assert found is not None
    assert [(each.position, each.given_names) for each in found.candidates] == [
        (1, "A"),
        (2, "Person1"),
        (3, "Person2"),
    ]
    with unit_of_work():
        nomination.put_candidate(chief, one, plan, position=3, replaces=1)
        nomination.remove_candidate(chief, one, 1)
    db.session.expire_all()
    found = list_by(one)
    assert found is not None
    assert [(each.position, each.given_names) for each in found.candidates] == [(1, "Person2"), (2, "A")]


@pytest.mark.requirement("R048")
def test_after_publication_only_a_recorded_decision_changes_a_list(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief)
    (one, *_others) = counts.list_ids(election)
    plan = CandidatePlan(given_names="New", family_name="Person")
    with refused("council.nominations_not_open"), unit_of_work():
        nomination.put_candidate(chief, one, plan, position=1)
    with refused("council.nominations_not_open"), unit_of_work():
        admission.decide_list(chief, one, admit=False, reason="Too late")
    with unit_of_work():
        departure = admission.Departure(Leaving.WITHDREW, counts.DAY, "Letter of 15 January")
        admission.record_departure(chief, one, 1, departure)
    with refused("council.candidate_gone"), unit_of_work():
        admission.record_departure(chief, one, 1, departure)
    both = {"jonava": counts.figures(election, counts.JONAVA), "rukla": counts.figures(election, counts.RUKLA)}
    counts.confirmed((clerk, chief), election, both)
    with unit_of_work():
        record = count.allocate_seats(chief, election).record
    assert record.results[0].elected[0].name == "Person2 Of Common Table"


@pytest.mark.requirement("R048")
def test_lists_are_decided_before_numbers_and_numbered_before_publication(chief: Actor) -> None:
    election = build.open_election(chief)
    with refused("council.no_list_admitted"), unit_of_work():
        admission.number_lists(chief, election, counts.drawing([]))
    one, two = (counts.handed_in(chief, election, name, 2) for name in ("One", "Two"))
    with refused("council.lists_undecided"), unit_of_work():
        admission.number_lists(chief, election, counts.drawing([one, two]))
    with refused("council.reason_needed"), unit_of_work():
        admission.decide_list(chief, two, admit=False)
    with unit_of_work():
        admission.decide_list(chief, one, admit=True)
        admission.decide_list(chief, two, admit=False, reason="The list withdrew")
        with refused("council.numbers_not_drawn"):
            admission.publish_lists(chief, election)
        admission.number_lists(chief, election, counts.drawing([one]))
        with refused("council.numbers_drawn"):
            admission.number_lists(chief, election, counts.drawing([one]))
    found = election_by(election)
    assert found is not None
    assert [each.number for each in lists_of(found)] == [1, None]


def test_a_namesake_needs_a_reason(chief: Actor) -> None:
    election = build.open_election(chief)
    one, two = (counts.handed_in(chief, election, name, 1) for name in ("One", "Two"))
    with unit_of_work():
        plan = CandidatePlan(given_names="of one", family_name="PERSON1", consent_on=counts.DAY)
        nomination.put_candidate(chief, two, plan, position=1, replaces=1)
        nomination.check_candidates(chief, two, [1])
        with refused("council.reason_needed"):
            admission.decide_list(chief, two, admit=True)
        admission.decide_list(chief, two, admit=True, reason="Born in different years")
    assert one != two


def test_agents_do_not_touch_what_is_not_theirs(chief: Actor, person: Person) -> None:
    election = build.open_election(chief)
    agent, other = (person(Role.LIST_AGENT, scope=scope_of(election)) for _ in range(2))
    plan = ListPlan(name=LocalText("Mine"), agent_name="Me")
    with unit_of_work():
        one = nomination.submit_list(agent, election, plan).public_id
        nomination.change_list(agent, one, replace(plan, short_name="M"))
    for act in (
        lambda: nomination.change_list(other, one, plan),
        lambda: nomination.check_candidates(agent, one, []),
        lambda: admission.decide_list(agent, one, admit=True),
    ):
        with pytest.raises(Refusal), unit_of_work():
            act()


def test_questions_do_not_grow_with_the_rows(chief: Actor, clerk: Actor, counted_queries: list[str]) -> None:
    small, large = (
        counts.counting(chief, {"One": 1}),
        counts.counting(chief, {f"List {letter}": 3 for letter in "abcdefghijklmnopqrst"}),
    )
    asked = []
    for election in (small, large):
        db.session.expunge_all()
        found = election_by(election)
        assert found is not None
        counted_queries.clear()
        for one in lists_of(found):
            assert [one.candidates, one.name]
        place_counts(found)
        asked.append(len(counted_queries))
    assert asked[0] == asked[1]


@pytest.mark.requirement("R048")
def test_a_candidate_with_a_register_number_must_be_an_elector(chief: Actor) -> None:
    """The third person of the small register has an unreadable date of birth and cannot vote."""
    election = build.open_election(chief)
    registers.load(chief, election, registers.file_of(*registers.PEOPLE))
    one = counts.handed_in(chief, election, "One", 0)
    plan = CandidatePlan(given_names="A", family_name="B", consent_on=counts.DAY)
    for place, code in ((1, ""), (3, "council.not_an_elector"), (9, "council.not_in_register")):
        with unit_of_work():
            nomination.put_candidate(chief, one, replace(plan, register_number=registers.number(place)), position=1)
            if code:
                with refused(code):
                    nomination.check_candidates(chief, one, [1])
            else:
                nomination.check_candidates(chief, one, [1])
    found = list_by(one)
    assert found is not None
    assert [each.evidence for each in found.candidates] == ["none", "none", "register"]


@pytest.mark.requirement("R050")
def test_the_closed_register_fills_in_the_electors(chief: Actor) -> None:
    election = build.open_election(chief)
    found = registers.find(election)
    assert electors_by_place(found) == {}
    registers.load(chief, election, registers.file_of(*registers.PEOPLE))
    with unit_of_work():
        register.close_register(chief, election)
    assert electors_by_place(registers.find(election)) == {"jonava": 1, "rukla": 1}
