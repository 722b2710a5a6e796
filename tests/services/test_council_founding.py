# SPDX-License-Identifier: EUPL-1.2
"""Founding a council through its services: stakeholders and promises, the working group, and who stays apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import clock
from core.accounts.services import grant_role
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import Actor, Grant, Role
from core.domain.refusal import Refusal
from council.domain.election import ElectionState, LocalText
from council.domain.founding import (
    CommitmentState,
    ContactWay,
    FoundingRefusal,
    Group,
    Position,
    Readiness,
    StakeholderKind,
)
from council.models.stakeholders import Stakeholder, StakeholderContact
from council.queries import stakeholders as listed
from council.queries import terms
from council.queries.election import election_by
from council.queries.working_group import all_members, groups_missing
from council.services import next_election, stakeholders, working_group
from council.services.stakeholders import CommitmentPlan, ContactPlan, StakeholderPlan
from council.services.working_group import MemberPlan
from council.views.founding_due import founding_due
from tests.builders import council as build

Person = Callable[..., Actor]
TODAY = clock.today()
DAY = dt.timedelta(days=1)


@pytest.fixture
def officer(person: Person) -> Actor:
    return person(Role.OFFICER)


def list_one(officer: Actor, name: str, group: Group = Group.MIGRANTS) -> str:
    plan = StakeholderPlan(kind=StakeholderKind.PERSON, group=group, name=name, once=name)
    with unit_of_work():
        return stakeholders.list_stakeholder(officer, plan).public_id


def contact(on: dt.date, readiness: Readiness, position: Position = Position.UNKNOWN) -> ContactPlan:
    return ContactPlan(
        contacted_on=on, way=ContactWay.VISIT, note="", readiness=readiness, position=position, once=str(on)
    )  # fmt: skip


def join(officer: Actor, group: Group, *, account: str = "", from_on: dt.date = TODAY) -> str:
    stakeholder = list_one(officer, f"{group} {account} {from_on}", group)
    plan = MemberPlan(
        stakeholder_id=stakeholder, group=group, from_on=from_on, account_id=account, once=f"join {stakeholder}"
    )
    with unit_of_work():
        return working_group.add_member(officer, plan).public_id


def refused(code: FoundingRefusal, action: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught, unit_of_work():
        action()
    assert caught.value.code is code
    return caught.value


@pytest.mark.requirement("R035")
def test_the_list_says_how_they_stood_at_the_newest_contact(officer: Actor) -> None:
    one = list_one(officer, "Muster Beispiel")
    with unit_of_work():
        stakeholders.note_contact(officer, one, contact(TODAY, Readiness.WILLING))
        stakeholders.note_contact(officer, one, contact(TODAY - DAY, Readiness.UNKNOWN))
        stakeholders.note_contact(officer, one, contact(TODAY, Readiness.DECLINED))
    (row,) = listed.list_stakeholders()
    assert (row.stakeholder.ready, row.last, len(row.stakeholder.contacts)) == (Readiness.WILLING, TODAY, 2)
    refused(
        FoundingRefusal.DAY_AHEAD,
        lambda: stakeholders.note_contact(officer, one, contact(TODAY + DAY, Readiness.ACTIVE)),
    )
    refused(
        FoundingRefusal.STAKEHOLDER_UNNAMED,
        lambda: stakeholders.list_stakeholder(
            officer, StakeholderPlan(kind=StakeholderKind.PERSON, group=Group.NGOS, once="x")
        ),
    )


@pytest.mark.requirement("R036")
def test_a_promise_is_settled_once(officer: Actor) -> None:
    one = list_one(officer, "Vieno Pavyzdys", Group.POLITICIANS)
    plan = CommitmentPlan(words="Speaks for it", given_on=TODAY, due_on=TODAY + DAY, once="p")
    refused(
        FoundingRefusal.DUE_BEFORE_GIVEN,
        lambda: stakeholders.record_commitment(officer, one, replace(plan, due_on=TODAY - DAY)),
    )
    with unit_of_work():
        promise = stakeholders.record_commitment(officer, one, plan).public_id
        assert stakeholders.record_commitment(officer, one, plan).public_id == promise
    assert [each.commitment.public_id for each in listed.due_commitments()] == [promise]
    with unit_of_work():
        stakeholders.settle_commitment(officer, promise, CommitmentState.KEPT)
    refused(
        FoundingRefusal.ALREADY_SETTLED,
        lambda: stakeholders.settle_commitment(officer, promise, CommitmentState.NOT_KEPT),
    )
    assert listed.due_commitments() == []


@pytest.mark.requirement("R035", "D03")
def test_who_asks_is_deleted_with_everything_unless_they_sat_in_the_group(officer: Actor) -> None:
    one = list_one(officer, "Muster Beispiel")
    with unit_of_work():
        stakeholders.note_contact(officer, one, contact(TODAY, Readiness.WILLING))
        stakeholders.delete_stakeholder(officer, one)
    assert db.session.scalars(sa.select(Stakeholder)).all() == []
    assert db.session.scalars(sa.select(StakeholderContact)).all() == []
    join(officer, Group.MIGRANTS)
    (member,) = all_members()
    refused(
        FoundingRefusal.STAKEHOLDER_BOUND,
        lambda: stakeholders.delete_stakeholder(officer, member.stakeholder.public_id),
    )


@pytest.mark.requirement("R037")
def test_the_group_is_whole_only_while_all_four_sit_in_it(officer: Actor) -> None:
    assert groups_missing() == (Group.MIGRANTS, Group.ASSOCIATIONS, Group.NGOS, Group.POLITICIANS)
    for group in (Group.ASSOCIATIONS, Group.NGOS, Group.POLITICIANS):
        join(officer, group, from_on=TODAY - DAY)
    join(officer, Group.MIGRANTS, from_on=TODAY + DAY)
    assert groups_missing() == (Group.MIGRANTS,)
    assert groups_missing(TODAY + DAY) == ()
    leaver = join(officer, Group.MIGRANTS, from_on=TODAY - DAY)
    refused(
        FoundingRefusal.LEFT_BEFORE_JOINED,
        lambda: working_group.end_membership(officer, leaver, TODAY - 2 * DAY, "Moved"),
    )
    assert groups_missing() == ()
    with unit_of_work():
        working_group.end_membership(officer, leaver, TODAY - DAY, "Moved")
    assert groups_missing() == (Group.MIGRANTS,)


@pytest.mark.requirement("R043", "D02")
def test_nobody_both_prepares_the_council_and_runs_its_election(officer: Actor, person: Person) -> None:
    chief, operator = person(Role.RETURNING_OFFICER), person(Role.OPERATOR)
    refused(FoundingRefusal.RUNS_THE_ELECTION, lambda: join(officer, Group.MIGRANTS, account=chief.id))
    member = person(Role.FACILITATOR)
    assert not working_group.is_member(member)
    membership = join(officer, Group.MIGRANTS, account=member.id, from_on=TODAY - DAY)
    assert working_group.is_member(member)
    election = build.drafted_election(chief)
    wanted = Grant(Role.RETURNING_OFFICER, f"election:{election}")
    refused(FoundingRefusal.SITS_IN_WORKING_GROUP, lambda: grant_role(operator, member.id, wanted))
    refused(
        FoundingRefusal.SITS_IN_WORKING_GROUP, lambda: grant_role(operator, member.id, Grant(Role.RETURNING_OFFICER))
    )
    with unit_of_work():
        grant_role(operator, member.id, Grant(Role.OBSERVER, wanted.scope))
        working_group.end_membership(officer, membership, TODAY - DAY, "Stands for returning officer")
        grant_role(operator, officer.id, wanted)
    assert not working_group.is_member(member)


def test_only_those_who_prepare_touch_it(officer: Actor, person: Person) -> None:
    stranger = person(Role.MODERATOR)
    refused(FoundingRefusal.NOT_PREPARING, lambda: list_one(stranger, "Somebody"))
    join(officer, Group.NGOS, account=stranger.id)
    assert list_one(stranger, "Somebody")


@pytest.mark.requirement("R059", "R042")
def test_the_end_of_a_term_opens_the_next_election_once(officer: Actor, person: Person, app: Talka) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = build.drafted_election(chief)
    with unit_of_work():
        held = election_by(election)
        assert held is not None
        with pytest.raises(Refusal):
            next_election.draft_next_election(chief, held, LocalText("Next"))
        held.state = ElectionState.DECLARED.value
    held = election_by(election)
    assert held is not None
    term = terms.term_of(held)
    assert (terms.election_number(held), term.ends) == (1, term.begins.replace(year=term.begins.year + 4) - DAY)
    with app.test_request_context():
        early = clock.standing_at(dt.datetime.combine(term.remind_on - DAY, dt.time(12), clock.ZONE))
        with early:
            assert founding_due(officer) == []
        with clock.standing_at(dt.datetime.combine(term.remind_on, dt.time(12), clock.ZONE)):
            opened, unsecured = founding_due(officer)
    assert (opened.on, unsecured.on) == (term.ends, term.ends)
    assert opened.href.endswith(f"/{election}/next")
    with unit_of_work():
        drafted = [next_election.draft_next_election(chief, held, LocalText("Next")) for _twice in range(2)]
        assert drafted[0] is drafted[1]
        assert terms.election_number(drafted[0]) == 2
        assert drafted[0].polling_day == term.next_polling_day
    following = terms.following(held)
    assert following is drafted[0]
