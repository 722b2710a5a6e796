# SPDX-License-Identifier: EUPL-1.2
"""Writing a statute: a shipped rule fills the form, every parameter is asked for and shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.domain.actor import Actor, Role
from tests.page import PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]
PLACES = "jonava | Jonava | Jonavos miesto seniūnija"


@pytest.mark.requirement("R039", "R050")
def test_a_shipped_rule_fills_the_form_and_is_kept(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    shown = page.get("council.draft_statute").main()
    assert "An odd number" in shown or "an odd number" in shown, "the reasons of the recommended rule"
    typed = {"municipality": "Jonavos r. sav.", "places": PLACES, "min_age": "16"}
    filled = page.submit({**typed, "sheet": "sheet:jena"}, action="statutes/draft", expect=200)
    assert "guarantee | region | Africa 1" in filled.main()
    assert "Nothing is saved yet" in filled.main()
    assert filled.by_id("min_age").get("value") == "16", "what was typed stays"
    again = page.submit({"seats": "11"}, action="statutes/draft", button="fill=1", expect=200)
    assert again.by_id("seats").get("value") == "11", "the enter key loses nothing"
    page.submit({"seats": "12", "supporters": "10", "single_candidates": "y"}, action="statutes/draft")
    draft = next(link for link in page.follow().links() if "/council/statutes/" in link and "draft" not in link)
    said = page.get("council.show_statute", public_id=draft.rsplit("/", 1)[-1]).main()
    for words in ("Votes for persons", "3 votes, at most 3 for one person", "Africa 1, America 1", "Seats 12"):
        assert words in said
    again = page.get("council.draft_statute")
    assert "guarantee | region | Africa 1" in again.main()
    assert again.by_id("supporters").get("value") == "10"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"formula": "plurality"}, "does not fit the ballot paper"),
        ({"conditions": "extra_seat | sex"}, "votes for persons only"),
        ({"conditions": "nonsense"}, "Line 1 cannot be read"),
        ({"most_per_seat": "0"}, "number from 1 to 10"),
        ({"channels": []}, "at least one way to vote"),
    ],
)
def test_a_rule_that_cannot_work_is_explained(staff: Staff, typed: dict[str, str], sentence: str) -> None:
    page = staff(Role.OFFICER)
    page.get("council.draft_statute")
    start = {"municipality": "X", "places": PLACES}
    shown = page.submit({**start, **typed}, action="statutes/draft", expect=422)
    assert sentence in shown.main()
    assert shown.by_id("municipality").get("value") == "X"
