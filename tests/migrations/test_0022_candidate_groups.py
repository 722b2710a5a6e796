# SPDX-License-Identifier: EUPL-1.2
"""Revision 0022 goes up over an election that is there, protects the groups of candidates, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0021", "0022"
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


def line(number: int, reason: str = "") -> str:
    return (
        "INSERT INTO candidate_group (election_id, candidate, trait, number, belongs_to, reason, at, actor_id) "
        f"VALUES (1, 'abcdefghjn', 'region', {number}, 'Asia', '{reason}', {NOW}, 'a')"
    )


@pytest.mark.parametrize("change", ["UPDATE candidate_group SET belongs_to = 'x'", "DELETE FROM candidate_group"])
def test_an_answer_stays_and_a_change_has_a_reason(at_this_revision: None, change: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(line(1))
        connection.exec_driver_sql(line(2, "Born elsewhere"))
    for wrong in (line(2, "Twice"), line(3), change):
        with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
            connection.exec_driver_sql(wrong)


def test_it_goes_down_with_answers_and_up_again(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(line(1))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("candidate_group")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("candidate_group")
