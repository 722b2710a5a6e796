# SPDX-License-Identifier: EUPL-1.2
"""Revision 0010 goes up over an election that is there, protects decisions, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0009", "0010"
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
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def decided(step: str, *, once: str = "a", reason: str = "Snow", ends_on: str = "'2027-03-22'") -> str:
    return (
        "INSERT INTO timetable_exception (election_id, once, step, begins_on, ends_on, decided_by, reference, reason, "
        f"at, actor_id) VALUES (1, '{once}', '{step}', '2027-03-21', {ends_on}, 'Council', '', '{reason}', {NOW}, 'a')"
    )


@pytest.mark.parametrize("change", ["UPDATE timetable_exception SET reason = 'x'", "DELETE FROM timetable_exception"])
def test_a_decision_stays_as_it_is(at_this_revision: None, change: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(decided("polling"))
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(change)


def test_only_decisions_that_can_be_meant_are_kept(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(decided("polling"))
    wrong = (
        decided("polling"),
        decided("lunch", once="b"),
        decided("count", once="c", reason=""),
        decided("count", once="d", ends_on="'2027-03-20'"),
    )
    for statement in wrong:
        with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_it_goes_down_and_up_again_and_the_election_stays(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(decided("polling"))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("timetable_exception")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM election").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("timetable_exception")
