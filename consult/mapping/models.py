# SPDX-License-Identifier: EUPL-1.2
"""The tables of the community map: entries, their history, contacts with them, and imports under way.

The history is append-only; ``version`` counts it. What the last import wrote is kept beside the present values, so
that the next one can tell what a person changed by hand. Relations load only where a query asks for them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.mapping.domain.audiences import Audience
from consult.mapping.domain.imports import BatchState
from consult.mapping.domain.organisation import (
    ContactWay,
    Description,
    Event,
    Formality,
    Kind,
    LedBy,
    Source,
)
from core.db import Identified, Model, UtcDateTime, one_of


class Organisation(Identified, Model):
    """One entry: an organisation or a community."""

    __tablename__ = "organisation"

    once: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    name_lang: Mapped[str] = mapped_column(sa.String(12), default="")
    name_key: Mapped[str] = mapped_column(sa.String(200))
    country: Mapped[str] = mapped_column(sa.String(2))
    kind: Mapped[str] = mapped_column(sa.String(20))
    formality: Mapped[str] = mapped_column(sa.String(20))
    led_by: Mapped[str] = mapped_column(sa.String(24))
    organisation_type: Mapped[str] = mapped_column(sa.String(120), default="")
    target_groups: Mapped[list[str]] = mapped_column(sa.JSON)
    websites: Mapped[list[str]] = mapped_column(sa.JSON)
    objective: Mapped[str] = mapped_column(sa.Text, default="")
    main_functions: Mapped[str] = mapped_column(sa.Text, default="")
    area: Mapped[str] = mapped_column(sa.String(200), default="")
    contact_notes: Mapped[str] = mapped_column(sa.Text, default="")
    last_contact_on: Mapped[dt.date | None] = mapped_column(sa.Date)
    public: Mapped[bool] = mapped_column(sa.Boolean)
    source: Mapped[str] = mapped_column(sa.String(10))
    imported: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    search_text: Mapped[str] = mapped_column(sa.Text)
    version: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    audiences: Mapped[list[OrganisationAudience]] = relationship(lazy="raise", cascade="all, delete-orphan")
    languages: Mapped[list[OrganisationLanguage]] = relationship(lazy="raise", cascade="all, delete-orphan")

    __table_args__ = (
        sa.UniqueConstraint("country", "name_key"),
        one_of("kind", Kind, "kind"),
        one_of("formality", Formality, "formality"),
        one_of("led_by", LedBy, "led_by"),
        one_of("source", Source, "source"),
        sa.Index(None, "public", "archived_at", "name_key"),
    )

    def description(self) -> Description:
        """The present values; needs audiences and languages loaded."""
        return Description(
            name=self.name,
            country=self.country,
            name_lang=self.name_lang,
            kind=Kind(self.kind),
            formality=Formality(self.formality),
            led_by=LedBy(self.led_by),
            organisation_type=self.organisation_type,
            target_groups=tuple(self.target_groups),
            audiences=tuple(a for a in Audience if a.value in {row.audience for row in self.audiences}),
            languages=tuple(sorted(row.language for row in self.languages)),
            objective=self.objective,
            main_functions=self.main_functions,
            websites=tuple(self.websites),
            area=self.area,
            contact_notes=self.contact_notes,
            public=self.public,
        )

    def describe(self, new: Description) -> None:
        """Take over new values; rows that stay are left alone. What they mean for search is set by the caller."""
        for name in (
            "name", "country", "name_lang", "organisation_type", "objective", "main_functions", "area",
            "contact_notes", "public",
        ):  # fmt: skip
            setattr(self, name, getattr(new, name))
        self.kind, self.formality, self.led_by = new.kind.value, new.formality.value, new.led_by.value
        self.target_groups, self.websites = list(new.target_groups), list(new.websites)
        wanted = {a.value for a in new.audiences}
        self.audiences = [row for row in self.audiences if row.audience in wanted] + [
            OrganisationAudience(audience=a) for a in sorted(wanted - {row.audience for row in self.audiences})
        ]
        spoken = set(new.languages)
        self.languages = [row for row in self.languages if row.language in spoken] + [
            OrganisationLanguage(language=code) for code in sorted(spoken - {row.language for row in self.languages})
        ]


class OrganisationAudience(Model):
    """One broad target group of an entry."""

    __tablename__ = "organisation_audience"

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    audience: Mapped[str] = mapped_column(sa.String(30), primary_key=True, index=True)

    __table_args__ = (one_of("audience", Audience, "audience"),)


class OrganisationLanguage(Model):
    """One language that an entry's people can be spoken to in."""

    __tablename__ = "organisation_language"

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    language: Mapped[str] = mapped_column(sa.String(12), primary_key=True, index=True)


class OrganisationRevision(Model):
    """One change of an entry: who, when, what. Never changed afterwards."""

    __tablename__ = "organisation_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    number: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    roles: Mapped[str] = mapped_column(sa.String(200))
    event: Mapped[str] = mapped_column(sa.String(20))
    changes: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    batch: Mapped[str] = mapped_column(sa.String(10), default="")

    __table_args__ = (sa.UniqueConstraint("organisation_id", "number"), one_of("event", Event, "event"))


class OrganisationContact(Model):
    """One time that somebody spoke with the people of an entry. For staff alone."""

    __tablename__ = "organisation_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)
    contacted_on: Mapped[dt.date] = mapped_column(sa.Date)
    way: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    roles: Mapped[str] = mapped_column(sa.String(200))

    __table_args__ = (one_of("way", ContactWay, "way"),)


class OrganisationImport(Identified, Model):
    """One file that was read, waiting for its owner to confirm it; its lines are deleted once it is closed."""

    __tablename__ = "organisation_import"

    owner_id: Mapped[str] = mapped_column(sa.String(40), index=True)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    digest: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[str] = mapped_column(sa.String(12))
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    outcome: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    __table_args__ = (one_of("state", BatchState, "state"),)
