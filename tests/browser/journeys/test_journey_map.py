# SPDX-License-Identifier: EUPL-1.2
"""The first journey in a real browser: the list comes in, faults are named, communities are found and added."""

from __future__ import annotations

import pytest

from core.config import ROOT
from tests.browser.journeys.conftest import Reader
from tests.browser.journeys.visit import Visit

FILE = ROOT / "demo/data/organisations.csv"
HEAD, *LINES = FILE.read_text("utf-8").splitlines()
ENTRY = r"/organisations/([0-9a-z]{10})$"


@pytest.mark.requirement("R012", "R094", "D10")
def test_communities_are_imported_found_and_added(reader: Reader, mark: str) -> None:
    officer = reader("officer")
    import_again(officer)
    import_with_faults(officer)
    find(officer)
    add_twice(officer, f"Kavos ratas {mark}")


def import_again(officer: Visit) -> None:
    """A page without a file is refused; the list that is there already changes nothing."""
    officer.go("/community-map/imports")
    officer.refused("/community-map/imports", "file")
    officer.fill(file=FILE)
    officer.press("/community-map/imports")
    assert officer.stats() == [0, 0, len(LINES), 0]
    officer.press("/withdraw")


def import_with_faults(officer: Visit) -> None:
    """Every fault is told with its line and its column."""
    broken = [HEAD, LINES[0], ",EE,unknown,,,,,", "Teahouse,Lietuva,nobody,,,,,", "Teahouse,LT,too,few"]
    officer.fill(file={"name": "broken.csv", "mimeType": "text/csv", "buffer": "\n".join(broken).encode()})
    officer.press("/community-map/imports")
    assert officer.stats() == [0, 0, 1, 3]
    rows = officer.tab.locator("main tbody tr").evaluate_all(
        "all => all.map(r => [r.querySelector('th').innerText.replace(/\\D/g, ''), r.querySelector('code').innerText])"
    )
    assert {("3", "name"), ("4", "country"), ("4", "led_by")} <= {tuple(row) for row in rows}
    assert {line for line, _column in rows} == {"3", "4", "5"}


def find(officer: Visit) -> None:
    """Words and a filter together; what was asked stays in the form."""
    officer.go("/organisations")
    everybody = len(officer.links(ENTRY))
    officer.unfold("country")
    officer.fill(q="tartu", country="EE")
    officer.press("/organisations")
    found = officer.links(ENTRY)
    assert 0 < len(found) < everybody
    assert officer.typed("q") == "tartu"
    officer.follow(f"/organisations/{found[0]}")
    assert "tartu" in officer.main.casefold()


def add_twice(officer: Visit, name: str) -> None:
    """An informal community is added by hand; the second time the page asks whether it is the same."""
    officer.go("/community-map/add")
    officer.fill(name=name, languages="Xyzzish")
    officer.refused("/community-map/add", "country", "kind", "formality", name=name, languages="Xyzzish")
    officer.fill(country="LT", kind="community", formality="informal")
    officer.refused("/community-map/add", "languages", name=name, country="LT", kind="community")
    officer.fill(languages="uk, العربية")
    officer.press("/community-map/add")
    entry = officer.path
    assert name in officer.main

    officer.go("/community-map/add")
    officer.fill(name=name.upper(), country="LT", kind="community", formality="informal")
    officer.refused("/community-map/add", "name", name=name.upper(), country="LT", kind="community")
    assert entry in officer.links("(.+)"), "the warning leads to the one that is there"
