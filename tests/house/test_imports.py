# SPDX-License-Identifier: EUPL-1.2
"""The import contracts hold, and each is worth something: an import that breaks it is found.

The fourth of the rules that everything leans on. A copy of the source gets one forbidden import at a time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.config import ROOT

PACKAGES = ("core", "consult", "forums", "council", "demo")

BREAKS = {
    "a domain that knows the web": ("council/domain/eligibility.py", "import flask"),
    "a tally that knows the product": ("council/tally/rules.py", "import core.clock"),
    "ballots that know the web": ("council/ballots/codec.py", "import flask"),
    "ballots that know the product": ("council/ballots/tally.py", "import core.clock"),
    "a tally that knows the ballots": ("council/tally/rules.py", "import council.ballots.codec"),
    "a domain that knows its tables": ("consult/mapping/domain/__init__.py", "import consult.mapping.models"),
    "a view that touches the session": ("consult/mapping/views/__init__.py", "from core.db import db"),
    "a service that speaks HTTP": ("core/accounts/services.py", "from flask import request"),
    "the shared ground that knows a feature": ("core/pages.py", "import council.wiring"),
    "consult that calls the council": ("consult/corners/__init__.py", "import council.api"),
    "a forum that reaches past the door": ("forums/__init__.py", "import consult.followup.models"),
    "a feature that knows the demo": ("council/api.py", "import demo.accounts"),
    "an import hidden inside a function": ("core/clock.py", "def hidden():\n    import forums.wiring"),
}


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(copy: Path) -> None:
    answer = contracts(copy)
    assert answer.returncode == 0, answer.stdout[-2000:]
    assert " 0 broken" in answer.stdout


@pytest.mark.slow
@pytest.mark.parametrize("what", sorted(BREAKS))
def test_a_forbidden_import_is_found(copy: Path, what: str) -> None:
    name, line = BREAKS[what]
    target = copy / name
    before = target.read_text("utf-8")
    target.write_text(f"{before}\n{line}\n", "utf-8")
    try:
        answer = contracts(copy)
    finally:
        target.write_text(before, "utf-8")
    assert answer.returncode != 0, f"nobody noticed {what}"
    assert "BROKEN" in answer.stdout


def test_every_package_is_in_the_contracts() -> None:
    """A new top-level package would be outside every contract."""
    found = {p.parent.name for p in ROOT.glob("*/__init__.py") if p.parent.name not in ("tests", "bench")}
    assert found == set(PACKAGES)
