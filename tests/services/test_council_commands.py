# SPDX-License-Identifier: EUPL-1.2
"""The commands that import a register and check a closed one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.models.register import RegisterEntry
from council.models.register_import import BatchState
from council.queries.register import tallies
from council.queries.register_import import newest_batch
from council.services import register, register_import
from tests.builders import council as build
from tests.builders.registers import PEOPLE, file_of, find, load

Person = Callable[..., Actor]


@pytest.fixture
def command(person: Person, tmp_path: Path) -> list[str]:
    """The import of three people into an election whose register is open."""
    file = tmp_path / "register.csv"
    file.write_bytes(file_of(*PEOPLE))
    election = build.open_election(person(Role.RETURNING_OFFICER))
    return ["register", "import", str(file), "--election", election, "--exported-on", "2027-01-28"]


@pytest.mark.requirement("R044", "D10")
def test_import_from_the_command_line(app: Talka, command: list[str]) -> None:
    runner = app.test_cli_runner()
    said = runner.invoke(args=[*command, "--check"])
    assert said.exit_code == 0, said.output
    assert "line 4\tdefect\tDate of birth" in said.output
    assert "Nothing was changed" in said.output
    assert "Exampleson" not in said.output
    db.session.rollback()
    assert tallies(find(command[4])).entries == 0
    said = runner.invoke(args=command)
    assert "compared: 3 rows" in said.stderr
    assert "judged: 3 rows" in said.stderr
    assert "Imported: 3 entries, 2 accepted, 1 not eligible." in said.stdout
    assert "1\tinvalid_date_of_birth" in said.stdout
    assert "Likely duplicates: 0 proposed, 0 to decide." in said.stdout
    db.session.rollback()
    Path(command[2]).write_bytes(b"nothing,useful\n1,2\n")
    said = runner.invoke(args=command)
    assert said.exit_code == 1
    assert "These columns are missing" in said.output


@pytest.mark.requirement("R044", "D10")
def test_an_import_again_changes_nothing_and_tells_it_to_programs(app: Talka, command: list[str]) -> None:
    runner = app.test_cli_runner()
    answers = []
    for _ in range(2):
        said = runner.invoke(args=[*command, "--json"])
        assert said.exit_code == 0, said.output
        answers.append(json.loads(said.stdout))
    first, again = answers
    assert (first["new"], first["accepted"], first["refused"]) == (3, 2, {"invalid_date_of_birth": 1})
    assert (again["new"], again["changed"], again["vanished"], again["unchanged"]) == (0, 0, 0, 3)
    assert (again["entries"], again["accepted"], again["duplicates_proposed"]) == (3, 2, 0)


@pytest.mark.requirement("R044", "D06")
def test_an_import_that_was_cut_off_goes_on_where_it_stood(
    app: Talka, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    runner = app.test_cli_runner()
    with monkeypatch.context() as broken:
        broken.setattr(register_import, "refresh_register", cut_off)
        assert runner.invoke(args=command).exit_code != 0
    db.session.rollback()
    election = find(command[4])
    assert tallies(election).entries == 0, "nothing of it is there"
    waiting = newest_batch(election)
    assert waiting is not None
    assert waiting.standing is BatchState.READ
    batch, digest = waiting.public_id, waiting.file_digest
    db.session.rollback()
    said = runner.invoke(args=[*command, "--json"])
    assert json.loads(said.stdout)["batch"] == batch, "it was not read a second time"
    assert json.loads(said.stdout)["accepted"] == 2
    db.session.rollback()
    settled = newest_batch(find(command[4]))
    assert settled is not None
    assert (settled.standing, settled.file_digest) == (BatchState.CONFIRMED, digest)


@pytest.mark.requirement("D04")
def test_checking_a_closed_register(app: Talka, person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    runner, command = app.test_cli_runner(), ["register", "check", "--election", election]
    assert "not closed" in runner.invoke(args=command).output
    load(officer, election, file_of(*PEOPLE))
    with unit_of_work():
        register.close_register(officer, election)
    said = runner.invoke(args=command)
    assert (said.exit_code, said.output[:9]) == (0, "as closed")
    with unit_of_work():
        db.session.execute(sa.update(RegisterEntry).values(place="rukla"))
    said = runner.invoke(args=command)
    assert (said.exit_code, said.output[:7]) == (1, "CHANGED")
