# SPDX-License-Identifier: EUPL-1.2
"""The import on the console: the same service, with faults by line and column and an exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from consult.mapping.queries.organisations import Wanted, all_organisations, list_organisations
from consult.mapping.services.organisations import edit_organisation
from core.app import Talka
from core.audit import verify
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from tests.builders.mapping import SAMPLE, lines, path_of

Run = Callable[..., Result]


@pytest.fixture
def run(app: Talka, tmp_path: Path) -> Run:
    def command(data: bytes, *options: str) -> Result:
        file = path_of(tmp_path, data)
        return app.test_cli_runner().invoke(args=["import-organisations", str(file), *options])

    return command


@pytest.mark.requirement("R094")
def test_imported_and_imported_again(run: Run) -> None:
    first = run(SAMPLE)
    assert (first.exit_code, first.stdout.strip()) == (
        0,
        "57 new, 0 changed, 0 unchanged, 0 values kept as changed by hand, 0 faulty lines left out",
    )
    assert run(SAMPLE).stdout.strip() == "57 unchanged, nothing to do"
    assert list_organisations(Wanted()).total == 57
    assert verify().whole


def test_faulty_lines_stop_everything(run: Run) -> None:
    answer = run(lines("Good,LT", "Bad,XX"))
    assert answer.exit_code == 1
    assert "line 3, country: We do not know the country “XX”." in answer.stderr
    assert list_organisations(Wanted()).total == 0
    assert run(lines("Good,LT", "Bad,XX"), "--leave-out-faulty").exit_code == 0
    assert list_organisations(Wanted()).total == 1


def test_a_file_of_another_kind(run: Run) -> None:
    answer = run(b"a,b\r\n1,2\r\n")
    assert answer.exit_code == 1
    assert "We expect: name, country, led_by" in answer.stderr


def test_what_was_written_by_hand_stays_unless_asked_for(run: Run, person: Callable[..., Actor]) -> None:
    run(lines("Open Door,LT,,,,Help"))
    (entry,) = all_organisations(Wanted())
    with unit_of_work():
        changed = replace(entry.description(), objective="Advice")
        edit_organisation(person(Role.OFFICER), entry.public_id, changed, version=1)
    answer = run(lines("Open Door,LT,,,,Help"))
    assert "line 2: changed by hand since, kept: objective" in answer.stderr
    assert all_organisations(Wanted())[0].objective == "Advice"
    run(lines("Open Door,LT,,,,Help"), "--take-file")
    assert all_organisations(Wanted())[0].objective == "Help"
