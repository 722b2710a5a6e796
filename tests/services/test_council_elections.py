# SPDX-License-Identifier: EUPL-1.2
"""Statutes stay as adopted; elections follow their table of moves, each with a fact and an audit entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import audit
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.election import ElectionEvent, ElectionState, scope_of
from council.domain.refusals import CouncilRefusal
from council.models.election import Election
from council.models.statute import StatuteVersion
from council.queries.election import election_by, public_elections
from council.queries.statute import deciding_versions, statute_by
from council.services import election as elections
from council.services import statute as statutes
from tests.builders import council as build

Person = Callable[..., Actor]


def shown(public_id: str) -> Election:
    election = election_by(public_id)
    assert election is not None
    return election


@pytest.mark.requirement("R039", "D08")
def test_an_adopted_statute_is_refused_by_the_service(person: Person) -> None:
    officer = person(Role.OFFICER)
    statute = build.adopted_statute(officer)
    with pytest.raises(Refusal) as refused, unit_of_work():
        statutes.adopt_statute(officer, statute, statutes.Adoption("Another body", dt.date(2026, 10, 1)))
    assert refused.value.code is CouncilRefusal.STATUTE_ADOPTED


@pytest.mark.requirement("R039")
@pytest.mark.parametrize("change", [sa.update(StatuteVersion).values(remark="x"), sa.delete(StatuteVersion)])
def test_an_adopted_statute_is_refused_by_the_database(person: Person, change: sa.Executable) -> None:
    build.adopted_statute(person(Role.OFFICER))
    with pytest.raises(sa.exc.DBAPIError), unit_of_work():
        db.session.execute(change)


@pytest.mark.requirement("R039")
def test_drafting_again_changes_the_draft_and_after_adoption_starts_a_version(person: Person) -> None:
    officer = person(Role.OFFICER)
    with unit_of_work():
        first = statutes.draft_statute(officer, build.parameters(), build.rule())
        again = statutes.draft_statute(officer, build.parameters(min_age=16), build.rule())
        assert (again.public_id, again.number) == (first.public_id, 1)
        assert again.parameters.min_age == 16
        statutes.adopt_statute(officer, first.public_id, statutes.Adoption("Council", dt.date(2026, 9, 1)))
        second = statutes.draft_statute(officer, build.parameters(min_age=18), build.rule())
    assert second.number == 2
    decided = deciding_versions(second)
    assert decided["min_age"].number == 2, "the age is new"
    assert decided["seats"].number == 1, "the seats were decided before"


@pytest.mark.requirement("R039", "D08")
def test_parameters_and_rule_come_back_as_they_were(person: Person) -> None:
    statute = statute_by(build.adopted_statute(person(Role.OFFICER)))
    assert statute is not None
    assert (statute.parameters, statute.rule) == (build.parameters(), build.rule())
    assert statute.fingerprint == statute.computed_fingerprint()


@pytest.mark.requirement("R043")
def test_an_election_needs_an_adopted_statute(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer)
    with unit_of_work():
        draft = statutes.draft_statute(officer, build.parameters(), build.rule()).public_id
    plan = elections.ElectionPlan(
        title=shown(election).title, statute_id=draft, calendar=shown(election).calendar, once="another"
    )
    with pytest.raises(Refusal) as refused, unit_of_work():
        elections.draft_election(officer, plan)
    assert refused.value.code is CouncilRefusal.STATUTE_NOT_ADOPTED


@pytest.mark.requirement("R043", "D04")
def test_the_life_of_an_election_is_kept_as_facts(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    found = shown(election)
    assert found.now is ElectionState.REGISTER_OPEN
    assert [fact.event for fact in found.facts] == ["call", "open_register"]
    assert found.facts[0].decided_by == "Municipal council"
    assert [entry.event for entry in audit.story_of("election", election)] == [
        "council.election_drafted",
        "council.timetable_exception_decided",
        "council.election_call",
        "council.election_open_register",
    ]
    assert audit.verify().whole


@pytest.mark.parametrize("event", [e for e in ElectionEvent if e is not ElectionEvent.CALL])
def test_a_draft_can_only_be_called(person: Person, event: ElectionEvent) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(officer)
    with pytest.raises(Refusal) as refused, unit_of_work():
        elections.move_election(officer, election, event)
    assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED


@pytest.mark.requirement("D02")
def test_the_role_counts_for_its_own_election_only(person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    mine, theirs = build.open_election(chief), build.drafted_election(chief)
    scoped = person(Role.RETURNING_OFFICER, scope=scope_of(theirs))
    with pytest.raises(Refusal) as refused, unit_of_work():
        elections.move_election(scoped, mine, ElectionEvent.CLOSE_REGISTER)
    assert refused.value.code is CouncilRefusal.NOT_YOUR_ELECTION
    with unit_of_work():
        elections.call_election(scoped, theirs, elections.Instruction("Municipal council"))
    assert shown(theirs).now is ElectionState.CALLED


def test_the_same_form_sent_twice_prepares_one_election(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    first = shown(build.drafted_election(officer))
    plan = elections.ElectionPlan(
        title=first.title, statute_id=first.statute.public_id, calendar=first.calendar, once=first.once
    )
    with unit_of_work():
        assert elections.draft_election(officer, plan).public_id == first.public_id


def test_lists_ask_the_same_for_one_election_and_for_many(person: Person, counted_queries: list[str]) -> None:
    officer = person(Role.RETURNING_OFFICER)
    seen = []
    for _round in range(2):
        build.open_election(officer)
        db.session.expunge_all()
        counted_queries.clear()
        for election in public_elections():
            assert election.statute.number
            assert election.title
        seen.append(len(counted_queries))
    assert seen[0] == seen[1]
