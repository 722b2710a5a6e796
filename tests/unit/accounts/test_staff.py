# SPDX-License-Identifier: EUPL-1.2
"""Addresses, passwords and the separation of duties, decided without a database."""

from __future__ import annotations

import itertools

import pytest

from core.accounts.domain.staff import AccountRefusal, check_grant, check_password, read_email
from core.domain.actor import ELECTION_ROLES, POLITICAL_ROLES, WATCHING_ROLES, Actor, ActorKind, Grant, Role
from core.domain.refusal import CoreRefusal, Refusal

OPERATOR = Actor(ActorKind.STAFF, id="operator", grants=frozenset({Grant(Role.OPERATOR)}))


def refusal_of(held: set[Grant], wanted: Grant, *, to: str = "somebody") -> Refusal | None:
    try:
        check_grant(OPERATOR, to, held, wanted)
    except Refusal as refusal:
        return refusal
    return None


@pytest.mark.parametrize(
    ("typed", "kept"), [(" Name@Office.Example ", "name@office.example"), ("a+b@c.example", "a+b@c.example")]
)
def test_addresses_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert read_email(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "name", "name@office", "a b@c.example", "a@b@c.example", f"{'a' * 250}@b.example"]
)
def test_half_an_address_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_email(typed)
    assert refused.value.code is AccountRefusal.EMAIL_MALFORMED


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short words", CoreRefusal.PASSWORD_WEAK),
        ("a" * 201, AccountRefusal.PASSWORD_LONG),
        ("ababababababab", AccountRefusal.PASSWORD_UNIFORM),
        ("the teapot of Paulina", AccountRefusal.PASSWORD_NAMED),
        ("the desk of p.office sings", AccountRefusal.PASSWORD_NAMED),
    ],
)
def test_easy_passwords_are_refused(password: str, code: object) -> None:
    with pytest.raises(Refusal) as refused:
        check_password(password, email="p.office@town.example", name="Paulina Example")
    assert refused.value.code is code
    assert refused.value.field == "password"


@pytest.mark.parametrize("password", ["four quiet teapots sing", "тихий чайник співає", "twelve signs"])
def test_long_passwords_need_no_special_signs(password: str) -> None:
    check_password(password, email="p.office@town.example", name="Paulina Example")


@pytest.mark.requirement("D02")
@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        *itertools.product(sorted(ELECTION_ROLES), sorted(POLITICAL_ROLES | WATCHING_ROLES)),
        *itertools.product(sorted(POLITICAL_ROLES | WATCHING_ROLES), sorted(ELECTION_ROLES)),
    ],
)
def test_election_roles_and_political_roles_never_meet(held: Role, wanted: Role) -> None:
    for scope_held, scope_wanted in (("election:a", "election:a"), ("", "election:a"), ("election:a", "")):
        refusal = refusal_of({Grant(held, scope_held)}, Grant(wanted, scope_wanted))
        assert refusal is not None
        assert refusal.code is CoreRefusal.ROLE_CONFLICT
        assert refusal.facts["held"] is held
    assert refusal_of({Grant(held, "election:a")}, Grant(wanted, "election:b")) is None


@pytest.mark.requirement("D02")
def test_every_other_pair_may_be_held_together() -> None:
    for held, wanted in itertools.permutations(Role, 2):
        opposed = {held, wanted} & ELECTION_ROLES and {held, wanted} & (POLITICAL_ROLES | WATCHING_ROLES)
        assert bool(refusal_of({Grant(held)}, Grant(wanted))) == bool(opposed), (held, wanted)


@pytest.mark.parametrize(
    ("held", "wanted", "code"),
    [
        (Grant(Role.OFFICER), Grant(Role.OFFICER), CoreRefusal.ROLE_HELD),
        (Grant(Role.OBSERVER), Grant(Role.OBSERVER, "election:a"), CoreRefusal.ROLE_HELD),
        (Grant(Role.OFFICER), Grant(Role.MODERATOR, "election:a"), AccountRefusal.SCOPE_NOT_FOR_ROLE),
        (Grant(Role.OFFICER), Grant(Role.OBSERVER, "everything"), AccountRefusal.SCOPE_UNKNOWN),
    ],
)
def test_grants_that_make_no_sense(held: Grant, wanted: Grant, code: object) -> None:
    refusal = refusal_of({held}, wanted)
    assert refusal is not None
    assert refusal.code is code


def test_nobody_gives_themself_a_role() -> None:
    refusal = refusal_of(set(), Grant(Role.OFFICER), to=OPERATOR.id)
    assert refusal is not None
    assert refusal.code is AccountRefusal.OWN_ACCOUNT
