# SPDX-License-Identifier: EUPL-1.2
"""The public result: what it shows, how little it asks, its files, and that they replay with one command."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core import clock
from core.config import ROOT
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from council.services import count, count_acts, declaration
from council.tally import BallotType, Formula, RuleSheet
from council.tally.persons.choices import OrderKind, PersonOrder
from council.tally.persons.papers import ListTick, Validity
from council.tally.stv.known import scottish
from council.tally.stv.rule import StvSubstitutes
from tests.builders import count as counts
from tests.page import PageClient

Person = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.standing_at(counts.EVENING):
        yield


@pytest.fixture
def declared(person: Person) -> str:
    """The public id of an election with a declared result."""
    chief = person(Role.RETURNING_OFFICER)
    election = counts.counted(chief, person(Role.POLLING_CLERK))
    with unit_of_work():
        declaration.declare_result(chief, election)
    return election


def replayed(path: Path) -> subprocess.CompletedProcess[str]:
    """The command that the page of the files names, without an application and without a database."""
    command = [str(ROOT / "bin/talka"), "tally", "replay", path.name]
    env = {"PATH": "/usr/bin:/bin", "TALKA_DATABASE_URL": "sqlite:////nowhere/none.db"}
    return subprocess.run(command, cwd=path.parent, env=env, capture_output=True, text=True, check=False)


@pytest.mark.requirement("R050", "D10")
def test_the_downloaded_files_replay(page: PageClient, declared: str, tmp_path: Path) -> None:
    shown = page.get("council.list_files", public_id=declared)
    command = re.search(r"talka tally replay (\S+\.zip)", shown.main())
    assert command
    link = next(each for each in shown.links() if "result.zip" in each)
    archive = tmp_path / command.group(1)
    archive.write_bytes(page.client.get(link).data)
    done = replayed(archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "same result (declared)" in done.stdout
    assert "9 persons elected" in done.stdout
    assert page.client.get(link).data == archive.read_bytes()
    votes = page.client.get(next(each for each in shown.links() if "votes.csv" in each)).get_data(as_text=True)
    assert "Rukla,3,Rukla Together,43" in votes
    assert "all places,1,Common Table,250" in votes
    page.get("council.download_file", public_id=declared, name="elsewhere.json", expect=404)
    page.get("council.list_files", public_id=declared, version=7, expect=404)


@pytest.mark.requirement("R050")
def test_before_a_result_there_are_no_files(page: PageClient, person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = counts.counted(chief, person(Role.POLLING_CLERK))
    page.get("council.list_files", public_id=election, expect=404)
    page.get("council.download_files", public_id=election, expect=404)
    with unit_of_work():
        count.publish_provisional(chief, election)
    assert "It can still change" in page.get("council.list_files", public_id=election).main()


@pytest.mark.requirement("R050")
def test_the_result_shows_turnout_bars_and_places_in_every_language(page: PageClient, declared: str) -> None:
    for lang in ("en", "lt", "ar"):
        shown = page.speak(lang).get("council.show_result", public_id=declared)
        bars = [e for e in shown.all("ul") if e.get("class") == "bars"]
        assert len(list(bars[0].iter("{http://www.w3.org/2000/svg}svg"))) == 3
        assert "518" in shown.main()
        assert "Person1 Of Bridges" in shown.main()


@pytest.mark.requirement("R050")
def test_the_page_asks_little(page: PageClient, declared: str, counted_queries: list[str]) -> None:
    """Neither places nor lists are asked for one by one: what never changes is one text."""
    for most in (12, 8):
        counted_queries.clear()
        page.client.get(page.address("council.show_result", public_id=declared))
        assert 0 < len(counted_queries) <= most


@pytest.mark.requirement("R050")
def test_a_reader_who_has_the_page_gets_a_short_answer(page: PageClient, declared: str, person: Person) -> None:
    address = page.address("council.show_result", public_id=declared)
    first = page.client.get(address)
    again = page.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Security-Policy" not in again.headers
    assert again.headers["Cache-Control"] == "private, no-cache"
    page.speak("lt")
    assert page.client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    page.sign_in(person(Role.OBSERVER))
    assert "ETag" not in page.client.get(address).headers


@pytest.mark.requirement("R050")
def test_a_correction_is_another_page(page: PageClient, person: Person) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = counts.counted(chief, person(Role.POLLING_CLERK))
    with unit_of_work():
        declaration.declare_result(chief, election)
    address = page.address("council.show_result", public_id=election)
    tag = page.client.get(address).headers["ETag"]
    with unit_of_work():
        declaration.correct_declaration(chief, election, "A slip of the pen")
    assert page.client.get(address, headers={"If-None-Match": tag}).status_code == 200
    shown = page.get("council.show_result", public_id=election).main()
    assert "A slip of the pen" in shown
    assert "Version 1" in shown


def keyed(chief: Actor, clerk: Actor, rule: RuleSheet, lists: Mapping[str, int], lines: Sequence[str]) -> str:
    """A declared election whose papers were entered one by one at Rukla; Jonava is left out."""
    election = counts.counting(chief, lists, rule)
    with unit_of_work():
        count_acts.leave_out(chief, election, "jonava", count_acts.Decision("Authority", counts.EVENING.date(), "Lost"))
    counts.keyed((clerk, chief), election, "rukla", lines)
    with unit_of_work():
        count.allocate_seats(chief, election)
        declaration.declare_result(chief, election)
    return election


PANACHAGE = RuleSheet(
    seats=3,
    formula=Formula.HARE,
    ballot=BallotType.PANACHAGE,
    persons=PersonOrder(kind=OrderKind.BY_VOTES),
    validity=Validity(votes=3, most_per_person=3, list_tick=ListTick.ROUNDS),
)
RANKED = RuleSheet(
    seats=2,
    formula=Formula.STV_SCOTTISH,
    ballot=BallotType.RANKED,
    stv=replace(scottish(2), substitutes=StvSubstitutes.PAPERS),
)


@pytest.mark.requirement("R050", "R059", "D10")
def test_persons_and_ranked_papers_replay_too(page: PageClient, person: Person, tmp_path: Path) -> None:
    """Every kind of count: the page shows its working, and the published files come to the same with one command."""
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    lines = [*["L1"] * 30, *["L1 -101"] * 10, *["201x3"] * 24, *["101 201x2"] * 6]
    persons = keyed(chief, clerk, PANACHAGE, {"One": 2, "Two": 2}, lines)
    shown = page.get("council.show_result", public_id=persons).main()
    assert "Every step in its order" in shown
    assert "Shares and remainders" in shown
    done = replayed(download(page, persons, tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("same record") == 2
    assert "3 persons elected" in done.stdout

    papers = [*["1 3 4"] * 40, *["2 1"] * 20, *["3 4"] * 10, *["4 3"] * 4]
    ranked = keyed(chief, clerk, RANKED, {"A": 1, "B": 1, "C": 1, "D": 1}, papers)
    shown = page.get("council.show_result", public_id=ranked).main()
    assert "Stage table" in shown
    page.sign_in(chief)
    page.get("council.record_leaving", public_id=ranked, seat=1)
    page.submit({"event": "resigned", "on": "2027-03-14", "reason": "A letter"}, action="leave")
    page.get("council.fill_seat", public_id=ranked, seat=1)
    page.submit(action="fill")
    assert "Of C" in page.follow().main()
    done = replayed(download(page, ranked, tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("same record") == 2
    for election in (persons, ranked):
        answer = page.client.get(page.address("council.download_declaration", public_id=election))
        assert answer.mimetype == "application/pdf"
        assert page.get("council.print_declaration", public_id=election)
        assert page.get("council.print_minutes", public_id=election)


def download(page: PageClient, election: str, folder: Path) -> Path:
    archive = folder / f"result-{election}.zip"
    archive.write_bytes(page.client.get(page.address("council.download_files", public_id=election)).data)
    return archive


PERSONS = RuleSheet(
    seats=2,
    formula=Formula.PLURALITY,
    ballot=BallotType.PERSONS,
    persons=PersonOrder(kind=OrderKind.BY_VOTES),
    validity=Validity(votes=1, most_per_person=1),
)


@pytest.mark.requirement("R059")
def test_equals_for_a_vacant_seat_wait_for_lots(page: PageClient, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    papers = [*["1"] * 30, *["2"] * 20, *["3"] * 5, *["4"] * 5]
    election = keyed(chief, clerk, PERSONS, {"A": 1, "B": 1, "C": 1, "D": 1}, papers)
    page.sign_in(chief)
    page.get("council.record_leaving", public_id=election, seat=1)
    page.submit({"event": "died", "on": "2027-03-14", "reason": "A letter"}, action="leave")
    page.get("council.fill_seat", public_id=election, seat=1)
    drawn = {"place_3": "1", "place_4": "1", "drawn_by": "A child", "present": "Agents", "on": "2027-03-14"}
    assert "exactly one place" in page.submit(drawn, action="fill", expect=422).main()
    page.submit({**drawn, "place_3": "2"}, action="fill")
    assert "Of D" in page.follow().main()
