# SPDX-License-Identifier: EUPL-1.2
"""Revision 0008 adds the register beside elections that are there, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0007", "0008"
TABLES = ("register_entry", "register_refusal", "register_batch", "duplicate_pair", "register_version")


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, "
            "adopted_by, reference, remark, recorded_by, public_id, created_at) VALUES "
            "(1, 1, '{}', '{}', '', '', '', '', '', '', 'abcdefghjk', '2026-01-01 00:00:00')"
        )
        connection.exec_driver_sql(
            "INSERT INTO election (id, title, statute_id, state, register_closes_on, nominations_close_on, "
            'polling_day, declare_by, qualifying_date, once, public_id, created_at) VALUES (1, \'{"en": "E"}\', 1, '
            "'draft', '2027-02-01', '2027-02-02', '2027-03-01', '2027-03-02', '2027-03-01', 'o', 'abcdefghjm', "
            "'2026-01-01 00:00:00')"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def test_elections_stay_and_the_register_comes_and_goes(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO register_version (election_id, number, fingerprint, entries, electors, places, at, actor_id, "
            "decided_by, reference) VALUES (1, 1, '', 0, 0, '{}', '2026-01-01 00:00:00', '', '', '')"
        )
    with pytest.raises(sa.exc.IntegrityError), db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO register_version (election_id, number, fingerprint, entries, electors, places, at, actor_id, "
            "decided_by, reference) VALUES (1, 2, '', 0, 0, '{}', '2026-01-01 00:00:00', '', '', '')"
        )
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not [name for name in TABLES if sa.inspect(db.engine).has_table(name)]
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM election").scalar() == 1
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert all(sa.inspect(db.engine).has_table(name) for name in TABLES)
