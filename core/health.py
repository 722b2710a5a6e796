# SPDX-License-Identifier: EUPL-1.2
"""Whether this process can serve: database answers, schema is the newest, messages move. Shows no versions."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core import clock
from core.config import ROOT
from core.db import db
from core.outbox import Delivery, Message

SLOW = dt.timedelta(hours=1)


def newest_revision() -> str:
    """The head of the migrations, from the file that makes parallel branches collide."""
    return (ROOT / "migrations" / "HEAD").read_text(encoding="ascii").strip()


def readiness() -> dict[str, bool]:
    """Name of each check and whether it holds."""
    try:
        revision = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except sa.exc.DBAPIError:
        db.session.rollback()
        return {"database": False, "schema": False, "outbox": False}
    late = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Message)
        .where(Message.state == Delivery.WAITING, Message.due_at < clock.now() - SLOW)
    )
    return {"database": True, "schema": revision == newest_revision(), "outbox": not late}
