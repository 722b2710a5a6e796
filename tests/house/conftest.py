# SPDX-License-Identifier: EUPL-1.2
"""The demo city for tests that walk through all of it; read-only, loaded once per run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.app import Talka, create_app
from core.config import Config
from core.db import db
from tests import site


@pytest.fixture(scope="session")
def demo_settings(config: Config, shared_folder: Path) -> Config:
    return site.build(config, shared_folder)


@pytest.fixture(scope="session")
def demo_city(demo_settings: Config) -> Iterator[Talka]:
    app = create_app(demo_settings)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def city(demo_city: Talka) -> Iterator[Talka]:
    """The demo city inside an application context."""
    with demo_city.app_context():
        yield demo_city
        db.session.remove()


@pytest.fixture(scope="session")
def addresses(demo_city: Talka, shared_folder: Path) -> list[site.Address]:
    """Every page of the application and a reader who may open it."""
    with demo_city.app_context():
        found = site.addresses_of(demo_city, shared_folder)
        db.session.remove()
    return found
