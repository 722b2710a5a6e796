# SPDX-License-Identifier: EUPL-1.2
"""Headers, cookies, CSRF, origin: what protects every page; and logs that hold no personal data."""

from __future__ import annotations

import dataclasses
import json

import pytest

from core import logs
from core.app import Talka, create_app
from core.config import Config
from core.db import db
from tests.page import PageClient

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("path", ["/", "/no-such-page", "/code", "/sign-in", "/desk"])
def test_every_answer_carries_the_headers(page: PageClient, path: str) -> None:
    headers = page.client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_worker_loads_our_own_modules_and_talks_to_nobody(page: PageClient) -> None:
    """Dedicated workers obey the policy of their own file, not of the page that starts them."""
    assert "worker-src 'self'" in page.client.get("/").headers["Content-Security-Policy"]
    with page.client.get("/static/js/ballot/worker.js") as worker:
        assert worker.headers["Content-Security-Policy"] == "default-src 'none'; script-src 'self'"


def test_modules_are_asked_for_again_unless_their_address_has_a_version(page: PageClient) -> None:
    """They name one another without one; a mixture of old and new ones would be a program nobody wrote."""
    for address, kept in (("talka.js?v=1", "immutable"), ("ballot/tasks.js", "max-age=0")):
        with page.client.get(f"/static/js/{address}") as script:
            assert kept in script.headers["Cache-Control"]
            tag = script.headers["ETag"]
    with page.client.get("/static/js/ballot/tasks.js", headers={"If-None-Match": tag}) as unchanged:
        assert unchanged.status_code == 304


def test_the_nonce_is_new_each_time(page: PageClient) -> None:
    first, second = (page.client.get("/").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused(page: PageClient, headers: dict[str, str]) -> None:
    token = next(e.get("value") for e in page.get("core.enter_code").all("input") if e.get("name") == "csrf_token")
    answer = page.client.post("/language", data={"lang": "lt", "csrf_token": token}, headers=headers)
    assert answer.status_code == 403


def test_a_form_without_its_token_is_refused(page: PageClient) -> None:
    answer = page.client.post("/language", data={"lang": "lt"}, headers={"Origin": "http://localhost"})
    assert answer.status_code == 400
    assert "This form has expired" in answer.get_data(as_text=True)


def test_over_https_cookies_belong_to_this_host(config: Config, app: Talka) -> None:
    secure = create_app(dataclasses.replace(config, base_url="https://town.example"))
    with secure.app_context():
        answer = secure.test_client().get("/code", base_url="https://town.example")
        db.engine.dispose()
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"]


def test_over_https_the_chosen_language_is_remembered(config: Config, app: Talka) -> None:
    secure = create_app(dataclasses.replace(config, base_url="https://town.example"))
    with secure.app_context():
        visitor = secure.test_client()
        visitor.set_cookie("__Host-lang", "lt", domain="town.example", secure=True)
        answer = visitor.get("/code", base_url="https://town.example").get_data(as_text=True)
        db.engine.dispose()
    assert '<html lang="lt"' in answer


def test_static_files_may_be_kept(page: PageClient) -> None:
    sheet = next(e.get("href", "") for e in page.get("core.enter_code").all("link") if e.get("rel") == "stylesheet")
    with page.client.get(sheet) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    assert "?v=" in sheet


def test_a_file_whose_address_never_changes_is_asked_for_again(page: PageClient) -> None:
    with page.client.get("/static/css/talka.css") as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_logs_hold_no_personal_data(page: PageClient, capsys: pytest.CaptureFixture[str]) -> None:
    page.get("core.enter_code", code="SECR-ETCO-DE12")
    page.submit({"code": "7777-8888-9999"}, action="/code", expect=422)
    page.client.get("/", headers={"User-Agent": "Somebody's phone", "X-Forwarded-For": "203.0.113.9"})
    said = capsys.readouterr().err
    for secret in ("SECR", "7777", "Somebody", "203.0.113.9", "127.0.0.1", "/code?"):
        assert secret not in said
    entries = [json.loads(line) for line in said.splitlines()]
    assert {"core.enter_code", "core.show_home"} <= {e["endpoint"] for e in entries}
    assert all(set(e) <= logs.ALLOWED for e in entries)


def test_a_key_that_is_not_allowed_is_dropped(app: Talka, capsys: pytest.CaptureFixture[str]) -> None:
    logs.log.info("request", status=200, name="Somebody", address="Street 1")
    assert "Somebody" not in capsys.readouterr().err
