# SPDX-License-Identifier: EUPL-1.2
"""Revision 0016 protects decisions, facts about seats and minutes, and goes down again with rows there."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0015", "0016"
NOW = "'2027-03-14 20:00:00'"
ROWS = (
    "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, adopted_by, "
    f"reference, remark, recorded_by, public_id, created_at) VALUES (1, 1, '{{}}', '{{}}', '', '', '', '', '', '', "
    f"'abcdefghjk', {NOW})",
    "INSERT INTO election (id, title, statute_id, state, register_closes_on, nominations_close_on, polling_day, "
    "declare_by, qualifying_date, once, public_id, created_at) VALUES (1, '{}', 1, 'declared', '2027-02-12', "
    f"'2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', 'once', 'abcdefghjm', {NOW})",
    "INSERT INTO result_objection (id, election_id, declaration_number, state, objector, objector_name, contact, lang, "
    "statement, evidence, received_on, actor_id, once, public_id, created_at) VALUES (1, 1, 1, 'open', 'elector', 'X', "
    f"'', 'en', 'Please', '', '2027-03-15', '', 'o', 'abc', {NOW})",
    "INSERT INTO result_objection_decision (objection_id, outcome, effect, reason, decided_by, decided_on, reference, "
    f"at, actor_id) VALUES (1, 'upheld', 'recount', 'Shown', 'Authority', '2027-03-16', '', {NOW}, 'a')",
    "INSERT INTO seat_fact (election_id, number, seat, event, person, happened_on, reason, step_text, lots_text, at, "
    f"actor_id) VALUES (1, 1, 1, 'accepted', '1-1', '2027-03-16', '', '', '', {NOW}, 'a')",
    "INSERT INTO count_minutes (election_id, number, held_at, begun_at, ended_at, present, incidents, at, actor_id) "
    f"VALUES (1, 1, 'Hall', {NOW}, {NOW}, 'One', '', {NOW}, 'a')",
)
FROZEN = {"result_objection_decision": "reason", "seat_fact": "reason", "count_minutes": "incidents"}


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    with db.engine.begin() as connection:
        for row in ROWS:
            connection.exec_driver_sql(row)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def refused(statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_what_is_a_fact_stays_and_it_goes_down_and_up_again(at_this_revision: None) -> None:
    for table, column in FROZEN.items():
        refused(f"UPDATE {table} SET {column} = 'x'")
        refused(f"DELETE FROM {table}")
    refused(ROWS[3].replace("'upheld'", "'rejected'"))
    refused(ROWS[4].replace("1, 1, 1", "1, 1, 2"))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("seat_fact")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("count_minutes")
