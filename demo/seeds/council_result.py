# SPDX-License-Identifier: EUPL-1.2
"""The demo's election to practise with what comes after a declaration: minutes, an objection, seats through the term.

It has the figures of the story and four people on each list, so that one seat is vacant from the beginning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import yaml

from core import clock
from core.domain.actor import Actor, Role
from council.domain.chamber import SeatEvent
from council.domain.election import Calendar, ElectionEvent, LocalText
from council.domain.objections import ObjectionEffect, ObjectionState, Objector
from council.models.election import Election
from council.services import admission, chamber, count, declaration, nomination, objections, polling
from council.services import election as elections
from council.services.chamber import Circumstances, SeatReport
from council.services.nomination import CandidatePlan, ListPlan
from council.services.objections import ObjectionPlan, ObjectionRuling
from council.services.polling import PlaceReport
from demo import codes
from demo.accounts import actor_of
from demo.seeds.council_count import figures_of

TITLE = LocalText("Practice: after the declaration", "Pratybos: po paskelbimo", "تدريب: بعد إعلان النتائج")
POLLING_DAY = dt.date(2027, 3, 14)
DATA = Path(__file__).parent.parent / "data"
EACH_LIST = 4
Story = Mapping[str, Any]


def draft(chief: Actor, statute_id: str) -> Election:
    """Prepared first of all: in lists it stands below the election of the story, which is on the same day."""
    calendar = Calendar(
        register_closes_on=_day(12, 2), nominations_close_on=_day(19, 2), polling_day=POLLING_DAY, declare_by=_day(18)
    )
    plan = elections.ElectionPlan(title=TITLE, statute_id=statute_id, calendar=calendar, once="demo-declared")
    with clock.standing_at(dt.datetime(2026, 10, 8, 10, tzinfo=clock.ZONE)):
        return elections.draft_election(chief, plan)


def seed(election: str) -> None:
    """From the lists to a substitute called; every step of this election is open on any day."""
    story: Story = yaml.safe_load((DATA / "story.yaml").read_text("utf-8"))["election"]
    chief, clerk = actor_of(Role.RETURNING_OFFICER), actor_of(Role.POLLING_CLERK)
    with _at(1, month=2):
        lists = {row["id"]: _list(chief, election, row) for row in story["lists"]}
        order = tuple(lists.values())
        drawing = admission.Drawing(
            order, "The youngest member of the election authority", "Three list agents", _day(1, 2)
        )
        admission.number_lists(chief, election, drawing)
        elections.move(chief, elections.held(election), ElectionEvent.CLOSE_REGISTER)
        admission.publish_lists(chief, election)
    _count(chief, clerk, election, story, lists)
    with _at(15):
        declaration.declare_result(chief, election)
    _object(chief, clerk, election)
    _sit(chief, election)


def _list(chief: Actor, election: str, row: Story) -> str:
    one = nomination.submit_list(
        chief, election, ListPlan(name=LocalText(**row["name"]), agent_name="A person chosen by the list")
    )
    for person in row["candidates"][:EACH_LIST]:
        given, _, family = person["name"].partition(" ")
        plan = CandidatePlan(given_names=given, family_name=family, consent_on=_day(1, 2))
        nomination.put_candidate(chief, one.public_id, plan, position=person["position"])
    nomination.check_candidates(chief, one.public_id, range(1, EACH_LIST + 1))
    admission.decide_list(chief, one.public_id, admit=True)
    return one.public_id


def _count(chief: Actor, clerk: Actor, election: str, story: Story, lists: Mapping[str, str]) -> None:
    with _at(14):
        elections.move_election(chief, election, ElectionEvent.OPEN_POLLING)
        elections.move_election(chief, election, ElectionEvent.BEGIN_COUNT)
        for row in story["counts"]:
            found = figures_of(row, lists, {})
            for seen, actor in enumerate((clerk, chief)):
                polling.enter_count(actor, election, row["place"], PlaceReport(figures=found, seen=seen))
        count.allocate_seats(chief, election)
        told = Circumstances(
            held_at="Municipality of Jonava, hall on the ground floor",
            begun_at=_moment(14, 20, 5),
            ended_at=_moment(14, 21, 40),
            present="Returning officer\nTwo members of the election authority\nOne observer\nThree list agents",
            incidents="The light went out for four minutes; the papers lay under the eyes of all present.",
        )
        chamber.write_minutes(chief, election, told)


def _object(chief: Actor, clerk: Actor, election: str) -> None:
    plan = ObjectionPlan(
        objector=Objector.ELECTOR,
        objector_name="Muster Beispiel",
        contact="",
        lang="en",
        statement="The box of Rukla was opened while people still waited outside.",
        evidence="",
        once="demo-objection",
    )
    ruling = ObjectionRuling(
        outcome=ObjectionState.REJECTED,
        effect=ObjectionEffect.NONE,
        reason="Everybody who waited at the end of polling had voted before the box was opened; three agents saw it.",
        decided_by="Election authority",
        decided_on=_day(17),
        reference="DEMO-O-1",
    )
    with _at(16):
        filed = objections.file_objection(clerk, election, plan)
        codes.keep("Result of an election: an objection and its decision", filed.code)
    with _at(17):
        objections.decide_objection(chief, election, filed.objection.public_id, ruling)


def _sit(chief: Actor, election: str) -> None:
    """One accepts, one refuses and a substitute is called, one resigns and the seat waits."""
    happened = ((1, SeatEvent.ACCEPTED, ""), (5, SeatEvent.REFUSED, "By letter"))
    for seen, (seat, event, reason) in enumerate(happened):
        with _at(17):
            report = SeatReport(event=event, on=_day(17), reason=reason, seen=seen)
            chamber.record_answer(chief, election, seat, report)
    with _at(18):
        chamber.fill_seat(chief, election, 5, seen=2)
    with _at(19):
        report = SeatReport(event=SeatEvent.RESIGNED, on=_day(19), reason="Moves to another town", seen=3)
        chamber.record_leaving(chief, election, 8, report)


def _day(day: int, month: int = 3) -> dt.date:
    return dt.date(2027, month, day)


def _moment(day: int, hour: int, minute: int, *, month: int = 3) -> dt.datetime:
    return dt.datetime(2027, month, day, hour, minute, tzinfo=clock.ZONE)


def _at(day: int, *, month: int = 3) -> AbstractContextManager[None]:
    """Ten in the evening of that day."""
    return clock.standing_at(_moment(day, 22, 0, month=month))
