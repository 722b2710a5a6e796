# SPDX-License-Identifier: EUPL-1.2
"""Revision 0009 goes up over an election that is there, protects the facts of the count, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0008", "0009"
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


def entry(number: int, kind: str, reason: str = "") -> str:
    return (
        "INSERT INTO count_entry (election_id, place, number, kind, figures_text, reason, at, actor_id) "
        f"VALUES (1, 'jonava', {number}, '{kind}', '{{}}', '{reason}', {NOW}, 'a')"
    )


@pytest.mark.parametrize("change", ["UPDATE count_entry SET reason = 'x'", "DELETE FROM count_entry"])
def test_an_entry_stays_as_it_is(at_this_revision: None, change: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(entry(1, "first"))
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(change)


def test_entries_have_their_own_numbers_and_decisions_a_reason(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(entry(1, "first"))
    for wrong in (entry(1, "second"), entry(2, "decision"), entry(2, "third")):
        with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
            connection.exec_driver_sql(wrong)


def test_it_goes_down_and_up_again_and_the_election_stays(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(entry(1, "first"))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("count_entry")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM election").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("declaration")
