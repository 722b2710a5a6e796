# SPDX-License-Identifier: EUPL-1.2
"""A journey without a mouse: past the head of the page, into the form, told what is wrong, back to the field, in."""

from __future__ import annotations

import pytest

from core.app import Talka
from tests import site
from tests.browser.conftest import Server
from tests.browser.journeys.conftest import Reader
from tests.browser.journeys.visit import Visit

FOCUSED = "document.activeElement.id || document.activeElement.getAttribute('href') || document.activeElement.className"


def tab_to(visit: Visit, wanted: str, most: int = 40) -> None:
    """Press Tab until the wanted thing has the focus, which must be seen."""
    for _step in range(most):
        if visit.tab.evaluate(FOCUSED) == wanted:
            break
        visit.tab.keyboard.press("Tab")
    assert visit.tab.evaluate(FOCUSED) == wanted, "not reached with Tab"
    outline = visit.tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", f"nobody sees where the focus is: {wanted}"


def enter(visit: Visit, expect: int) -> None:
    with visit.tab.expect_navigation() as arrival:
        visit.tab.keyboard.press("Enter")
    assert arrival.value.status == expect


def a_code(app: Talka) -> str:
    with app.app_context():
        return site.codes()[0]


@pytest.mark.requirement("D05")
def test_a_page_is_opened_by_code_with_the_keyboard_alone(reader: Reader, demo_server: Server) -> None:
    person, code = reader(), a_code(demo_server.app)
    person.go("/code")
    tab_to(person, "#main", most=1)
    person.tab.keyboard.press("Enter")
    tab_to(person, "code", most=2)
    person.tab.keyboard.type("0000-0000-0000")
    enter(person, 422)
    tab_to(person, "#code")
    person.tab.keyboard.press("Enter")
    tab_to(person, "code", most=1)
    assert person.typed("code") == "0000-0000-0000"
    person.tab.keyboard.press("Control+A")
    person.tab.keyboard.type(code)
    enter(person, 200)
    assert person.path.startswith("/inputs/")
