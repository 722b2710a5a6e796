# SPDX-License-Identifier: EUPL-1.2
"""What an election says about its polling places, who works there, and what was reported from them.

Versions and reports can only be added. Nothing here knows an elector.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.places import Duty, PlaceDetails, PlaceKind
from council.domain.turnout import ReportKind
from council.tally import from_json, to_json


class PlaceVersion(Model):
    """A place as it stands from one moment on; ``number`` counts its versions from 1. Later ones have a reason."""

    __tablename__ = "place_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    key: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    details_text: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "key", "number"),
        one_of("kind", PlaceKind, "kind"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("number = 1 OR reason <> ''", name="changed_with_reason"),
    )

    @property
    def details(self) -> PlaceDetails:
        return from_json(PlaceDetails, self.details_text)

    @details.setter
    def details(self, value: PlaceDetails) -> None:
        self.kind, self.details_text = value.kind.value, to_json(value)


class PlaceDuty(Identified, Model):
    """One person's work at a place, from and to. Taken off the list it stays, with who did that and when."""

    __tablename__ = "place_duty"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(200))
    duty: Mapped[str] = mapped_column(sa.String(20))
    languages: Mapped[str] = mapped_column(sa.String(100), default="")
    begins: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ends: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    left_by: Mapped[str] = mapped_column(sa.String(40), default="")

    __table_args__ = (
        one_of("duty", Duty, "duty"),
        sa.CheckConstraint("begins < ends", name="begins_first"),
    )


class PollReport(Model):
    """What a place told on polling day: opened, offline, closed. ``marks`` is what it counted when it closed."""

    __tablename__ = "poll_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    marks: Mapped[int | None]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place", "number"),
        one_of("kind", ReportKind, "kind"),
        sa.CheckConstraint("kind <> 'silent' OR note <> ''", name="silent_with_reason"),
    )


class TurnoutReport(Model):
    """Turnout as everybody may see it, written down once polling is over; small numbers are hidden in the text."""

    __tablename__ = "turnout_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    number: Mapped[int]
    report_text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (sa.UniqueConstraint("election_id", "number"),)
