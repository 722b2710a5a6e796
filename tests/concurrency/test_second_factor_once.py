# SPDX-License-Identifier: EUPL-1.2
"""One code lets in once, also when two browsers send it at the same moment. On SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import current_app

from core.accounts.models import Account
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from tests.builders.accounts import PASSWORD, app_code, with_password
from tests.page import PageClient

pytestmark = pytest.mark.slow
BROWSERS = 4


def pending(app: Talka, email: str) -> PageClient:
    """A browser that has given the password."""
    client = PageClient(app)
    client.get("security.login")
    client.submit({"email": email, "password": PASSWORD}, action="/sign-in")
    return client


@pytest.mark.parametrize("way", ["app", "recovery"])
def test_one_code_lets_in_once(app: Talka, person: Callable[..., Actor], way: str) -> None:
    somebody = person(Role.OFFICER)
    email = with_password(somebody)
    parts = current_app.extensions["security"]
    with unit_of_work():
        account = db.session.query(Account).filter_by(public_id=somebody.id).one()
        secret = parts.totp_factory.generate_totp_secret()
        account.tf_primary_method, account.tf_totp_secret = "authenticator", secret
        recovery = parts.mf_recovery_codes_util.create_recovery_codes(account)
        key = parts.totp_factory.get_totp_pretty_key(secret)
    address, code = ("/sign-in/code", app_code(key)) if way == "app" else ("/sign-in/recovery-code", recovery[0])
    browsers = [pending(app, email) for _ in range(BROWSERS)]
    tokens = []
    for browser in browsers:
        page = browser.get("security.mf_recovery")
        tokens.append(next(e.get("value") for e in page.all("input") if e.get("name") == "csrf_token"))
    db.session.remove()
    together = Barrier(BROWSERS)

    def send(number: int) -> int:
        with app.app_context():
            together.wait()
            answer = browsers[number].client.post(
                address, data={"code": code, "csrf_token": tokens[number]}, headers={"Origin": "http://localhost"}
            )
            return int(answer.status_code)

    with ThreadPoolExecutor(BROWSERS) as pool:
        answers = sorted(pool.map(send, range(BROWSERS)))
    assert answers == [302] + [422] * (BROWSERS - 1)
