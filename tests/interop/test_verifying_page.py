# SPDX-License-Identifier: EUPL-1.2
"""docs/verifying.md, typed in step by step: every command runs and prints what the page says.

Commands of Debian's tool see only the system's programs, as on a machine that has never heard of ours.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from core.config import ROOT

PAGE = (ROOT / "docs/verifying.md").read_text("utf-8")
STEPS = re.findall(r"```sh\n(.*?)```\n(?:\n```text\n(.*?)```)?", PAGE, re.DOTALL)
DATA = ROOT / "tests/interop/data/ballots/basic-3of3"
NAME = "32nEvECzkQr87c.bel"
SYSTEM = "/usr/bin:/bin"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(DATA / NAME, tmp_path)
    (tmp_path / "old").mkdir()
    shutil.copy(DATA / "before-revote.bel.old", tmp_path / "old" / NAME)
    return tmp_path


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_a_step_prints_what_the_page_says(number: int, folder: Path) -> None:
    command, printed = STEPS[number]
    path = f"{ROOT}/bin:{SYSTEM}" if "talka" in command else SYSTEM
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", command],
        cwd=folder,
        env={"PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout == printed


def test_the_page_has_steps_with_and_without_our_program() -> None:
    assert len(STEPS) >= 12
    assert sum("talka" in command for command, _ in STEPS) >= 4
    assert sum("belenios-tool" in command for command, _ in STEPS) >= 4
