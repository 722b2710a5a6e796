# SPDX-License-Identifier: EUPL-1.2
"""Revision 0002 goes up over rows that are there, protects adopted statutes, and goes down again."""

from __future__ import annotations

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0001", "0002"


@pytest.fixture
def at_this_revision(app: Talka) -> None:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO access_code (digest, kind, public_id, issued_at) "
            "VALUES ('d', 'input', 'x', '2026-01-01 00:00:00')"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def test_rows_stay_and_an_adopted_statute_is_protected(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO statute_version (number, parameters_text, rule_text, fingerprint, drafted_by, "
            "adopted_on, adopted_by, reference, remark, recorded_by, public_id, created_at) VALUES "
            "(1, '{}', '{}', '', '', '2026-09-24', 'Council', '', '', '', 'abcdefghjk', '2026-01-01 00:00:00')"
        )
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE statute_version SET remark = 'x'")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM access_code").scalar() == 1
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("statute_version")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("election_fact")
