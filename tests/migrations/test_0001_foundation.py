# SPDX-License-Identifier: EUPL-1.2
"""Revision 0001 makes an audit record that starts empty and whole, and goes down with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core import audit
from core.app import Talka
from core.config import ROOT
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM

MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture
def _at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0001")
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


@pytest.mark.usefixtures("_at_this_revision")
def test_the_record_starts_whole_and_goes_down_with_rows() -> None:
    assert audit.verify() == audit.Verdict(entries=0, head=audit.GENESIS)
    with unit_of_work():
        audit.record(SYSTEM, "test.happened", ("thing", "t"))
    assert audit.verify().entries == 1
    db.session.rollback()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="base")
    assert not sa.inspect(db.engine).has_table("audit_event")
