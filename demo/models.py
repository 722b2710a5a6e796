# SPDX-License-Identifier: EUPL-1.2
"""Codes that a visitor of the demo may try: they open invented things. Real codes exist in print only."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class DemoCode(Model):
    """One code of the demo in readable form."""

    __tablename__ = "demo_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
