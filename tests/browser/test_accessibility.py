# SPDX-License-Identifier: EUPL-1.2
"""axe-core on every page of the application, in three languages, at 320 and 1280 px: no violation.

The pages come from the application itself (tests/site.py), so a new page cannot be forgotten. axe finds only
part of what hinders people; docs/accessibility.md says what it cannot find.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.config import ROOT
from core.db import db
from tests import site
from tests.browser.conftest import Server

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = (1280, 320)
ASK = """async options => {
    const { violations } = await axe.run(document, options);
    const root = document.documentElement;
    return [violations.map(v => [v.id, v.nodes.map(n => n.target)]), root.scrollWidth - root.clientWidth];
}"""


@cache
def axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def addresses(demo_server: Server, shared_folder: Path) -> list[site.Address]:
    with demo_server.app.app_context():
        found = site.addresses_of(demo_server.app, shared_folder)
        db.session.remove()
    return found


@pytest.fixture(scope="session")
def demo_codes(demo_server: Server) -> list[str]:
    with demo_server.app.app_context():
        return site.codes()


def faults(page: Any) -> list[str]:
    """What axe objects to on the open page, and whether the page must be scrolled sideways."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found, over = page.evaluate(ASK, options)
    told = [f"{rule}: {places[:3]}" for rule, places in found]
    return [*told, *([f"must be scrolled sideways by {over} px"] if over > 0 else [])]


@pytest.mark.requirement("D07", "D01")
@pytest.mark.parametrize("lang", ["en", "lt", "ar"])
def test_every_page(
    open_context: Any,
    demo_server: Server,
    addresses: list[site.Address],
    demo_codes: list[str],
    lang: str,
) -> None:
    """Each page is opened once and looked at in both widths; half of the time went into opening it again."""
    found: dict[str, list[str]] = {}
    for role in dict.fromkeys(a.role for a in addresses):
        page = open_context(width=WIDTHS[0], lang=lang, role="" if role == site.RESIDENT else role)
        page.on(
            "console",
            lambda m, r=role: found.setdefault(f"console {r}", []).append(m.text) if m.type == "error" else 0,
        )
        for code in demo_codes if role == site.RESIDENT else []:
            page.goto(demo_server.url + "/code")
            page.fill("#code", code)
            page.locator("main form button").first.click()
        for address in (a for a in addresses if a.role == role and a.html):
            page.goto(demo_server.url + address.path)
            assert page.locator("html").get_attribute("lang") == lang
            assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                problems = faults(page)
                if problems:
                    found[f"{address.endpoint} at {width} px ({address.path})"] = problems
        page.context.close()
    assert not found, "\n".join(f"{where}: {what}" for where, what in found.items())


def test_axe_finds_what_is_planted(open_context: Any, demo_server: Server) -> None:
    """The counter-proof: the check above can fail."""
    page = open_context()
    page.goto(demo_server.url + "/code")
    page.evaluate("document.querySelector('label[for=code]').remove()")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/img/icon.svg\">')"
    )
    assert {f.split(":")[0] for f in faults(page)} >= {"label", "image-alt"}
