# SPDX-License-Identifier: EUPL-1.2
"""Services keep to the timetable; a recorded decision, and nothing else, opens a step out of its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from core import audit, clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.election import ElectionEvent, ElectionState, LocalText
from council.domain.refusals import CouncilRefusal
from council.domain.timetable import USUAL_DEADLINES, Step, TimetableTerms
from council.domain.timetable_refusals import TimetableRefusal
from council.models.statute import StatuteVersion
from council.queries import timetable as queries
from council.services import election as elections
from council.services import nomination
from council.services import timetable as services
from council.services.election import Instruction
from tests.builders import council as build
from tests.builders.registers import find

Person = Callable[..., Actor]
COUNCIL = Instruction("Municipal council", reference="T-9")
PLAN = services.ExceptionPlan(
    steps=(Step.NOTICE,),
    begins_on=None,
    ends_on=dt.date(2026, 12, 20),
    reason="The printer broke down.",
    once="one",
)


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> object:
    return clock.standing_at(dt.datetime(year, month, day, hour, minute, tzinfo=clock.ZONE))


def call(officer: Actor, election: str) -> None:
    with unit_of_work():
        elections.call_election(officer, election, COUNCIL)


@pytest.mark.requirement("R043")
def test_a_late_call_needs_a_recorded_decision(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer, timed=True)
    with at(2026, 12, 15):
        with pytest.raises(Refusal) as refused:
            call(officer, election)
        assert refused.value.code is TimetableRefusal.TOO_LATE
        assert refused.value.facts == {"ends": dt.date(2026, 12, 14)}
        with unit_of_work():
            services.decide_exception(officer, election, PLAN, COUNCIL)
        call(officer, election)
    assert find(election).now is ElectionState.CALLED
    story = [entry for entry in audit.story_of("election", election) if "exception" in entry.event]
    assert len(story) == 1
    assert "printer" not in story[0].facts, "reasons are no part of the audit record"


def test_the_last_minute_of_the_last_day_is_in_time(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer, timed=True)
    with at(2026, 12, 14, 23, 59):
        call(officer, election)
    assert find(election).now is ElectionState.CALLED


@pytest.mark.requirement("R043", "R048")
def test_each_step_waits_for_its_day(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer, timed=True)
    plan = nomination.ListPlan(name=LocalText("Common Table"), agent_name="An agent")
    with at(2026, 12, 1):
        call(officer, election)
        with unit_of_work():
            elections.move_election(officer, election, ElectionEvent.OPEN_REGISTER)
        with pytest.raises(Refusal) as refused, unit_of_work():
            nomination.submit_list(officer, election, plan)
        assert refused.value.code is TimetableRefusal.TOO_EARLY
        with pytest.raises(Refusal) as refused, unit_of_work():
            elections.move_election(officer, election, ElectionEvent.CLOSE_REGISTER)
        assert refused.value.facts == {"begins": dt.date(2027, 2, 12)}
    with at(2027, 2, 20), pytest.raises(Refusal) as refused, unit_of_work():
        nomination.submit_list(officer, election, plan)
    assert refused.value.code is TimetableRefusal.TOO_LATE


@pytest.mark.requirement("R049")
def test_polling_opens_on_its_day_also_when_the_clocks_change(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    statute = build.adopted_statute(officer)
    day = dt.date(2027, 3, 28)
    with unit_of_work():
        calendar = elections.Calendar(register_closes_on=day, nominations_close_on=day, polling_day=day, declare_by=day)
        plan = elections.ElectionPlan(title=LocalText("X"), statute_id=statute, calendar=calendar, once="clock")
        election = elections.draft_election(officer, plan)
        election.state = ElectionState.NOMINATIONS_CLOSED.value
        public_id = election.public_id
    for hour, code in ((27, TimetableRefusal.TOO_EARLY), (29, TimetableRefusal.TOO_LATE)):
        with at(2027, 3, hour, 0, 30), pytest.raises(Refusal) as refused, unit_of_work():
            elections.move_election(officer, public_id, ElectionEvent.OPEN_POLLING)
        assert refused.value.code is code
    with at(2027, 3, 28, 3, 30), unit_of_work():  # an hour that the clocks leave out
        elections.move_election(officer, public_id, ElectionEvent.OPEN_POLLING)
    assert find(public_id).now is ElectionState.POLLING


def test_the_same_decision_sent_twice_is_recorded_once(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer, timed=True)
    for _ in range(2):
        with unit_of_work():
            services.decide_exception(officer, election, PLAN, COUNCIL)
    assert len(queries.exceptions_of(find(election))) == 1


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(PLAN, steps=()), TimetableRefusal.NO_STEP_CHOSEN),
        (replace(PLAN, begins_on=dt.date(2026, 12, 21)), TimetableRefusal.DAYS_CHANGED_OVER),
    ],
)
def test_a_decision_that_says_nothing_is_refused(
    person: Person, plan: services.ExceptionPlan, code: TimetableRefusal
) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer, timed=True)
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.decide_exception(officer, election, plan, COUNCIL)
    assert refused.value.code is code


def test_only_the_returning_officer_records_it_and_not_after_the_end(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer, timed=True)
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.decide_exception(person(Role.POLLING_CLERK), election, PLAN, COUNCIL)
    assert refused.value.code is CouncilRefusal.NOT_YOUR_ELECTION
    with unit_of_work():
        find(election).state = ElectionState.DECLARED.value
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.decide_exception(officer, election, PLAN, COUNCIL)
    assert refused.value.code is TimetableRefusal.ELECTION_OVER


@pytest.mark.requirement("D08")
def test_another_statute_gives_other_days(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    terms = TimetableTerms(deadlines=USUAL_DEADLINES[1:])
    election = build.drafted_election(officer, replace(build.parameters(), timetable=terms), timed=True)
    assert queries.window_of(find(election), Step.NOTICE).ends is None
    with at(2027, 1, 4):
        call(officer, election)


def test_a_statute_from_before_timetables_still_reads(person: Person) -> None:
    public_id = build.adopted_statute(person(Role.OFFICER))
    version = db.session.query(StatuteVersion).filter_by(public_id=public_id).one()
    plain = version.parameters_text
    older = StatuteVersion(parameters_text=plain[: plain.index('"timetable":') - 1] + "}")
    assert "timetable" not in older.parameters_text
    assert older.parameters == version.parameters


def test_many_timetables_are_one_question(person: Person, counted_queries: list[str]) -> None:
    officer = person(Role.RETURNING_OFFICER)
    every = [find(build.drafted_election(officer)) for _ in range(3)]
    asked = []
    for elections_ in (every[:1], every):
        for election in elections_:
            _ = election.statute.parameters
        counted_queries.clear()
        assert len(queries.timetables_of(elections_)) == len(elections_)
        asked.append(len(counted_queries))
    assert asked == [1, 1]
