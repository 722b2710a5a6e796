# SPDX-License-Identifier: EUPL-1.2
"""Keeps codes that seeds were given, so that a visitor of the demo can try them. Refuses outside the demo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from core.db import db
from core.installation import WrongPurpose
from demo.models import DemoCode


@dataclass(frozen=True, slots=True)
class CodeToTry:
    """One code and what it opens."""

    title: str
    code: str


def keep(title: str, code: str) -> None:
    """Show a code on the page of the demo's messages.

    :raises WrongPurpose: when the program does not run as a demo: a real code is never stored in readable form.
    """
    if not current_app.config["TALKA"].demo:
        raise WrongPurpose("Readable codes are kept only with TALKA_DEMO=1.")
    db.session.add(DemoCode(title=title, code=code))
    db.session.flush()


def to_try() -> Sequence[CodeToTry]:
    rows = db.session.scalars(sa.select(DemoCode).order_by(DemoCode.id))
    return [CodeToTry(row.title, row.code) for row in rows]
