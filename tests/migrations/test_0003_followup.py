# SPDX-License-Identifier: EUPL-1.2
"""Revision 0003 goes up over rows that are there, protects what happened, and goes down again with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0002", "0003"
BEFORE_ROW = "INSERT INTO access_code (digest, kind, public_id, issued_at) VALUES ('d', 'input', 'x', '2026-01-01')"
HEARD = """INSERT INTO input (public_id, created_at, source, source_ref, original, lang, received_on, title,
 state, public, body) VALUES ('abcdefghjk', '2026-10-01 00:00:00', 'letter', 'x', 'Words', 'en', '2026-10-01', '',
 'heard', false, '')"""
FACT = """INSERT INTO input_fact (input_id, number, kind, happened_on, noted_at, actor_id, role, body, text,
 reason, lang) SELECT id, 1, 'heard', '2026-10-01', '2026-10-01 00:00:00', 'a', 'officer', '', '', '', 'en'
 FROM input"""
TEXT = """INSERT INTO input_fact_text (fact_id, lang, text, reason, body)
 SELECT id, 'lt', 'a', 'b', 'c' FROM input_fact"""


@pytest.fixture
def _at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(BEFORE_ROW)
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


@pytest.mark.usefixtures("_at_this_revision")
def test_rows_stay_and_facts_are_protected() -> None:
    with db.engine.begin() as connection:
        for statement in (HEARD, FACT, TEXT):
            connection.exec_driver_sql(statement)
    with pytest.raises(sa.exc.DBAPIError, match="facts are only added"), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE input_fact SET reason = 'x'")
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("input_fact")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM access_code").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM input").scalar() == 0
