# SPDX-License-Identifier: EUPL-1.2
"""Amendments to the municipality's own rules, and the facts of their way through the city council."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.articles import Wording
from council.domain.bylaw import BylawEvent, BylawStage


class BylawAmendment(Identified, Model):
    """One amendment: which rule it changes, its title and text by language. ``stage`` is the newest fact."""

    __tablename__ = "bylaw_amendment"

    changes: Mapped[str] = mapped_column(sa.String(200))
    original: Mapped[str] = mapped_column(sa.String(12))
    titles: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    stage: Mapped[str] = mapped_column(sa.String(20), default=BylawStage.DRAFT.value)
    drafted_by: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    facts: Mapped[list[BylawFact]] = relationship(back_populates="amendment", order_by="BylawFact.id", lazy="selectin")

    __table_args__ = (one_of("stage", BylawStage, "stage"),)

    @property
    def now(self) -> BylawStage:
        return BylawStage(self.stage)

    @property
    def wording(self) -> Wording:
        return Wording(original=self.original, headings=self.titles, texts=self.texts)


class BylawFact(Model):
    """One step of an amendment: which, on which day, by whom, under which number."""

    __tablename__ = "bylaw_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(sa.ForeignKey("bylaw_amendment.id"), index=True)
    event: Mapped[str] = mapped_column(sa.String(20))
    stage: Mapped[str] = mapped_column(sa.String(20))
    on: Mapped[dt.date] = mapped_column("taken_on")
    by: Mapped[str] = mapped_column("taken_by", sa.String(200))
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    amendment: Mapped[BylawAmendment] = relationship(back_populates="facts")

    __table_args__ = (
        one_of("event", BylawEvent, "event"),
        one_of("stage", BylawStage, "stage"),
        sa.CheckConstraint("taken_by <> ''", name="by_somebody"),
    )
