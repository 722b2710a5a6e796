# SPDX-License-Identifier: EUPL-1.2
"""The first page stays light, as a browser counts it, and asks nothing of any other host."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Server

MOST = 60_000


@pytest.mark.parametrize("lang", ["en", "lt", "ar"])
def test_first_visit_is_light(browser: Browser, demo_server: Server, lang: str) -> None:
    context = browser.new_context(locale=lang, viewport={"width": 360, "height": 740})
    page = context.new_page()
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(demo_server.url, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => 1)")
    sizes = {a.url: len(a.body()) for a in answers}
    context.close()
    assert all(url.startswith((demo_server.url, "data:")) for url in sizes)
    assert sum(sizes.values()) < MOST, sizes
