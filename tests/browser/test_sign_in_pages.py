# SPDX-License-Identifier: EUPL-1.2
"""axe-core on the pages that exist only in the middle of a sign-in or of a set-up, which no link leads to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from core.accounts import services
from core.accounts.models import Account
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM, Role
from tests.browser.conftest import Server
from tests.browser.test_accessibility import faults
from tests.builders.accounts import PASSWORD, app_code, passkey_of, staff_account


@pytest.fixture(params=[("en", 320), ("ar", 320), ("lt", 1280)], ids=lambda p: f"{p[0]}-{p[1]}")
def tab(browser: Browser, live_server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    lang, width = request.param
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, service_workers="block"
    )
    context.add_cookies([{"name": "lang", "value": lang, "url": live_server.url}])
    yield context.new_page()
    context.close()


class Walk:
    """Opens pages and remembers what axe found on them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}

    def look(self, name: str) -> None:
        problems = faults(self.page)
        if problems:
            self.found[name] = problems

    def go(self, path: str) -> None:
        self.page.goto(path)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def press(self, action: str) -> None:
        """Press the button of the form that leads to this address."""
        self.page.locator(f'main form[action^="{action}"] button').first.click()

    def leave(self) -> None:
        self.page.locator('form[action="/sign-out"] button').click()

    def sign_in(self, email: str) -> None:
        self.go("/sign-in")
        self.fill(email=email, password=PASSWORD)
        self.press("/sign-in")


def test_pages_in_the_middle(tab: Page, live_server: Server) -> None:
    with live_server.app.app_context():
        email, code = prepare(live_server.app)
    walk = Walk(tab)
    walk.go("/sign-in")
    walk.press("/sign-in")
    walk.look("sign-in, refused")
    walk.press("/sign-in/passkey")
    walk.look("a passkey is asked")

    walk.sign_in(email)
    walk.go("/account/code-app")
    walk.press("/account/code-app")
    walk.look("the picture of the code app")
    key = tab.locator("#app-key").inner_text()
    walk.fill(code=app_code(key))
    walk.press("/account/code-app/")
    walk.go("/account/recovery-codes")
    walk.press("/account/recovery-codes")
    walk.look("fresh recovery codes")
    walk.go("/account/confirm")
    walk.press("/account/confirm")
    walk.look("is it you, refused")
    walk.leave()

    walk.sign_in(email)
    walk.look("the code")
    walk.press("/sign-in/code")
    walk.look("the code, refused")
    walk.go("/sign-in/recovery-code")
    walk.press("/sign-in/recovery-code")
    walk.look("a recovery code, refused")

    with live_server.app.app_context(), unit_of_work():
        account = db.session.query(Account).filter_by(email=email).one()
        db.session.add(passkey_of(account))
    walk.sign_in(email)
    walk.look("several second factors")
    tab.locator("main input[value=webauthn]").check()
    walk.press("/sign-in/choose")
    walk.look("a passkey after the password")
    walk.press("/sign-in/passkey")
    walk.look("a passkey after the password is asked")

    walk.go("/code")
    walk.fill(code=code)
    walk.press("/code")
    walk.press("/set-up")
    walk.look("choosing a password, refused")
    assert not walk.found, "\n".join(f"{where}: {what}" for where, what in walk.found.items())


def test_pages_of_an_operator_after_a_button(tab: Page, live_server: Server) -> None:
    with live_server.app.app_context():
        operator = staff_account(Role.OPERATOR)
        other = staff_account(Role.RETURNING_OFFICER)
        with unit_of_work():
            account = db.session.query(Account).filter_by(email=other).one()
            db.session.add(passkey_of(account))
            public_id = account.public_id
    walk = Walk(tab)
    walk.sign_in(operator)
    walk.go("/accounts/new")
    walk.press("/accounts/new")
    walk.look("a new account, refused")
    walk.fill(name="Ona", email="ona@office.example")
    walk.press("/accounts/new")
    walk.look("the slip with the set-up code")
    walk.go(f"/accounts/{public_id}")
    tab.locator("#role").select_option("council_member")
    walk.press(f"/accounts/{public_id}/grant")
    walk.look("a role, refused")
    for act in ("reset-second-factor", "deactivate"):
        tab.locator("details", has=tab.locator(f'form[action$="{act}"]')).locator("summary").click()
        walk.press(f"/accounts/{public_id}/{act}")
        walk.look(f"{act}, refused")
    assert not walk.found, "\n".join(f"{where}: {what}" for where, what in walk.found.items())


def prepare(app: Talka) -> tuple[str, str]:
    """Somebody who signs in, and a set-up code of somebody else."""
    email, newcomer = staff_account(Role.OFFICER), staff_account()
    with unit_of_work():
        account = db.session.query(Account).filter_by(email=newcomer).one()
        return email, services.issue_set_up_code(SYSTEM, account.public_id)
