# SPDX-License-Identifier: EUPL-1.2
"""The audit record: append-only in the database itself, and a broken chain is found wherever it breaks."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core import audit
from core.app import Talka
from core.audit import AuditEvent
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM

pytestmark = pytest.mark.requirement("D04", "R110")


@pytest.fixture
def chain(app: Talka) -> int:
    with unit_of_work():
        for number in range(5):
            audit.record(SYSTEM, "test.happened", ("thing", f"t{number}"), {"count": number})
    return 5


def tamper(statement: str) -> None:
    """Change the record as somebody with the database's own password could."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER audit_event_no_update")
            connection.exec_driver_sql("DROP TRIGGER audit_event_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE audit_event DISABLE TRIGGER USER")
        connection.exec_driver_sql(statement)
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("ALTER TABLE audit_event ENABLE TRIGGER USER")


def test_a_whole_record_verifies(chain: int) -> None:
    verdict = audit.verify()
    assert (verdict.whole, verdict.entries) == (True, chain)
    assert verdict.head == db.session.scalar(sa.select(AuditEvent.hash).where(AuditEvent.number == chain))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET facts = '{}' WHERE number = 2", "DELETE FROM audit_event WHERE number = 5"],
)
def test_the_database_refuses_to_change_it(chain: int, statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert audit.verify().whole


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_event SET facts = '{\"count\": 7}' WHERE number = 2", 2),
        ("UPDATE audit_event SET actor_id = 'somebody' WHERE number = 4", 4),
        ("DELETE FROM audit_event WHERE number = 3", 3),
        ("DELETE FROM audit_event WHERE number = 5", 5),
        ("DELETE FROM audit_event WHERE number > 0", 1),
    ],
)
def test_tampering_shows(chain: int, statement: str, broken_at: int) -> None:
    tamper(statement)
    verdict = audit.verify()
    assert not verdict.whole
    assert verdict.broken_at == broken_at


def test_the_command_says_so(chain: int, app: Talka) -> None:
    assert "whole: 5 entries" in app.test_cli_runner().invoke(args=["audit-verify"]).output
    tamper("UPDATE audit_event SET event = 'test.forged' WHERE number = 1")
    result = app.test_cli_runner().invoke(args=["audit-verify"])
    assert result.exit_code == 1
    assert "BROKEN at entry 1" in result.output
