# SPDX-License-Identifier: EUPL-1.2
"""Revision 0013 goes up over entries that are there, keeps them frozen, protects decisions, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0012", "0013"
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
            "INSERT INTO count_entry (election_id, place, number, kind, figures_text, reason, at, actor_id) "
            f"VALUES (1, 'jonava', 1, 'first', '{{}}', '', {NOW}, 'a')"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


ORDER = (
    "INSERT INTO recount_order (election_id, number, places, ordered_by, ordered_on, reason, at, actor_id) "
    f"VALUES (1, 1, '[]', 'A', '2027-03-14', 'R', {NOW}, 'a')"
)


@pytest.mark.parametrize(
    "change",
    ["UPDATE count_entry SET reason = 'x'", "DELETE FROM count_entry", "UPDATE recount_order SET reason = 'x'"],
)
def test_facts_stay_as_they_are(at_this_revision: None, change: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(ORDER)
        assert connection.exec_driver_sql("SELECT round FROM count_entry").scalar() == 1
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(change)


def test_it_goes_down_with_decisions_and_up_again(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(ORDER)
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("recount_order")
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM count_entry")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("doubtful_paper")
