# SPDX-License-Identifier: EUPL-1.2
"""Revision 0019 goes up over allocations that are there, keeps them frozen, protects papers, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0018", "0019"
NOW = "'2027-03-14 20:00:00'"


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, "
            "adopted_by, reference, remark, recorded_by, public_id, created_at) VALUES "
            f"(1, 1, '{{}}', '{{}}', '', '', '', '', '', '', 'abcdefghjk', {NOW})"
        )
        connection.exec_driver_sql(
            "INSERT INTO election (id, title, statute_id, state, register_closes_on, nominations_close_on, "
            "polling_day, declare_by, qualifying_date, once, public_id, created_at) VALUES "
            "(1, '{}', 1, 'counting', '2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', "
            f"'once', 'abcdefghjm', {NOW})"
        )
        connection.exec_driver_sql(
            "INSERT INTO seat_count (election_id, number, state, inputs, record_text, fingerprint, at, actor_id) "
            f"VALUES (1, 1, 'decided', '', '{{}}', '', {NOW}, 'a')"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


BATCH = (
    "INSERT INTO paper_batch (id, election_id, place, round, number, papers, at, actor_id) "
    f"VALUES (1, 1, 'jonava', 1, 1, 25, {NOW}, 'a')"
)
PART = (
    "INSERT INTO paper_part (batch_id, number, kind, lines, reason, at, actor_id) "
    f"VALUES (1, 1, 'first', '[]', '', {NOW}, 'a')"
)


@pytest.mark.parametrize(
    "change",
    ["UPDATE seat_count SET state = 'lots_needed'", "DELETE FROM paper_part", "UPDATE paper_batch SET papers = 2"],
)
def test_facts_stay_as_they_are(at_this_revision: None, change: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(BATCH)
        connection.exec_driver_sql(PART)
        assert connection.exec_driver_sql("SELECT lists_text FROM seat_count").scalar() == ""
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(change)


def test_it_goes_down_with_papers_and_up_again(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(BATCH)
        connection.exec_driver_sql(PART)
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("paper_batch")
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM seat_count")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("paper_part")
