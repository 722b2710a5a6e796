# SPDX-License-Identifier: EUPL-1.2
"""Revision 0018 goes up with a register present, protects the facts of polling, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db
from tests.migrations.test_0011_claims import EMPTY, NOW, TEXTS

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0017", "0018"
MARK = (
    "INSERT INTO roll_mark (entry_id, turn, previous, election_id, kind, place, way, hour, reason, once, actor_id) "
    "VALUES (1, 1, NULL, 1, 'marked', 'rukla', 'desk', 500000, '', 'o', 'a')"
)
PLACE = (
    "INSERT INTO place_version (id, election_id, key, number, kind, details_text, reason, at, actor_id) VALUES "
    f"(1, 1, 'rukla', 1, 'fixed', '{{}}', '', {NOW}, 'a')"
)


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
        connection.exec_driver_sql(
            "INSERT INTO register_entry (id, election_id, key, digest, line, search, place, present, eligible, "
            f"public_id, created_at, {TEXTS}) VALUES (1, 1, 'k', 'd', 2, ' alpha ', 'rukla', "
            f"'1', '1', 'abcdefghjn', {NOW}{EMPTY})"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def test_facts_of_polling_stay_as_they_are_and_the_revision_goes_down_with_them(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(MARK)
        connection.exec_driver_sql(PLACE)
    for wrong in (
        MARK,
        "UPDATE roll_mark SET hour = 1",
        "DELETE FROM roll_mark",
        "UPDATE place_version SET details_text = ''",
        PLACE.replace("(1, 1, 'rukla', 1,", "(2, 1, 'rukla', 2,"),
    ):
        with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
            connection.exec_driver_sql(wrong)
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    tables = set(sa.inspect(db.engine).get_table_names())
    assert not {"roll_mark", "place_version", "postal_fact", "turnout_report"} & tables
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM register_entry").scalar_one() == 1
