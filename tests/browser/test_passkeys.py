# SPDX-License-Identifier: EUPL-1.2
"""Passkeys in a real browser with a virtual authenticator: added, used after the password, used alone, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from core.domain.actor import Role
from tests.browser.conftest import Server
from tests.builders.accounts import PASSWORD, staff_account

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def email(live_server: Server) -> str:
    """Somebody with a password and a role, in the database of the live server."""
    with live_server.app.app_context():
        return staff_account(Role.OFFICER)


@pytest.fixture
def tab(browser: Browser, live_server: Server) -> Iterator[Page]:
    """A browser with an authenticator of its own; it fails on everything the console complains about."""
    context = browser.new_context(base_url=live_server.url, locale="en", service_workers="block")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "422" not in m.text else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    yield page
    context.close()
    assert not complaints


@dataclass(frozen=True, slots=True)
class Device:
    """A virtual authenticator."""

    session: CDPSession
    id: str

    def send(self, command: str, **values: Any) -> Any:
        return self.session.send("WebAuthn." + command, {"authenticatorId": self.id, **values})


def plug_in(page: Page) -> Device:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return Device(session, session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"])


def give_password(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def add_passkey(page: Page, name: str, purpose: str) -> None:
    page.goto("/account/passkeys")
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_label(re.compile(purpose)).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Create the passkey now").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    assert page.url.endswith("/account")


def test_after_the_password(tab: Page, email: str) -> None:
    plug_in(tab)
    give_password(tab, email)
    add_passkey(tab, "work phone", "After my password")
    tab.get_by_role("button", name="Sign out").first.click()
    give_password(tab, email)
    assert "/sign-in/passkey" in tab.url
    tab.goto("/desk")
    assert "/sign-in" in tab.url
    give_password(tab, email)
    tab.get_by_role("button", name="Go on").click()
    tab.get_by_role("button", name="Use my passkey now").click()
    expect(tab.get_by_role("heading", name="My desk")).to_be_visible()


def test_instead_of_password_and_code(tab: Page, email: str) -> None:
    plug_in(tab)
    give_password(tab, email)
    add_passkey(tab, "laptop", "In place of password and code")
    tab.get_by_role("button", name="Sign out").first.click()
    tab.goto("/sign-in")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.get_by_role("button", name="Use my passkey now").click()
    expect(tab.get_by_role("heading", name="My desk")).to_be_visible()


def test_a_key_that_does_not_know_its_person_signs_nobody_in_alone(tab: Page, email: str) -> None:
    """The fingerprint or PIN is what makes a passkey two factors: without it, it is refused."""
    device = plug_in(tab)
    give_password(tab, email)
    add_passkey(tab, "laptop", "In place of password and code")
    tab.get_by_role("button", name="Sign out").first.click()
    assert len(device.send("getCredentials")["credentials"]) == 1
    device.send("setUserVerified", isUserVerified=False)
    tab.goto("/sign-in")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.get_by_role("button", name="Use my passkey now").click()
    expect(tab.get_by_text("The passkey did not answer")).to_be_visible()
    tab.goto("/desk")
    assert "/sign-in" in tab.url


def test_the_key_of_somebody_else_does_not_complete_a_sign_in(tab: Page, email: str, live_server: Server) -> None:
    """Two people share a device; the page is tampered with to ask for the other one's key."""
    with live_server.app.app_context():
        other = staff_account(Role.OPERATOR)
    device = plug_in(tab)
    give_password(tab, other)
    add_passkey(tab, "theirs", "After my password")
    theirs = device.send("getCredentials")["credentials"][0]["credentialId"]
    tab.get_by_role("button", name="Sign out").first.click()
    give_password(tab, email)
    add_passkey(tab, "mine", "After my password")
    tab.get_by_role("button", name="Sign out").first.click()
    give_password(tab, email)
    tab.get_by_role("button", name="Go on").click()
    tab.locator("form[data-passkey]").evaluate(
        """(form, id) => {
          const options = JSON.parse(form.dataset.options);
          options.allowCredentials[0].id = id.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
          form.dataset.options = JSON.stringify(options);
        }""",
        theirs,
    )
    tab.get_by_role("button", name="Use my passkey now").click()
    expect(tab.get_by_text("This passkey was not accepted")).to_be_visible()
    tab.goto("/desk")
    assert "/sign-in" in tab.url


def test_says_again_that_it_is_the_same_person_and_removes(tab: Page, email: str) -> None:
    plug_in(tab)
    give_password(tab, email)
    add_passkey(tab, "work phone", "After my password")
    tab.goto("/account/confirm?next=/account/passkeys")
    tab.get_by_role("button", name="Use a passkey").click()
    tab.get_by_role("button", name="Use my passkey now").click()
    expect(tab.get_by_text("Thank you. You can go on.")).to_be_visible()
    assert tab.url.endswith("/account/passkeys")
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.get_by_role("button", name="Remove work phone").click()
    expect(tab.get_by_text("The passkey is removed.")).to_be_visible()
    tab.goto("/account")
    expect(tab.get_by_text("None yet.")).to_be_visible()


def test_a_browser_without_javascript_is_told(browser: Browser, live_server: Server) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This browser cannot use passkeys here")).to_be_visible()
    expect(page.get_by_role("button", name="Use my passkey now")).to_be_hidden()
    expect(page.get_by_role("link", name="Sign in with a password")).to_be_visible()
    context.close()
