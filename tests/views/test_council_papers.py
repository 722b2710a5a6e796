# SPDX-License-Identifier: EUPL-1.2
"""Pages on which ballot papers are entered one by one, from the first batch to a declared result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from core import clock
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from council.services import count_acts, papers
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats
from tests.builders import count as counts
from tests.page import PageClient
from tests.services.test_council_count_acts import ON
from tests.services.test_council_papers import CUMULATIVE, PANACHAGE, RANKED

Person = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


def typed(page: PageClient, election: str, text: str, expect: int = 302) -> str:
    page.get("council.enter_papers", public_id=election, key="rukla", number=1)
    shown = page.submit({"lines": text}, action="papers/1", expect=expect)
    return (page.follow() if expect == 302 else shown).main()


@pytest.mark.requirement("R050", "D02")
def test_a_batch_from_opening_to_a_declared_result(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief, {"A": 1, "B": 1, "C": 1}, CUMULATIVE)
    with unit_of_work():
        count_acts.leave_out(chief, election, "jonava", ON)
    counts.confirmed((clerk, chief), election, {"rukla": counts.box(3)})
    page.sign_in(clerk)
    assert "Papers to enter" in page.get("council.show_count", public_id=election, key="rukla").main()
    assert "No batch yet" in page.get("council.show_papers", public_id=election, key="rukla").main()
    assert "from 1 to 50" in page.submit({"papers": "51"}, action="papers", expect=422).main()
    assert "more papers than are left in the box: 3" in page.submit({"papers": "4"}, action="papers", expect=422).main()
    page.submit({"papers": "3"}, action="papers")
    assert "Person1 Of B" in page.follow().text
    wrong = typed(page, election, "1\n2\n8x2", expect=422)
    assert "Paper 3: “8x2” cannot be read" in wrong
    assert "8x2" in wrong
    assert "3 of 3" in typed(page, election, "1x2 2\n!u\n3")
    page.sign_in(chief)
    page.get("council.enter_papers", public_id=election, key="rukla", number=1)
    shown = page.last.response.get_data(as_text=True) if page.last else ""
    assert "1x2 2" not in shown
    typed(page, election, "1x2 2\n0\n3")
    listed = page.get("council.show_papers", public_id=election, key="rukla").main()
    assert "Two entries disagree" in listed
    page.get("council.decide_papers", public_id=election, key="rukla", number=1)
    assert "Two readings: !u / 0. Look at the paper." in page.submit(action="decide", expect=422).main()
    page.submit({"paper_2": "0", "reason": "There is no mark on it at all."}, action="decide")
    assert "Confirmed" in page.follow().main()
    page.get("council.show_seats", public_id=election)
    page.submit(action="seats")
    page.follow()
    page.get("council.record_lots", public_id=election)
    assert "These persons stand equal for 1 seat" in (page.last.main() if page.last else "")
    page.submit(
        {"place_2": "1", "place_3": "2", "drawn_by": "A child", "present": "Agents", "on": "2027-03-14"}, action="lots"
    )
    assert "Person1 Of B" in page.follow().main()
    assert "Both fingerprints are equal" in page.get("council.verify_count", public_id=election).main()
    page.get("council.declare_result", public_id=election)
    page.submit({"sure": "y"}, action="declare")
    shown = page.follow().main()
    assert "Person1 Of A" in shown
    assert "by Election authority: this place is left out." in shown
    assert "Left out by decision Jonava" in shown
    assert "Person1 Of A" in page.get("council.print_declaration", public_id=election).main()
    assert "left out" in page.get("council.verify_papers", public_id=election).main()
    table = page.get("council.download_figures", public_id=election, key="rukla").response.get_data(as_text=True)
    assert "person 1,Person1 Of A,2" in table


@pytest.mark.requirement("R050")
@pytest.mark.parametrize(
    ("rule", "lines"), [(PANACHAGE, ["L1"] * 30 + ["201"] * 25), (RANKED, ["1 2"] * 30 + ["2 1"] * 20)]
)
def test_pages_of_the_count_show_every_kind_of_rule(
    page: PageClient, person: Person, rule: object, lines: list[str]
) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief, {"A": 2, "B": 2}, rule)  # type: ignore[arg-type]  # a rule sheet by its parameter
    with unit_of_work():
        count_acts.leave_out(chief, election, "jonava", ON)
    counts.keyed((clerk, chief), election, "rukla", lines)
    page.sign_in(chief)
    page.get("council.show_seats", public_id=election)
    page.submit(action="seats")
    assert "Person1 Of A" in page.follow().main()
    page.get("council.follow_election", public_id=election)
    page.get("council.print_count_sheet", public_id=election, key="rukla")
    page.get("council.enter_papers", public_id=election, key="rukla", number=1)


@pytest.mark.requirement("R050")
def test_no_valid_vote_is_said_plainly(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief, {"A": 2, "B": 2}, CUMULATIVE)
    with unit_of_work():
        count_acts.leave_out(chief, election, "jonava", ON)
    counts.keyed((clerk, chief), election, "rukla", ["0"] * 50)
    page.sign_in(chief)
    page.get("council.show_seats", public_id=election)
    page.submit(action="seats")
    assert "every seat stays vacant" in page.follow().main()
    page.get("council.declare_result", public_id=election)
    page.submit({"sure": "y"}, action="declare")
    assert "every seat stays vacant" in page.follow().main()
    assert "every seat stays vacant" in page.get("council.follow_election", public_id=election).main()


@pytest.mark.requirement("R050", "D02")
def test_batches_are_for_those_who_count_and_for_keyed_papers_alone(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = counts.counting(chief, {"A": 1, "B": 1}, CUMULATIVE)
    with unit_of_work():
        papers.open_batch(clerk, election, "rukla", 2, seen=0)
    page.sign_in(person(Role.OBSERVER))
    assert "Batch 1" in page.get("council.show_papers", public_id=election, key="rukla").main()
    page.get("council.enter_papers", public_id=election, key="rukla", number=1, expect=403)
    page.sign_in(chief)
    page.get("council.enter_papers", public_id=election, key="rukla", number=9, expect=404)
    page.get("council.set_batch_aside", public_id=election, key="rukla", number=1)
    page.submit({"reason": "Opened twice"}, action="set-aside")
    assert "set aside" in page.follow().main()
    plain = counts.counting(chief)
    page.get("council.show_papers", public_id=plain, key="rukla", expect=404)


@pytest.mark.requirement("R048")
def test_groups_of_candidates_are_recorded_on_a_page(page: PageClient, person: Person) -> None:
    kept = Condition(kind=ConditionKind.GUARANTEE, trait="region", groups=(GroupSeats("Asia", 1),))
    chief = person(Role.RETURNING_OFFICER)
    election = counts.counting(chief, {"A": 1, "B": 1}, replace(CUMULATIVE, conditions=(kept,)))
    page.sign_in(chief)
    assert "Groups of the candidates" in page.get("council.show_election", public_id=election).text
    shown = page.get("council.record_groups", public_id=election)
    first, second = (each.get("name", "") for each in shown.all("select") if each.get("name", "").startswith("group_"))
    page.submit({first: "Asia", second: ""}, action="candidate-groups")
    page.follow()
    assert "Please write down the reason" in page.submit({second: "Asia"}, action="candidate-groups", expect=422).main()
    page.submit({second: "Asia", "reason": "Told by the candidate"}, action="candidate-groups")
    assert "are recorded" in page.follow().text
    plain = counts.counting(chief)
    assert "Nothing to record" in page.get("council.record_groups", public_id=plain).main()
