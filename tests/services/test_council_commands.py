# SPDX-License-Identifier: EUPL-1.2
"""The commands that import a register and check a closed one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.models.register import RegisterEntry
from council.queries.register import tallies
from council.services import register
from tests.builders import council as build
from tests.builders.registers import PEOPLE, file_of, find, load

Person = Callable[..., Actor]


@pytest.mark.requirement("R044")
def test_import_from_the_command_line(app: Talka, person: Person, tmp_path: Path) -> None:
    election = build.open_election(person(Role.RETURNING_OFFICER))
    file = tmp_path / "register.csv"
    file.write_bytes(file_of(*PEOPLE))
    command = ["import-register", str(file), "--election", election, "--exported-on", "2027-01-28"]
    runner = app.test_cli_runner()
    said = runner.invoke(args=command)
    assert said.exit_code == 0, said.output
    assert "line 4\tdefect\tDate of birth" in said.output
    assert "Nothing was changed" in said.output
    assert "Exampleson" not in said.output
    db.session.rollback()
    assert tallies(find(election)).entries == 0
    said = runner.invoke(args=[*command, "--confirm"])
    assert "Imported: 3 entries, 2 electors, 1 not eligible." in said.output
    db.session.rollback()
    file.write_bytes(b"nothing,useful\n1,2\n")
    said = runner.invoke(args=command)
    assert said.exit_code == 1
    assert "These columns are missing" in said.output


@pytest.mark.requirement("D04")
def test_checking_a_closed_register(app: Talka, person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    runner, command = app.test_cli_runner(), ["check-register", "--election", election]
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
