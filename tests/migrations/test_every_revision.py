# SPDX-License-Identifier: EUPL-1.2
"""What holds for all revisions: one line of them, HEAD is right, they meet the models, each has a test."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.app import Talka
from core.config import ROOT
from core.db import db
from core.health import newest_revision

MIGRATIONS = ROOT / "migrations"
FILES = sorted((MIGRATIONS / "versions").glob("*.py"))


def schema() -> dict[str, list[str]]:
    inspector = sa.inspect(db.engine)
    return {
        table: sorted(str((c["name"], str(c["type"]), c["nullable"])) for c in inspector.get_columns(table))
        for table in sorted(inspector.get_table_names())
    }


def test_there_is_one_line_of_revisions_and_head_names_its_end() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [newest_revision()]
    assert [path.name[:4] for path in FILES] == [f"{n:04d}" for n in range(1, len(FILES) + 1)]


def test_the_revisions_meet_the_models(app: Talka) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, db.metadata) == []


def test_down_to_nothing_and_up_again_gives_the_same(app: Talka) -> None:
    before = schema()
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision="base")
    assert set(schema()) <= {"alembic_version"}
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    assert schema() == before


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_revision_has_a_test_and_imports_nothing_of_ours(path: Path) -> None:
    assert (ROOT / "tests/migrations" / f"test_{path.name}").is_file()
    text = path.read_text("utf-8")
    assert not any(f"\n{word} {package}" in text for word in ("import", "from") for package in ("core", "council"))
    assert "please adjust" not in text
