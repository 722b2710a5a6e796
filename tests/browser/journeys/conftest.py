# SPDX-License-Identifier: EUPL-1.2
"""The journeys change the city, so they walk through a copy that no other test looks at.

``reader(role)`` gives one more person at a browser of their own, in the language and at the width of this run.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.config import Config
from tests import site
from tests.browser.conftest import Server, serve
from tests.browser.journeys.visit import Visit

COMBINATIONS = [("en", 320, False), ("lt", 1280, True), ("ar", 1280, False), ("ar", 320, True)]
"""Language, width, JavaScript: every value of each at least once, and Arabic both ways."""

Reader = Callable[..., Visit]


@pytest.fixture(scope="session")
def demo_server(
    config: Config, tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, _catalogues: None
) -> Iterator[Server]:
    built = site.build(config, shared_folder)
    own = tmp_path_factory.mktemp("journeys") / "city.db"
    shutil.copy(built.database_url.removeprefix("sqlite:///"), own)
    yield from serve(dataclasses.replace(built, database_url=f"sqlite:///{own}"))


@pytest.fixture(params=COMBINATIONS, ids=lambda c: f"{c[0]}-{c[1]}-{'js' if c[2] else 'plain'}")
def combination(request: pytest.FixtureRequest) -> tuple[str, int, bool]:
    found: tuple[str, int, bool] = request.param
    return found


@pytest.fixture
def reader(open_context: Any, combination: tuple[str, int, bool]) -> Reader:
    lang, width, scripts = combination
    return lambda role="": Visit(open_context(width, lang, role, scripts), lang)


@pytest.fixture
def mark(combination: tuple[str, int, bool]) -> str:
    """What tells the things of this run from those of the others."""
    return "-".join(map(str, combination))
