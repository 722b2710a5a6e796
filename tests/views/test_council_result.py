# SPDX-License-Identifier: EUPL-1.2
"""The public result: what it shows, how little it asks, its files, and that they replay with one command."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import clock
from core.config import ROOT
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from council.services import count, declaration
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
