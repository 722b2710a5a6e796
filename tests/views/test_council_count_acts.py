# SPDX-License-Identifier: EUPL-1.2
"""Pages around the count: covered first entries, recounts, boxes put together, places left out, doubtful papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core import clock
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from council.services import polling
from council.services.polling import PlaceReport
from tests.builders import count as counts
from tests.page import PageClient

Person = Callable[..., Actor]
DECIDED = {"by": "Election authority", "on": "2027-03-14", "reason": "A list agent asked for it."}


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


@pytest.mark.requirement("R050", "D02")
def test_no_page_shows_the_first_entry_before_the_second(page: PageClient, person: Person) -> None:
    """Every page around the count, by everybody who may open it: the covered figure is nowhere in the source."""
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief, counts.SHORT)
    first = counts.figures(election, {"Common Table": 7177, "Bridges": 30, "Rukla Together": 43})
    with unit_of_work():
        report = PlaceReport(figures=first, reason="The number 7177 is right", seen=0)
        polling.enter_count(clerk, election, "rukla", report)
    pages = ("show_count", "enter_count", "decide_count", "print_count_sheet", "judge_paper", "pool_boxes")
    whole = ("show_counts", "verify_papers", "show_seats", "show_election", "order_recount", "manage_elections")
    for reader in (chief, person(Role.OBSERVER), person(Role.POLLING_CLERK)):
        page.sign_in(reader)
        for name in pages + whole if reader is chief else ("show_count", "enter_count", "verify_papers"):
            address = {} if name == "manage_elections" else {"public_id": election}
            address |= {"key": "rukla"} if name in pages else {}
            expect = 403 if name == "enter_count" and reader.has(Role.OBSERVER) else 200
            opened = page.get(f"council.{name}", **address, expect=expect)
            assert "7177" not in opened.response.get_data(as_text=True), name
        page.get("council.download_figures", public_id=election, key="rukla", expect=404)
    page.sign_in(chief)
    page.get("council.enter_count", public_id=election, key="rukla")
    wrong = page.submit({"marked": "x"}, action="enter", expect=422)
    assert "7177" not in wrong.response.get_data(as_text=True)


@pytest.mark.requirement("R050")
def test_a_recount_is_ordered_entered_and_printed(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counted(chief, clerk)
    page.sign_in(chief)
    page.get("council.order_recount", public_id=election)
    shown = page.submit({"by": "Election authority"}, action="recount", expect=422)
    assert shown.by_id("by").get("value") == "Election authority"
    assert "choose the polling places" in page.submit(DECIDED, action="recount", expect=422).main()
    page.submit({**DECIDED, "places": "rukla"}, action="recount")
    assert "Recount ordered" in page.follow().main()
    place = page.get("council.show_count", public_id=election, key="rukla").main()
    assert "Recount 1, ordered on" in place
    assert "54" in place
    again = counts.figures(election, {"Common Table": 53, "Bridges": 31, "Rukla Together": 43})
    for seen, actor in ((2, clerk), (3, chief)):
        with unit_of_work():
            polling.enter_count(actor, election, "rukla", PlaceReport(figures=again, reason="As counted", seen=seen))
    place = page.get("council.show_count", public_id=election, key="rukla").main()
    assert "Second entry, recount 1" in place
    assert "1. Common Table changed in the recount" in place
    assert "3. Rukla Together changed" not in place
    paper = page.get("council.verify_papers", public_id=election).main()
    assert "All papers add up" in paper
    assert "Recount 1, ordered on" in paper
    assert "As counted" in paper
    table = page.get("council.download_figures", public_id=election, key="rukla").response.get_data(as_text=True)
    assert "list 1,Common Table,53" in table
    assert "rejected: not_marked,not marked,11" in table


@pytest.mark.requirement("R050")
def test_boxes_are_put_together_and_a_place_is_left_out_on_pages(page: PageClient, person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = counts.counting(chief, counts.SHORT)
    page.sign_in(chief)
    page.get("council.leave_out_place", public_id=election, key="rukla")
    page.submit({**DECIDED, "on": "2027-03-20"}, action="leave-out", expect=422)
    page.submit(DECIDED, action="leave-out")
    assert "Left out by decision" in page.follow().main()
    assert "this place is left out" in page.get("council.verify_papers", public_id=election).main()
    other = counts.counting(chief, counts.SHORT)
    page.get("council.pool_boxes", public_id=other, key="rukla")
    page.submit({"box": "jonava"}, action="pool", expect=422)
    page.submit({"box": "jonava", "reason": "Fewer than fifty papers"}, action="pool")
    assert "Jonava + Rukla" in page.follow().main()
    page.get("council.show_count", public_id=other, key="rukla", expect=404)
    assert "No other box is left" in page.get("council.pool_boxes", public_id=other, key="jonava").main()


@pytest.mark.requirement("R050")
def test_a_doubtful_paper_is_written_down_in_words(page: PageClient, person: Person) -> None:
    election = counts.counting(person(Role.RETURNING_OFFICER), counts.SHORT)
    page.sign_in(person(Role.POLLING_CLERK))
    page.get("council.judge_paper", public_id=election, key="rukla")
    typed = {
        "description": "Two crosses, one of them struck out.",
        "question": "Is the wish clear?",
        "outcome": "valid",
        "reason": "One cross is plainly taken back.",
        "board": "Three members",
        "in_favour": "3",
    }
    shown = page.submit(typed, action="doubtful", expect=422)
    assert "Please say what the paper counts for" in shown.main()
    assert "Two crosses" in shown.main()
    page.submit({**typed, "counted_for": counts.list_ids(election)[1]}, action="doubtful")
    shown = page.follow().main()
    assert "2. Bridges" in shown
    assert "In favour 3, against 0." in shown
    page.sign_in(person(Role.OBSERVER))
    assert "One cross is plainly" in page.get("council.show_count", public_id=election, key="rukla").main()
