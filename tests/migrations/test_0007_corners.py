# SPDX-License-Identifier: EUPL-1.2
"""Revision 0007 goes up over rows that are there, protects decisions, and goes down again with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0006", "0007"
BEFORE_ROW = "INSERT INTO access_code (digest, kind, public_id, issued_at) VALUES ('d', 'input', 'x', '2026-01-01')"
ROWS = (
    """INSERT INTO corner_series (public_id, created_at, title, lang, place, safety, rhythm, languages, women_only,
 children_welcome, once) VALUES ('s', '2026-10-01 00:00:00', 'Tea', 'en', '', '', 'monthly', '',
 true, true, 'o')""",
    """INSERT INTO corner_meeting (public_id, created_at, series_id, kind, held_on, women, men, other, children,
 interpreters, topics, note, agreements, safety, once, logged_by) SELECT 'm', '2026-10-01 00:00:00', id, 'topic',
 '2026-10-01', 5, 0, 0, 2, '', '', '', '', '', 'o', 'a' FROM corner_series""",
    """INSERT INTO corner_statement (public_id, created_at, meeting_id, number, words, lang, translation,
 translation_lang, consent) SELECT 'q', '2026-10-01 00:00:00', id, 1, 'w', 'en', '', '', 'keep'
 FROM corner_meeting""",
    """INSERT INTO corner_consent (statement_id, consent, decided_on, noted_at, noted_by)
 SELECT id, 'keep', '2026-10-01', '2026-10-01 00:00:00', 'a' FROM corner_statement""",
    "INSERT INTO demo_code (title, code) VALUES ('t', 'c')",
)


@pytest.fixture
def _at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(BEFORE_ROW)
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


@pytest.mark.usefixtures("_at_this_revision")
def test_rows_stay_and_decisions_are_protected() -> None:
    with db.engine.begin() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
    with pytest.raises(sa.exc.DBAPIError, match="facts are only added"), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE corner_consent SET consent = 'show'")
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("corner_series")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM access_code").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM corner_meeting").scalar() == 0
