# SPDX-License-Identifier: EUPL-1.2
"""Revision 0004 goes up over rows that are there, keeps its words and keys, and goes down with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0003", "0004"
BEFORE_ROW = "INSERT INTO access_code (digest, kind, public_id, issued_at) VALUES ('d', 'input', 'x', '2026-01-01')"
ENTRY = """INSERT INTO organisation (public_id, created_at, name, name_lang, name_key, country, kind, formality,
 led_by, organisation_type, target_groups, websites, objective, main_functions, area, contact_notes, public,
 source, imported, search_text, version) VALUES ('{id}', '2026-10-01 00:00:00', 'One', '', 'one', 'LT',
 '{kind}', 'formal', 'unknown', '', '[]', '[]', '', '', '', '', true, 'hand', '{{}}', 'one', 1)"""
PARTS = (
    "INSERT INTO organisation_language (organisation_id, language) SELECT id, 'lt' FROM organisation",
    "INSERT INTO organisation_audience (organisation_id, audience) SELECT id, 'women' FROM organisation",
    """INSERT INTO organisation_revision (organisation_id, number, at, actor_id, roles, event, changes, reason, batch)
    SELECT id, 1, '2026-10-01 00:00:00', 'a', 'officer', 'added', '{}', '', '' FROM organisation""",
    """INSERT INTO organisation_contact (organisation_id, once, contacted_on, way, note, at, actor_id, roles)
    SELECT id, 'x', '2026-10-01', 'phone', '', '2026-10-01 00:00:00', 'a', 'officer' FROM organisation""",
    """INSERT INTO organisation_import (public_id, created_at, owner_id, file_name, digest, state, expires_at,
    lines, faults, outcome) VALUES ('abcdefghjk', '2026-10-01 00:00:00', 'a', '', 'd', 'open',
    '2026-10-08 00:00:00', '[]', '[]', '{}')""",
)


@pytest.fixture
def _at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(BEFORE_ROW)
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def run(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.mark.usefixtures("_at_this_revision")
def test_rows_stay_and_rules_hold() -> None:
    run(ENTRY.format(id="abcdefghjk", kind="community"), *PARTS)
    with pytest.raises(sa.exc.IntegrityError):
        run(ENTRY.format(id="bcdefghjkm", kind="community"))
    with pytest.raises(sa.exc.IntegrityError):
        run(ENTRY.format(id="cdefghjkmn", kind="club").replace("'one'", "'two'"))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("organisation")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM access_code").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM organisation").scalar() == 0
