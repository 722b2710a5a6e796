# SPDX-License-Identifier: EUPL-1.2
"""Runs the migrations on the application's own engine, in one transaction each."""

from typing import Any

from alembic import context
from flask import current_app
from flask_security import AsaList

from core.db import UtcDateTime, db


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """A revision must not import the application: our own column types appear as plain ones."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AsaList):
        return "sa.UnicodeText()"
    return False


def run() -> None:
    options = dict(current_app.extensions["migrate"].configure_args)
    options.setdefault("render_item", render_item)
    with db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=db.metadata, transaction_per_migration=True, **options)
        with context.begin_transaction():
            context.run_migrations()


run()
