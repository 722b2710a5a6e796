# SPDX-License-Identifier: EUPL-1.2
"""Signing in from the password to the second factor, and every way in which it is refused."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from core.accounts.models import Account
from core.accounts.sign_in import LONGEST
from core.accounts.sign_in_forms import FAILURES_PER_ACCOUNT
from core.app import Talka, create_app
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from tests.builders.accounts import PASSWORD, app_code, passkey_of, with_password
from tests.page import Page, PageClient


@pytest.fixture
def strict(app: Talka, config: Config) -> Iterator[PageClient]:
    """A visitor of an installation that is neither a demo nor a test: the second factor is required."""
    real = create_app(dataclasses.replace(config, testing=False))
    yield PageClient(real)
    with real.app_context():
        db.engine.dispose()


def give_password(client: PageClient, email: str, password: str = PASSWORD, expect: int = 302, **args: str) -> Page:
    client.get("security.login", **args)
    return client.submit({"email": email, "password": password}, action="/sign-in", expect=expect)


def location(page: Page) -> str:
    return page.response.headers["Location"]


def set_up_app(client: PageClient) -> str:
    """From the page of the set-up to the first code; returns the key."""
    client.submit(button="setup=authenticator", action="/account/code-app", expect=200)
    assert client.last is not None
    return "".join(client.last.by_id("app-key").itertext())


@pytest.mark.requirement("D02")
def test_from_password_to_second_factor_and_back_in(strict: PageClient, person: Callable[..., Actor]) -> None:
    email = with_password(person(Role.OFFICER))
    assert location(give_password(strict, email)).endswith("/account/code-app")
    assert location(strict.get("core.show_desk", expect=302)).startswith("/sign-in")
    strict.get("security.two_factor_setup")
    key = set_up_app(strict)
    strict.submit({"code": app_code(key)}, action="/sign-in/code")
    assert location(strict.last) == "/desk"
    assert "Print your recovery codes" in strict.follow().main()

    strict.get("security.mf_recovery_codes")
    shown = strict.submit(button="generate_new_codes=1", action="/account/recovery-codes", expect=200)
    codes = ["".join(li.itertext()) for li in shown.by_id("recovery-codes").iter("code")]
    assert len(set(codes)) == 10

    strict.post("security.logout")
    give_password(strict, email)
    strict.follow()
    assert "I do not have my phone" in strict.last.main()
    strict.submit({"code": app_code(key, steps=1)}, action="/sign-in/code")
    assert location(strict.last) == "/desk"
    strict.follow()

    strict.post("security.logout")
    for attempt, expected in ((1, 302), (2, 422)):
        give_password(strict, email)
        strict.get("security.mf_recovery")
        half = strict.submit({"code": "ABCD"}, action="/sign-in/recovery-code", expect=422)
        assert "12 letters and digits" in half.main()
        assert half.by_id("code").get("value") == "ABCD"
        answer = strict.submit({"code": codes[0].lower()}, action="/sign-in/recovery-code", expect=expected)
        if attempt == 1:
            assert location(answer) == "/desk"
            strict.post("security.logout")
    assert "We do not know this recovery code" in answer.main()


def test_password_alone_opens_nothing(strict: PageClient, person: Callable[..., Actor]) -> None:
    """Between password and second factor only the pages of the sign-in answer."""
    email = with_password(person(*Role.__members__.values()))
    give_password(strict, email)
    shown = strict.get("security.two_factor_setup")
    assert "Ask me for no code any more" not in shown.main()
    for endpoint in ("core.show_desk", "accounts.show_own", "accounts.list_accounts", "security.wan_register"):
        assert location(strict.get(endpoint, expect=302)).startswith("/sign-in")
    for endpoint in ("security.mf_recovery", "security.tf_select", "security.two_factor_token_validation"):
        assert location(strict.get(endpoint, expect=302)).endswith("/sign-in")


def test_a_required_second_factor_cannot_be_switched_off(strict: PageClient, person: Callable[..., Actor]) -> None:
    strict.sign_in(person(Role.OFFICER))
    strict.get("security.two_factor_setup")
    answer = strict.submit(button="setup=disable", action="/account/code-app", expect=422)
    assert "Please choose one of the ways" in answer.main()


def test_the_app_code_is_taken_once_and_guesses_are_counted(strict: PageClient, person: Callable[..., Actor]) -> None:
    email = with_password(person(Role.OFFICER))
    give_password(strict, email)
    strict.get("security.two_factor_setup")
    key = set_up_app(strict)
    used = app_code(key)
    strict.submit({"code": used}, action="/sign-in/code")
    strict.post("security.logout")
    give_password(strict, email)
    strict.follow()
    assert "does not fit" in strict.submit({"code": used}, action="/sign-in/code", expect=422).main()
    for _ in range(FAILURES_PER_ACCOUNT):
        shown = strict.submit({"code": "12 34 5٦"}, action="/sign-in/code", expect=422)
    assert "Too many attempts" in shown.main()
    assert "Too many" in strict.submit({"code": app_code(key, steps=1)}, action="/sign-in/code", expect=422).main()


def test_wrong_password_and_unknown_address_read_the_same(page: PageClient, person: Callable[..., Actor]) -> None:
    known = with_password(person(Role.OFFICER))
    without = db.session.query(Account).filter_by(public_id=person().id).one().email
    answers = set()
    for email in (known, without, "nobody@staff.example"):
        shown = give_password(page, email, "a wrong password", expect=422)
        answers.add(shown.main())
        assert shown.by_id("email").get("value") == email
        assert not shown.by_id("password").get("value")
    assert len(answers) == 1
    assert "do not fit together" in answers.pop()


def test_empty_fields_are_named(page: PageClient) -> None:
    shown = give_password(page, "", "", expect=422)
    assert "Please type your e-mail address." in shown.main()
    assert "Please type your password." in shown.main()


def test_guessing_a_password_is_throttled_for_known_and_unknown(page: PageClient, person: Callable[..., Actor]) -> None:
    known = with_password(person(Role.OFFICER))
    for email in (known, "nobody@staff.example"):
        for _ in range(FAILURES_PER_ACCOUNT):
            assert "do not fit" in give_password(page, email, "a wrong password", expect=422).main()
        assert "Too many attempts" in give_password(page, email.upper(), expect=422).main()


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "///evil.example"],
)
def test_next_never_leads_away(page: PageClient, person: Callable[..., Actor], target: str) -> None:
    email = with_password(person(Role.OFFICER))
    assert location(give_password(page, email, next=target)) == "/desk"
    page.client.delete_cookie("session")
    page.get("security.login")
    answer = page.submit({"email": email, "password": PASSWORD, "next": target}, action="/sign-in")
    assert urlsplit(location(answer)).netloc == ""
    assert not location(answer).startswith(("//", "/\\", "\\"))


def test_next_leads_back_where_one_was(page: PageClient, person: Callable[..., Actor]) -> None:
    email = with_password(person(Role.OBSERVER))
    page.get("core.show_audit", expect=302)
    page.follow()
    answer = page.submit({"email": email, "password": PASSWORD}, action="/sign-in")
    assert location(answer) == "/audit"


def test_sign_out_takes_a_form_and_forgets_opened_codes(staff: Callable[..., PageClient]) -> None:
    client = staff(Role.OFFICER)
    with client.client.session_transaction() as session:
        session["opened"] = [["input", "x"]]
    client.get("security.logout", expect=405)
    client.post("security.logout")
    with client.client.session_transaction() as session:
        assert "opened" not in session
        assert "_user_id" not in session
    client.get("core.show_desk", expect=302)


def test_a_new_sign_in_has_a_new_form_token(page: PageClient, person: Callable[..., Actor]) -> None:
    email = with_password(person(Role.OFFICER))
    page.get("security.login")
    with page.client.session_transaction() as session:
        before = session["csrf_token"]
    give_password(page, email)
    page.follow()
    with page.client.session_transaction() as session:
        assert session["csrf_token"] != before
        assert session["_fresh"]


def test_password_change_ends_other_sessions_and_keeps_this_one(
    page: PageClient, person: Callable[..., Actor], app: Talka
) -> None:
    somebody = person(Role.OFFICER)
    with_password(somebody)
    other = PageClient(app).sign_in(somebody)
    page.sign_in(somebody).get("security.change_password")
    wrong = {"password": "not the one", "new_password": "x", "new_password_confirm": "y"}
    shown = page.submit(wrong, action="/account/password", expect=422)
    assert "The two passwords differ" in shown.main()
    weak = {"password": PASSWORD, "new_password": "tiny", "new_password_confirm": "tiny"}
    assert "at least 12 characters" in page.submit(weak, action="/account/password", expect=422).main()
    fresh = "another kettle of calm fish"
    good = {"password": PASSWORD, "new_password": fresh, "new_password_confirm": fresh}
    page.submit(good, action="/account/password")
    assert "Your password is changed" in page.follow().text
    other.get("core.show_desk", expect=302)


def test_cookies_are_bound_to_the_host_over_https(app: Talka, config: Config) -> None:
    real = create_app(dataclasses.replace(config, testing=False, base_url="https://talka.example"))
    answer = real.test_client().get("/sign-in", base_url="https://talka.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    with real.app_context():
        db.engine.dispose()


def test_scripts_get_pages_too(page: PageClient) -> None:
    """The JSON side of Flask-Security is shut: it answers as if a browser had asked."""
    answer = page.client.get("/sign-in", headers={"Accept": "application/json"})
    assert answer.mimetype == "text/html"


def test_several_second_factors_are_offered(page: PageClient, person: Callable[..., Actor]) -> None:
    somebody = person(Role.OFFICER)
    email = with_password(somebody)
    with unit_of_work():
        account = db.session.query(Account).filter_by(public_id=somebody.id).one()
        account.tf_primary_method, account.tf_totp_secret = "authenticator", "{}"
        db.session.add(passkey_of(account))
    assert location(give_password(page, email)).startswith("/sign-in/choose")
    shown = page.follow()
    assert "A code from my app" in shown.main()
    assert "A passkey" in shown.main()
    assert "Please choose one" in page.submit(action="/sign-in/choose", expect=422).main()
    answer = page.submit({"which": "webauthn"}, action="/sign-in/choose")
    assert location(answer).startswith("/sign-in/passkey")
    page.follow()
    shown = page.submit(action="/sign-in/passkey", expect=200)
    assert "This browser cannot use passkeys here" in shown.main()
    forged = page.submit({"credential": "{}"}, action="/sign-in/passkey/")
    assert "This did not work" in page.follow().text
    assert forged.response.status_code == 302
    answer = page.get("security.two_factor_rescue", expect=302)
    assert location(answer) == "/sign-in/recovery-code"


def test_a_sign_in_ends_after_twelve_hours(staff: Callable[..., PageClient]) -> None:
    client = staff(Role.OFFICER)
    with client.client.session_transaction() as session:
        session["fs_paa"] = time.time() - LONGEST - 60
    assert location(client.get("core.show_desk", expect=302)).startswith("/sign-in")
    assert "Staff sign-in" in client.follow().main()
    with client.client.session_transaction() as session:
        assert "_user_id" not in session
