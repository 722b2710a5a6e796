# SPDX-License-Identifier: EUPL-1.2
"""Revision 0020 goes up over an election that is there, keeps orders as they are, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0019", "0020"
NOW = "'2027-02-22 20:00:00'"


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
            "(1, '{}', 1, 'polling', '2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', "
            f"'once', 'abcdefghjm', {NOW})"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def order(number: int, reason: str = "") -> str:
    return (
        "INSERT INTO paper_order (election_id, number, contents_text, fingerprint, reason, at, actor_id, public_id, "
        f"created_at) VALUES (1, {number}, '{{}}', '', '{reason}', {NOW}, 'a', 'abcdefghj{number}', {NOW})"
    )


def test_an_order_stays_and_a_later_one_says_why(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(order(1))
    for wrong in (order(2), "UPDATE paper_order SET reason = 'x'", "DELETE FROM paper_order"):
        with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
            connection.exec_driver_sql(wrong)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(order(2, "Water in the cellar"))


def test_it_goes_down_and_up_again(at_this_revision: None) -> None:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("paper_order")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("paper_order")
