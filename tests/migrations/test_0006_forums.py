# SPDX-License-Identifier: EUPL-1.2
"""Revision 0006 goes up over rows that are there, protects what happened, and goes down again with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0005", "0006"
DAY = "'2026-10-01 00:00:00'"
BEFORE_ROW = f"INSERT INTO access_code (digest, kind, public_id, issued_at) VALUES ('d', 'input', 'x', {DAY})"
MANDATE = f"""INSERT INTO forum_mandate (public_id, created_at, signed_on, answer_by, reference)
 VALUES ('mmmmmmmmmm', {DAY}, '2026-10-01', '2026-11-01', '')"""
TOPIC = f"""INSERT INTO forum_topic (public_id, created_at, state, source_group, place, suitability, mandate_id, once)
 SELECT 'tttttttttt', {DAY}, 'mandated', 'officials', '', '', id, 'a' FROM forum_mandate"""
FACT = f"""INSERT INTO forum_topic_fact (topic_id, number, event, state, at, actor_id, role, reason, reason_lang)
 SELECT id, 1, 'suggested', 'draft', {DAY}, 'a', 'officer', '', '' FROM forum_topic"""
WITHOUT_MANDATE = f"""INSERT INTO forum_topic (public_id, created_at, state, source_group, place, suitability, once)
 VALUES ('uuuuuuuuuu', {DAY}, 'open', 'officials', '', '', 'b')"""


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
        for statement in (MANDATE, TOPIC, FACT):
            connection.exec_driver_sql(statement)
    with pytest.raises(sa.exc.IntegrityError, match="nothing_without_mandate"), db.engine.begin() as connection:
        connection.exec_driver_sql(WITHOUT_MANDATE)
    with pytest.raises(sa.exc.DBAPIError, match="facts are only added"), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE forum_topic_fact SET reason = 'x'")
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("forum_topic")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM access_code").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM forum_topic").scalar() == 0
