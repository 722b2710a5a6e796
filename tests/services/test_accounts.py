# SPDX-License-Identifier: EUPL-1.2
"""Use cases of staff accounts, with what they leave in the audit record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import audit, clock, codes
from core.accounts import queries, services
from core.accounts.domain.staff import SET_UP, AccountRefusal, DeactivationReason, ResetReason
from core.accounts.models import Account, RoleGrant
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM, Actor, Grant, Role
from core.domain.refusal import CoreRefusal, Refusal
from tests.builders.accounts import PASSWORD, with_password

People = Callable[..., Actor]


def account(public_id: str) -> Account:
    return db.session.query(Account).filter_by(public_id=public_id).populate_existing().one()


def events(public_id: str) -> list[str]:
    return [entry.event for entry in audit.story_of("account", public_id)]


def test_create_says_nothing_personal_to_the_record(person: People) -> None:
    with unit_of_work():
        public_id = services.create_account(person(Role.OPERATOR), email="New@Office.Example", name="New Person")
    assert account(public_id).email == "new@office.example"
    entry = audit.story_of("account", public_id)[-1]
    assert entry.event == "accounts.created"
    assert json.loads(entry.facts) == {}


def test_an_address_is_taken_once(person: People) -> None:
    operator = person(Role.OPERATOR)
    with unit_of_work():
        services.create_account(operator, email="one@office.example", name="One")
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.create_account(operator, email="ONE@office.example", name="Two")
    assert refused.value.code is CoreRefusal.EMAIL_TAKEN
    assert db.session.scalar(sa.select(sa.func.count()).where(Account.email == "one@office.example")) == 1


@pytest.mark.requirement("D05")
def test_a_set_up_code_makes_one_password(person: People) -> None:
    operator, somebody = person(Role.OPERATOR), person()
    with unit_of_work():
        services.issue_set_up_code(operator, somebody.id)
        before = account(somebody.id).fs_uniquifier
        services.choose_password(somebody.id, PASSWORD)
    assert account(somebody.id).fs_uniquifier != before
    assert str(account(somebody.id).password).startswith("$argon2id$")
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.choose_password(somebody.id, PASSWORD)
    assert refused.value.code is AccountRefusal.SET_UP_OVER


def test_a_new_code_ends_the_old_one_and_time_ends_both(person: People) -> None:
    operator, somebody = person(Role.OPERATOR), person()
    with unit_of_work():
        first = services.issue_set_up_code(operator, somebody.id)
        second = services.issue_set_up_code(operator, somebody.id)
        assert isinstance(codes.open_code(first, "v"), Refusal)
        opened = codes.open_code(second, "v")
        assert not isinstance(opened, Refusal)
        assert (opened.kind, opened.public_id) == (SET_UP, somebody.id)
    late = clock.now() + services.SET_UP_WITHIN + dt.timedelta(minutes=1)
    with pytest.raises(Refusal) as refused, clock.standing_at(late), unit_of_work():
        services.choose_password(somebody.id, PASSWORD)
    assert refused.value.code is AccountRefusal.SET_UP_OVER


@pytest.mark.requirement("D02")
def test_roles_come_and_go_and_stay_known(person: People) -> None:
    operator, somebody = person(Role.OPERATOR), person()
    grant = Grant(Role.POLLING_CLERK, "election:a")
    with unit_of_work():
        services.grant_role(operator, somebody.id, grant)
    assert account(somebody.id).as_actor().grants == {grant}
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.grant_role(operator, somebody.id, Grant(Role.LIST_AGENT, "election:a"))
    assert refused.value.code is CoreRefusal.ROLE_CONFLICT
    with unit_of_work():
        services.withdraw_role(operator, somebody.id, grant)
        services.grant_role(operator, somebody.id, Grant(Role.LIST_AGENT, "election:a"))
        services.grant_role(operator, somebody.id, Grant(Role.OFFICER))
    assert events(somebody.id)[-4:] == [
        "accounts.role_granted",
        "accounts.role_withdrawn",
        "accounts.role_granted",
        "accounts.role_granted",
    ]
    rows = db.session.scalars(sa.select(RoleGrant).where(RoleGrant.account_id == account(somebody.id).id)).all()
    assert [(r.role, r.withdrawn_by) for r in rows] == [
        ("polling_clerk", operator.id),
        ("list_agent", ""),
        ("officer", ""),
    ]


def test_a_role_that_is_not_held_cannot_be_withdrawn(person: People) -> None:
    with pytest.raises(Refusal) as refused, unit_of_work():
        services.withdraw_role(person(Role.OPERATOR), person().id, Grant(Role.OFFICER))
    assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED


@pytest.mark.requirement("D02")
def test_the_last_operator_stays(person: People) -> None:
    first, second = person(Role.OPERATOR), person(Role.OPERATOR)
    with unit_of_work():
        services.deactivate(first, second.id, DeactivationReason.LEFT)
    for act in (
        lambda: services.withdraw_role(SYSTEM, first.id, Grant(Role.OPERATOR)),
        lambda: services.deactivate(SYSTEM, first.id, DeactivationReason.LEFT),
    ):
        with pytest.raises(Refusal) as refused, unit_of_work():
            act()
        assert refused.value.code is CoreRefusal.LAST_OPERATOR


def test_nobody_changes_their_own_rights(person: People) -> None:
    operator = person(Role.OPERATOR)
    person(Role.OPERATOR)
    for act in (
        lambda: services.grant_role(operator, operator.id, Grant(Role.OFFICER)),
        lambda: services.withdraw_role(operator, operator.id, Grant(Role.OPERATOR)),
        lambda: services.deactivate(operator, operator.id, DeactivationReason.LEFT),
        lambda: services.reset_second_factor(operator, operator.id, ResetReason.LOST),
        lambda: services.issue_set_up_code(operator, operator.id),
    ):
        with pytest.raises(Refusal) as refused, unit_of_work():
            act()
        assert refused.value.code is AccountRefusal.OWN_ACCOUNT


def test_deactivation_ends_sessions_and_codes_and_can_be_undone(person: People) -> None:
    operator, somebody = person(Role.OPERATOR), person(Role.OFFICER)
    with unit_of_work():
        code = services.issue_set_up_code(operator, somebody.id)
        before = account(somebody.id).fs_uniquifier
        services.deactivate(operator, somebody.id, DeactivationReason.LEAVE)
    assert not account(somebody.id).active
    assert account(somebody.id).fs_uniquifier != before
    with unit_of_work():
        assert isinstance(codes.open_code(code, "v"), Refusal)
    for act, code_ in (
        (
            lambda: services.deactivate(operator, somebody.id, DeactivationReason.LEFT),
            CoreRefusal.MOVE_NOT_ALLOWED,
        ),
        (lambda: services.grant_role(operator, somebody.id, Grant(Role.MODERATOR)), AccountRefusal.NOT_ACTIVE),
        (lambda: services.issue_set_up_code(operator, somebody.id), AccountRefusal.NOT_ACTIVE),
    ):
        with pytest.raises(Refusal) as refused, unit_of_work():
            act()
        assert refused.value.code is code_
    with unit_of_work():
        services.reactivate(operator, somebody.id)
    assert account(somebody.id).active
    assert account(somebody.id).as_actor().grants == {Grant(Role.OFFICER)}


def test_a_reset_forgets_every_second_factor(person: People) -> None:
    operator, somebody = person(Role.OPERATOR), person()
    with unit_of_work():
        found = account(somebody.id)
        found.tf_primary_method, found.tf_totp_secret, found.tf_last_counter = "authenticator", "secret", 7
        found.mf_recovery_codes = ["digest"]
        services.reset_second_factor(operator, somebody.id, ResetReason.LOST)
    found = account(somebody.id)
    assert not found.has_second_factor
    assert found.tf_last_counter is None
    assert not found.mf_recovery_codes
    assert json.loads(audit.story_of("account", somebody.id)[-1].facts) == {"reason": "lost"}


def test_search_is_literal_and_filters_join(person: People) -> None:
    operator = person(Role.OPERATOR)
    with unit_of_work():
        made = services.create_account(operator, email="rasa@office.example", name="Rasa 100%")
        services.create_account(operator, email="tomas@office.example", name="Tomas")
        services.grant_role(operator, made, Grant(Role.MODERATOR))
    assert [r.name for r in queries.list_accounts(words="100% RASA").rows] == ["Rasa 100%"]
    assert queries.list_accounts(words="%").total == 1
    assert [r.public_id for r in queries.list_accounts(role=Role.MODERATOR).rows] == [made]
    assert queries.list_accounts(role=Role.MODERATOR, active=False).total == 0
    assert queries.list_accounts(words="nobody").total == 0


def test_the_list_asks_as_often_for_one_as_for_twenty(person: People, counted_queries: list[str]) -> None:
    person(Role.OFFICER)
    counted_queries.clear()
    queries.list_accounts()
    once = len(counted_queries)
    for _ in range(19):
        person(Role.OFFICER, Role.MODERATOR)
    counted_queries.clear()
    assert len(queries.list_accounts().rows) == 20
    assert len(counted_queries) == once


def test_with_password_is_argon2id(person: People) -> None:
    somebody = person()
    with_password(somebody)
    assert "m=8,t=1,p=1" in str(account(somebody.id).password)
