# SPDX-License-Identifier: EUPL-1.2
"""Decisions around the count: recounts, boxes counted together, a place that never reports, doubtful papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit, clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.doubtful import Judgement, Outcome
from council.domain.grounds import RejectionGround
from council.domain.polling import Figures, PlaceState
from council.models.count_acts import DoubtfulPaper, OmittedPlace, PooledBox, RecountOrder
from council.models.election import Election
from council.queries.count import valid_seat_count
from council.queries.count_acts import doubtful_papers
from council.queries.declaration import declarations_of
from council.queries.election import election_by
from council.queries.polling import PlaceCount, place_counts
from council.queries.verification import verification_of
from council.services import count, count_acts, declaration, polling
from council.services.count_acts import Decision
from council.services.polling import PlaceReport
from tests.builders import count as counts

Person = Callable[..., Actor]
ON = Decision("Election authority", dt.date(2027, 3, 14), "A list agent asked for it.")
NEAR = {"jonava": {"One": 60, "Two": 50}, "rukla": {"One": 50, "Two": 59}}
"""One vote between two lists, and with it the ninth seat."""


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


def place(election: str, key: str) -> PlaceCount:
    return next(each for each in place_counts(found(election)) if each.place.key == key)


def near(chief: Actor, clerk: Actor) -> str:
    """An election of two lists whose ninth seat hangs on one vote, counted and allocated."""
    election = counts.counting(chief, {"One": 5, "Two": 5})
    counts.confirmed((clerk, chief), election, {key: counts.figures(election, votes) for key, votes in NEAR.items()})
    with unit_of_work():
        assert count.allocate_seats(chief, election).record.seats_by_name() == {"One": 5, "Two": 4}
    return election


def enter(actors: tuple[Actor, Actor], election: str, key: str, figures: Figures) -> None:
    for actor in actors:
        seen = place(election, key).version
        db.session.rollback()
        with unit_of_work():
            polling.enter_count(actor, election, key, PlaceReport(figures=figures, seen=seen))


@pytest.mark.requirement("R050")
@pytest.mark.parametrize("declared", [False, True])
def test_a_recount_that_changes_the_winner(chief: Actor, clerk: Actor, declared: bool) -> None:
    election = near(chief, clerk)
    if declared:
        with unit_of_work():
            declaration.declare_result(chief, election)
    with refused("council.recount_nowhere"), unit_of_work():
        count_acts.order_recount(chief, election, ("nowhere",), ON)
    with unit_of_work():
        count_acts.order_recount(chief, election, ("rukla",), ON)
    assert place(election, "rukla").state is PlaceState.RECOUNT
    assert valid_seat_count(found(election)) is None
    with refused("council.places_unconfirmed"), unit_of_work():
        count.allocate_seats(chief, election)
    again = counts.figures(election, {"One": 48, "Two": 61})
    enter((clerk, chief), election, "rukla", again)
    with unit_of_work():
        assert count.allocate_seats(chief, election).record.seats_by_name() == {"One": 4, "Two": 5}
        if declared:
            declaration.correct_declaration(chief, election, "Recount at Rukla")
        else:
            declaration.declare_result(chief, election)
    recounted = place(election, "rukla")
    assert [each.round for each in recounted.entries] == [1, 1, 2, 2]
    assert recounted.figures == again
    assert [[each.seats for each in one.result.lists] for one in declarations_of(found(election))] == (
        [[4, 5], [5, 4]] if declared else [[4, 5]]
    )


@pytest.mark.requirement("R050")
def test_a_recount_is_as_blind_as_the_first_count(chief: Actor, clerk: Actor) -> None:
    election = near(chief, clerk)
    with unit_of_work():
        count_acts.order_recount(chief, election, ("rukla", "jonava"), ON)
    with refused("council.recount_too_soon"), unit_of_work():
        count_acts.order_recount(chief, election, ("rukla",), ON)
    report = PlaceReport(figures=counts.figures(election, NEAR["rukla"]), seen=2)
    with unit_of_work():
        polling.enter_count(clerk, election, "rukla", report)
    for act, code in (
        (polling.enter_count, "council.same_person"),
        (polling.decide_count, "council.not_your_election"),
    ):
        with refused(code), unit_of_work():
            act(clerk, election, "rukla", replace(report, seen=3, reason="Again"))
    with refused("council.place_not_entered"), unit_of_work():
        polling.decide_count(chief, election, "rukla", replace(report, seen=3, reason="Again"))


@pytest.mark.requirement("R050")
def test_what_is_refused_says_nothing_of_the_first_entry(chief: Actor, clerk: Actor) -> None:
    """Whatever the second person sends wrong, the refusal carries no figure but the person's own."""
    election = counts.counting(chief, counts.SHORT)
    first = counts.figures(election, {"Common Table": 7177, "Bridges": 30, "Rukla Together": 43})
    with unit_of_work():
        polling.enter_count(clerk, election, "rukla", PlaceReport(figures=first, reason="Torn: 7177", seen=0))
    mine = counts.figures(election, counts.RUKLA)
    for wrong in (replace(mine, rejected=12), replace(mine, unused=1), replace(mine, electors=20)):
        with pytest.raises(Refusal) as caught, unit_of_work():
            polling.enter_count(chief, election, "rukla", PlaceReport(figures=wrong, seen=1))
        assert "7177" not in f"{caught.value.code}{caught.value.field}{caught.value.facts}"
    entered = sa.select(audit.AuditEvent.facts).where(audit.AuditEvent.event == "council.count_entered")
    assert "7177" not in "".join(db.session.scalars(entered))


@pytest.mark.requirement("R050")
def test_a_small_box_is_counted_together_with_another(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief, counts.SHORT)
    small = counts.figures(election, {"Common Table": 20, "Bridges": 5, "Rukla Together": 3})
    with refused("council.box_too_small"), unit_of_work():
        polling.enter_count(clerk, election, "rukla", PlaceReport(figures=small, seen=0, reason="Few came"))
    with refused("council.box_pooled"), unit_of_work():
        count_acts.pool_boxes(chief, election, "rukla", box="rukla", reason="Few came")
    with unit_of_work():
        count_acts.pool_boxes(chief, election, "rukla", box="jonava", reason="Fewer than fifty papers")
    with refused("council.place_unknown"), unit_of_work():
        polling.enter_count(clerk, election, "rukla", PlaceReport(figures=small, seen=0))
    enter((clerk, chief), election, "jonava", counts.figures(election, counts.JONAVA))
    with refused("council.place_unknown"), unit_of_work():
        count_acts.pool_boxes(chief, election, "rukla", box="jonava", reason="Again")
    with unit_of_work():
        result = declaration_of(chief, election)
    assert [[name.en for name in line.names] for line in result.places] == [["Jonava + Rukla"]]
    page = verification_of(found(election))
    assert page.balances
    assert [each.name.en for each in page.places] == ["Jonava + Rukla"]
    assert [(each.place, each.box) for each in page.pooled] == [("rukla", "jonava")]


def declaration_of(chief: Actor, election: str) -> declaration.DeclaredResult:
    count.allocate_seats(chief, election)
    return declaration.declare_result(chief, election).result


@pytest.mark.requirement("R050")
def test_boxes_are_put_together_only_before_they_are_counted(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief, counts.SHORT)
    report = PlaceReport(figures=counts.figures(election, counts.JONAVA), seen=0)
    with unit_of_work():
        polling.enter_count(clerk, election, "jonava", report)
    for one, other in (("rukla", "jonava"), ("jonava", "rukla")):
        with refused("council.box_counted"), unit_of_work():
            count_acts.pool_boxes(chief, election, one, box=other, reason="Few papers")
    few = counts.figures(election, {"Common Table": 20, "Bridges": 5, "Rukla Together": 3})
    with unit_of_work():  # no other box is left to join, so it is counted alone
        polling.enter_count(clerk, election, "rukla", PlaceReport(figures=few, seen=0, reason="No other box was left"))


@pytest.mark.requirement("R050")
def test_a_place_that_never_reports_is_left_out_by_decision_only(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief, counts.SHORT)
    enter((clerk, chief), election, "jonava", counts.figures(election, counts.JONAVA))
    with refused("council.places_unconfirmed"), unit_of_work():
        count.allocate_seats(chief, election)
    with refused("council.not_your_election"), unit_of_work():
        count_acts.leave_out(clerk, election, "rukla", ON)
    with refused("council.reason_needed"), unit_of_work():
        count_acts.leave_out(chief, election, "rukla", replace(ON, reason=""))
    with refused("council.day_to_come"), unit_of_work():
        count_acts.leave_out(chief, election, "rukla", replace(ON, on=dt.date(2027, 3, 15)))
    with refused("council.place_reported"), unit_of_work():
        count_acts.leave_out(chief, election, "jonava", ON)
    with unit_of_work():
        count_acts.leave_out(chief, election, "rukla", ON)
    with refused("council.place_left_out"), unit_of_work():
        count_acts.leave_out(chief, election, "rukla", ON)
    with unit_of_work():
        assert sum(each.found for each in declaration_of(chief, election).places) == 402
    page = verification_of(found(election))
    assert page.balances
    assert [each.reason for each in page.omitted] == [ON.reason]
    # The papers turn up after all: they are entered by two people, and the result is corrected.
    enter((clerk, chief), election, "rukla", counts.figures(election, counts.RUKLA))
    with unit_of_work():
        count.allocate_seats(chief, election)
        corrected = declaration.correct_declaration(chief, election, "The box of Rukla was found").result
    assert sum(each.found for each in corrected.places) == 540
    assert not verification_of(found(election)).omitted


@pytest.mark.requirement("R050")
def test_not_every_place_can_be_left_out(chief: Actor) -> None:
    election = counts.counting(chief, counts.SHORT)
    with unit_of_work():
        count_acts.leave_out(chief, election, "rukla", ON)
    with refused("council.nothing_reported"), unit_of_work():
        count_acts.leave_out(chief, election, "jonava", ON)


def judgement(**other: object) -> Judgement:
    plain = dict(
        description="A cross between two circles, nearer to the upper one.",
        question="For which list is it?",
        outcome=Outcome.VALID,
        counted_for="One",
        reason="The crossing of the lines lies in the upper circle.",
        board="Two members and the returning officer",
        in_favour=2,
        against=1,
    )
    return Judgement(**{**plain, **other})  # type: ignore[arg-type]  # built by name


@pytest.mark.requirement("R050")
def test_doubtful_papers_are_judged_by_number_and_replaced_not_changed(clerk: Actor, chief: Actor) -> None:
    election = counts.counting(chief, counts.SHORT)
    with unit_of_work():
        count_acts.judge_paper(clerk, election, "rukla", judgement())
        rejected = judgement(outcome=Outcome.REJECTED, ground=RejectionGround.WISH_UNCLEAR, counted_for="", replaces=1)
        count_acts.judge_paper(clerk, election, "rukla", rejected)
        count_acts.judge_paper(clerk, election, "jonava", judgement())
    known = doubtful_papers(found(election), "rukla")
    assert [(each.paper.number, each.replaced_by, each.rejected) for each in known] == [(1, 2, False), (2, None, True)]
    for wrong in (1, 7):
        with refused("council.paper_unknown"), unit_of_work():
            count_acts.judge_paper(clerk, election, "rukla", judgement(replaces=wrong))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"in_favour": 1}, "council.not_carried"),
        ({"counted_for": ""}, "council.counted_for_needed"),
        ({"outcome": Outcome.REJECTED}, "council.ground_needed"),
    ],
)
def test_a_judgement_says_what_it_decides(other: dict[str, object], code: str) -> None:
    with refused(code):
        judgement(**other)


@pytest.mark.requirement("R050", "D02")
def test_decisions_around_the_count_cannot_be_changed_even_in_the_database(chief: Actor, clerk: Actor) -> None:
    election = counts.counting(chief, counts.SHORT)
    with unit_of_work():
        count_acts.judge_paper(clerk, election, "rukla", judgement())
        count_acts.pool_boxes(chief, election, "rukla", box="jonava", reason="Few papers")
    enter((clerk, chief), election, "jonava", counts.figures(election, counts.JONAVA))
    with unit_of_work():
        count_acts.order_recount(chief, election, ("jonava",), ON)
        db.session.add(
            OmittedPlace(
                election_id=found(election).id, place="x", decided_by="A", decided_on=ON.on, reason="R", actor_id="a"
            )
        )
    for kind in (RecountOrder, PooledBox, OmittedPlace, DoubtfulPaper):
        for statement in (sa.update(kind).values(reason="x"), sa.delete(kind)):
            with pytest.raises(sa.exc.DBAPIError), unit_of_work():
                db.session.execute(statement)
