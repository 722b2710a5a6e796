# SPDX-License-Identifier: EUPL-1.2
"""Tables of the cosy corners. No column can hold a participant's name; inputs are known by public id only."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.corners.domain.meeting import Consent, ContactKind, MeetingKind, Rhythm
from core import clock
from core.db import Identified, Model, UtcDateTime, one_of


class CornerSeries(Identified, Model):
    """Meetings of one small group that recur. Only its facilitators read it."""

    __tablename__ = "corner_series"

    title: Mapped[str] = mapped_column(sa.String(200))
    lang: Mapped[str] = mapped_column(sa.String(12))
    place: Mapped[str] = mapped_column(sa.Text, default="")
    safety: Mapped[str] = mapped_column(sa.Text, default="")
    rhythm: Mapped[str] = mapped_column(sa.String(20))
    languages: Mapped[str] = mapped_column(sa.String(200), default="")
    women_only: Mapped[bool] = mapped_column(default=False)
    children_welcome: Mapped[bool] = mapped_column(default=False)
    next_on: Mapped[dt.date | None]
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    facilitators: Mapped[list[CornerFacilitator]] = relationship(
        order_by="CornerFacilitator.id", lazy="raise", cascade="all, delete-orphan"
    )

    __table_args__ = (one_of("rhythm", Rhythm, "rhythm"),)


class CornerFacilitator(Model):
    """An account that leads a series and therefore reads its log."""

    __tablename__ = "corner_facilitator"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("corner_series.id"), index=True)
    account: Mapped[str] = mapped_column(sa.String(40), index=True)
    added_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    added_by: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (sa.UniqueConstraint("series_id", "account", name="uq_corner_facilitator_account"),)


class CornerContact(Model):
    """One step of finding people, per source."""

    __tablename__ = "corner_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("corner_series.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(30))
    made_on: Mapped[dt.date]
    through: Mapped[str] = mapped_column(sa.String(200))
    asked: Mapped[int]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)
    logged_by: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        one_of("kind", ContactKind, "kind"),
        sa.CheckConstraint("asked >= 0", name="asked"),
    )


class CornerMeeting(Identified, Model):
    """One meeting's log."""

    __tablename__ = "corner_meeting"

    series_id: Mapped[int] = mapped_column(sa.ForeignKey("corner_series.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    held_on: Mapped[dt.date]
    minutes: Mapped[int | None]
    women: Mapped[int]
    men: Mapped[int]
    other: Mapped[int]
    children: Mapped[int]
    interpreters: Mapped[str] = mapped_column(sa.String(200), default="")
    topics: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    agreements: Mapped[str] = mapped_column(sa.Text, default="")
    safety: Mapped[str] = mapped_column(sa.Text, default="")
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)
    logged_by: Mapped[str] = mapped_column(sa.String(40))

    series: Mapped[CornerSeries] = relationship(lazy="raise")
    statements: Mapped[list[CornerStatement]] = relationship(
        order_by="CornerStatement.number", lazy="raise", back_populates="meeting"
    )

    __table_args__ = (
        one_of("kind", MeetingKind, "kind"),
        sa.CheckConstraint("women >= 0 AND men >= 0 AND other >= 0 AND children >= 0", name="counts"),
        sa.CheckConstraint("kind <> 'trust' OR topics = ''", name="trust_has_no_topics"),
    )


class CornerStatement(Identified, Model):
    """Something said at a meeting. It has an input only if its speaker agreed to pass it on."""

    __tablename__ = "corner_statement"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("corner_meeting.id"), index=True)
    number: Mapped[int]
    words: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    translation: Mapped[str] = mapped_column(sa.Text, default="")
    translation_lang: Mapped[str] = mapped_column(sa.String(12), default="")
    hands: Mapped[int | None]
    consent: Mapped[str] = mapped_column(sa.String(10))
    input_id: Mapped[str | None] = mapped_column(sa.String(10), unique=True)

    meeting: Mapped[CornerMeeting] = relationship(lazy="raise", back_populates="statements")
    decisions: Mapped[list[CornerConsent]] = relationship(order_by="CornerConsent.id", lazy="raise")

    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "number", name="uq_corner_statement_number"),
        one_of("consent", Consent, "consent"),
        sa.CheckConstraint("consent = 'keep' OR input_id IS NOT NULL", name="passed_on_as_input"),
        sa.CheckConstraint("hands IS NULL OR hands >= 0", name="hands"),
    )


class CornerConsent(Model):
    """What a speaker decided about her words, and when. Only added, never changed."""

    __tablename__ = "corner_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(sa.ForeignKey("corner_statement.id"), index=True)
    consent: Mapped[str] = mapped_column(sa.String(10))
    decided_on: Mapped[dt.date]
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    noted_by: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (one_of("consent", Consent, "consent"),)
