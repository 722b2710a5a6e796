# SPDX-License-Identifier: EUPL-1.2
"""Revision 0005 goes up over accounts that are there, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0004", "0005"


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO account (email, name, active, fs_uniquifier, public_id, created_at) "
            "VALUES ('a@office.example', 'A', true, 'u', 'abcdefghjk', '2026-01-01 00:00:00')"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def columns() -> set[str]:
    return {c["name"] for c in sa.inspect(db.engine).get_columns("account")}


def test_accounts_stay(at_this_revision: None) -> None:
    with db.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT email, tf_last_counter FROM account").one()
    assert tuple(found) == ("a@office.example", None)
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert "tf_last_counter" not in columns()
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert "tf_last_counter" in columns()
