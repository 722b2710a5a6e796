# SPDX-License-Identifier: EUPL-1.2
"""The operator's pages, the own account, and the way from a printed code to a password."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest

from core.accounts import services
from core.accounts.models import Account
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM, Actor, Role
from tests.builders.accounts import PASSWORD, with_password
from tests.builders.council import drafted_election
from tests.page import PageClient

People = Callable[..., Actor]
Staff = Callable[..., PageClient]


def slip_code(client: PageClient) -> str:
    assert client.last is not None
    return next(e.get("data-copy", "") for e in client.last.all("button") if e.get("data-copy"))


@pytest.mark.requirement("D02", "D05")
def test_from_a_new_account_to_the_desk(staff: Staff, app: Talka) -> None:
    operator = staff(Role.OPERATOR)
    operator.get("accounts.new_account")
    operator.submit({"name": "Jonas Test", "email": "jonas@office.example"}, action="/accounts/new", expect=200)
    assert "Shown only now" in operator.last.main()
    code = slip_code(operator)

    newcomer = PageClient(app)
    newcomer.get("core.enter_code")
    newcomer.submit({"code": code.lower()}, action="/code")
    newcomer.follow()
    shown = newcomer.submit({"password": "too short", "again": "too short"}, action="/set-up", expect=422)
    assert "at least 12 characters" in shown.main()
    shown = newcomer.submit({"password": PASSWORD, "again": PASSWORD + "!"}, action="/set-up", expect=422)
    assert "The two passwords differ" in shown.main()
    newcomer.submit({"password": PASSWORD, "again": PASSWORD}, action="/set-up")
    newcomer.follow()
    assert "Your password is set" in newcomer.last.text
    newcomer.submit({"email": "Jonas@Office.example", "password": PASSWORD}, action="/sign-in")
    assert "You have no role yet" in newcomer.follow().main()

    again = PageClient(app)
    again.get("core.enter_code")
    assert "We do not know this code" in again.submit({"code": code}, action="/code", expect=422).main()


def test_a_password_is_the_same_however_a_keyboard_composes_it(page: PageClient, person: People) -> None:
    somebody = person(Role.OFFICER)
    composed, decomposed = (unicodedata.normalize(f, "žydėjimo ąžuolų šaltinis") for f in ("NFC", "NFD"))
    assert composed != decomposed
    with unit_of_work():
        code = services.issue_set_up_code(SYSTEM, somebody.id)
        email = db.session.query(Account).filter_by(public_id=somebody.id).one().email
    page.get("core.enter_code")
    page.submit({"code": code}, action="/code")
    page.follow()
    page.submit({"password": decomposed, "again": decomposed}, action="/set-up")
    page.follow()
    page.submit({"email": email, "password": composed}, action="/sign-in")


def test_a_passkey_may_have_a_name_with_marks(page: PageClient, person: People) -> None:
    page.sign_in(person(Role.OFFICER)).get("security.wan_register")
    page.submit({"name": "Mano šviesus raktas (2)", "usage": "first"}, action="/account/passkeys", expect=200)
    assert "Now your device asks you" in page.last.main()
    page.get("security.wan_register")
    page.submit({"name": "مفتاحُ العمل", "usage": "secondary"}, action="/account/passkeys", expect=200)
    page.get("security.wan_register")
    shown = page.submit({"name": "a < b", "usage": "secondary"}, action="/account/passkeys", expect=422)
    assert "Please use letters, digits, spaces" in shown.main()
    assert shown.by_id("name").get("value") == "a < b"


def test_a_code_opens_only_its_own_account(staff: Staff, person: People, app: Talka) -> None:
    operator, other = staff(Role.OPERATOR), person()
    operator.get("accounts.show_account", public_id=person().id)
    operator.submit(action="/set-up-code", expect=200)
    code = slip_code(operator)
    visitor = PageClient(app)
    assert visitor.get("accounts.choose_password", public_id=other.id, expect=302).response.location == "/code"
    visitor.get("core.enter_code")
    visitor.submit({"code": code}, action="/code")
    visitor.get("accounts.choose_password", public_id=other.id, expect=404)


def test_list_finds_and_says_when_it_does_not(staff: Staff, person: People) -> None:
    somebody = person(Role.TRANSLATOR)
    client = staff(Role.OPERATOR)
    assert somebody.name in client.get("accounts.list_accounts", role="translator", state="active").main()
    assert somebody.name not in client.get("accounts.list_accounts", state="inactive").main()
    assert "Nobody fits this search" in client.get("accounts.list_accounts", words="nobody at all").main()
    client.get("accounts.list_accounts", role="no-such-role", page="x")


def test_wrong_input_stays_and_is_explained(staff: Staff, person: People) -> None:
    taken = with_password(person())
    client = staff(Role.OPERATOR)
    client.get("accounts.new_account")
    shown = client.submit({"name": "Ona", "email": "ona"}, action="/accounts/new", expect=422)
    assert "whole e-mail address" in shown.main()
    assert shown.by_id("name").get("value") == "Ona"
    shown = client.submit({"name": "", "email": taken}, action="/accounts/new", expect=422)
    assert "Please fill this in" in shown.main()
    shown = client.submit({"name": "Ona", "email": taken}, action="/accounts/new", expect=422)
    assert "already exists" in shown.main()


@pytest.mark.requirement("D02")
def test_roles_are_given_kept_apart_and_withdrawn(staff: Staff, person: People) -> None:
    somebody = person(Role.RETURNING_OFFICER)
    client = staff(Role.OPERATOR)
    client.get("accounts.show_account", public_id=somebody.id)
    shown = client.submit({"role": "council_member"}, action="/grant", expect=422)
    assert "“Returning officer” in the same election" in shown.main()
    shown = client.submit({"role": ""}, action="/grant", expect=422)
    assert "Please choose one" in shown.main()
    client.submit({"role": "officer"}, action="/grant")
    client.follow()
    shown = client.submit({"role": "officer"}, action="/grant", expect=422)
    assert "already holds this role" in shown.main()
    client.post("accounts.withdraw_role", {"role": "officer", "scope": ""}, public_id=somebody.id)
    shown = client.follow()
    assert "Roles held before" in shown.main()
    assert "Role withdrawn" in shown.text
    client.post("accounts.withdraw_role", {"role": "officer", "scope": ""}, expect=422, public_id=somebody.id)
    client.post("accounts.withdraw_role", {"role": "nonsense"}, expect=422, public_id=somebody.id)


@pytest.mark.requirement("D02")
def test_a_role_can_be_limited_to_one_election(staff: Staff, person: People) -> None:
    clerk = person(Role.LIST_AGENT, scope="election:elsewhere")
    election = drafted_election(person(Role.RETURNING_OFFICER))
    client = staff(Role.OPERATOR)
    shown = client.get("accounts.show_account", public_id=clerk.id)
    assert f"election:{election}" in [o.get("value") for o in shown.by_id("scope").iter("option")]
    client.submit({"role": "polling_clerk", "scope": f"election:{election}"}, action="/grant")
    client.follow()
    shown = client.submit({"role": "officer", "scope": f"election:{election}"}, action="/grant", expect=422)
    assert "always holds for the whole installation" in shown.main()
    client.submit({"role": "polling_clerk", "scope": "election:invented"}, action="/grant", expect=422)


def test_deactivated_is_out_at_the_next_request(staff: Staff, person: People, app: Talka) -> None:
    somebody = person(Role.OFFICER)
    email = with_password(somebody)
    other = PageClient(app).sign_in(somebody)
    other.get("core.show_desk")
    client = staff(Role.OPERATOR)
    client.get("accounts.show_account", public_id=somebody.id)
    shown = client.submit(action="/deactivate", expect=422)
    assert "Please choose one" in shown.main()
    client.submit({"reason": "misuse"}, action="/deactivate")
    assert "The account may be misused" in client.follow().text
    other.get("core.show_desk", expect=302)
    other.get("security.login")
    shown = other.submit({"email": email, "password": PASSWORD}, action="/sign-in", expect=422)
    assert "do not fit together" in shown.main()
    client.submit(action="/reactivate")
    client.follow()
    other.get("security.login")
    other.submit({"email": email, "password": PASSWORD}, action="/sign-in")


def test_the_last_operator_and_the_own_account(staff: Staff, person: People) -> None:
    me = person(Role.OPERATOR)
    with unit_of_work():
        db.session.query(Account).filter_by(public_id=me.id).one()
    client = PageClient(staff(Role.OFFICER).app).sign_in(me)
    shown = client.get("accounts.show_account", public_id=me.id)
    assert "This is your own account" in shown.main()
    shown = client.post("accounts.deactivate", {"reason": "left"}, public_id=me.id, expect=422)
    assert "Please ask another operator" in shown.main()


def test_second_factor_is_reset_with_a_reason(staff: Staff, person: People) -> None:
    somebody = person()
    with unit_of_work():
        found = db.session.query(Account).filter_by(public_id=somebody.id).one()
        found.tf_primary_method, found.tf_totp_secret = "authenticator", "{}"
    client = staff(Role.OPERATOR)
    client.get("accounts.show_account", public_id=somebody.id)
    client.submit(action="/reset-second-factor", expect=422)
    client.submit({"why": "lost"}, action="/reset-second-factor")
    assert "The phone or key was lost" in client.follow().text


def test_grave_acts_ask_again_after_a_while(staff: Staff, person: People) -> None:
    somebody = person()
    client = staff(Role.OPERATOR)
    with client.client.session_transaction() as session:
        session["fs_paa"] = time.time() - 3600
    client.get("accounts.show_account", public_id=somebody.id)
    answer = client.submit({"role": "officer"}, action="/grant")
    assert answer.response.location == f"/account/confirm?next=/accounts/{somebody.id}"
    assert "Is it still you?" in client.follow().main()


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.OPERATOR])
def test_only_operators_keep_accounts(staff: Staff, person: People, role: Role) -> None:
    client = staff(role)
    client.get("accounts.list_accounts", expect=403)
    client.get("accounts.show_account", public_id=person().id, expect=403)
    client.post("accounts.grant_role", {"role": "operator"}, public_id=person().id, expect=403)


def test_unknown_accounts_are_not_found(staff: Staff) -> None:
    client = staff(Role.OPERATOR)
    client.get("accounts.show_account", public_id="nobody", expect=404)
    for act in (
        "grant_role",
        "withdraw_role",
        "deactivate",
        "reactivate",
        "reset_second_factor",
        "print_set_up_code",
    ):
        client.post(f"accounts.{act}", {"role": "officer"}, public_id="nobody", expect=404)


def test_sign_out_everywhere_is_everywhere(person: People, app: Talka) -> None:
    somebody = person(Role.OFFICER)
    here, there = PageClient(app).sign_in(somebody), PageClient(app).sign_in(somebody)
    here.get("accounts.show_own")
    here.submit(action="/account/sign-out-everywhere")
    assert "signed out on every device" in here.follow().text
    there.get("accounts.show_own", expect=302)


def test_first_operator_from_the_command_line(app: Talka, page: PageClient) -> None:
    runner = app.test_cli_runner()
    said = runner.invoke(args=["create-operator", "first@office.example", "First Person"])
    assert said.exit_code == 0, said.output
    code = said.output.split("Set-up code: ")[1].split()[0]
    page.get("core.enter_code")
    page.submit({"code": code}, action="/code")
    page.follow()
    page.submit({"password": PASSWORD, "again": PASSWORD}, action="/set-up")
    page.follow()
    page.submit({"email": "first@office.example", "password": PASSWORD}, action="/sign-in")
    assert "Operator" in page.follow().main()
    again = runner.invoke(args=["create-operator", "first@office.example", "First Person"])
    assert again.exit_code == 1
    assert "already exists" in again.output
