# SPDX-License-Identifier: EUPL-1.2
"""Revision 0012 keeps what was decided, lets amounts and days only make sense, and goes down again with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0011", "0012"
NOW = "'2026-11-01 10:00:00'"
INSTRUCTION = (
    "INSERT INTO authority_instruction (id, election_id, decided_by, decided_on, reference, tasks, scope, deadline, "
    "written_by, accepted_by, accepted_for, public_id, created_at) VALUES "
    f"(1, 1, 'Council', '2026-10-08', '', '[]', '', '2026-10-20', 'writer', '', '', 'abcdefghjk', {NOW})"
)
ACCEPT = "UPDATE authority_instruction SET accepted_at = {}, accepted_for = 'Authority', accepted_by = '{}'"
MARK = (
    "INSERT INTO founding_mark (id, step, owner, settled, reason, at, actor_id, once) "
    f"VALUES (1, 'I.1', '', {{}}, '{{}}', {NOW}, 'a', 'o')"
)
LINE = (
    "INSERT INTO budget_line (title, year, cents, source, note, withdrawn_by, recorded_by, once, public_id, "
    f"created_at) VALUES ('Room', 2027, {{}}, 'Town', '', '', 'a', 'o', 'abcdefghjm', {NOW})"
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
            "(1, '{}', 1, 'draft', '2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', "
            f"'once', 'abcdefghjm', {NOW})"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def send(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def refused(*statements: str) -> None:
    for statement in statements:
        with pytest.raises(sa.exc.DBAPIError):
            send(statement)


def test_what_was_decided_stays_and_it_goes_down_with_rows(at_this_revision: None) -> None:
    send(INSTRUCTION)
    refused(ACCEPT.format(NOW, "writer"), INSTRUCTION.replace("(1, 1", "(2, 1"))
    send("UPDATE authority_instruction SET scope = 'all of it'", ACCEPT.format(NOW, "somebody"))
    refused("UPDATE authority_instruction SET scope = 'less'", "DELETE FROM authority_instruction")
    refused(MARK.format("'1'", ""))
    send(MARK.format("NULL", ""))
    refused("UPDATE founding_mark SET reason = 'x'", "DELETE FROM founding_mark", LINE.format(-1))
    send(LINE.format(125050))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("founding_mark")
