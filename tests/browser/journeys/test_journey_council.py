# SPDX-License-Identifier: EUPL-1.2
"""The fourth journey in a real browser: from a residents' register to declared seats, and a real council's count."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from core import clock
from core.app import Talka
from core.config import ROOT
from core.db import unit_of_work
from core.domain.actor import Role
from council.domain.election import LocalText
from council.domain.electoral_register import Verdict
from council.queries import duplicates as pairs
from council.queries.election import election_by
from council.services import admission, duplicates, nomination
from council.services.nomination import CandidatePlan, ListPlan
from council.tally import published
from demo.accounts import actor_of
from tests.browser.conftest import Server
from tests.browser.journeys.conftest import Reader
from tests.browser.journeys.visit import Visit

REGISTER = ROOT / "demo/data/register_2000.csv"
TRUTH = ROOT / "tests/data/register_2000_truth.csv"
DAYS = {
    "register_closes_on": "2027-02-12",
    "nominations_close_on": "2027-02-19",
    "polling_day": "2027-03-14",
    "declare_by": "2027-03-18",
}
SHORTER = 1200
EXPORTED = "2027-01-28"
VOTES = {"jonava": (196, 141, 54), "rukla": (54, 30, 43)}
SEATS = [5, 3, 1]


@pytest.mark.requirement("R043", "R044", "R045", "R046", "R048", "R050", "D10")
def test_from_a_register_to_a_declaration(reader: Reader, demo_server: Server, mark: str, tmp_path: Path) -> None:
    chief = reader("returning_officer")
    election = call_election(chief, f"Rinkimai {mark}")
    import_register(chief, election)
    decide_duplicates(chief, election, demo_server.app)
    close_register(chief, election)

    lists = prepared_lists(election, demo_server.app)
    lists.append(hand_in_a_list(chief, election, f"Trečias {mark}"))
    publish_lists(chief, election, lists)
    clerk = reader("polling_clerk")
    for place, votes in VOTES.items():
        enter_count(clerk, election, place, dict(zip(lists, votes, strict=True)))
        enter_count(chief, election, place, dict(zip(lists, votes, strict=True)))
    allocate(chief, election)
    declare(chief, election)
    chief.go(f"{election}/declaration")
    fingerprint = chief.tab.locator("code.hash").last.inner_text()
    sheets, text = chief.printed(tmp_path / "declaration.pdf")
    assert sheets >= 1
    assert not text or fingerprint[:16] in "".join(text.split())

    anybody = reader()
    anybody.go(f"{election}/result")
    assert seat_bar(anybody) == SEATS


@pytest.mark.requirement("R050")
def test_a_published_count_gives_the_official_seats(reader: Reader) -> None:
    anybody = reader()
    for case in ("mc_vicenza_2016", "mc_bonn_2014"):
        official = [row["official_seats"] for row in json.loads(published.case_text(case))["lists"]]
        anybody.go("/council/real-counts")
        anybody.follow(f"/real-counts/{case}")
        rows = anybody.tab.locator("main .follow table:has(tfoot)").first.locator("tbody tr")
        counted, given = (
            [int(cell) for cell in rows.locator(column).all_inner_texts()]
            for column in ("td:nth-of-type(3)", "td:last-of-type")
        )
        assert counted == given == official


def call_election(visit: Visit, title: str) -> str:
    """The address of an election whose register is open."""
    visit.go("/council/elections/new")
    visit.fill(title_en=title, **{**DAYS, "polling_day": "2027-02-01"})
    visit.refused("/elections/new", "polling_day", title_en=title, polling_day="2027-02-01")
    visit.fill(polling_day=DAYS["polling_day"])
    visit.press("/elections/new")
    election = visit.path
    open_every_day(visit, election)
    visit.follow(f"{election}/call")
    visit.fill(by="Savivaldybės taryba", on=clock.today().isoformat())
    visit.press("/call")
    visit.press("/moves/open_register")
    return election


def open_every_day(visit: Visit, election: str) -> None:
    """The journey is made in one day: a recorded decision opens every step."""
    decision = f"{election}/timetable/decision"
    visit.go(decision)
    for box in visit.tab.locator("input[name=steps]").all():
        box.check()
    visit.fill(decided_by="Savivaldybės taryba")
    visit.refused(decision, "reason", decided_by="Savivaldybės taryba")
    visit.fill(reason="Bandymas per vieną dieną.")
    visit.press(decision)
    visit.go(election)


def import_register(visit: Visit, election: str) -> None:
    """The file with all its faults, each told by line and column."""
    visit.go(f"{election}/register/import")
    visit.refused("/register/import", "file", "exported_on")
    visit.fill(file=register_for(visit), exported_on="2027-04-01")
    visit.refused("/register/import", "exported_on", exported_on="2027-04-01")
    visit.fill(file=register_for(visit), exported_on=EXPORTED)
    visit.press("/register/import")
    assert visit.stats()[1:4] == [0, 0, 0]
    visit.follow("?kind=defect")
    table = visit.tab.locator("main table").last.locator("tbody tr")
    lines = ["".join(filter(str.isdigit, line)) for line in table.locator("th").all_inner_texts()]
    columns = table.locator("td:nth-of-type(1)").all_inner_texts()
    with TRUTH.open(encoding="utf-8") as truth:
        faulty = [str(int(row["row"]) + 1) for row in csv.DictReader(truth) if row["invalid_fields"]]
    assert lines
    assert all(columns)
    assert set(lines) <= set(faulty)
    visit.go(visit.path.partition("?")[0])
    visit.press("/confirm")


def register_for(visit: Visit) -> Any:
    """The whole register, but for Arabic, which is walked twice, its first lines: they hold enough faults."""
    if visit.lang != "ar":
        return REGISTER
    lines = REGISTER.read_bytes().splitlines(keepends=True)
    return {"name": REGISTER.name, "mimeType": "text/csv", "buffer": b"".join(lines[:SHORTER])}


def decide_duplicates(visit: Visit, election: str, app: Talka) -> None:
    """One pair by hand, the others as by hand."""
    visit.follow(f"{election}/register/duplicates")
    visit.follow(f"{election}/register/duplicates/")
    pair = visit.path
    visit.fill(reason="Dokumentai palyginti.")
    visit.refused(pair, "ruling", reason="Dokumentai palyginti.")
    visit.fill(ruling="first")
    visit.press(pair)
    with app.app_context(), unit_of_work():
        found = election_by(election.rsplit("/", 1)[-1])
        assert found is not None
        for other in pairs.pairs_of(found, pairs.Shown.OPEN, 1, 200).rows:
            ruling = duplicates.Ruling(Verdict.SAME, "Dokumentai palyginti.")
            duplicates.decide_duplicate(actor_of(Role.RETURNING_OFFICER), other.public_id, ruling)


def close_register(visit: Visit, election: str) -> None:
    visit.go(f"{election}/register/close")
    electors, _refused, undecided = visit.stats()
    assert electors > SHORTER / 2
    assert undecided == 0
    visit.refused("/register/close", "sure")
    visit.fill(sure=True)
    visit.press("/register/close")
    assert visit.stats()[0] == electors


def prepared_lists(election: str, app: Talka) -> list[str]:
    """Two admitted lists, with five and with three candidates."""
    with app.app_context(), unit_of_work():
        return [admitted_list(election.rsplit("/", 1)[-1], name, size) for name, size in (("Tiltai", 5), ("Stalas", 3))]


def admitted_list(election: str, name: str, size: int) -> str:
    chief = actor_of(Role.RETURNING_OFFICER)
    one = nomination.submit_list(chief, election, ListPlan(name=LocalText(name), agent_name="Atstovas")).public_id
    for position in range(1, size + 1):
        plan = CandidatePlan(given_names=f"Pavyzdys{position}", family_name=name, consent_on=clock.today())
        nomination.put_candidate(chief, one, plan, position=position)
    nomination.check_candidates(chief, one, range(1, size + 1))
    admission.decide_list(chief, one, admit=True)
    return one


def hand_in_a_list(visit: Visit, election: str, name: str) -> str:
    """A third list with one candidate, whose consent is missing at first."""
    visit.go(f"{election}/nominations/new")
    visit.fill(name_en=name, name_ar="القائمة الثالثة")
    visit.refused("/nominations/new", "agent_name", name_en=name, name_ar="القائمة الثالثة")
    visit.fill(agent_name="Atstovas")
    visit.press("/nominations/new")
    one = visit.path
    visit.follow(f"{one}/candidates/new")
    visit.fill(given_names="Ejemplina", register_number="")
    visit.refused("/candidates/new", "family_name", given_names="Ejemplina")
    visit.fill(family_name="Ficticia")
    visit.press("/candidates/new")
    visit.press("/candidates/1/checked")
    visit.follow(f"{one}/decide")
    visit.fill(outcome="admit")
    visit.refused("/decide", outcome="admit")
    visit.go(f"{one}/candidates/1")
    visit.fill(consent_on=clock.today().isoformat())
    visit.press("/candidates/1")
    visit.follow(f"{one}/decide")
    visit.fill(outcome="admit")
    visit.press("/decide")
    return one.rsplit("/", 1)[-1]


def publish_lists(visit: Visit, election: str, lists: list[str]) -> None:
    """Numbers by lot, publication, and the moves up to the count."""
    visit.go(f"{election}/nominations/numbers")
    drawn = {f"place_{one}": str(number) for number, one in enumerate(lists, 1)}
    last = f"place_{lists[-1]}"
    visit.fill(**{**drawn, last: "2"}, drawn_by="Jauniausias narys", present="Stebėtoja", on=clock.today().isoformat())
    visit.refused("/nominations/numbers", drawn_by="Jauniausias narys", present="Stebėtoja", **{last: "2"})
    visit.fill(**{last: "3"})
    visit.press("/nominations/numbers")
    visit.press("/nominations/publish")
    visit.go(election)
    visit.press("/moves/open_polling")
    visit.press("/moves/begin_count")


def enter_count(visit: Visit, election: str, place: str, votes: dict[str, int]) -> None:
    """A count sheet; the first one does not add up when it is sent for the first time."""
    action = f"{election}/counts/{place}/enter"
    visit.go(action)
    total = sum(votes.values())
    sheet = {"marked": total, "received": total + 9, "issued": total, "unused": 9, "spoilt": 0, "found": total}
    visit.fill(**sheet, rejected=0, **{f"votes_{one}": number for one, number in votes.items()})
    if visit.lang != "lt" and place == "rukla":
        visit.fill(valid=total - 1)
        visit.refused(action, "valid", valid=str(total - 1), marked=str(total))
    visit.fill(valid=total)
    visit.press(action)


def allocate(visit: Visit, election: str) -> None:
    """Nine seats, each at its quotient in the table."""
    visit.go(f"{election}/seats")
    visit.press(f"{election}/seats")
    assert seat_bar(visit) == SEATS
    won = visit.tab.locator("main .table--grid tbody tr").evaluate_all(
        "all => all.map(row => row.querySelectorAll('strong').length)"
    )
    assert won == SEATS


def declare(visit: Visit, election: str) -> None:
    visit.follow(f"{election}/declare")
    visit.refused("/declare", "sure")
    visit.fill(sure=True)
    visit.press("/declare")
    assert visit.path == f"{election}/result"


def seat_bar(visit: Visit) -> list[int]:
    """The squares of the drawing, list by list."""
    rows = visit.tab.locator("main ul.seats > li")
    found: list[int] = rows.evaluate_all("all => all.map(row => row.querySelectorAll('svg').length)")
    return found
