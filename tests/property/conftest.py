# SPDX-License-Identifier: EUPL-1.2
"""These tests decide without a database: whoever asks for one here fails. They try many values: run by `make test`."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a unit test reached for the database")

    monkeypatch.setattr(Session, "execute", refuse)
    monkeypatch.setattr(Session, "flush", refuse)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
