# SPDX-License-Identifier: EUPL-1.2
"""These tests decide without a database: whoever asks for one here fails."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a unit test reached for the database")

    monkeypatch.setattr(Session, "execute", refuse)
    monkeypatch.setattr(Session, "flush", refuse)
