# SPDX-License-Identifier: EUPL-1.2
"""Use cases at the desk of a polling place: one paper for each elector, marks that tell no more than they must."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from core import audit, clock, codes
from core.app import create_app
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.places import PlaceDetails, PlaceKind, Span, Stop
from council.domain.register_access import CODE_KIND
from council.domain.roll import Conflict, DeskSearch, Standing, Way, hour_of
from council.domain.turnout import ReportKind
from council.models.register import RegisterEntry
from council.models.roll import RollConflict, RollMark
from council.queries.desk import found_at_desk
from council.queries.places import place_of, places_of
from council.queries.roll import lines_of, marked, not_marked
from council.queries.turnout import published_turnout
from council.services import places, postal, roll, roll_paper, turnout
from council.services.places import PlacePlan
from council.services.roll import PaperPlan
from tests.builders import polling as build
from tests.builders.registers import find

Person = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.standing_at(build.MORNING):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def clerk(person: Person) -> Actor:
    return person(Role.POLLING_CLERK)


def refused(code: str) -> object:
    return pytest.raises(Refusal, match=f"{code}$")


def give(actor: Actor, election: str, plan: PaperPlan, key: str = "rukla") -> RollMark:
    with unit_of_work():
        return roll.give_paper(actor, election, key, plan)


def seen(election: str, key: str, search: DeskSearch) -> list[tuple[str, Standing]]:
    found = find(election)
    here = place_of(found, key)
    assert here is not None
    lines = found_at_desk(found, here, search).lines
    db.session.rollback()
    return [(line.name.split(",")[0], line.standing) for line in lines]


@pytest.mark.requirement("R049")
def test_the_desk_finds_by_card_name_number_and_birth_date(chief: Actor, clerk: Actor) -> None:
    election = build.polling(chief)
    alpha = build.elector("Alpha")
    with unit_of_work():
        old = codes.issue(CODE_KIND, alpha)
        codes.withdraw(CODE_KIND, alpha)
        card = codes.issue(CODE_KIND, alpha)
    for typed in (card, card.lower().replace("-", " "), f"https://talka.example/code?code={card}"):
        with unit_of_work():
            search = roll.look_up_at_desk(clerk, election, "rukla", typed)
        assert seen(election, "rukla", search) == [("Alpha", Standing.MAY_VOTE)]
    for typed in ("alph", "person alpha", "FR-0000001", "1970-01-11", "alpha 11.01.1970"):
        with unit_of_work():
            search = roll.look_up_at_desk(clerk, election, "rukla", typed)
        assert seen(election, "rukla", search) == [("Alpha", Standing.MAY_VOTE)], typed
    with unit_of_work():
        assert roll.look_up_at_desk(clerk, election, "rukla", old) == DeskSearch(replaced=True)
    assert seen(election, "rukla", DeskSearch(words=("golf",))) == [("Golf", Standing.ANOTHER_PLACE)]
    assert seen(election, "rukla", DeskSearch(words=("alpha",), born="1999-01-01")) == []
    with refused("search_too_short"), unit_of_work():
        roll.look_up_at_desk(clerk, election, "rukla", "a")


@pytest.mark.requirement("R049", "D03", "D04")
def test_one_paper_for_each_elector_and_nothing_finer_than_the_hour(chief: Actor, clerk: Actor) -> None:
    election = build.polling(chief)
    give(clerk, election, build.paper("Alpha"))
    again = give(clerk, election, build.paper("Alpha"))
    assert again.turn == 1, "a second click of the same button is the same paper"
    with refused("already_voted"):
        give(chief, election, build.paper("Alpha", once="another desk"), key="rukla")
    with refused("another_place"):
        give(clerk, election, build.paper("Golf"))
    with refused("changed_meanwhile"):
        give(clerk, election, PaperPlan(entry_id=build.elector("Bravo"), once="once-Alpha"))
    assert marked(find(election)) == {"rukla": 1}
    (mark,) = db.session.scalars(sa.select(RollMark)).all()
    assert (mark.hour, mark.way) == (hour_of(build.MORNING), Way.DESK.value)
    written = [event for event in db.session.scalars(sa.select(audit.AuditEvent)) if event.event.endswith("given")]
    assert [json.loads(event.facts) for event in written] == [{}]
    assert {event.subject_kind for event in written} == {"election"}, "the record that knows the second knows nobody"
    assert len(not_marked(find(election))) == len(build.PEOPLE) - 1


@pytest.mark.requirement("R049", "D04")
def test_a_mark_is_taken_back_by_its_clerk_within_minutes_and_by_the_returning_officer_later(
    chief: Actor, clerk: Actor, person: Person
) -> None:
    election, plan = build.polling(chief), build.paper("Alpha")
    give(clerk, election, plan)
    token, other = roll.undo_token(clerk, plan.entry_id), person(Role.POLLING_CLERK)
    undo = PaperPlan(entry_id=plan.entry_id, once="undo")

    def back(actor: Actor, proof: str = "", reason: str = "The wrong person") -> None:
        with unit_of_work():
            roll.take_back(actor, election, "rukla", undo, reason=reason, token=proof)

    for actor, proof in ((other, token), (clerk, ""), (clerk, "9.x"), (clerk, f"1{token}")):
        with refused("undo_too_late"):
            back(actor, proof)
    with clock.standing_at(build.MORNING + dt.timedelta(minutes=11)), refused("undo_too_late"):
        back(clerk, token)
    with refused("reason_needed"):
        back(clerk, token, reason="")
    with clock.standing_at(build.MORNING + dt.timedelta(minutes=10)):
        back(clerk, token)
        back(clerk, token)
    assert marked(find(election)) == {}, "and the second click of that button changes nothing more"
    with refused("not_marked"), unit_of_work():
        other_click = PaperPlan(entry_id=plan.entry_id, once="another button")
        roll.take_back(chief, election, "rukla", other_click, reason="The wrong person")
    give(clerk, election, build.paper("Alpha", once="now the right one"))
    with clock.standing_at(build.MORNING + dt.timedelta(hours=3)), unit_of_work():
        roll.take_back(
            chief, election, "rukla", PaperPlan(entry_id=plan.entry_id, once="later"), reason="Decided by the board"
        )
    turns = db.session.execute(sa.select(RollMark.turn, RollMark.kind).order_by(RollMark.turn)).all()
    assert [tuple(row) for row in turns] == [(1, "marked"), (2, "taken_back"), (3, "marked"), (4, "taken_back")]


@pytest.mark.requirement("R049")
def test_a_page_opened_before_a_restart_goes_on_after_it(chief: Actor, clerk: Actor, config: Config) -> None:
    """The button pressed again is the same paper, and the mark can still be taken back."""
    election, plan = build.polling(chief), build.paper("Alpha")
    give(clerk, election, plan)
    token = roll.undo_token(clerk, plan.entry_id)
    db.session.remove()
    with create_app(config).app_context():
        assert give(clerk, election, plan).turn == 1
        undo = PaperPlan(entry_id=plan.entry_id, once="undo")
        with unit_of_work():
            roll.take_back(clerk, election, "rukla", undo, reason="The wrong person", token=token)
        db.session.remove()
        db.engine.dispose()
    assert marked(find(election)) == {}


def _mark(entry_id: int, turn: int, **other: object) -> dict[str, object]:
    plain = {"kind": "marked" if turn % 2 else "taken_back", "previous": turn - 1 or None, "reason": "r", "hour": 1}
    row = {"entry_id": entry_id, "turn": turn, "place": "rukla", "way": "desk", "once": f"o{turn}", "actor_id": "a"}
    return {**row, **plain, "election_id": 1, **other}


@pytest.mark.requirement("R049")
def test_the_database_itself_keeps_an_elector_to_one_standing_mark(chief: Actor, clerk: Actor) -> None:
    build.polling(chief)
    entry = db.session.scalars(sa.select(RegisterEntry.id).where(RegisterEntry.family_name == "Alpha")).one()
    with unit_of_work():
        db.session.execute(sa.insert(RollMark).values(_mark(entry, 1)))
    for wrong in (
        _mark(entry, 1, once="x"),
        _mark(entry, 3),
        _mark(entry, 3, previous=None),
        _mark(entry, 2, kind="marked"),
        _mark(entry, 2, reason=""),
        _mark(entry, 2, once="o1"),
    ):
        with pytest.raises(sa.exc.DBAPIError), unit_of_work():
            db.session.execute(sa.insert(RollMark).values(wrong))
    for statement in (sa.update(RollMark).values(place="jonava"), sa.delete(RollMark)):
        with pytest.raises(sa.exc.DBAPIError), unit_of_work():
            db.session.execute(statement)


@pytest.mark.requirement("R049", "D09")
def test_a_lost_connection_lines_from_paper_come_in_once_and_conflicts_are_told(chief: Actor, clerk: Actor) -> None:
    election = build.polling(chief)
    with refused("roll_not_printed"), unit_of_work():
        roll_paper.enter_lines(clerk, election, "rukla", (1,))
    with unit_of_work():
        printed = roll_paper.print_roll(clerk, election, "rukla")
        digest, first = printed.record.digest, [(each.number, each.name) for each in printed.lines]
    assert first[:2] == [(1, "Alpha, Person Alpha"), (2, "Bravo, Person Bravo")]
    give(clerk, election, build.paper("Bravo"))
    with unit_of_work():
        taken = roll_paper.enter_lines(clerk, election, "rukla", (1, 2, 3, 77))
    assert (taken.marked, taken.before) == (2, 0)
    assert taken.conflicts == ((2, Conflict.ALSO_ON_SCREEN), (77, Conflict.LINE_UNKNOWN))
    with unit_of_work():
        again = roll_paper.enter_lines(chief, election, "rukla", (1, 2, 3, 4, 77))
    assert (again.marked, again.before, again.conflicts) == (1, 2, taken.conflicts)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RollConflict)) == 2, "listed once"
    assert marked(find(election)) == {"rukla": 4}
    hours = db.session.scalars(sa.select(RollMark.hour).where(RollMark.way == Way.PAPER_ROLL.value)).all()
    assert set(hours) == {None}, "paper does not tell the hour"
    with unit_of_work():
        second = roll_paper.print_roll(chief, election, "rukla").record
    assert (second.number, second.digest) == (2, digest), "the same lines have the same numbers and the same hash"
    assert sorted(lines_of(find(election), "rukla")) == [1, 2, 3, 4, 5, 6]
    build.counting(chief, election)
    with refused("roll_over"), unit_of_work():
        roll_paper.enter_lines(clerk, election, "rukla", (5,))


@pytest.mark.requirement("R049")
def test_a_tendered_ballot_is_kept_apart_and_decided_once(chief: Actor, clerk: Actor) -> None:
    election = build.polling(chief)
    with refused("tendered_not_needed"), unit_of_work():
        postal.tender(clerk, election, "rukla", build.elector("Alpha"), "It was not me")
    give(clerk, election, build.paper("Alpha"))
    with unit_of_work():
        kept = postal.tender(clerk, election, "rukla", build.elector("Alpha"), "It was not me").public_id
    with refused("tendered_twice"), unit_of_work():
        postal.tender(clerk, election, "rukla", build.elector("Alpha"), "Again")
    ruling = postal.TenderedRuling(
        outcome=postal.TenderedOutcome.COUNTED, reason="The signatures differ", decided_by="Election authority"
    )
    with refused("not_your_election"), unit_of_work():
        postal.decide_tendered(clerk, election, kept, ruling)
    with unit_of_work():
        postal.decide_tendered(chief, election, kept, ruling)
    with refused("tendered_decided"), unit_of_work():
        postal.decide_tendered(chief, election, kept, ruling)
    assert marked(find(election)) == {"rukla": 1}, "a tendered ballot makes no second mark"


@pytest.mark.requirement("R049")
def test_a_mobile_place_takes_electors_of_the_places_it_serves(chief: Actor, clerk: Actor) -> None:
    election = build.polling(chief)
    stop = Stop("Market square", Span("2027-03-14T07:00+00:00", "2027-03-14T08:30+00:00"))
    details = PlaceDetails(kind=PlaceKind.MOBILE, address="A bus", stops=(stop,), serves=("rukla",))
    with unit_of_work():
        places.add_mobile_place(chief, election, "bus", PlacePlan(details=details))
    with refused("place_key_taken"), unit_of_work():
        places.add_mobile_place(chief, election, "bus", PlacePlan(details=details))
    assert [place.key for place in places_of(find(election))] == ["jonava", "rukla", "bus"]
    give(clerk, election, build.paper("Alpha"), key="bus")
    with refused("another_place"):
        give(clerk, election, build.paper("Golf"), key="bus")
    with refused("already_voted"):
        give(clerk, election, build.paper("Alpha", once="at home"), key="rukla")
    assert marked(find(election)) == {"bus": 1}


@pytest.mark.requirement("R049")
def test_a_place_that_never_reports_is_recorded_with_a_reason_before_turnout_is_told(
    chief: Actor, clerk: Actor
) -> None:
    election = build.polling(chief)
    give(clerk, election, build.paper("Alpha"))
    with unit_of_work():
        assert places.report(clerk, election, "rukla", ReportKind.CLOSED).marks == 1
    with refused("place_closed"):
        give(clerk, election, build.paper("Bravo"))
    with refused("turnout_too_early"), unit_of_work():
        turnout.publish_turnout(chief, election)
    build.counting(chief, election)
    with refused("places_open"), unit_of_work():
        turnout.publish_turnout(chief, election)
    with refused("not_your_election"), unit_of_work():
        places.report(clerk, election, "jonava", ReportKind.SILENT, "Nobody answers")
    with refused("reason_needed"), unit_of_work():
        places.report(chief, election, "jonava", ReportKind.SILENT)
    with unit_of_work():
        places.report(chief, election, "jonava", ReportKind.SILENT, "Nobody answers; the building is locked")
        turnout.publish_turnout(chief, election)
        assert turnout.publish_turnout(chief, election).number == 1, "the same numbers are the same report"
    found = published_turnout(find(election))
    assert found is not None
    shown = found[1]
    assert (shown.electors, shown.voted, shown.silent) == (len(build.PEOPLE), 1, ("jonava",))
    assert all(share.voted is None for table in shown.traits for share in table.shares), "eight people: nothing is told"
    assert [each.marks for each in shown.hours] == [None]
